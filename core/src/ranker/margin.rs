//! One support vector machine per class against the rest, trained all in step.

use super::{shuffle::Shuffle, space::Vector, table::Table, weights};

/// A training example: a message and its class.
pub(super) type Example = (Vector, usize);

/// Trained machines, with what is needed to take examples back out.
pub(super) struct Margins {
    table: Table,
    /// One multiplier per example and class.
    alpha: Vec<f32>,
}

impl Margins {
    /// Dual coordinate descent for the L2-regularised squared hinge loss (Hsieh et al., "A dual coordinate descent
    /// method for large-scale linear SVM", ICML 2008). The classes are independent problems that share the order of
    /// the examples, so one walk over an example's features serves them all.
    pub(super) fn train(examples: &[Example], features: usize, classes: usize) -> Self {
        let table = Table::new(features, classes);
        let alpha = vec![0.0; examples.len() * table.scores().len()];
        let mut trained = Self { table, alpha };
        let all: Vec<usize> = (0..examples.len()).collect();
        trained.descend(examples, &all, weights::MARGIN_PASSES);
        trained
    }

    /// The weights: above 0 speaks for the class, below against it.
    pub(super) const fn table(&self) -> &Table {
        &self.table
    }

    /// The weights alone.
    pub(super) fn into_table(self) -> Table {
        self.table
    }

    /// The weights as they would be had some examples never been seen: their share is taken back, then the others
    /// settle again for one pass.
    pub(super) fn without(&self, examples: &[Example], held_out: &[bool]) -> Table {
        let mut copy = Self {
            table: self.table.clone(),
            alpha: self.alpha.clone(),
        };
        let mut kept = Vec::with_capacity(examples.len());
        let stride = copy.table.scores().len();
        for (i, ((message, class), out)) in examples.iter().zip(held_out).enumerate() {
            if !out {
                kept.push(i);
                continue;
            }
            let alpha = copy.alpha.get(i * stride..(i + 1) * stride).unwrap_or_default();
            let sign = |c: usize| if c == *class { -1.0 } else { 1.0 };
            let steps: Vec<f32> = alpha.iter().enumerate().map(|(c, alpha)| sign(c) * alpha).collect();
            copy.table.learn(message, &steps);
        }
        copy.descend(examples, &kept, 1);
        copy.table
    }

    fn descend(&mut self, examples: &[Example], order: &[usize], passes: usize) {
        let (mut order, mut shuffle) = (order.to_vec(), Shuffle::new());
        let (mut scores, mut steps) = (self.table.scores(), self.table.scores());
        let (classes, stride) = (self.table.classes(), scores.len());
        let diagonal = 0.5 / weights::MARGIN_PENALTY;
        for _ in 0..passes {
            shuffle.mix(&mut order);
            for &i in &order {
                let Some((message, class)) = examples.get(i) else {
                    continue;
                };
                let curvature = (message.squared_length() + 1.0 + diagonal).recip();
                self.table.score(message, &mut scores);
                let alphas = self.alpha.get_mut(i * stride..(i + 1) * stride).unwrap_or_default();
                for (c, ((step, score), alpha)) in steps.iter_mut().zip(&scores).zip(alphas).enumerate().take(classes) {
                    let sign = if c == *class { 1.0 } else { -1.0 };
                    let gradient = sign * score - 1.0 + diagonal * *alpha;
                    let next = (*alpha - gradient * curvature).max(0.0);
                    *step = (next - *alpha) * sign;
                    *alpha = next;
                }
                if steps.iter().any(|step| *step != 0.0) {
                    self.table.learn(message, &steps);
                }
            }
        }
    }
}
