//! The space that messages are compared in: every feature of the FAQ, with how telling it is.

use std::{collections::HashMap, ops::Range};

use super::{
    features::{Feature, Identity, Stand, features, is_chance, is_letters},
    weights::WORD_BLOCK,
};
use crate::text::Word;

/// A message as feature numbers with weights, sorted by number. The word block has length [`WORD_BLOCK`], the letter
/// block 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Vector {
    pub(super) items: Vec<(u32, f32)>,
}

impl Vector {
    /// Its squared length.
    pub(super) fn squared_length(&self) -> f32 {
        self.items.iter().map(|(_, value)| value * value).sum()
    }

    /// The cosine of two messages, 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let shared = self.items.iter().map(|(feature, value)| {
            let at = other.items.binary_search_by_key(feature, |(number, _)| *number);
            at.ok()
                .and_then(|at| other.items.get(at))
                .map_or(0.0, |(_, same)| value * same)
        });
        let lengths = (self.squared_length() * other.squared_length()).sqrt();
        shared.sum::<f32>() / lengths.max(f32::EPSILON)
    }
}

/// The features that the FAQ's own questions and the background messages have.
#[derive(Debug, Default)]
pub(super) struct Space {
    numbers: HashMap<u64, u32, Identity>,
    known: Vec<Known>,
}

/// What is known of a feature.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// Its inverse document frequency.
    idf: f32,
    /// The block that it belongs to.
    is_letters: bool,
}

/// A space with the messages that it was learnt from.
pub(super) struct Learnt {
    pub(super) space: Space,
    /// How many of its features the questions have; they come first.
    pub(super) features: usize,
    pub(super) questions: Vec<Vector>,
    pub(super) background: Vec<Vector>,
}

/// A message whose features are found in the space, so that each of its parts is a vector at little cost.
pub(crate) struct Placed {
    /// The number of each feature, then where it [stands](Stand), in order.
    marks: Vec<u64>,
}

impl Space {
    /// Learns features and their weights (smoothed inverse document frequency, as in scikit-learn's
    /// `TfidfTransformer`: ln((1 + n) / (1 + df)) + 1) from the FAQ's questions and background messages, and places
    /// both. The questions' features come first.
    pub(super) fn learn(
        questions: impl Iterator<Item = Vec<Word>>,
        background: impl Iterator<Item = Vec<Word>>,
    ) -> Learnt {
        let mut seen = Seen::default();
        let mut counted: Vec<Vec<(u32, f32)>> = questions.map(|words| seen.count(&words)).collect();
        let (of_questions, questions) = (seen.hashes.len(), counted.len());
        counted.extend(background.map(|words| seen.count(&words)));
        let messages = counted.len() as f32;
        let mut space = Self::default();
        let mut features = 0;
        let mut renumbered: Vec<Option<u32>> = Vec::with_capacity(seen.hashes.len());
        for (i, (hash, df)) in seen.hashes.iter().enumerate() {
            let chance = *df < 2.0 && is_chance(*hash, counted.len());
            renumbered.push((!chance).then(|| space.add(*hash, libm::logf((1.0 + messages) / (1.0 + df)) + 1.0)));
            if i < of_questions {
                features = space.len();
            }
        }
        drop(seen);
        let mut placed = counted.into_iter().map(|mut items| {
            // What is left out has no number.
            items.retain_mut(|(feature, _)| {
                let number = renumbered.get(*feature as usize).copied().flatten();
                *feature = number.unwrap_or_default();
                number.is_some()
            });
            items.shrink_to_fit();
            items.sort_unstable_by_key(|(number, _)| *number);
            space.weigh(items)
        });
        let questions = placed.by_ref().take(questions).collect();
        let background = placed.collect();
        Learnt {
            space,
            features,
            questions,
            background,
        }
    }

    fn add(&mut self, hash: u64, idf: f32) -> u32 {
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.numbers.insert(hash, number);
        self.known.push(Known {
            idf,
            is_letters: is_letters(hash),
        });
        number
    }

    /// How many features there are.
    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    /// Finds the features of a message; what the space does not know is left out.
    pub(super) fn place(&self, words: &[&Word]) -> Placed {
        let mut marks: Vec<u64> = features(words)
            .into_iter()
            .filter_map(|Feature { hash, stand }| {
                let number = *self.numbers.get(&hash)?;
                Some(u64::from(number) << u32::BITS | u64::from(stand.0))
            })
            .collect();
        marks.sort_unstable();
        Placed { marks }
    }

    /// The words of these places as a message of their own.
    pub(super) fn part(&self, placed: &Placed, words: &Range<usize>) -> Vector {
        let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let (from, to) = (place(words.start), place(words.end));
        let mut items: Vec<(u32, f32)> = Vec::new();
        for mark in &placed.marks {
            let (number, stand) = halves(*mark);
            if !Stand(stand).is_in(from, to) {
                continue;
            }
            match items.last_mut() {
                Some((last, count)) if *last == number => *count += 1.0,
                _ => items.push((number, 1.0)),
            }
        }
        self.weigh(items)
    }

    /// Turns counts into weights: sublinear term frequency times inverse document frequency, each block scaled to its
    /// length.
    fn weigh(&self, mut items: Vec<(u32, f32)>) -> Vector {
        let known = |number: u32| {
            self.known.get(number as usize).copied().unwrap_or(Known {
                idf: 0.0,
                is_letters: false,
            })
        };
        let (mut words, mut letters) = (0.0_f32, 0.0_f32);
        for (number, count) in &mut items {
            let known = known(*number);
            // Most features stand once: the logarithm is for the others.
            let frequency = if *count > 1.0 { 1.0 + libm::logf(*count) } else { 1.0 };
            *count = frequency * known.idf;
            *(if known.is_letters { &mut letters } else { &mut words }) += *count * *count;
        }
        let scale = |squares: f32, length: f32| if squares > 0.0 { length / squares.sqrt() } else { 0.0 };
        let (words, letters) = (scale(words, WORD_BLOCK), scale(letters, 1.0));
        for (number, value) in &mut items {
            *value *= if known(*number).is_letters { letters } else { words };
        }
        Vector { items }
    }
}

/// The upper and the lower half.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is asked for")]
const fn halves(mark: u64) -> (u32, u32) {
    ((mark >> u32::BITS) as u32, mark as u32)
}

/// The features seen so far, in the order of their first appearance, with the number of messages that have them.
#[derive(Default)]
struct Seen {
    numbers: HashMap<u64, u32, Identity>,
    hashes: Vec<(u64, f32)>,
}

impl Seen {
    /// One message's features by number, new or known, with how often each stands there.
    fn count(&mut self, words: &[Word]) -> Vec<(u32, f32)> {
        let mut features = features(&words.iter().collect::<Vec<_>>());
        features.sort_unstable_by_key(|feature| feature.hash);
        let mut items = Vec::with_capacity(features.len());
        items.extend(features.chunk_by(|a, b| a.hash == b.hash).filter_map(|same| {
            let hash = same.first()?.hash;
            let next = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(hash).or_insert(next);
            match self.hashes.get_mut(number as usize) {
                Some((_, df)) => *df += 1.0,
                None => self.hashes.push((hash, 1.0)),
            }
            Some((number, same.len() as f32))
        }));
        items
    }
}
