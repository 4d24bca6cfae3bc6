//! The space that messages are compared in: every feature of the FAQ, with how telling it is.

use std::{collections::HashMap, iter, ops::Range};

use super::{
    features::{Feature, Identity, Stand, features, is_chance, is_letters},
    weights::WORD_BLOCK,
};
use crate::text::Word;

/// A message as feature numbers with weights, sorted by number. The word block has length [`WORD_BLOCK`], the letter
/// block 1.
pub(super) type Vector = [(u32, f32)];

/// The squared length of a message.
pub(super) fn squared_length(message: &Vector) -> f32 {
    message.iter().map(|(_, value)| value * value).sum()
}

/// The cosine of two messages, 0 to 1.
pub(super) fn likeness(one: &Vector, other: &Vector) -> f32 {
    let shared = one.iter().map(|(feature, value)| {
        let at = other.binary_search_by_key(feature, |(number, _)| *number);
        at.ok()
            .and_then(|at| other.get(at))
            .map_or(0.0, |(_, same)| value * same)
    });
    let lengths = (squared_length(one) * squared_length(other)).sqrt();
    shared.sum::<f32>() / lengths.max(f32::EPSILON)
}

/// Messages, one after the other in memory: thousands of small lists would leave holes in it that nothing fits.
#[derive(Debug, Default)]
pub(super) struct Messages {
    items: Vec<(u32, f32)>,
    /// Where each message ends.
    ends: Vec<usize>,
}

impl Messages {
    /// The messages in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Vector> {
        let starts = iter::once(0).chain(self.ends.iter().copied());
        let parts = starts.zip(&self.ends);
        parts.map(|(start, end)| self.items.get(start..*end).unwrap_or_default())
    }

    /// Gives the features other numbers, or none: then they are left out. Each message is in order afterwards, and
    /// `weigh` turns its counts into weights.
    fn renumber(&mut self, number: impl Fn(u32) -> Option<u32>, weigh: impl Fn(&mut Vector)) {
        let (mut start, mut kept) = (0, 0);
        for end in &mut self.ends {
            let first = kept;
            for place in start..*end {
                let Some((feature, count)) = self.items.get(place).copied() else {
                    break;
                };
                if let (Some(feature), Some(slot)) = (number(feature), self.items.get_mut(kept)) {
                    *slot = (feature, count);
                    kept += 1;
                }
            }
            (start, *end) = (*end, kept);
            let message = self.items.get_mut(first..kept).unwrap_or_default();
            message.sort_unstable_by_key(|(feature, _)| *feature);
            weigh(message);
        }
        self.items.truncate(kept);
        self.items.shrink_to_fit();
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
    /// The questions, then the background messages.
    pub(super) messages: Messages,
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
        questions.for_each(|words| seen.count(&words));
        let of_questions = seen.hashes.len();
        background.for_each(|words| seen.count(&words));
        let Seen {
            numbers,
            hashes,
            mut messages,
        } = seen;
        drop(numbers);
        let count = messages.ends.len();
        let mut space = Self::default();
        let mut features = 0;
        let mut renumbered: Vec<Option<u32>> = Vec::with_capacity(hashes.len());
        for (i, (hash, df)) in hashes.iter().enumerate() {
            let chance = *df < 2.0 && is_chance(*hash, count);
            let idf = libm::logf((1.0 + count as f32) / (1.0 + df)) + 1.0;
            renumbered.push((!chance).then(|| space.add(*hash, idf)));
            if i < of_questions {
                features = space.len();
            }
        }
        drop(hashes);
        messages.renumber(
            |feature| renumbered.get(feature as usize).copied().flatten(),
            |message| space.weigh(message),
        );
        Learnt {
            space,
            features,
            messages,
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
    pub(super) fn part(&self, placed: &Placed, words: &Range<usize>) -> Vec<(u32, f32)> {
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
        self.weigh(&mut items);
        items
    }

    /// Turns counts into weights: sublinear term frequency times inverse document frequency, each block scaled to its
    /// length.
    fn weigh(&self, message: &mut Vector) {
        let known = |number: u32| {
            self.known.get(number as usize).copied().unwrap_or(Known {
                idf: 0.0,
                is_letters: false,
            })
        };
        let (mut words, mut letters) = (0.0_f32, 0.0_f32);
        for (number, count) in &mut *message {
            let known = known(*number);
            // Most features stand once: the logarithm is for the others.
            let frequency = if *count > 1.0 { 1.0 + libm::logf(*count) } else { 1.0 };
            *count = frequency * known.idf;
            *(if known.is_letters { &mut letters } else { &mut words }) += *count * *count;
        }
        let scale = |squares: f32, length: f32| if squares > 0.0 { length / squares.sqrt() } else { 0.0 };
        let (words, letters) = (scale(words, WORD_BLOCK), scale(letters, 1.0));
        for (number, value) in message {
            *value *= if known(*number).is_letters { letters } else { words };
        }
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
    /// The messages: which features each has, and how often.
    messages: Messages,
}

impl Seen {
    /// Adds a message.
    fn count(&mut self, words: &[Word]) {
        let mut features = features(&words.iter().collect::<Vec<_>>());
        features.sort_unstable_by_key(|feature| feature.hash);
        for same in features.chunk_by(|a, b| a.hash == b.hash) {
            let Some(Feature { hash, .. }) = same.first() else {
                continue;
            };
            let next = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(*hash).or_insert(next);
            match self.hashes.get_mut(number as usize) {
                Some((_, df)) => *df += 1.0,
                None => self.hashes.push((*hash, 1.0)),
            }
            self.messages.items.push((number, same.len() as f32));
        }
        self.messages.ends.push(self.messages.items.len());
    }
}
