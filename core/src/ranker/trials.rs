//! The FAQ's own questions, judged by machines that never saw them: what the calibration learns from.

use super::{
    Example, Lessons, Machines,
    gate::{Evidence, Scope, Trial},
    messages::Vector,
    neighbours::Neighbours,
    tables::Tables,
};
use crate::parallel;

/// Parts of the examples that are held out in turn to calibrate the gate.
const FOLDS: u64 = 3;

/// So many trials settle the two numbers of the calibration; a large FAQ needs only its first part for them.
const ENOUGH_TRIALS: usize = 1_000;

/// More than so many questions of one part are sampled.
const MOST_TRIALS: usize = 4 * ENOUGH_TRIALS;

/// A judgement whose nearest example is not looked for yet: what finds it takes room that training needs.
pub(super) struct Judged<'a> {
    message: &'a Vector,
    /// The part of the examples that it belongs to.
    fold: u64,
    entry: Option<usize>,
    evidence: Evidence,
    scope: Scope,
    right: bool,
}

/// Has questions and background messages judged by machines that never saw them. Each question is asked twice: once as
/// it is, and once as if its entry were not there, so that it is out of scope. The machines are of no use afterwards.
pub(super) fn judge<'a>(lessons: &Lessons<'a>, machines: &mut Machines, tables: &mut Tables) -> Vec<Judged<'a>> {
    let mut trials = Vec::new();
    for fold in 0..FOLDS {
        if trials.len() >= ENOUGH_TRIALS {
            break;
        }
        let is_held_out = |example: &&Example<'_>| example.lot.part(FOLDS) == fold;
        machines.train(lessons, tables, |example| !is_held_out(&example));
        let judge = |example: &Example<'a>, scope| {
            let class = (scope != Scope::Everyday).then_some(example.class);
            let hidden = class.filter(|_| scope == Scope::Unknown);
            let (entries, evidence) = machines.judge(example.message, hidden);
            let entry = entries.first().map(|(best, _)| *best);
            Judged {
                message: example.message,
                fold,
                entry,
                evidence,
                scope,
                right: scope == Scope::Known && entry == class,
            }
        };
        let asked: Vec<_> = sample(lessons.questions.iter().filter(is_held_out).collect()).collect();
        let of_questions = parallel::map(&asked, |example| {
            [Scope::Known, Scope::Unknown].map(|scope| judge(example, scope))
        });
        trials.extend(of_questions.into_iter().flatten());
        let everyday = lessons.background.iter().filter(is_held_out);
        trials.extend(everyday.map(|example| judge(example, Scope::Everyday)));
    }
    trials
}

/// Looks for the nearest examples, none of them of the judged message's own part, and weighs the trials.
pub(super) fn compare(judged: &[Judged<'_>], questions: &[Example<'_>], neighbours: &Neighbours) -> Vec<Trial> {
    let folds: Vec<u64> = questions.iter().map(|example| example.lot.part(FOLDS)).collect();
    let mut trials = parallel::map(judged, |judged| {
        let nearest = neighbours.nearest(judged.message, judged.entry, |i| folds.get(i) == Some(&judged.fold));
        let evidence = Evidence {
            nearest,
            ..judged.evidence
        };
        Trial::new(&evidence, judged.scope, judged.right)
    });
    weigh(&mut trials);
    trials
}

/// At most so many of the items as the calibration needs, evenly.
fn sample<T>(items: Vec<T>) -> impl Iterator<Item = T> {
    let step = items.len().div_ceil(MOST_TRIALS).max(1);
    items.into_iter().step_by(step)
}

/// The share of messages out of scope that a public counter must expect.
const OUT_OF_SCOPE: f32 = 0.25;

/// Of these the share that sounds like the FAQ, as questions about a missing entry do; the others are everyday messages,
/// which are easier to refuse (measured on the public sets: 0.4 is a little too sure of itself, 0.75 too little).
const SOUNDS_LIKE: f32 = 0.5;

/// Gives the trials out of scope the weight that such messages have in life.
fn weigh(trials: &mut [Trial]) {
    let count = |trials: &[Trial], scope| trials.iter().filter(|trial| trial.scope == scope).count() as f32;
    let outside = count(trials, Scope::Known) * OUT_OF_SCOPE / (1.0 - OUT_OF_SCOPE);
    for (scope, share) in [(Scope::Unknown, SOUNDS_LIKE), (Scope::Everyday, 1.0 - SOUNDS_LIKE)] {
        let weight = outside * share / count(trials, scope).max(1.0);
        for trial in trials.iter_mut().filter(|trial| trial.scope == scope) {
            trial.weight = weight;
        }
    }
}
