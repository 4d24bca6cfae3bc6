//! What each word of a message counted for.

use super::{Understanding, thresholds::Thresholds};
use crate::{
    Explanation, Utterance, Verdict,
    explanation::Understood,
    text::{Home, Word},
};

/// The longest message whose words are weighed one by one: each costs a ranking of the rest.
const MOST_WEIGHED: usize = 60;

impl Understanding {
    /// Explains a verdict about a message. A word is weighed by leaving it out.
    pub(crate) fn explain(&self, utterance: &Utterance, verdict: Verdict) -> Explanation {
        let reading = self.analyser.read(&utterance.text, utterance.locale);
        let best = verdict.candidates.first().map(|candidate| candidate.id.clone());
        let best = self.entries.iter().position(|known| Some(&known.id) == best.as_ref());
        let whole = self.confidence_in(best, reading.words.iter());
        let words = reading.words.iter().enumerate().map(|(i, word)| {
            let rest = reading
                .words
                .iter()
                .enumerate()
                .filter(|(j, _)| *j != i)
                .map(|(_, word)| word);
            let counts = if i < MOST_WEIGHED {
                whole - self.confidence_in(best, rest)
            } else {
                0.0
            };
            Understood {
                word: word.text.clone(),
                written: word.repaired_from.clone(),
                known: word.home == Home::Faq,
                counts,
            }
        });
        let thresholds = Thresholds::of(self.caution);
        Explanation {
            words: words.collect(),
            answer_from: thresholds.answer,
            clarify_from: thresholds.clarify,
            by_signal: !verdict.signs.is_empty() || self.judge(utterance).outcome != verdict.outcome,
            verdict,
        }
    }

    /// The confidence in one entry for these words; 0 when it is not among the ranked.
    fn confidence_in<'w>(&self, entry: Option<usize>, words: impl Iterator<Item = &'w Word>) -> f32 {
        let ranking = self.ranker.rank(words);
        let mut confidences = ranking.confidences();
        let found = confidences.find(|(ranked, _)| Some(*ranked) == entry);
        found.map_or(0.0, |(_, confidence)| confidence)
    }
}
