//! The verdict on one message.

use super::{Understanding, questions, thresholds::Thresholds};
use crate::{
    Utterance,
    mood::mood,
    ranker::{Placed, Ranking},
    text::{Guess, Reading, Word},
    verdict::{Candidate, MAX_CANDIDATES, Outcome, Unknown, Verdict},
};

/// The most entries that one message is answered with.
const MAX_ANSWERS: usize = 3;

/// The most entries that are offered when the counter asks back.
const MAX_OFFERS: usize = 3;

/// An offered entry must be at least this probable among the entries.
const OFFER_FROM: f32 = 0.08;

/// What is left of the confidence when the message is about another town's service.
const ELSEWHERE: f32 = 0.3;

/// Only where the second entry is at least this probable is the message searched for a second question.
const SECOND_FROM: f32 = 0.01;

/// Shares of the probability that differ by no more than this are a tie.
const TIE: f32 = 0.02;

/// How an elliptic question opens, folded, in the languages that the core knows.
const OPENERS: &[&str] = &[
    "et", "mais", "ou", "aussi", "sinon", "alors", "and", "but", "or", "also", "what", "so",
];

/// A message of at most this many words may be elliptic ("and on Saturday?"), so that the last answer completes it.
const ELLIPTIC_WORDS: usize = 7;

impl Understanding {
    /// Decides about a message by its words alone.
    pub(crate) fn judge(&self, utterance: &Utterance) -> Verdict {
        let reading = self.analyser.read(&utterance.text, utterance.locale);
        let thresholds = Thresholds::of(self.caution);
        let placed = self.ranker.place(&reading.words);
        let mut ranking = self.ranker.rank_part(&placed, 0..reading.words.len());
        if ranking.confidence < thresholds.answer {
            ranking = self.completed(utterance, &reading, ranking);
        }
        if self.is_elsewhere(&reading.words) {
            ranking.confidence *= ELSEWHERE;
        }
        let outcome = self.outcome(&utterance.text, &reading, &placed, &ranking, thresholds);
        Verdict {
            confidence: ranking.confidence,
            candidates: self.candidates(&ranking),
            locale: reading.locale,
            outcome,
            findings: Vec::new(),
            signs: Vec::new(),
        }
    }

    fn outcome(
        &self,
        text: &str,
        reading: &Reading,
        placed: &Placed,
        ranking: &Ranking,
        thresholds: Thresholds,
    ) -> Outcome {
        if reading
            .words
            .iter()
            .all(|word| !word.text.chars().any(char::is_alphabetic))
        {
            return Outcome::Unknown(Unknown::NoWords);
        }
        let answers = if ranking.confidence < thresholds.clarify {
            Vec::new()
        } else {
            self.answers(&reading.words, placed, ranking, thresholds)
        };
        if answers.len() > 1 {
            return Outcome::Answer(answers.iter().filter_map(|entry| self.id(*entry)).collect());
        }
        if ranking.confidence >= thresholds.answer {
            if let Some(urgent) = self.urgent_tie(ranking) {
                return Outcome::Answer(vec![urgent]);
            }
            return Outcome::Answer(
                ranking
                    .entries
                    .iter()
                    .take(1)
                    .filter_map(|(entry, _)| self.id(*entry))
                    .collect(),
            );
        }
        if reading.guess == Guess::Foreign {
            return Outcome::Unknown(Unknown::OtherLanguage);
        }
        if ranking.confidence >= thresholds.clarify {
            return Outcome::Clarify(self.offers(ranking));
        }
        Outcome::Unknown(mood(text).unwrap_or(Unknown::NotCovered))
    }

    /// An urgent entry that is as probable as the best one: it wins the tie.
    fn urgent_tie(&self, ranking: &Ranking) -> Option<crate::EntryId> {
        let (_, most) = ranking.entries.first()?;
        let tied = ranking.entries.iter().take_while(|(_, share)| most - share <= TIE);
        let urgent = tied.filter(|(entry, _)| self.entries.get(*entry).is_some_and(|known| known.urgent));
        urgent.map(|(entry, _)| *entry).find_map(|entry| self.id(entry))
    }

    /// The entries to choose from: the plausible ones, urgent ones first, so that no clarification hides them.
    fn offers(&self, ranking: &Ranking) -> Vec<crate::EntryId> {
        let urgent = |entry: usize| self.entries.get(entry).is_some_and(|known| known.urgent);
        let mut plausible: Vec<usize> = ranking
            .entries
            .iter()
            .filter(|(_, share)| *share >= OFFER_FROM)
            .map(|(entry, _)| *entry)
            .collect();
        plausible.sort_by_key(|entry| !urgent(*entry));
        plausible
            .into_iter()
            .take(MAX_OFFERS)
            .filter_map(|entry| self.id(entry))
            .collect()
    }

    /// The entries that different parts of the message ask about, likeliest first: each part must be sure by itself,
    /// and the message as a whole must not find it far-fetched.
    fn answers(&self, words: &[Word], placed: &Placed, whole: &Ranking, thresholds: Thresholds) -> Vec<usize> {
        let second = whole.entries.get(1).map_or(0.0, |(_, share)| *share);
        let parts = if second < SECOND_FROM {
            Vec::new()
        } else {
            questions::parts(words)
        };
        if parts.len() < 2 {
            return Vec::new();
        }
        let asked: Vec<usize> = parts
            .into_iter()
            .filter_map(|part| self.ranker.sure_of_part(placed, part, thresholds.part))
            .collect();
        let courtesy = |entry: usize| self.entries.get(entry).is_some_and(|known| known.courtesy);
        let plausible = whole.entries.iter().map(|(entry, _)| *entry);
        plausible
            .filter(|entry| asked.contains(entry) && !courtesy(*entry))
            .take(MAX_ANSWERS)
            .collect()
    }

    /// The ranking of an elliptic message completed by the last answer's title, where that is surer.
    fn completed(&self, utterance: &Utterance, reading: &Reading, alone: Ranking) -> Ranking {
        let opens = reading
            .words
            .first()
            .is_some_and(|word| OPENERS.contains(&word.text.as_str()));
        if !opens || reading.words.len() > ELLIPTIC_WORDS || alone.background > 0.0 {
            return alone;
        }
        let last = utterance
            .previous
            .first()
            .and_then(|id| self.entries.iter().find(|known| known.id == *id));
        let title = last.and_then(|known| known.titles.iter().find(|(locale, _)| *locale == reading.locale));
        let Some((locale, title)) = title else { return alone };
        let title = self.analyser.read(title, Some(*locale)).words;
        let completed = self.ranker.rank(title.iter().chain(&reading.words));
        if completed.confidence > alone.confidence {
            completed
        } else {
            alone
        }
    }

    fn candidates(&self, ranking: &Ranking) -> Vec<Candidate> {
        let listed = ranking.confidences().take(MAX_CANDIDATES);
        let candidates = listed.filter_map(|(entry, confidence)| {
            let id = self.id(entry)?;
            Some(Candidate { id, confidence })
        });
        candidates.collect()
    }

    fn id(&self, entry: usize) -> Option<crate::EntryId> {
        self.entries.get(entry).map(|known| known.id.clone())
    }
}
