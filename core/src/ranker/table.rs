//! A table of weights: one row per dimension, one column per class, columns side by side in memory.

use super::messages::Vector;

/// How many classes are added up in one step; longer rows are padded to a multiple of it so that the processor's vector
/// units get whole steps.
const LANES: usize = 8;

/// Weights of a linear model that learns.
#[derive(Clone, Debug)]
pub(super) struct Table {
    classes: usize,
    stride: usize,
    weights: Vec<f32>,
    /// The weights of the constant 1 that every message has.
    constant: Vec<f32>,
}

impl Table {
    /// All weights 0.
    pub(super) fn new(dimensions: usize, classes: usize) -> Self {
        let stride = stride(classes);
        Self {
            classes,
            stride,
            weights: vec![0.0; dimensions * stride],
            constant: vec![0.0; stride],
        }
    }

    /// The same again, maybe for other sizes.
    pub(super) fn clear(&mut self, dimensions: usize, classes: usize) {
        self.classes = classes;
        self.stride = stride(classes);
        refill(&mut self.weights, dimensions * self.stride);
        refill(&mut self.constant, self.stride);
    }

    /// The number of classes.
    pub(super) const fn classes(&self) -> usize {
        self.classes
    }

    /// For each dimension the weight of every class.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[f32]> {
        let rows = self.weights.chunks_exact(self.stride.max(1));
        rows.map(|row| row.get(..self.classes).unwrap_or_default())
    }

    /// The constant weight of every class.
    pub(super) fn constant(&self) -> &[f32] {
        self.constant.get(..self.classes).unwrap_or_default()
    }

    /// Room for the scores of one message.
    pub(super) fn scores(&self) -> Vec<f32> {
        vec![0.0; self.stride]
    }

    /// The score of every class for a message, written to `scores` (made by [`scores`](Self::scores)).
    /// Dimensions beyond the table count nothing.
    pub(super) fn score(&self, message: &Vector, scores: &mut [f32]) {
        scores.copy_from_slice(&self.constant);
        for item in message {
            add_scaled(scores, item.value(), self.row(item.number()));
        }
    }

    /// Adds `steps`, one per class, times each of the message's dimensions.
    pub(super) fn learn(&mut self, message: &Vector, steps: &[f32]) {
        add_scaled(&mut self.constant, 1.0, steps);
        for item in message {
            let start = item.number() as usize * self.stride;
            let row = self.weights.get_mut(start..start + self.stride).unwrap_or_default();
            add_scaled(row, item.value(), steps);
        }
    }

    fn row(&self, dimension: u32) -> &[f32] {
        let start = dimension as usize * self.stride;
        self.weights.get(start..start + self.stride).unwrap_or_default()
    }
}

/// So many zeros.
fn refill(weights: &mut Vec<f32>, length: usize) {
    weights.clear();
    weights.resize(length, 0.0);
}

/// How long a row of so many classes is.
pub(super) const fn stride(classes: usize) -> usize {
    if classes < LANES {
        classes
    } else {
        classes.next_multiple_of(LANES)
    }
}

/// Adds `scale` times `values` to `sums`. One plain loop: the compiler makes whole vectors of it.
pub(super) fn add_scaled<V: Copy + Into<f32>>(sums: &mut [f32], scale: f32, values: &[V]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += scale * (*value).into();
    }
}
