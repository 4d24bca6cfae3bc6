//! Softmax regression, trained by stochastic gradient descent that stops early.

use super::{Example, lot, packed::Packed, table::Table, weights};

/// Trains softmax regression. Learns in `table` what `learnt` then holds.
pub(super) fn train(examples: &[Example<'_>], table: &mut Table, learnt: &mut Packed) {
    let classes = learnt.classes();
    table.clear(learnt.dimensions(), classes);
    let mut scores = table.scores();
    for pass in 0..weights::LOGIT_PASSES {
        let rate = weights::LOGIT_RATE / (1.0 + pass as f32 * weights::LOGIT_DECAY);
        for example in lot::mixed(examples, pass) {
            table.score(example.message, &mut scores);
            softmax(&mut scores, classes, 1.0);
            if scores.get(example.class).is_some_and(|p| *p > weights::LOGIT_LEARNT) {
                continue;
            }
            for (c, score) in scores.iter_mut().enumerate() {
                *score = rate * (if c == example.class { 1.0 } else { 0.0 } - *score);
            }
            table.learn(example.message, &scores);
        }
    }
    learnt.take(0, table);
}

/// Turns the first `classes` scores into probabilities, the padding behind them into 0.
pub(super) fn softmax(scores: &mut [f32], classes: usize, sharpness: f32) {
    let (real, padding) = scores.split_at_mut_checked(classes).unwrap_or_default();
    padding.fill(0.0);
    let most = real.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in &mut *real {
        *score = libm::expf((*score - most) * sharpness);
        sum += *score;
    }
    for score in real {
        *score /= sum;
    }
}
