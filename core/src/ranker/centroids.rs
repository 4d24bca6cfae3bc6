//! The middle of each entry's examples, for FAQs of thousands of entries: learnt in one pass, in sparse rows.

use super::{
    Example,
    space::{Vector, squared_length},
    weights::CENTROID_SHARPNESS,
};

/// For each feature the classes that have it in their centroid. A centroid has length 1 (Rocchio, "Relevance feedback
/// in information retrieval", 1971, without its negative part).
#[derive(Debug, Default)]
pub(super) struct Centroids {
    classes: usize,
    /// `starts[feature]..starts[feature + 1]` are its cells.
    starts: Vec<usize>,
    cells: Vec<(u32, f32)>,
}

impl Centroids {
    /// Learns the examples, which must be sorted by class.
    pub(super) fn learn(examples: &[Example<'_>], features: usize, classes: usize) -> Self {
        let mut middles: Vec<(u32, u32, f32)> = Vec::new();
        for class in examples.chunk_by(|a, b| a.class == b.class) {
            let mut items: Vec<(u32, f32)> = class.iter().flat_map(|example| example.message).copied().collect();
            // Stable: the sums are the same on every run.
            items.sort_by_key(|(feature, _)| *feature);
            let number = class.first().and_then(|example| u32::try_from(example.class).ok());
            let start = middles.len();
            for of_feature in items.chunk_by(|a, b| a.0 == b.0) {
                let sum = of_feature.iter().map(|(_, value)| value).sum();
                middles.extend(
                    of_feature
                        .first()
                        .zip(number)
                        .map(|((feature, _), class)| (*feature, class, sum)),
                );
            }
            let middle = middles.get_mut(start..).unwrap_or_default();
            let length = middle.iter().map(|(_, _, value)| value * value).sum::<f32>().sqrt();
            for (_, _, value) in middle {
                *value /= length.max(f32::EPSILON);
            }
        }
        middles.sort_by_key(|(feature, _, _)| *feature);
        Self {
            classes,
            starts: (0..=features)
                .map(|feature| middles.partition_point(|(other, _, _)| (*other as usize) < feature))
                .collect(),
            cells: middles.into_iter().map(|(_, class, value)| (class, value)).collect(),
        }
    }

    /// The cosine of the message and each centroid.
    pub(super) fn likeness(&self, message: &Vector) -> Vec<f32> {
        let mut sums = vec![0.0; self.classes];
        for (feature, value) in message {
            let feature = *feature as usize;
            let (Some(from), Some(to)) = (self.starts.get(feature), self.starts.get(feature + 1)) else {
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
    use super::*;

    #[test]
    fn a_message_is_nearest_to_its_own_class() {
        let vector = |items: &[(u32, f32)]| items.to_vec();
        let messages = [
            (vector(&[(0, 1.0), (1, 1.0)]), 0),
            (vector(&[(0, 1.0), (2, 1.0)]), 0),
            (vector(&[(1, 1.0), (3, 2.0)]), 2),
        ];
        let examples: Vec<Example<'_>> = messages
            .iter()
            .map(|(message, class)| Example { message, class: *class })
            .collect();
        let centroids = Centroids::learn(&examples, 4, 3);
        let near = centroids.likeness(&vector(&[(0, 1.0)]));
        assert!((near[0] - (4.0_f32 / 6.0).sqrt()).abs() < 1e-6, "{near:?}");
        assert!(near[1].abs() < 1e-6 && near[2].abs() < 1e-6, "{near:?}");
        let near = centroids.likeness(&vector(&[(3, 1.0), (9, 1.0)]));
        assert!(near[2] > near[0] && near[2] < 1.0, "{near:?}");
    }
}
