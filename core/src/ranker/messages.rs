//! Messages as vectors, kept small: what is learnt from is thousands of them.

use std::iter;

use super::lot::Lot;

/// One dimension of a message with the message's weight there. Six bytes: they are the largest thing in memory while a
/// FAQ is learnt. Two would do for the weight as far as any message is concerned, but learning starts to differ: what is
/// nearly right is learnt or skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The number of the dimension above the weight in units of [`UNIT`], or a count; the lowest byte first.
    bytes: [u8; 6],
}

/// The largest number that an item can hold.
pub(super) const MOST: u32 = (1 << BITS) - 1;

/// The bits of each of its halves.
const BITS: u32 = 24;

/// No weight is larger: a message is at most as long as both of its blocks together.
const LONGEST: f32 = 1.3;

/// The unit of a weight.
const UNIT: f32 = LONGEST / MOST as f32;

impl Item {
    /// A weight between 0 and [`LONGEST`].
    pub(super) fn new(number: u32, weight: f32) -> Self {
        const PER_UNIT: f32 = MOST as f32 / LONGEST;
        Self::counted(number, nearest(weight * PER_UNIT))
    }

    /// How often something of this number stands in a message, as long as it is not weighed.
    pub(super) fn counted(number: u32, count: u32) -> Self {
        let [number, count] = [number, count].map(|half| u64::from(half.min(MOST)));
        let [bytes @ .., _, _] = (number << BITS | count).to_le_bytes();
        Self { bytes }
    }

    /// Both halves: they are read at once, which is what learning does most.
    #[expect(clippy::cast_possible_truncation, reason = "each half has few enough bits")]
    fn halves(self) -> (u32, u32) {
        let mut both = [0; size_of::<u64>()];
        if let Some(low) = both.first_chunk_mut() {
            *low = self.bytes;
        }
        let both = u64::from_le_bytes(both);
        ((both >> BITS) as u32, both as u32 & MOST)
    }

    /// The number of the dimension.
    pub(super) fn number(self) -> u32 {
        self.halves().0
    }

    /// The weight.
    pub(super) fn value(self) -> f32 {
        self.count() as f32 * UNIT
    }

    /// The count.
    pub(super) fn count(self) -> u32 {
        self.halves().1
    }
}

/// The whole number nearest to a value; the largest there is for a larger one, 0 for one below.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what does not fit becomes the nearest number that does"
)]
pub(super) const fn nearest(value: f32) -> u32 {
    (value + 0.5) as u32
}

/// A message, its dimensions ascending.
pub(super) type Vector = [Item];

/// The squared length of a message.
pub(super) fn squared_length(message: &Vector) -> f32 {
    message.iter().map(|item| item.value() * item.value()).sum()
}

/// The cosine of two messages, 0 to 1.
pub(super) fn likeness(one: &Vector, other: &Vector) -> f32 {
    let shared = one.iter().map(|item| {
        let at = other.binary_search_by_key(&item.number(), |other| other.number());
        at.ok()
            .and_then(|at| other.get(at))
            .map_or(0.0, |same| item.value() * same.value())
    });
    let lengths = (squared_length(one) * squared_length(other)).sqrt();
    shared.sum::<f32>() / lengths.max(f32::EPSILON)
}

/// Messages, one after the other in memory: thousands of small lists would leave holes in it that nothing fits.
#[derive(Debug, Default)]
pub(super) struct Messages {
    items: Vec<Item>,
    /// Where each message ends.
    ends: Vec<usize>,
    lots: Vec<Lot>,
}

impl Messages {
    /// How many they are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The messages in order, with the lots that they drew.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Vector, Lot)> {
        let starts = iter::once(0).chain(self.ends.iter().copied());
        let parts = starts.zip(&self.ends).zip(&self.lots);
        parts.map(|((start, end), lot)| (self.items.get(start..*end).unwrap_or_default(), *lot))
    }

    /// Adds a message.
    pub(super) fn push(&mut self, message: impl Iterator<Item = Item>, lot: Lot) {
        self.items.extend(message);
        self.ends.push(self.items.len());
        self.lots.push(lot);
    }

    /// Gives the items other numbers, or none: then they are left out. Each message is in order afterwards, and `weigh`
    /// turns its counts into weights.
    pub(super) fn renumber(&mut self, number: impl Fn(u32) -> Option<u32>, mut weigh: impl FnMut(&mut Vector)) {
        let (mut start, mut kept) = (0, 0);
        for end in &mut self.ends {
            let first = kept;
            for place in start..*end {
                let Some(item) = self.items.get(place).copied() else {
                    break;
                };
                if let (Some(number), Some(slot)) = (number(item.number()), self.items.get_mut(kept)) {
                    *slot = Item::counted(number, item.count());
                    kept += 1;
                }
            }
            (start, *end) = (*end, kept);
            let message = self.items.get_mut(first..kept).unwrap_or_default();
            message.sort_unstable_by_key(|item| item.number());
            weigh(message);
        }
        self.items.truncate(kept);
        self.items.shrink_to_fit();
    }
}

/// A message of these dimensions and weights.
#[cfg(test)]
pub(super) fn vector(items: &[(u32, f32)]) -> Vec<Item> {
    items.iter().map(|(number, value)| Item::new(*number, *value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_holds_what_it_was_given() {
        for (number, weight) in [(0, 0.0), (65_537, 0.012_345_6), (MOST - 1, 1.28)] {
            let item = Item::new(number, weight);
            assert_eq!(item.number(), number);
            assert!((item.value() - weight).abs() < 1e-7, "{} for {weight}", item.value());
        }
        assert_eq!(Item::counted(u32::MAX, 3), Item::counted(MOST, 3), "the largest");
    }

    #[test]
    fn what_is_left_out_leaves_no_gap() {
        let mut messages = Messages::default();
        messages.push(
            [(5, 1), (1, 2), (3, 4)]
                .map(|(number, count)| Item::counted(number, count))
                .into_iter(),
            Lot::default(),
        );
        let last = [(3, 1)].map(|(number, count)| Item::counted(number, count));
        messages.push(last.into_iter(), Lot::default());
        let halved = |number: u32| number.checked_sub(3).map(|left| 9 - left);
        messages.renumber(halved, |message| {
            for item in message {
                *item = Item::counted(item.number(), item.count() * 2);
            }
        });
        let read: Vec<Vec<_>> = messages
            .iter()
            .map(|(message, _)| message.iter().map(|item| (item.number(), item.count())).collect())
            .collect();
        assert_eq!(read, [vec![(7, 2), (9, 8)], vec![(9, 2)]]);
    }
}
