//! The features of the messages to learn from, and which of them are one dimension.

use std::collections::HashMap;

use super::{
    features::{Feature, Identity, features, is_chance, is_letters},
    lot::Lot,
    messages::{Item, MOST, Messages},
};
use crate::text::Word;

/// The features seen so far, in the order of their first appearance.
#[derive(Default)]
pub(super) struct Seen {
    numbers: HashMap<u64, u32, Identity>,
    features: Vec<Met>,
    /// The messages: which features each has, and how often.
    messages: Messages,
}

/// A feature seen so far.
pub(super) struct Met {
    pub(super) hash: u64,
    /// A hash of the messages that have it, and of how often each has it.
    company: u64,
    /// How many they are.
    pub(super) messages: u32,
}

impl Met {
    /// It stands so often in the message of this number.
    const fn stand(&mut self, message: usize, count: u32) {
        self.messages += 1;
        let next = self.company ^ (message as u64) << u16::BITS ^ count as u64;
        let mixed = next.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.company = mixed ^ mixed >> u32::BITS;
    }
}

impl Seen {
    /// How many features there are.
    pub(super) const fn len(&self) -> usize {
        self.features.len()
    }

    /// Adds a message.
    pub(super) fn count(&mut self, words: &[Word]) {
        let mut features = features(&words.iter().collect::<Vec<_>>());
        features.sort_unstable_by_key(|feature| feature.hash);
        let message = self.messages.len();
        let of_features = features.chunk_by(|a, b| a.hash == b.hash);
        let items = of_features.filter_map(|same| {
            let Feature { hash, .. } = *same.first()?;
            let next = u32::try_from(self.features.len()).unwrap_or(MOST).min(MOST);
            let number = *self.numbers.entry(hash).or_insert(next);
            if number == MOST {
                // More than an item can tell apart: memory would not hold their weights anyway.
                return None;
            }
            if number == next {
                self.features.push(Met {
                    hash,
                    company: 0,
                    messages: 0,
                });
            }
            let count = u32::try_from(same.len()).unwrap_or(MOST);
            self.features.get_mut(number as usize)?.stand(message, count);
            Some(Item::counted(number, count))
        });
        self.messages.push(items, Lot::of(words));
    }

    /// The features and the messages. Where each feature is found is needed no more.
    pub(super) fn into_parts(self) -> (Vec<Met>, Messages) {
        (self.features, self.messages)
    }
}

/// The dimension of a feature, and whether it stands for the dimension in the messages.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) dimension: u32,
    pub(super) stands_for_it: bool,
}

/// The dimension of each feature; none where it is left out. Dimensions are numbered in the order of their first
/// features, so those of the first features come first. Features of one block are one dimension when the same messages
/// have them, each equally often.
pub(super) fn dimensions(features: &[Met], messages: usize) -> Vec<Option<Place>> {
    let mut found: HashMap<(u64, bool), u32> = HashMap::new();
    let place = |feature: &Met| {
        if feature.messages < 2 && is_chance(feature.hash, messages) {
            return None;
        }
        let next = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let dimension = *found.entry((feature.company, is_letters(feature.hash))).or_insert(next);
        Some(Place {
            dimension,
            stands_for_it: dimension == next,
        })
    };
    features.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_always_stands_together_is_one_dimension() {
        let met = |hash, messages: &[(usize, u32)]| {
            let mut met = Met {
                hash,
                company: 0,
                messages: 0,
            };
            for (message, count) in messages {
                met.stand(*message, *count);
            }
            met
        };
        // The two lowest bits of a hash tell stems (0) from letters (3).
        let features = [
            met(3, &[(0, 1), (4, 2)]),
            met(7, &[(0, 1)]),
            met(11, &[(0, 1), (4, 2)]),
            met(15, &[(0, 1), (4, 1)]),
            met(4, &[(0, 1), (4, 2)]),
            met(6, &[(4, 1)]),
        ];
        let places = dimensions(&features, 5);
        let numbers: Vec<_> = places.iter().map(|place| place.map(|place| place.dimension)).collect();
        // Neither other messages, other counts nor the other block; a loose pair (2) of one message is chance.
        assert_eq!(numbers, [Some(0), Some(1), Some(0), Some(2), Some(3), None]);
        let standing: Vec<_> = places
            .iter()
            .map(|place| place.is_some_and(|place| place.stands_for_it))
            .collect();
        assert_eq!(standing, [true, true, false, true, true, false]);
    }
}
