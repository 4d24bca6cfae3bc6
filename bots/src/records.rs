//! What of a turn goes into the statistics: numbers only.

use guichet_core::{Action, EntryId, reply::ReplyKind, verdict::Outcome};

use crate::{counter::Turn, store::Tally};

/// What to count: a question by what became of it, a tapped entry as answered. `None` for commands, notices and thumbs.
pub(crate) fn counted(turn: &Turn) -> Option<(Tally, Vec<EntryId>)> {
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

#[cfg(test)]
mod tests {
    use chrono::Utc;

    use super::*;
    use crate::{
        counter::{Said, Setting, answer},
        store::{Memory, Platform},
        testing::assistant,
    };

    fn count(said: &Said) -> Option<(Tally, Vec<String>)> {
        let now = Utc::now();
        let setting = Setting {
            platform: Platform::Telegram,
            public: false,
            hint: None,
            asked_at: now,
            now,
        };
        let turn = answer(assistant(), said, Memory::default(), &setting);
        counted(&turn).map(|(tally, ids)| (tally, ids.iter().map(ToString::to_string).collect()))
    }

    #[test]
    fn questions_and_taps_count_and_nothing_else_does() {
        let tap = |data: &str| count(&Said::Tap(data.into()));
        assert_eq!(tap("1o:piscine"), Some((Tally::Answered, vec!["piscine".into()])));
        assert_eq!(tap("1c:piscine"), Some((Tally::Answered, vec!["piscine".into()])));
        for other in ["1o:gone", "1m", "1n", "forged"] {
            assert_eq!(tap(other), None, "{other}");
        }
        assert_eq!(
            count(&Said::words("zzzz qqqq wwww", false)),
            Some((Tally::Unknown, vec![]))
        );
        assert_eq!(count(&Said::Start(None)), None);
    }
}
