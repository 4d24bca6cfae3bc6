//! How well the entries find their own example questions: each question is judged by machines that never saw it.

use super::{
    Classifier, Example, Machines, Ranker,
    lot::{self, Lot},
    messages::{Item, likeness, squared_length},
    tables::Tables,
};
use crate::{parallel, text::Word};

/// Parts of the questions that are held out in turn; each costs a training. With three, many a question loses the only
/// other one that is like it, and seems to be lost.
const PARTS: u64 = 5;

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
        let placed = self.placed(questions);
        let examples = examples(&placed);
        let classes = examples.iter().map(|example| example.class + 1).max().unwrap_or(0);
        let parts: Vec<u64> = (0..PARTS).collect();
        let judged = parallel::map(&parts, |part| self.exam_of_part(&examples, classes, *part));
        judged.into_iter().flatten().collect()
    }

    /// The pairs of example questions (words and entry number, in the order of the entries) of different entries that
    /// are at least this much alike (cosine, 0 to 1), by number, the smaller first.
    pub(crate) fn alike(&self, questions: impl Iterator<Item = (Vec<Word>, usize)>, least: f32) -> Vec<(usize, usize)> {
        let placed = self.placed(questions);
        pairs(&examples(&placed), self.space.len(), least)
    }

    fn placed(&self, questions: impl Iterator<Item = (Vec<Word>, usize)>) -> Vec<Question> {
        let placed = questions.map(|(words, class)| Question {
            message: self.space.part(&self.place(&words), &(0..words.len())),
            class,
            lot: Lot::of(&words),
        });
        placed.collect()
    }

    fn exam_of_part(&self, examples: &[Example<'_>], classes: usize, part: u64) -> Vec<HeldOut> {
        let is_held_out = |example: &Example<'_>| example.lot.part(PARTS) == part;
        let kept: Vec<Example<'_>> = examples.iter().copied().filter(|kept| !is_held_out(kept)).collect();
        let mut classifier = Classifier::new(self.space.len(), classes);
        classifier.learn(&kept, &mut Tables::new(self.space.len(), classes), |_, _| ());
        let machines = Machines {
            classifier,
            background: self.machines.background.clone(),
        };
        let judge = |(question, example): (usize, &Example<'_>)| {
            let (entries, mut evidence) = machines.judge(example.message, None);
            let (best, _) = entries.first().copied()?;
            evidence.nearest = self
                .neighbours
                .nearest(example.message, Some(best), |other| other == question);
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
            .filter(|(_, example)| is_held_out(example))
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
        .map(|(other, example)| (likeness(asked.message, example.message), other))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or(question, |(_, other)| other)
}

/// An example question that is placed in what was learnt.
struct Question {
    message: Vec<Item>,
    class: usize,
    lot: Lot,
}

fn examples(placed: &[Question]) -> Vec<Example<'_>> {
    let examples = placed.iter().map(|question| Example {
        message: &question.message,
        class: question.class,
        lot: question.lot,
    });
    let mut examples: Vec<_> = examples.collect();
    lot::deal(&mut examples);
    examples
}

/// The pairs of examples of different classes whose cosine is at least `least`. Only examples that share a dimension are
/// compared.
fn pairs(examples: &[Example<'_>], dimensions: usize, least: f32) -> Vec<(usize, usize)> {
    let mut having: Vec<Vec<(usize, f32)>> = vec![Vec::new(); dimensions];
    let mut likeness = vec![0.0_f32; examples.len()];
    let mut pairs = Vec::new();
    for (number, example) in examples.iter().enumerate() {
        likeness.fill(0.0);
        let length = squared_length(example.message).sqrt().max(f32::EPSILON);
        for item in example.message {
            let Some(before) = having.get_mut(item.number() as usize) else {
                continue;
            };
            let value = item.value() / length;
            for (other, same) in before.iter() {
                if let Some(sum) = likeness.get_mut(*other) {
                    *sum += value * same;
                }
            }
            before.push((number, value));
        }
        let near = likeness.iter().zip(examples).enumerate().take(number);
        let near = near.filter(|(_, (sum, other))| **sum >= least && other.class != example.class);
        pairs.extend(near.map(|(other, _)| (other, number)));
    }
    pairs
}
