//! Weights that are learnt, half as large as while they were learning: what answers read must stay near the processor.

use super::{space::Vector, table::add_scaled};

/// The weights of a linear model that no longer learns.
#[derive(Clone, Debug, Default)]
pub(super) struct Packed {
    classes: usize,
    stride: usize,
    /// In units of `unit`.
    weights: Vec<i16>,
    unit: f32,
    /// The weights of the constant 1 that every message has.
    constant: Vec<f32>,
}

impl Packed {
    /// Packs rows of `stride` weights, of which the first `classes` are real. A weight moves by at most a 65,534th of
    /// the largest one.
    pub(super) fn new(classes: usize, stride: usize, weights: &[f32], constant: Vec<f32>) -> Self {
        let most = weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let unit = most / f32::from(i16::MAX);
        let per_unit = if unit > 0.0 { unit.recip() } else { 0.0 };
        Self {
            classes,
            stride,
            weights: weights.iter().map(|weight| in_units(weight * per_unit)).collect(),
            unit,
            constant,
        }
    }

    /// The number of classes.
    pub(super) const fn classes(&self) -> usize {
        self.classes
    }

    /// The score of every class for a message, then the padding. Features beyond the table count nothing.
    pub(super) fn scores(&self, message: &Vector) -> Vec<f32> {
        let mut scores = self.constant.clone();
        for (feature, value) in &message.items {
            let start = *feature as usize * self.stride;
            let row = self.weights.get(start..start + self.stride).unwrap_or_default();
            add_scaled(&mut scores, value * self.unit, row);
        }
        scores
    }
}

/// The whole number nearest to a value between -32,767 and 32,767.
#[expect(clippy::cast_possible_truncation, reason = "the value is clamped to what fits")]
fn in_units(value: f32) -> i16 {
    let most = f32::from(i16::MAX);
    value.round().clamp(-most, most) as i16
}

#[cfg(test)]
mod tests {
    use super::super::table::Table;
    use super::*;

    #[test]
    fn packed_weights_score_as_the_table_did() {
        let vector = |items: &[(u32, f32)]| Vector { items: items.to_vec() };
        for classes in [1, 3, 8, 11] {
            let mut table = Table::new(4, classes);
            let mut steps = table.scores();
            for (step, class) in steps.iter_mut().zip(0_u8..) {
                *step = f32::from(class) - 1.5;
            }
            table.learn(&vector(&[(0, 0.3), (3, -2.0)]), &steps);
            table.learn(&vector(&[(1, 0.7), (3, 0.1)]), &steps);
            let message = vector(&[(0, 1.0), (1, 0.5), (3, -1.0), (9, 7.0)]);
            let mut scores = table.scores();
            table.score(&message, &mut scores);
            let packed = table.packed();
            assert_eq!(packed.classes(), classes);
            for (packed, exact) in packed.scores(&message).into_iter().zip(scores) {
                assert!((packed - exact).abs() < 2e-3, "{packed} for {exact}");
            }
        }
    }

    #[test]
    fn nothing_learnt_scores_nothing() {
        let packed = Table::new(2, 9).packed();
        let scores = packed.scores(&Vector { items: vec![(1, 1.0)] });
        assert!(scores.iter().all(|score| *score == 0.0), "{scores:?}");
    }
}
