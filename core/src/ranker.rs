//! Which entry a message is about, and how sure that is.

mod exam;
mod gate;
mod logit;
mod margin;
mod neighbours;
mod shuffle;
mod space;
mod table;
mod weights;

use std::thread;

pub(crate) use exam::HeldOut;
use gate::{Evidence, Gate, Trial, log_odds};
use neighbours::Neighbours;
use space::{Learnt, Space, Vector};
use table::Table;

use crate::text::Word;

/// Ranks the entries of one FAQ. Entries are numbered from 0, in the order of the catalogue's topics.
pub(crate) struct Ranker {
    space: Space,
    /// The margin machines of the entries.
    margins: Table,
    /// The softmax regression over the entries.
    logits: Table,
    /// The machine that tells background messages from questions.
    background: Table,
    neighbours: Neighbours,
    gate: Gate,
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

/// How many entries a ranking holds.
const RANKED: usize = 8;

/// Parts of the examples that are held out in turn to calibrate the gate.
const FOLDS: usize = 3;

/// So many trials settle the two numbers of the calibration; a large FAQ needs only its first part for them.
const ENOUGH_TRIALS: usize = 1_000;

/// The classifiers that one held-out part is judged by.
struct Committee<'a> {
    margins: &'a Table,
    logits: &'a Table,
    background: &'a Table,
    neighbours: &'a Neighbours,
}

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
    background: &'a [Vector],
    /// How many features the questions have; they come first.
    features: usize,
    /// How many features all messages have.
    all_features: usize,
    classes: usize,
}

/// The three machines that judge together.
struct Trained {
    margins: Table,
    logits: Table,
    background: Table,
}

impl Ranker {
    /// Trains on the FAQ's example questions (words and entry number, in the order of the entries) and on background
    /// messages.
    pub(crate) fn learn(
        questions: impl Iterator<Item = (Vec<Word>, usize)>,
        background: impl Iterator<Item = Vec<Word>>,
        classes: usize,
    ) -> Self {
        let mut numbers = Vec::new();
        let questions = questions.map(|(words, class)| {
            numbers.push(class);
            words
        });
        let Learnt {
            space,
            features,
            questions,
            background,
        } = Space::learn(questions, background);
        let lessons = Lessons {
            questions: questions
                .iter()
                .zip(numbers)
                .map(|(message, class)| Example { message, class })
                .collect(),
            background: &background,
            features,
            all_features: space.len(),
            classes,
        };
        let neighbours = Neighbours::learn(&lessons.questions, features, classes);
        // The machines of the calibration are gone before the real ones are trained: they are large.
        let gate = Gate::calibrate(&lessons.trials(&neighbours));
        let Trained {
            margins,
            logits,
            background,
        } = lessons.train(|_| true, |_| true);
        Self {
            space,
            margins,
            logits,
            background,
            neighbours,
            gate,
        }
    }

    /// Ranks the entries for a message's words.
    pub(crate) fn rank<'w>(&self, words: impl IntoIterator<Item = &'w Word>) -> Ranking {
        let words: Vec<&Word> = words.into_iter().collect();
        let message = self.space.place(&words);
        let committee = Committee {
            margins: &self.margins,
            logits: &self.logits,
            background: &self.background,
            neighbours: &self.neighbours,
        };
        let (entries, evidence) = committee.judge(&message, |_| false);
        Ranking {
            confidence: self.gate.confidence(&evidence),
            background: evidence.background,
            entries,
        }
    }
}

impl Committee<'_> {
    /// The entries with their probabilities, best first, and what speaks for the best.
    fn judge(&self, message: &Vector, skip: impl Fn(usize) -> bool) -> (Vec<(usize, f32)>, Evidence) {
        let classes = self.margins.classes();
        let (mut shares, mut logits) = (self.margins.scores(), self.logits.scores());
        self.margins.score(message, &mut shares);
        self.logits.score(message, &mut logits);
        let raw = logits.clone();
        logit::softmax(&mut shares, classes, weights::MARGIN_SHARPNESS);
        logit::softmax(&mut logits, classes, 1.0);
        let mut entries: Vec<(usize, f32)> = shares
            .iter()
            .zip(&logits)
            .take(classes)
            .map(|(margin, logit)| (1.0 - weights::LOGIT_SHARE) * margin + weights::LOGIT_SHARE * logit)
            .enumerate()
            .collect();
        entries.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        entries.truncate(RANKED);
        let Some(&(best, probability)) = entries.first() else {
            return (entries, Evidence::default());
        };
        let mut ground = self.background.scores();
        self.background.score(message, &mut ground);
        let evidence = Evidence {
            log_odds: log_odds(probability),
            logit: raw.get(best).copied().unwrap_or(0.0),
            nearest: self.neighbours.nearest(message, best, skip),
            background: ground.first().copied().unwrap_or(0.0),
        };
        (entries, evidence)
    }
}

impl Lessons<'_> {
    /// Trains the three machines on the questions and background messages whose numbers are let through.
    fn train(&self, question: impl Fn(usize) -> bool, background: impl Fn(usize) -> bool) -> Trained {
        let kept: Vec<Example<'_>> = let_through(&self.questions, &question).copied().collect();
        let (margins, logits) = thread::scope(|scope| {
            let logits = scope.spawn(|| logit::train(&kept, self.features, self.classes));
            let margins = margin::train(&kept, self.features, self.classes);
            (margins, logits.join().unwrap_or_default())
        });
        // Class 0 is background, everything else speaks against it. A background message that an entry claims asks
        // something that this FAQ answers.
        let mut scores = margins.scores();
        let unclaimed = let_through(self.background, &background).filter(|message| {
            margins.score(message, &mut scores);
            let most = scores.iter().take(self.classes).copied().fold(f32::MIN, f32::max);
            most < weights::BACKGROUND_CLAIMED
        });
        let mut grounds: Vec<Example<'_>> = unclaimed.map(|message| Example { message, class: 0 }).collect();
        grounds.extend(kept.iter().map(|example| Example { class: 1, ..*example }));
        let background = margin::train(&grounds, self.all_features, 1);
        Trained {
            margins,
            logits,
            background,
        }
    }

    /// Judges questions and background messages by machines that never saw them. In each part a share of the entries
    /// is left out whole, so that their questions are out of scope there.
    fn trials(&self, neighbours: &Neighbours) -> Vec<Trial> {
        let mut trials = Vec::new();
        for fold in 0..FOLDS {
            if trials.len() >= ENOUGH_TRIALS {
                break;
            }
            let class_out = |class: usize| class % FOLDS == fold;
            let out: Vec<bool> = (0_usize..)
                .zip(&self.questions)
                .map(|(i, q)| i % FOLDS == fold || class_out(q.class))
                .collect();
            let held_out = |i: usize| out.get(i).copied().unwrap_or(false);
            let trained = self.train(|i| !held_out(i), |i| i % FOLDS != fold);
            let committee = trained.committee(neighbours);
            for example in let_through(&self.questions, &held_out) {
                let (entries, evidence) = committee.judge(example.message, held_out);
                let best = entries.first().map(|(best, _)| *best);
                let inside = !class_out(example.class);
                trials.push(Trial::new(&evidence, inside, inside && best == Some(example.class)));
            }
            for message in let_through(self.background, &|i| i % FOLDS == fold) {
                trials.push(Trial::new(&committee.judge(message, held_out).1, false, false));
            }
        }
        weigh(&mut trials);
        trials
    }
}

impl Trained {
    const fn committee<'a>(&'a self, neighbours: &'a Neighbours) -> Committee<'a> {
        Committee {
            margins: &self.margins,
            logits: &self.logits,
            background: &self.background,
            neighbours,
        }
    }
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

/// Gives the trials out of scope the weight that such messages have in life.
fn weigh(trials: &mut [Trial]) {
    let inside = trials.iter().filter(|trial| trial.inside).count() as f32;
    let outside = trials.len() as f32 - inside;
    let weight = if outside > 0.0 {
        inside * OUT_OF_SCOPE / (1.0 - OUT_OF_SCOPE) / outside
    } else {
        0.0
    };
    for trial in trials.iter_mut().filter(|trial| !trial.inside) {
        trial.weight = weight;
    }
}
