//! Weights that are learnt, half as large as while they were learning: what answers read must stay near the processor.

use super::{
    messages::Vector,
    table::{Table, add_scaled, stride},
};

/// The weights of a linear model that no longer learns.
#[derive(Clone, Debug)]
pub(super) struct Packed {
    dimensions: usize,
    classes: usize,
    stride: usize,
    /// One row per dimension, each weight in units of its class.
    weights: Vec<i16>,
    units: Vec<f32>,
    /// The weights of the constant 1 that every message has.
    constant: Vec<f32>,
}

impl Packed {
    /// All weights 0.
    pub(super) fn new(dimensions: usize, classes: usize) -> Self {
        let stride = stride(classes);
        Self {
            dimensions,
            classes,
            stride,
            weights: vec![0; dimensions * stride],
            units: vec![0.0; stride],
            constant: vec![0.0; stride],
        }
    }

    /// Takes over what was learnt about some classes, of which the first has the number `first`. A weight moves by at
    /// most a 65,534th of the largest one of its class.
    pub(super) fn take(&mut self, first: usize, learnt: &Table) {
        let classes = first..first + learnt.classes();
        let (Some(units), Some(constant)) = (
            self.units.get_mut(classes.clone()),
            self.constant.get_mut(classes.clone()),
        ) else {
            return;
        };
        constant.copy_from_slice(learnt.constant());
        units.fill(0.0);
        for row in learnt.rows() {
            for (most, weight) in units.iter_mut().zip(row) {
                *most = most.max(weight.abs());
            }
        }
        for most in &mut *units {
            *most /= f32::from(i16::MAX);
        }
        for (packed, row) in self.weights.chunks_exact_mut(self.stride.max(1)).zip(learnt.rows()) {
            let packed = packed.get_mut(classes.clone()).unwrap_or_default();
            for ((packed, weight), unit) in packed.iter_mut().zip(row).zip(&*units) {
                *packed = if *unit > 0.0 { in_units(weight / unit) } else { 0 };
            }
        }
    }

    /// The number of dimensions.
    pub(super) const fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The number of classes.
    pub(super) const fn classes(&self) -> usize {
        self.classes
    }

    /// The score of every class for a message, then the padding. Dimensions beyond the table count nothing.
    pub(super) fn scores(&self, message: &Vector) -> Vec<f32> {
        let mut scores = vec![0.0; self.stride];
        for item in message {
            let start = item.number() as usize * self.stride;
            let row = self.weights.get(start..start + self.stride).unwrap_or_default();
            add_scaled(&mut scores, item.value(), row);
        }
        for ((score, unit), constant) in scores.iter_mut().zip(&self.units).zip(&self.constant) {
            *score = *score * unit + constant;
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
    use super::{super::messages::vector, *};

    #[test]
    fn packed_weights_score_as_the_tables_did() {
        let message = vector(&[(0, 1.0), (1, 0.5), (3, 0.7), (9, 1.2)]);
        for sizes in [&[0][..], &[1], &[3], &[8, 3], &[16, 16, 5]] {
            let mut packed = Packed::new(4, sizes.iter().sum());
            let mut exact = Vec::new();
            for classes in sizes {
                let mut table = Table::new(4, *classes);
                let mut steps = table.scores();
                for (step, class) in steps.iter_mut().zip(0_u8..) {
                    *step = f32::from(class) - 1.5;
                }
                table.learn(&vector(&[(0, 0.3), (3, 0.2)]), &steps);
                table.learn(&vector(&[(1, 0.7), (3, 0.1)]), &steps);
                let mut scores = table.scores();
                table.score(&message, &mut scores);
                packed.take(exact.len(), &table);
                exact.extend(scores.into_iter().take(*classes));
            }
            assert_eq!(packed.classes(), exact.len());
            for (packed, exact) in packed.scores(&message).into_iter().zip(exact) {
                assert!((packed - exact).abs() < 2e-3, "{packed} for {exact}");
            }
        }
    }

    #[test]
    fn nothing_learnt_scores_nothing() {
        let mut packed = Packed::new(2, 9);
        packed.take(0, &Table::new(2, 9));
        let scores = packed.scores(&vector(&[(1, 1.0)]));
        assert!(scores.iter().all(|score| *score == 0.0), "{scores:?}");
    }
}
