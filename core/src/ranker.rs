//! Which entry a message is about, and how sure that is.

mod gate;
mod logit;
mod margin;
mod neighbours;
mod shuffle;
mod space;
mod table;
mod weights;

use std::thread;

pub(crate) use gate::Evidence;
use gate::{Gate, Trial, log_odds};
use margin::{Example, Margins};
use neighbours::Neighbours;
use space::{Space, Vector};
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
    /// What speaks for the best.
    pub(crate) evidence: Evidence,
    /// How likely the best is right, 0 to 1.
    pub(crate) confidence: f32,
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

/// What training needs, prepared once.
struct Lessons {
    /// The FAQ's examples, sorted by class.
    examples: Vec<Example>,
    /// The same and the background behind them: class 0 is background, class 1 is not.
    grounds: Vec<Example>,
    features: usize,
    all_features: usize,
    classes: usize,
}

impl Ranker {
    /// Trains on the FAQ's example questions (words and entry number, in any order) and on background messages.
    pub(crate) fn learn(mut questions: Vec<(Vec<Word>, usize)>, background: &[Vec<Word>], classes: usize) -> Self {
        questions.sort_by_key(|(_, class)| *class);
        let read = questions.iter().map(|(words, _)| words.as_slice());
        let (space, features) = Space::learn(read, background.iter().map(Vec::as_slice));
        let examples: Vec<Example> = questions
            .iter()
            .map(|(words, class)| (space.place(words), *class))
            .collect();
        drop(questions);
        let (margins, logits) = thread::scope(|scope| {
            let logits = scope.spawn(|| logit::train(&examples, |_| true, features, classes));
            (
                Margins::train(&examples, features, classes),
                logits.join().unwrap_or_default(),
            )
        });
        let grounds = Self::grounds(&examples, background, &space, margins.table());
        let lessons = Lessons {
            features,
            all_features: space.len(),
            classes,
            examples,
            grounds,
        };
        let neighbours = Neighbours::learn(&lessons.examples, features, classes);
        let ground = Margins::train(&lessons.grounds, lessons.all_features, 1);
        let trials = lessons.trials(&margins, &ground, &neighbours);
        Self {
            space,
            gate: Gate::calibrate(&trials),
            margins: margins.into_table(),
            logits,
            background: ground.into_table(),
            neighbours,
        }
    }

    /// The examples and those background messages that no entry claims.
    fn grounds(examples: &[Example], background: &[Vec<Word>], space: &Space, margins: &Table) -> Vec<Example> {
        let mut scores = margins.scores();
        let mut grounds: Vec<Example> = examples.iter().map(|(message, _)| (message.clone(), 1)).collect();
        for words in background {
            let message = space.place(words);
            margins.score(&message, &mut scores);
            let most = scores.iter().take(margins.classes()).copied().fold(f32::MIN, f32::max);
            if most < weights::BACKGROUND_CLAIMED {
                grounds.push((message, 0));
            }
        }
        grounds
    }

    /// Ranks the entries for a message's words.
    pub(crate) fn rank<'w>(&self, words: impl IntoIterator<Item = &'w Word>) -> Ranking {
        let words: Vec<Word> = words.into_iter().cloned().collect();
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
            entries,
            evidence,
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

impl Lessons {
    /// Judges every example, and every background message, by a committee that never saw it. A third of the entries is
    /// left out whole in each part, so that their questions are out of scope there.
    fn trials(&self, margins: &Margins, ground: &Margins, neighbours: &Neighbours) -> Vec<Trial> {
        let mut trials = Vec::new();
        for fold in 0..FOLDS {
            if trials.len() >= ENOUGH_TRIALS {
                break;
            }
            let out: Vec<bool> = (0_usize..)
                .zip(&self.examples)
                .map(|(i, (_, class))| i % FOLDS == fold || class % FOLDS == fold)
                .collect();
            let ground_out: Vec<bool> = (0..self.grounds.len())
                .map(|i| out.get(i).copied().unwrap_or(i % FOLDS == fold))
                .collect();
            let (margins, logits) = thread::scope(|scope| {
                let logits = scope.spawn(|| {
                    logit::train(
                        &self.examples,
                        |i| !out.get(i).copied().unwrap_or(false),
                        self.features,
                        self.classes,
                    )
                });
                (margins.without(&self.examples, &out), logits.join().unwrap_or_default())
            });
            let background = ground.without(&self.grounds, &ground_out);
            let committee = Committee {
                margins: &margins,
                logits: &logits,
                background: &background,
                neighbours,
            };
            let seen = |example: usize| out.get(example).copied().unwrap_or(false);
            for (i, (message, _)) in self.grounds.iter().enumerate() {
                if !ground_out.get(i).copied().unwrap_or(false) {
                    continue;
                }
                let (entries, evidence) = committee.judge(message, seen);
                let class = self.examples.get(i).map(|(_, class)| *class);
                let in_scope = class.is_some_and(|class| class % FOLDS != fold);
                let right = in_scope && class == entries.first().map(|(best, _)| *best);
                trials.push(Trial {
                    sum: evidence.sum(),
                    right,
                    weight: if in_scope { 1.0 } else { 0.0 },
                });
            }
        }
        weigh(&mut trials);
        trials
    }
}

/// The share of messages out of scope that a public counter must expect.
const OUT_OF_SCOPE: f32 = 0.25;

/// Gives the trials out of scope the weight that such messages have in life.
fn weigh(trials: &mut [Trial]) {
    let inside: f32 = trials.iter().map(|trial| trial.weight).sum();
    let outside = trials.len() as f32 - inside;
    let weight = if outside > 0.0 {
        inside * OUT_OF_SCOPE / (1.0 - OUT_OF_SCOPE) / outside
    } else {
        0.0
    };
    for trial in trials.iter_mut().filter(|trial| trial.weight == 0.0) {
        trial.weight = weight;
    }
}
