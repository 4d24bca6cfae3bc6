//! Which entry a message is about, and how sure that is.

mod centroids;
mod classifier;
mod exam;
mod features;
mod gate;
mod logit;
mod lot;
mod margin;
mod messages;
mod neighbours;
mod packed;
mod seen;
mod space;
mod table;
mod tables;
mod trials;
mod weights;

use classifier::Classifier;
pub(crate) use exam::HeldOut;
use gate::{Evidence, Gate, log_odds};
use lot::Lot;
use messages::{Messages, Vector};
use neighbours::Neighbours;
use packed::Packed;
pub(crate) use space::Placed;
use space::{Learnt, Space};
use table::Table;
use tables::Tables;

use std::ops::Range;

use crate::text::Word;

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

/// A message to learn from.
#[derive(Clone, Copy)]
struct Example<'a> {
    message: &'a Vector,
    /// The entry that it asks about.
    class: usize,
    lot: Lot,
}

/// What training needs.
struct Lessons<'a> {
    /// The FAQ's questions, sorted by class.
    questions: Vec<Example<'a>>,
    /// Of class 0 of the machine that tells them from questions.
    background: Vec<Example<'a>>,
    /// How many dimensions the questions have; they come first.
    dimensions: usize,
    /// How many dimensions all messages have.
    all_dimensions: usize,
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
            dimensions,
            messages,
        } = learnt;
        let lessons = Lessons::new(&messages, entries, dimensions, space.len(), classes);
        // The same room serves one training after the other: what comes and goes leaves holes that nothing fits.
        let mut machines = Machines::new(&lessons);
        let mut tables = Tables::new(dimensions, classes);
        let judged = trials::judge(&lessons, &mut machines, &mut tables);
        machines.train(&lessons, &mut tables, |_| true);
        drop(tables);
        let neighbours = Neighbours::learn(&lessons.questions, dimensions, classes);
        let gate = Gate::calibrate(&trials::compare(&judged, &lessons.questions, &neighbours));
        Self {
            space,
            machines,
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
        let (entries, mut evidence) = self.machines.judge(&message, None);
        let best = entries.first().map(|(best, _)| *best);
        evidence.nearest = self.neighbours.nearest(&message, best, |_| false);
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
        evidence.nearest = self.neighbours.nearest(&message, Some(best), |_| false);
        is_enough(&evidence).then_some(best)
    }
}

impl Machines {
    /// Machines that know nothing.
    fn new(lessons: &Lessons<'_>) -> Self {
        Self {
            classifier: Classifier::new(lessons.dimensions, lessons.classes),
            background: Packed::new(lessons.all_dimensions, 1),
        }
    }

    /// Learns the questions and background messages that are let through, and nothing else.
    fn train(&mut self, lessons: &Lessons<'_>, tables: &mut Tables, through: impl Fn(&Example<'_>) -> bool) {
        let kept: Vec<Example<'_>> = lessons.questions.iter().copied().filter(&through).collect();
        // Everything else speaks against background. A background message that an entry claims asks
        // something that this FAQ answers.
        let background = |claims: &dyn Fn(&Vector) -> bool, table: &mut Table| {
            let unclaimed = |example: &Example<'_>| through(example) && !claims(example.message);
            let mut grounds: Vec<Example<'_>> = lessons.background.iter().copied().filter(unclaimed).collect();
            grounds.extend(kept.iter().map(|example| Example { class: 1, ..*example }));
            margin::train(&grounds, table, &mut self.background, weights::GROUND_PASSES);
        };
        self.classifier.learn(&kept, tables, background);
    }

    /// The entries with their probabilities, best first, and what speaks for the best; how near its examples are is not
    /// known here.
    fn judge(&self, message: &Vector, without: Option<usize>) -> (Vec<(usize, f32)>, Evidence) {
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
        let evidence = self.evidence(message, &opinion.logits, best, probability);
        (entries, evidence)
    }

    /// What speaks for an entry. How near its examples are is not known here.
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

impl<'a> Lessons<'a> {
    /// The messages are the questions of these entries, then the background.
    fn new(
        messages: &'a Messages,
        entries: Vec<usize>,
        dimensions: usize,
        all_dimensions: usize,
        classes: usize,
    ) -> Self {
        let mut messages = messages.iter();
        let example = |(class, (message, lot))| Example { message, class, lot };
        Self {
            // The entries first: none of the messages behind the questions is lost.
            questions: entries.into_iter().zip(messages.by_ref()).map(example).collect(),
            background: messages.map(|message| example((0, message))).collect(),
            dimensions,
            all_dimensions,
            classes,
        }
    }
}
