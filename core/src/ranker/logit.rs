//! Softmax regression, trained by stochastic gradient descent that stops early.

use super::{margin::Example, shuffle::Shuffle, table::Table, weights};

/// Trains softmax regression on the examples that `kept` lets through.
pub(super) fn train(examples: &[Example], kept: impl Fn(usize) -> bool, features: usize, classes: usize) -> Table {
    let mut table = Table::new(features, classes);
    let mut order: Vec<usize> = (0..examples.len()).filter(|i| kept(*i)).collect();
    let mut shuffle = Shuffle::new();
    let mut scores = table.scores();
    for pass in 0..weights::LOGIT_PASSES {
        shuffle.mix(&mut order);
        let rate = weights::LOGIT_RATE / (1.0 + pass as f32 * weights::LOGIT_DECAY);
        for &i in &order {
            let Some((message, class)) = examples.get(i) else {
                continue;
            };
            table.score(message, &mut scores);
            softmax(&mut scores, classes, 1.0);
            if scores.get(*class).is_some_and(|p| *p > weights::LOGIT_LEARNT) {
                continue;
            }
            for (c, score) in scores.iter_mut().enumerate() {
                *score = rate * (if c == *class { 1.0 } else { 0.0 } - *score);
            }
            table.learn(message, &scores);
        }
    }
    table
}

/// Turns the first `classes` scores into probabilities, the padding behind them into 0.
pub(super) fn softmax(scores: &mut [f32], classes: usize, sharpness: f32) {
    let (real, padding) = scores.split_at_mut_checked(classes).unwrap_or_default();
    padding.fill(0.0);
    let most = real.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in &mut *real {
        *score = ((*score - most) * sharpness).exp();
        sum += *score;
    }
    for score in real {
        *score /= sum;
    }
}
