//! Which entry a message is about, and how sure that is.

mod centroids;
mod classifier;
mod exam;
mod features;
mod gate;
mod logit;
mod margin;
mod neighbours;
mod packed;
mod shuffle;
mod space;
mod table;
mod weights;

use classifier::Classifier;
pub(crate) use exam::HeldOut;
use gate::{Evidence, Gate, Scope, Trial, log_odds};
use neighbours::Neighbours;
use packed::Packed;
pub(crate) use space::Placed;
use space::{Learnt, Space, Vector};

use std::ops::Range;

use crate::{parallel, text::Word};

/// Ranks the entries of one FAQ. Entries are numbered from 0, in the order of the catalogue's topics.
pub(crate) struct Ranker {
    space: Space,
    machines: Machines,
    neighbours: Neighbours,
    gate: Gate,
}

/// What is trained: all of it, or only on a part of the examples.
struct Machines {
    /// Tells the entries apart.
    classifier: Classifier,
    /// Tells background messages from questions.
    background: Packed,
}

/// The ranked entries for one message.
#[derive(Clone, Debug)]
pub(crate) struct Ranking {
    /// Entries with their probability among the entries, best first; at most [`RANKED`].
    pub(crate) entries: Vec<(usize, f32)>,
    /// How likely the best is right, 0 to 1.
    pub(crate) confidence: f32,
    /// Above 0 the message is taken for an everyday one that no FAQ answers.
    pub(crate) background: f32,
}

impl Ranking {
    /// The confidence in each of the entries: that in the best, in proportion to their probabilities.
    pub(crate) fn confidences(&self) -> impl Iterator<Item = (usize, f32)> {
        let most = self.entries.first().map_or(1.0, |(_, share)| share.max(f32::EPSILON));
        let entries = self.entries.iter();
        entries.map(move |(entry, share)| (*entry, self.confidence * (share / most)))
    }
}

/// How many entries a ranking holds.
const RANKED: usize = 8;

/// Parts of the examples that are held out in turn to calibrate the gate.
const FOLDS: usize = 3;

/// So many trials settle the two numbers of the calibration; a large FAQ needs only its first part for them.
const ENOUGH_TRIALS: usize = 1_000;

/// More than so many questions of one part are sampled.
const MOST_TRIALS: usize = 4 * ENOUGH_TRIALS;

/// A message to learn from.
#[derive(Clone, Copy)]
struct Example<'a> {
    message: &'a Vector,
    /// The entry that it asks about.
    class: usize,
}

/// What training needs.
struct Lessons<'a> {
    /// The FAQ's questions, sorted by class.
    questions: Vec<Example<'a>>,
    background: Vec<&'a Vector>,
    /// How many features the questions have; they come first.
    features: usize,
    /// How many features all messages have.
    all_features: usize,
    classes: usize,
}

/// The FAQ's questions and the background messages as a ranker learns them.
pub(crate) struct Material {
    learnt: Learnt,
    /// The entry of each question.
    entries: Vec<usize>,
    classes: usize,
}

impl Material {
    /// Takes the FAQ's example questions (words and entry number, in the order of the entries) and background messages.
    pub(crate) fn new(
        questions: impl Iterator<Item = (Vec<Word>, usize)>,
        background: impl Iterator<Item = Vec<Word>>,
        classes: usize,
    ) -> Self {
        let mut entries = Vec::new();
        let questions = questions.map(|(words, entry)| {
            entries.push(entry);
            words
        });
        Self {
            learnt: Space::learn(questions, background),
            entries,
            classes,
        }
    }
}

impl Ranker {
    /// Trains and calibrates.
    pub(crate) fn learn(material: Material) -> Self {
        let Material {
            learnt,
            entries,
            classes,
        } = material;
        let Learnt {
            space,
            features,
            messages,
        } = learnt;
        let mut messages = messages.iter();
        let lessons = Lessons {
            // The entries first: none of the messages behind the questions is lost.
            questions: entries
                .into_iter()
                .zip(messages.by_ref())
                .map(|(class, message)| Example { message, class })
                .collect(),
            background: messages.collect(),
            features,
            all_features: space.len(),
            classes,
        };
        let neighbours = Neighbours::learn(&lessons.questions, classes);
        // The machines of the calibration are gone before the real ones are trained: they are large.
        let gate = Gate::calibrate(&lessons.trials(&neighbours));
        Self {
            machines: lessons.train(|_| true, |_| true),
            space,
            neighbours,
            gate,
        }
    }

    /// Ranks the entries for a message's words.
    pub(crate) fn rank<'w>(&self, words: impl IntoIterator<Item = &'w Word>) -> Ranking {
        self.rank_part(&self.place(words), 0..usize::MAX)
    }

    /// Finds a message's words in what was learnt, so that several parts of it can be ranked.
    pub(crate) fn place<'w>(&self, words: impl IntoIterator<Item = &'w Word>) -> Placed {
        self.space.place(&words.into_iter().collect::<Vec<_>>())
    }

    /// Ranks the entries for some words of a message, by their places, as if they were a message of their own.
    pub(crate) fn rank_part(&self, placed: &Placed, words: Range<usize>) -> Ranking {
        let message = self.space.part(placed, &words);
        let (entries, evidence) = self.machines.judge(&message, None, &self.neighbours, |_| false);
        Ranking {
            confidence: self.gate.confidence(&evidence),
            background: evidence.background,
            entries,
        }
    }

    /// The likeliest entry for some words of a message, by their places, if its confidence is at least `least`: what
    /// [`rank_part`](Self::rank_part) would say of it.
    pub(crate) fn sure_of_part(&self, placed: &Placed, words: Range<usize>, least: f32) -> Option<usize> {
        let message = self.space.part(placed, &words);
        let opinion = self.machines.classifier.opinion(&message, None);
        let shares = opinion.shares.iter().copied().enumerate();
        let (best, probability) = shares.reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let is_enough = |evidence: &Evidence| self.gate.confidence(evidence) >= least;
        // To look for the nearest example takes long, and for most parts even a perfect one would not help.
        let mut evidence = Evidence {
            nearest: 1.0,
            ..self.machines.evidence(&message, &opinion.logits, best, probability)
        };
        if !is_enough(&evidence) {
            return None;
        }
        evidence.nearest = self.neighbours.nearest(&message, best, |_| false);
        is_enough(&evidence).then_some(best)
    }
}

impl Machines {
    /// The entries with their probabilities, best first, and what speaks for the best. Examples that `skip` names are
    /// not near.
    fn judge(
        &self,
        message: &Vector,
        without: Option<usize>,
        neighbours: &Neighbours,
        skip: impl Fn(usize) -> bool,
    ) -> (Vec<(usize, f32)>, Evidence) {
        let opinion = self.classifier.opinion(message, without);
        let mut entries: Vec<(usize, f32)> = opinion.shares.into_iter().enumerate().collect();
        let better = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if entries.len() > RANKED {
            entries.select_nth_unstable_by(RANKED, better);
            entries.truncate(RANKED);
        }
        entries.sort_unstable_by(better);
        let Some(&(best, probability)) = entries.first() else {
            return (entries, Evidence::default());
        };
        let evidence = Evidence {
            nearest: neighbours.nearest(message, best, skip),
            ..self.evidence(message, &opinion.logits, best, probability)
        };
        (entries, evidence)
    }

    /// What speaks for an entry, but for its examples.
    fn evidence(&self, message: &Vector, logits: &[f32], entry: usize, probability: f32) -> Evidence {
        let ground = self.background.scores(message);
        Evidence {
            log_odds: log_odds(probability),
            logit: logits.get(entry).copied().unwrap_or(0.0),
            nearest: 0.0,
            background: ground.first().copied().unwrap_or(0.0),
        }
    }
}

impl Lessons<'_> {
    /// Machines trained on the questions and background messages whose numbers are let through.
    fn train(&self, question: impl Fn(usize) -> bool, background: impl Fn(usize) -> bool) -> Machines {
        let kept: Vec<Example<'_>> = let_through(&self.questions, &question).copied().collect();
        // Class 0 is background, everything else speaks against it. A background message that an entry claims asks
        // something that this FAQ answers.
        let background = |classifier: &Classifier| {
            let unclaimed = let_through(&self.background, &background).filter(|message| !classifier.claims(message));
            let mut grounds: Vec<Example<'_>> = unclaimed.map(|message| Example { message, class: 0 }).collect();
            grounds.extend(kept.iter().map(|example| Example { class: 1, ..*example }));
            margin::train(&grounds, self.all_features, 1, weights::GROUND_PASSES)
        };
        let (classifier, background) = Classifier::learn(&kept, self.features, self.classes, background);
        Machines { classifier, background }
    }

    /// Judges questions and background messages by machines that never saw them. Each question is asked twice: once as
    /// it is, and once as if its entry were not there, so that it is out of scope.
    fn trials(&self, neighbours: &Neighbours) -> Vec<Trial> {
        let mut trials = Vec::new();
        for fold in 0..FOLDS {
            if trials.len() >= ENOUGH_TRIALS {
                break;
            }
            let held_out = |i: usize| i % FOLDS == fold;
            let machines = self.train(|i| !held_out(i), |i| !held_out(i));
            let judge = |message: &Vector, without| machines.judge(message, without, neighbours, held_out);
            let asked: Vec<&Example<'_>> = sample(let_through(&self.questions, &held_out).collect()).collect();
            let of_questions = parallel::map(&asked, |example| {
                let (entries, known) = judge(example.message, None);
                let best = entries.first().map(|(best, _)| *best);
                let (_, unknown) = judge(example.message, Some(example.class));
                [
                    Trial::new(&known, Scope::Known, best == Some(example.class)),
                    Trial::new(&unknown, Scope::Unknown, false),
                ]
            });
            trials.extend(of_questions.into_iter().flatten());
            for message in let_through(&self.background, &held_out) {
                trials.push(Trial::new(&judge(message, None).1, Scope::Everyday, false));
            }
        }
        weigh(&mut trials);
        trials
    }
}

/// At most so many of the items as the calibration needs, evenly.
fn sample<T>(items: Vec<T>) -> impl Iterator<Item = T> {
    let step = items.len().div_ceil(MOST_TRIALS).max(1);
    items.into_iter().step_by(step)
}

/// The items whose numbers are let through.
fn let_through<'a, T>(items: &'a [T], through: &impl Fn(usize) -> bool) -> impl Iterator<Item = &'a T> {
    items
        .iter()
        .enumerate()
        .filter(|(i, _)| through(*i))
        .map(|(_, item)| item)
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
