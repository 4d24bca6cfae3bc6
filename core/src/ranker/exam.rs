//! How well the entries find their own example questions: each question is judged by machines that never saw it.

use super::{Committee, Example, Ranker, let_through, logit, margin, space::Vector};
use crate::{parallel, text::Word};

/// Parts of the questions that are held out in turn; each costs a training. With three, many a question loses the only
/// other one that is like it, and seems to be lost.
const PARTS: usize = 5;

/// What a question was taken for when it was held out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct HeldOut {
    /// Its number among the questions examined.
    pub(crate) question: usize,
    /// The entry that it was taken for: its own, or another.
    pub(crate) best: usize,
    /// How sure that was, 0 to 1.
    pub(crate) confidence: f32,
    /// The question of that entry that is most like it; itself where the entry has no other.
    pub(crate) nearest: usize,
}

impl Ranker {
    /// Holds out the example questions (words and entry number) in turn, and judges each. Trains as often as there are
    /// parts: for staff's checks, not for answering. What the calibration holds out would not do, because it leaves
    /// entries out whole, and stops as soon as it knows enough.
    pub(crate) fn exam(&self, questions: impl Iterator<Item = (Vec<Word>, usize)>) -> Vec<HeldOut> {
        let (messages, classes): (Vec<Vector>, Vec<usize>) = questions
            .map(|(words, class)| (self.space.place(&words.iter().collect::<Vec<_>>()), class))
            .unzip();
        let examples: Vec<Example<'_>> = messages
            .iter()
            .zip(classes)
            .map(|(message, class)| Example { message, class })
            .collect();
        let parts: Vec<usize> = (0..PARTS).collect();
        let judged = parallel::map(&parts, |part| self.exam_of_part(&examples, *part));
        judged.into_iter().flatten().collect()
    }

    /// The pairs of example questions of different entries that are at least this much alike (cosine, 0 to 1), by
    /// number, the smaller first.
    pub(crate) fn alike(&self, least: f32) -> Vec<(usize, usize)> {
        self.neighbours.pairs(least)
    }

    fn exam_of_part(&self, examples: &[Example<'_>], part: usize) -> Vec<HeldOut> {
        let held_out = |question: usize| question % PARTS == part;
        let kept: Vec<Example<'_>> = let_through(examples, &|i| !held_out(i)).copied().collect();
        let (features, classes) = (self.space.len(), self.margins.classes());
        let committee = Committee {
            margins: &margin::train(&kept, features, classes),
            logits: &logit::train(&kept, features, classes),
            background: &self.background,
            neighbours: &self.neighbours,
        };
        let judge = |(question, example): (usize, &Example<'_>)| {
            let (entries, evidence) = committee.judge(example.message, |other| other == question);
            let (best, _) = entries.first().copied()?;
            Some(HeldOut {
                question,
                best,
                confidence: self.gate.confidence(&evidence),
                nearest: nearest(examples, question, best),
            })
        };
        examples
            .iter()
            .enumerate()
            .filter(|(question, _)| held_out(*question))
            .filter_map(judge)
            .collect()
    }
}

/// The question of an entry that is most like another question.
fn nearest(examples: &[Example<'_>], question: usize, class: usize) -> usize {
    let Some(asked) = examples.get(question) else {
        return question;
    };
    let of_class = examples
        .iter()
        .enumerate()
        .filter(|(other, example)| example.class == class && *other != question);
    of_class
        .map(|(other, example)| (asked.message.likeness(example.message), other))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(question, |(_, other)| other)
}
