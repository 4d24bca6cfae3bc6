//! One support vector machine per class against the rest, trained all in step.

use std::ops::Range;

use super::{Example, lot, messages::squared_length, packed::Packed, table::Table, weights::MARGIN_PENALTY};

/// So many classes are trained at once: the smaller table stays near the processor, and takes less memory beside the
/// others that learn at the same time.
pub(super) const AT_ONCE: usize = 16;

/// Trains by dual coordinate descent for the L2-regularised squared hinge loss (Hsieh et al., "A dual coordinate descent
/// method for large-scale linear SVM", ICML 2008). Above 0 speaks for a class, below against it. The classes are
/// independent problems that share the order of the examples, so one walk over an example's features serves many.
/// An example of a class beyond the table counts against every class. More `passes` come nearer to the one best solution,
/// which does not depend on the order. Learns in `table`, some classes at a time, what `learnt` then holds.
pub(super) fn train(examples: &[Example<'_>], table: &mut Table, learnt: &mut Packed, passes: usize) {
    let classes = learnt.classes();
    let orders: Vec<Vec<u32>> = (0..passes).map(|pass| lot::order(examples, pass)).collect();
    for first in (0..classes).step_by(AT_ONCE) {
        let count = AT_ONCE.min(classes - first);
        table.clear(learnt.dimensions(), count);
        train_some(examples, &orders, table, first..first + count);
        learnt.take(first, table);
    }
}

/// Trains some of the classes, in each pass in another order.
fn train_some(examples: &[Example<'_>], orders: &[Vec<u32>], table: &mut Table, numbers: Range<usize>) {
    let classes = numbers.len();
    let (mut scores, mut steps) = (table.scores(), table.scores());
    let stride = scores.len();
    // One multiplier per example and class.
    let mut alphas = vec![0.0_f32; examples.len() * stride];
    let diagonal = 0.5 / MARGIN_PENALTY;
    for order in orders {
        for i in order.iter().map(|i| *i as usize) {
            let (Some(example), Some(alphas)) = (examples.get(i), alphas.get_mut(i * stride..(i + 1) * stride)) else {
                continue;
            };
            let curvature = (squared_length(example.message) + 1.0 + diagonal).recip();
            table.score(example.message, &mut scores);
            let mut moved = false;
            for (c, ((step, score), alpha)) in steps.iter_mut().zip(&scores).zip(alphas).enumerate().take(classes) {
                let sign = if numbers.start + c == example.class { 1.0 } else { -1.0 };
                let gradient = sign * score - 1.0 + diagonal * *alpha;
                let next = (*alpha - gradient * curvature).max(0.0);
                *step = (next - *alpha) * sign;
                *alpha = next;
                moved |= *step != 0.0;
            }
            if moved {
                table.learn(example.message, &steps);
            }
        }
    }
}
