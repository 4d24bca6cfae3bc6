//! The middle of each entry's examples, for FAQs of thousands of entries: learnt in one pass, in sparse rows.

use super::{
    Example,
    messages::{Vector, squared_length},
    weights::CENTROID_SHARPNESS,
};

/// For each dimension the classes that have it in their centroid. A centroid has length 1 (Rocchio, "Relevance feedback
/// in information retrieval", 1971, without its negative part).
#[derive(Debug, Default)]
pub(super) struct Centroids {
    classes: usize,
    /// `starts[dimension]..starts[dimension + 1]` are its cells.
    starts: Vec<usize>,
    cells: Vec<(u32, f32)>,
}

impl Centroids {
    /// Knows nothing yet.
    pub(super) fn new(dimensions: usize, classes: usize) -> Self {
        Self {
            classes,
            starts: vec![0; dimensions + 1],
            cells: Vec::new(),
        }
    }

    /// Learns the examples, which must be sorted by class, and nothing else.
    pub(super) fn learn(&mut self, examples: &[Example<'_>]) {
        let mut middles: Vec<(u32, u32, f32)> = Vec::new();
        for class in examples.chunk_by(|a, b| a.class == b.class) {
            let items = class.iter().flat_map(|example| example.message);
            let mut items: Vec<(u32, f32)> = items.map(|item| (item.number(), item.value())).collect();
            // Stable: the sums are the same on every run.
            items.sort_by_key(|(dimension, _)| *dimension);
            let number = class.first().and_then(|example| u32::try_from(example.class).ok());
            let start = middles.len();
            for of_dimension in items.chunk_by(|a, b| a.0 == b.0) {
                let sum = of_dimension.iter().map(|(_, value)| value).sum();
                middles.extend(
                    of_dimension
                        .first()
                        .zip(number)
                        .map(|((dimension, _), class)| (*dimension, class, sum)),
                );
            }
            let middle = middles.get_mut(start..).unwrap_or_default();
            let length = middle.iter().map(|(_, _, value)| value * value).sum::<f32>().sqrt();
            for (_, _, value) in middle {
                *value /= length.max(f32::EPSILON);
            }
        }
        middles.sort_by_key(|(dimension, _, _)| *dimension);
        for (dimension, start) in self.starts.iter_mut().enumerate() {
            *start = middles.partition_point(|(other, _, _)| (*other as usize) < dimension);
        }
        self.cells = middles.into_iter().map(|(_, class, value)| (class, value)).collect();
    }

    /// The cosine of the message and each centroid.
    pub(super) fn likeness(&self, message: &Vector) -> Vec<f32> {
        let mut sums = vec![0.0; self.classes];
        for item in message {
            let (dimension, value) = (item.number() as usize, item.value());
            let (Some(from), Some(to)) = (self.starts.get(dimension), self.starts.get(dimension + 1)) else {
                continue;
            };
            for (class, weight) in self.cells.get(*from..*to).unwrap_or_default() {
                if let Some(sum) = sums.get_mut(*class as usize) {
                    *sum += value * weight;
                }
            }
        }
        let length = squared_length(message).sqrt().max(f32::EPSILON);
        for sum in &mut sums {
            *sum /= length;
        }
        sums
    }

    /// How much speaks for each class: the likeness, stretched so that its softmax is as sharp as the committee's.
    pub(super) fn logits(&self, message: &Vector) -> Vec<f32> {
        let mut likeness = self.likeness(message);
        for near in &mut likeness {
            *near *= CENTROID_SHARPNESS;
        }
        likeness
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{lot::Lot, messages::vector},
        *,
    };

    #[test]
    fn a_message_is_nearest_to_its_own_class() {
        let messages = [
            (vector(&[(0, 1.0), (1, 1.0)]), 0),
            (vector(&[(0, 1.0), (2, 1.0)]), 0),
            (vector(&[(1, 0.5), (3, 1.0)]), 2),
        ];
        let examples: Vec<Example<'_>> = messages
            .iter()
            .map(|(message, class)| Example {
                message,
                class: *class,
                lot: Lot::default(),
            })
            .collect();
        let mut centroids = Centroids::new(4, 3);
        centroids.learn(&examples);
        let near = centroids.likeness(&vector(&[(0, 1.0)]));
        assert!((near[0] - (4.0_f32 / 6.0).sqrt()).abs() < 1e-6, "{near:?}");
        assert!(near[1].abs() < 1e-6 && near[2].abs() < 1e-6, "{near:?}");
        let near = centroids.likeness(&vector(&[(3, 1.0), (9, 1.0)]));
        assert!(near[2] > near[0] && near[2] < 1.0, "{near:?}");
    }
}
