//! What a turn leaves with the town: numbers for the statistics, a question that found no answer, a thumb. Nothing of it
//! says who it was.
//!
//! The one place for all platforms: what is kept is decided by [`Record::of`], masked before it touches the disk, and
//! written by [`Record::keep`].

use chrono::{DateTime, NaiveDate, Utc};
use guichet_core::{
    Action, Assistant, EntryId, Verdict,
    reply::ReplyKind,
    verdict::{Outcome, Unknown},
};

use crate::{
    counter::{Said, Turn},
    store::{Gap, GapKind, Person, Store, StoreError, Tally, VotedAnswer},
};

/// What one turn leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// The day that it is in the town.
    pub(crate) day: NaiveDate,
    /// What to count, and about which entries.
    pub(crate) tally: Option<(Tally, Vec<EntryId>)>,
    /// What became of a question without an answer.
    pub(crate) question: Option<Question>,
    /// The entry whose answer was voted on, and whether it helped.
    pub(crate) thumb: Option<(EntryId, bool)>,
}

/// What becomes of a question without an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// It is kept.
    Keep(Gap),
    /// One of the entries offered last was it after all.
    Chosen,
    /// None of the entries offered last was it.
    NoneOfThese,
}

impl Record {
    /// What a turn leaves.
    pub(crate) fn of(assistant: &Assistant, said: &Said, turn: &Turn, now: DateTime<Utc>) -> Self {
        Self {
            day: day(assistant, now),
            tally: counted(turn),
            question: question(assistant, said, turn),
            thumb: thumb(assistant, turn),
        }
    }

    /// Writes it: `person` is who asked, `tapped` the answer below which they tapped. What cannot be kept is lost, and
    /// nothing else.
    pub(crate) async fn keep(self, store: &Store, person: Person, tapped: Option<VotedAnswer>) {
        if let Err(error) = self.write(store, person, tapped).await {
            tracing::error!(platform = %person.platform, %error, "the store fails");
        }
    }

    async fn write(self, store: &Store, person: Person, tapped: Option<VotedAnswer>) -> Result<(), StoreError> {
        if let Some((tally, entries)) = self.tally {
            store.count(person.platform, tally, entries, self.day).await?;
        }
        match self.question {
            Some(Question::Keep(gap)) => store.gap(person, gap, self.day).await?,
            Some(Question::Chosen) => store.gap_chosen(person, self.day).await?,
            Some(Question::NoneOfThese) => store.gap_none_of_these(person, self.day).await?,
            None => {}
        }
        if let (Some((entry, helped)), Some(answer)) = (self.thumb, tapped) {
            store.vote(answer, entry, helped, self.day).await?;
        }
        Ok(())
    }
}

/// The day that it is in the town.
pub(crate) fn day(assistant: &Assistant, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&assistant.catalogue().town.timezone).date_naive()
}

/// A question to keep, its personal data masked, with the entries nearest to it.
pub(crate) fn gap(assistant: &Assistant, kind: GapKind, text: &str, verdict: &Verdict) -> Gap {
    Gap {
        kind,
        masked: assistant.redact(text),
        locale: verdict.locale,
        nearest: verdict
            .candidates
            .iter()
            .map(|candidate| candidate.id.clone())
            .collect(),
    }
}

/// What to count: a question by what became of it, a tapped entry as answered. `None` for commands, notices and thumbs.
fn counted(turn: &Turn) -> Option<(Tally, Vec<EntryId>)> {
    match (&turn.verdict, &turn.action) {
        (Some(verdict), _) => Some(match &verdict.outcome {
            Outcome::Answer(ids) => (Tally::Answered, ids.clone()),
            Outcome::Clarify(_) => (Tally::Clarified, Vec::new()),
            Outcome::Unknown(_) => (Tally::Unknown, Vec::new()),
        }),
        // An entry that is gone leads to the menu, which answers nothing.
        (None, Some(Action::Open(_) | Action::Choose(_))) if turn.reply.kind == ReplyKind::Answer => {
            Some((Tally::Answered, turn.reply.ids.clone()))
        }
        _ => None,
    }
}

/// What becomes of a question that this turn leaves without an answer, or answers after all.
///
/// What is no question of the citizen's is not kept: somebody else's message, an insult, distress, a language or signs
/// that the masking does not read.
fn question(assistant: &Assistant, said: &Said, turn: &Turn) -> Option<Question> {
    match (said, &turn.verdict, &turn.action) {
        (Said::Words { text, forwarded: false }, Some(verdict), _) => {
            let kind = match &verdict.outcome {
                Outcome::Unknown(Unknown::NotCovered) => GapKind::Unknown,
                Outcome::Clarify(_) => GapKind::NotChosen,
                Outcome::Unknown(_) | Outcome::Answer(_) => return None,
            };
            Some(Question::Keep(gap(assistant, kind, text, verdict)))
        }
        (_, _, Some(Action::Choose(_))) if turn.reply.kind == ReplyKind::Answer => Some(Question::Chosen),
        (_, _, Some(Action::NoneOfThese)) => Some(Question::NoneOfThese),
        _ => None,
    }
}

/// A thumb about an entry that the FAQ has: what comes back with a tap may be forged.
fn thumb(assistant: &Assistant, turn: &Turn) -> Option<(EntryId, bool)> {
    match &turn.action {
        Some(Action::Vote(id, helped)) => assistant
            .catalogue()
            .topic(id)
            .map(|topic| (topic.id().clone(), *helped)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        counter::{Setting, answer},
        store::{Memory, Platform},
        testing::assistant,
    };

    fn record(said: &Said) -> Record {
        let now = DateTime::UNIX_EPOCH;
        let setting = Setting {
            platform: Platform::Telegram,
            public: false,
            hint: None,
            asked_at: now,
            now,
        };
        let turn = answer(assistant(), said, Memory::default(), &setting);
        Record::of(assistant(), said, &turn, now)
    }

    fn tap(data: &str) -> Record {
        record(&Said::Tap(data.into()))
    }

    fn kept(said: &Said) -> Option<Gap> {
        match record(said).question {
            Some(Question::Keep(gap)) => Some(gap),
            _ => None,
        }
    }

    #[test]
    fn questions_and_taps_count_and_nothing_else_does() {
        let pool = EntryId::parse("piscine").unwrap();
        for data in ["1o:piscine", "1c:piscine"] {
            assert_eq!(tap(data).tally, Some((Tally::Answered, vec![pool.clone()])), "{data}");
        }
        for other in ["1o:gone", "1m", "1n", "1+:piscine", "forged"] {
            assert_eq!(tap(other).tally, None, "{other}");
        }
        let unknown = record(&Said::words("zzzz qqqq wwww", false));
        assert_eq!(unknown.tally, Some((Tally::Unknown, vec![])));
        assert_eq!(record(&Said::Start(None)).tally, None);
    }

    #[test]
    fn a_question_without_an_answer_is_kept_masked() {
        let asked = "je m'appelle Jeanne Wambergue, 06 12 34 56 78, où garer mon zeppelin ?";
        let gap = kept(&Said::words(asked, false)).unwrap();
        assert_eq!(gap.kind, GapKind::Unknown);
        assert!(gap.masked.contains("zeppelin"), "{}", gap.masked);
        for personal in ["Jeanne", "Wambergue", "06 12"] {
            assert!(!gap.masked.contains(personal), "{}", gap.masked);
        }
    }

    #[test]
    fn what_is_answered_or_no_question_is_not_kept() {
        for said in [
            Said::words("la piscine est-elle ouverte ?", false),
            Said::words("où garer mon zeppelin ?", true),
            Said::words("?!", false),
            Said::Media,
            Said::TooFast,
        ] {
            assert_eq!(record(&said).question, None, "{said:?}");
        }
    }

    #[test]
    fn a_tap_after_a_clarification_says_what_became_of_the_question() {
        assert_eq!(tap("1c:piscine").question, Some(Question::Chosen));
        assert_eq!(tap("1n").question, Some(Question::NoneOfThese));
        for other in ["1c:gone", "1o:piscine", "1m", "forged"] {
            assert_eq!(tap(other).question, None, "{other}");
        }
    }

    #[test]
    fn a_thumb_counts_for_an_entry_that_exists() {
        let pool = EntryId::parse("piscine").unwrap();
        assert_eq!(tap("1+:piscine").thumb, Some((pool.clone(), true)));
        assert_eq!(tap("1-:piscine").thumb, Some((pool, false)));
        for other in ["1+:gone", "1o:piscine", "1+:"] {
            assert_eq!(tap(other).thumb, None, "{other}");
        }
    }
}
