//! How near a message comes to the examples of an entry.

use super::{
    Example,
    messages::{Vector, nearest, squared_length},
};

/// For each class its dimensions, and for each of these the examples that have it: only what a message shares with one
/// class is visited, and it lies side by side in memory.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// The dimensions of all classes, one class after the other, ascending within a class.
    dimensions: Vec<Shared>,
    /// The examples that have a dimension, scaled to length 1.
    postings: Vec<Posting>,
    classes: Vec<Class>,
}

/// A dimension of one class.
#[derive(Clone, Copy, Debug)]
struct Shared {
    dimension: u32,
    /// Where its postings end; they begin where those of the dimension before it end.
    end: u32,
}

/// One example that has a dimension. There are as many as dimensions in all examples together, so they are kept small.
#[derive(Clone, Copy, Debug)]
struct Posting {
    /// Its place in its class.
    example: u16,
    /// The dimension's value in it, in units of [`UNIT`].
    value: u16,
}

/// Up to so many dimensions of a class for each of the message they are passed one by one (measured: bisection needs about
/// as long as forty steps).
const STEP_BY_STEP: usize = 40;

/// The unit of a posting's value, which lies between 0 and 1.
const UNIT: f32 = 1.0 / 65_535.0;

/// Where one class stands.
#[derive(Clone, Copy, Debug, Default)]
struct Class {
    /// The number of its first example.
    first: usize,
    examples: usize,
    /// Its part of the dimensions.
    from: usize,
    to: usize,
}

impl Neighbours {
    /// Learns the examples, which must be sorted by class. Of one class the first 65,536 count.
    pub(super) fn learn(examples: &[Example<'_>], dimensions: usize, classes: usize) -> Self {
        let of_classes = || examples.chunk_by(|a, b| a.class == b.class);
        let postings = examples.iter().map(|example| example.message.len()).sum();
        let mut learnt = Self {
            dimensions: Vec::with_capacity(distinct(of_classes(), dimensions)),
            postings: Vec::with_capacity(postings),
            classes: vec![Class::default(); classes],
        };
        let mut first = 0;
        let mut shared = Vec::new();
        for class in of_classes() {
            learnt.add(class, first, &mut shared);
            first += class.len();
        }
        learnt
    }

    /// Adds the examples of one class, of which the first has the number `first`. `shared` is room to sort them in.
    fn add(&mut self, examples: &[Example<'_>], first: usize, shared: &mut Vec<(u32, Posting)>) {
        let from = self.dimensions.len();
        shared.clear();
        for (example, Example { message, .. }) in (0..=u16::MAX).zip(examples) {
            let scale = squared_length(message).sqrt().max(f32::EPSILON).recip() / UNIT;
            shared.extend(message.iter().map(|item| {
                let value = u16::try_from(nearest(item.value() * scale)).unwrap_or(u16::MAX);
                (item.number(), Posting { example, value })
            }));
        }
        // Stable: examples stay in order within a dimension.
        shared.sort_by_key(|(dimension, _)| *dimension);
        for of_dimension in shared.chunk_by(|a, b| a.0 == b.0) {
            self.postings.extend(of_dimension.iter().map(|(_, posting)| *posting));
            let end = u32::try_from(self.postings.len()).unwrap_or(u32::MAX);
            self.dimensions
                .extend(of_dimension.first().map(|(dimension, _)| Shared {
                    dimension: *dimension,
                    end,
                }));
        }
        let slot = examples.first().and_then(|example| self.classes.get_mut(example.class));
        if let Some(class) = slot {
            *class = Class {
                first,
                examples: examples.len(),
                from,
                to: self.dimensions.len(),
            };
        }
    }

    /// The cosine of the message and the nearest example of a class, between 0 and 1, and 0 for no class; examples that
    /// `skip` names by their number among all do not count.
    pub(super) fn nearest(&self, message: &Vector, class: Option<usize>, skip: impl Fn(usize) -> bool) -> f32 {
        let Some(class) = class.and_then(|class| self.classes.get(class)) else {
            return 0.0;
        };
        let mut start = match class.from {
            0 => 0,
            from => self.dimensions.get(from - 1).map_or(0, |before| before.end),
        };
        let mut left = self.dimensions.get(class.from..class.to).unwrap_or_default();
        let mut likeness = vec![0.0_f32; class.examples];
        let bisect = left.len() > message.len() * STEP_BY_STEP;
        for item in message {
            let (dimension, value) = (item.number(), item.value());
            // Both sides ascend: what is below this dimension is below every later one. Step by step is faster where few
            // lie between two dimensions of the message.
            let is_below = |shared: &Shared| shared.dimension < dimension;
            let below = if bisect {
                left.partition_point(is_below)
            } else {
                left.iter().take_while(|shared| is_below(shared)).count()
            };
            let Some((passed, rest)) = left.split_at_checked(below) else {
                break;
            };
            start = passed.last().map_or(start, |before| before.end);
            left = rest;
            let Some(shared) = left.first().filter(|shared| shared.dimension == dimension) else {
                continue;
            };
            for posting in self
                .postings
                .get(start as usize..shared.end as usize)
                .unwrap_or_default()
            {
                if let Some(sum) = likeness.get_mut(usize::from(posting.example)) {
                    *sum += value * f32::from(posting.value);
                }
            }
        }
        let counted = likeness
            .iter()
            .zip(class.first..)
            .filter(|(_, example)| !skip(*example));
        let best = counted.map(|(sum, _)| *sum).fold(0.0, f32::max);
        best * UNIT / squared_length(message).sqrt().max(f32::EPSILON)
    }
}

/// How many dimensions the classes have, one after the other: what is to be stored takes no more room than it needs.
fn distinct<'a>(classes: impl Iterator<Item = &'a [Example<'a>]>, dimensions: usize) -> usize {
    // The class in which each dimension was met last, from 1.
    let mut met = vec![0_u32; dimensions];
    let mut distinct = 0;
    for (number, class) in (1..).zip(classes) {
        for item in class.iter().flat_map(|example| example.message) {
            if let Some(last) = met.get_mut(item.number() as usize).filter(|last| **last != number) {
                *last = number;
                distinct += 1;
            }
        }
    }
    distinct
}

#[cfg(test)]
mod tests {
    use super::{
        super::{lot::Lot, messages::vector},
        *,
    };

    #[test]
    fn the_nearest_example_of_a_class_is_found() {
        let examples = [
            (vector(&[(0, 1.0), (2, 1.0)]), 0),
            (vector(&[(1, 0.2)]), 0),
            (vector(&[(0, 0.3), (1, 0.4)]), 2),
        ];
        let lessons: Vec<Example<'_>> = examples
            .iter()
            .map(|(message, class)| Example {
                message,
                class: *class,
                lot: Lot::default(),
            })
            .collect();
        let neighbours = Neighbours::learn(&lessons, 3, 3);
        let message = vector(&[(0, 1.0), (1, 1.0), (9, 1.0)]);
        let near = |class, skip: usize| neighbours.nearest(&message, Some(class), |example| example == skip);
        let length = 3.0_f32.sqrt();
        assert!((near(0, 9) - 1.0 / length).abs() < 1e-4);
        assert!(
            (near(0, 1) - 0.5_f32.sqrt() / length).abs() < 1e-4,
            "without the nearest the next"
        );
        assert!(near(1, 9).abs() < 1e-4, "a class without examples");
        assert!((near(2, 9) - 1.4 / length).abs() < 1e-4);
        assert!(near(2, 2).abs() < 1e-4, "all of them are left out");
    }
}
