//! How near a message comes to the examples of an entry.

use super::{Example, space::Vector};

/// For each feature the examples that have it, so that only shared features are visited.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    /// `starts[feature]..starts[feature + 1]` are its postings.
    starts: Vec<u32>,
    /// Example numbers, ascending within a feature, with the example's value scaled to length 1.
    postings: Vec<(u32, f32)>,
    /// `classes[class]..classes[class + 1]` are its examples.
    classes: Vec<u32>,
}

impl Neighbours {
    /// Learns the examples, which must be sorted by class.
    pub(super) fn learn(examples: &[Example<'_>], features: usize, classes: usize) -> Self {
        let mut starts = vec![0_u32; features + 1];
        for (feature, _) in examples.iter().flat_map(|example| &example.message.items) {
            if let Some(count) = starts.get_mut(*feature as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut postings = vec![(0, 0.0); sum as usize];
        let mut first_of = vec![0_u32; classes + 1];
        for (number, Example { message, class }) in (0_u32..).zip(examples) {
            let scale = message.squared_length().sqrt().max(f32::EPSILON).recip();
            for (feature, value) in &message.items {
                let Some(at) = next.get_mut(*feature as usize) else {
                    continue;
                };
                if let Some(posting) = postings.get_mut(*at as usize) {
                    *posting = (number, value * scale);
                }
                *at += 1;
            }
            if let Some(end) = first_of.get_mut(class + 1) {
                *end = number + 1;
            }
        }
        // A class without examples ends where the one before it ends.
        for i in 1..first_of.len() {
            let before = first_of.get(i - 1).copied().unwrap_or(0);
            if let Some(end) = first_of.get_mut(i) {
                *end = (*end).max(before);
            }
        }
        Self {
            starts,
            postings,
            classes: first_of,
        }
    }

    /// The cosine of the message and the nearest example of a class, between 0 and 1; examples that `skip` names do
    /// not count.
    pub(super) fn nearest(&self, message: &Vector, class: usize, skip: impl Fn(usize) -> bool) -> f32 {
        let (Some(&first), Some(&end)) = (self.classes.get(class), self.classes.get(class + 1)) else {
            return 0.0;
        };
        let mut likeness = vec![0.0_f32; (end - first) as usize];
        for (feature, value) in &message.items {
            let list = self.list(*feature as usize);
            let begin = list.partition_point(|(example, _)| *example < first);
            for (example, weight) in list.iter().skip(begin).take_while(|(example, _)| *example < end) {
                if let Some(sum) = likeness.get_mut((example - first) as usize) {
                    *sum += value * weight;
                }
            }
        }
        let counted = likeness
            .iter()
            .zip(first as usize..)
            .filter(|(_, example)| !skip(*example));
        let best = counted.map(|(sum, _)| *sum).fold(0.0, f32::max);
        best / message.squared_length().sqrt().max(f32::EPSILON)
    }
    /// The pairs of examples of different classes whose cosine is at least `least`, the smaller number first.
    pub(super) fn pairs(&self, least: f32) -> Vec<(usize, usize)> {
        let examples = self.examples();
        let mut likeness = vec![0.0_f32; examples.len()];
        let mut pairs = Vec::new();
        for (first, end) in self.classes.iter().zip(self.classes.iter().skip(1)) {
            let (first, end) = (*first as usize, *end as usize);
            for (number, own) in examples.iter().enumerate().take(end).skip(first) {
                likeness.fill(0.0);
                for (feature, value) in own {
                    let list = self.list(*feature);
                    let begin = list.partition_point(|(other, _)| (*other as usize) < end);
                    for (other, weight) in list.iter().skip(begin) {
                        if let Some(sum) = likeness.get_mut(*other as usize) {
                            *sum += value * weight;
                        }
                    }
                }
                let others = likeness.iter().enumerate().skip(end);
                pairs.extend(
                    others
                        .filter(|(_, sum)| **sum >= least)
                        .map(|(other, _)| (number, other)),
                );
            }
        }
        pairs
    }

    /// Each example's features, scaled to length 1.
    fn examples(&self) -> Vec<Vec<(usize, f32)>> {
        let count = self.classes.last().copied().unwrap_or_default();
        let mut examples = vec![Vec::new(); count as usize];
        for feature in 0..self.starts.len() {
            for (example, value) in self.list(feature) {
                if let Some(own) = examples.get_mut(*example as usize) {
                    own.push((feature, *value));
                }
            }
        }
        examples
    }

    /// The examples that have a feature.
    fn list(&self, feature: usize) -> &[(u32, f32)] {
        let (Some(&from), Some(&to)) = (self.starts.get(feature), self.starts.get(feature + 1)) else {
            return &[];
        };
        self.postings.get(from as usize..to as usize).unwrap_or_default()
    }
}
