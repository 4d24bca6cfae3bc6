//! Messages as vectors, kept small: what is learnt from is thousands of them.

use std::iter;

/// One dimension of a message with the message's weight there. Six bytes: they are the largest thing in memory while a
/// FAQ is learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The number of the dimension, as bytes: as a number it would have to stand at every fourth.
    number: [u8; 4],
    /// In units of [`UNIT`].
    value: [u8; 2],
}

/// No weight is larger: a message is at most as long as both of its blocks together.
const MOST: f32 = 1.3;

/// The unit of a weight.
const UNIT: f32 = MOST / 65_535.0;
const PER_UNIT: f32 = 65_535.0 / MOST;

impl Item {
    /// A weight between 0 and [`MOST`].
    pub(super) fn new(dimension: u32, value: f32) -> Self {
        Self::counted(dimension, in_units(value * PER_UNIT))
    }

    /// How often something of this number stands in a message, as long as it is not weighed.
    pub(super) const fn counted(number: u32, count: u16) -> Self {
        Self {
            number: number.to_ne_bytes(),
            value: count.to_ne_bytes(),
        }
    }

    /// The number of the dimension.
    pub(super) const fn number(self) -> u32 {
        u32::from_ne_bytes(self.number)
    }

    /// The weight.
    pub(super) fn value(self) -> f32 {
        f32::from(self.count()) * UNIT
    }

    /// The count.
    pub(super) const fn count(self) -> u16 {
        u16::from_ne_bytes(self.value)
    }
}

/// The whole number nearest to a value; 65,535 for a larger one.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what does not fit becomes the nearest number that does"
)]
pub(super) const fn in_units(value: f32) -> u16 {
    (value + 0.5) as u16
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
}

impl Messages {
    /// How many they are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The messages in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Vector> {
        let starts = iter::once(0).chain(self.ends.iter().copied());
        let parts = starts.zip(&self.ends);
        parts.map(|(start, end)| self.items.get(start..*end).unwrap_or_default())
    }

    /// Adds a message.
    pub(super) fn push(&mut self, message: impl Iterator<Item = Item>) {
        self.items.extend(message);
        self.ends.push(self.items.len());
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
