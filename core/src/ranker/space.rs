//! The space that messages are compared in: every feature of the FAQ, with how telling it is.

use std::{collections::HashMap, ops::Range};

use super::{
    features::{Feature, Identity, Stand, features, is_letters},
    messages::{Item, MOST, Messages, Vector, squared_length},
    seen::{self, Met, Place, Seen},
    weights::WORD_BLOCK,
};
use crate::text::Word;

/// The features that the FAQ's own questions and the background messages have. Features that always stand together, as
/// the letter groups of a rare word do, are one dimension: nothing that is learnt can tell them apart, and there are
/// less than half as many dimensions as features.
#[derive(Debug, Default)]
pub(super) struct Space {
    /// The features by hash. Those of one dimension have numbers side by side.
    numbers: HashMap<u64, u32, Identity>,
    /// The dimension of each feature, by its number.
    dimensions: Vec<u32>,
    known: Vec<Known>,
}

/// What is known of a dimension.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// The inverse document frequency of each of its features.
    idf: f32,
    /// The share that each of its features has in it: one of `n` is 1 / sqrt(n) long there.
    share: f32,
    /// The block that they belong to.
    is_letters: bool,
}

/// The dimension of what a message has outside the space: it counts for the message's length only. No table reaches so
/// far.
const OUTSIDE: u32 = MOST;

/// A space with the messages that it was learnt from.
pub(super) struct Learnt {
    pub(super) space: Space,
    /// How many of its dimensions the questions have; they come first.
    pub(super) dimensions: usize,
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
    /// both. The questions' dimensions come first.
    pub(super) fn learn(
        questions: impl Iterator<Item = Vec<Word>>,
        background: impl Iterator<Item = Vec<Word>>,
    ) -> Learnt {
        let mut seen = Seen::default();
        questions.for_each(|words| seen.count(&words));
        let of_questions = seen.len();
        background.for_each(|words| seen.count(&words));
        let (features, mut messages) = seen.into_parts();
        let places = seen::dimensions(&features, messages.len());
        let last = places
            .iter()
            .take(of_questions)
            .flatten()
            .map(|place| place.dimension)
            .max();
        let space = Self::new(&features, &places, messages.len());
        drop(features);
        let mut weights = Vec::new();
        messages.renumber(
            |feature| {
                let place = places.get(feature as usize).copied().flatten()?;
                place.stands_for_it.then_some(place.dimension)
            },
            |message| space.weigh(message, &mut weights),
        );
        Learnt {
            space,
            dimensions: last.map_or(0, |last| last as usize + 1),
            messages,
        }
    }

    /// The space of these features, seen in so many messages.
    fn new(features: &[Met], places: &[Option<Place>], messages: usize) -> Self {
        let kept = || {
            features
                .iter()
                .zip(places)
                .filter_map(|(met, place)| Some((met, (*place)?)))
        };
        let mut known: Vec<Known> = Vec::new();
        let mut sizes: Vec<u32> = Vec::new();
        for (met, place) in kept() {
            if place.stands_for_it {
                known.push(Known {
                    idf: libm::logf((1.0 + messages as f32) / (1.0 + met.messages as f32)) + 1.0,
                    share: 1.0,
                    is_letters: is_letters(met.hash),
                });
                sizes.push(0);
            }
            if let Some(size) = sizes.get_mut(place.dimension as usize) {
                *size += 1;
            }
        }
        let mut dimensions = Vec::with_capacity(sizes.iter().sum::<u32>() as usize);
        // The next free number of each dimension.
        let mut free: Vec<u32> = Vec::with_capacity(sizes.len());
        for (dimension, (known, size)) in (0..).zip(known.iter_mut().zip(sizes)) {
            known.share = (size as f32).sqrt().recip();
            free.push(u32::try_from(dimensions.len()).unwrap_or(u32::MAX));
            dimensions.extend((0..size).map(|_| dimension));
        }
        known.shrink_to_fit();
        let mut numbers = HashMap::with_capacity_and_hasher(dimensions.len(), Identity::default());
        for (met, place) in kept() {
            if let Some(free) = free.get_mut(place.dimension as usize) {
                numbers.insert(met.hash, *free);
                *free += 1;
            }
        }
        Self {
            numbers,
            dimensions,
            known,
        }
    }

    /// How many dimensions there are.
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
    pub(super) fn part(&self, placed: &Placed, words: &Range<usize>) -> Vec<Item> {
        let place = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        let (from, to) = (place(words.start), place(words.end));
        let mut blocks = Blocks::default();
        let mut weights: Vec<(u32, f32)> = Vec::with_capacity(placed.marks.len());
        let mut weigh = |number: u32, count: f32| {
            let dimension = self.dimensions.get(number as usize).copied().unwrap_or(OUTSIDE);
            let Some(known) = self.known.get(dimension as usize) else {
                return;
            };
            let weight = frequency(count) * known.idf;
            blocks.add(known, weight);
            match weights.last_mut() {
                Some((last, sum)) if *last == dimension => *sum += weight * known.share,
                _ => weights.push((dimension, weight * known.share)),
            }
        };
        let standing = placed.marks.iter().map(|mark| halves(*mark));
        let mut numbers = standing
            .filter(|(_, stand)| Stand(*stand).is_in(from, to))
            .map(|(number, _)| number);
        if let Some(mut last) = numbers.next() {
            let mut count = 1.0;
            for number in numbers {
                if number == last {
                    count += 1.0;
                } else {
                    weigh(last, count);
                    (last, count) = (number, 1.0);
                }
            }
            weigh(last, count);
        }
        let (words, letters) = blocks.scales();
        let scale = |dimension: u32| if self.is_letters(dimension) { letters } else { words };
        let mut items: Vec<Item> = Vec::with_capacity(weights.len() + 1);
        items.extend(
            weights
                .iter()
                .map(|(dimension, weight)| Item::new(*dimension, weight * scale(*dimension))),
        );
        let outside = blocks.squared_length() - squared_length(&items);
        items.push(Item::new(OUTSIDE, outside.max(0.0).sqrt()));
        items
    }

    /// Turns counts into weights: sublinear term frequency times inverse document frequency, each block scaled to its
    /// length. `weights` is room for them.
    fn weigh(&self, message: &mut Vector, weights: &mut Vec<f32>) {
        let mut blocks = Blocks::default();
        weights.clear();
        for item in &*message {
            let Some(known) = self.known.get(item.number() as usize) else {
                continue;
            };
            let weight = frequency(item.count() as f32) * known.idf / known.share;
            blocks.add(known, weight);
            weights.push(weight);
        }
        let (words, letters) = blocks.scales();
        for (item, weight) in message.iter_mut().zip(weights) {
            let scale = if self.is_letters(item.number()) { letters } else { words };
            *item = Item::new(item.number(), *weight * scale);
        }
    }

    /// Whether a dimension belongs to the letter block.
    fn is_letters(&self, dimension: u32) -> bool {
        self.known.get(dimension as usize).is_some_and(|known| known.is_letters)
    }
}

/// Sublinear term frequency. Most features stand once: the logarithm is for the others.
fn frequency(count: f32) -> f32 {
    if count > 1.0 { 1.0 + libm::logf(count) } else { 1.0 }
}

/// The squared lengths of a message's blocks before they are scaled.
#[derive(Default)]
struct Blocks {
    words: f32,
    letters: f32,
}

impl Blocks {
    fn add(&mut self, known: &Known, weight: f32) {
        *(if known.is_letters {
            &mut self.letters
        } else {
            &mut self.words
        }) += weight * weight;
    }

    /// What brings each block to its length.
    fn scales(&self) -> (f32, f32) {
        let scale = |squares: f32, length: f32| if squares > 0.0 { length / squares.sqrt() } else { 0.0 };
        (scale(self.words, WORD_BLOCK), scale(self.letters, 1.0))
    }

    /// The squared length of the whole message after that.
    fn squared_length(&self) -> f32 {
        let (words, letters) = self.scales();
        self.words * words * words + self.letters * letters * letters
    }
}

/// The upper and the lower half.
#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is asked for")]
const fn halves(mark: u64) -> (u32, u32) {
    ((mark >> u32::BITS) as u32, mark as u32)
}
