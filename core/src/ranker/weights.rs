//! Every weight and threshold of the ranker, with its reason. "Measured" means: on the public sets and the citizens'
//! messages of the evaluation, with and without typing errors, kept when it paid on more than one of them.

use std::ops::RangeInclusive;

/// Letter groups of these sizes: two letters survive most typos, five tell words apart (measured against 2 to 4, 2 to
/// 6 and 3 to 5).
pub(super) const CHAR_GRAMS: RangeInclusive<usize> = 2..=4;

/// How many following stems each stem is paired with (measured against 1 and 2).
pub(super) const SKIP_WINDOW: usize = 3;

/// A pair of stems with others between them counts only when two messages have it: chance pairs are a third of all
/// features and tell nothing (measured: without them better and smaller). From this many messages on the same holds for
/// neighbours and groups of letters (measured: as good, and a third smaller); a small FAQ needs each of its own.
pub(super) const REPEAT_FROM: usize = 3_000;

/// The length of the word block beside the letter block's 1: letters are the more robust half (measured: 0.7 to 0.8).
pub(super) const WORD_BLOCK: f32 = 0.8;

/// Passes over the examples for the margin machines. Their order must not show any more: with 3 it moved one answer in a
/// hundred (measured: 6 is a little better and steadier under several orders; up to 40 nothing is gained).
pub(super) const MARGIN_PASSES: usize = 6;

/// Passes for the machine that tells background from questions. It must come near its end: with 3, one line of background
/// more or less moved the share of the citizens' questions that are answered by up to 6 points (measured: with 6 by less
/// than one, as with 40).
pub(super) const GROUND_PASSES: usize = 6;

/// The price of an example on the wrong side of its margin (scikit-learn's `LinearSVC` default; 0.3 and 3 are no
/// better).
pub(super) const MARGIN_PENALTY: f32 = 1.0;

/// Passes over the examples for the logistic regression: stopping early is its only regularisation (measured: half a
/// point better than 5 passes on many close English entries; 8 to 50 differ by less).
pub(super) const LOGIT_PASSES: usize = 7;

/// The first step of the logistic regression's gradient descent; vectors have length below 1.3 (measured: 4 is worse).
pub(super) const LOGIT_RATE: f32 = 2.0;

/// An example of this probability is learnt: the step that it would make is not worth its time.
pub(super) const LOGIT_LEARNT: f32 = 0.97;

/// How fast its steps shrink from pass to pass.
pub(super) const LOGIT_DECAY: f32 = 0.1;

/// How sharply margins become probabilities: one unit of margin is worth this many units of log-odds (measured: 2 to 6).
pub(super) const MARGIN_SHARPNESS: f32 = 4.0;

/// The share of the logistic regression in the committee: it is better on many close English entries, the margin
/// machines on few French examples; together better than either.
pub(super) const LOGIT_SHARE: f32 = 0.5;

/// A background message whose margin for an entry exceeds this asks something that this FAQ answers, so it is no
/// background here.
pub(super) const BACKGROUND_CLAIMED: f32 = 0.5;

/// The same in likeness to an entry's centroid.
pub(super) const CLAIMED_NEAR: f32 = 0.5;

/// How many log-odds the whole way from unlike to like is worth between centroids.
pub(super) const CENTROID_SHARPNESS: f32 = 20.0;

/// What speaks for an answer, as weights of a sum whose logistic function is the confidence before calibration. Fitted
/// once by logistic regression on the public sets and the citizens' messages and rounded; each FAQ then calibrates the
/// sum's scale and offset on itself.
pub(super) mod evidence {
    /// Log-odds of the committee's probability: is it the right one among the entries?
    pub(crate) const LOG_ODDS: f32 = 0.5;
    /// The unnormalised logit of the entry: is it this entry at all?
    pub(crate) const LOGIT: f32 = 0.35;
    /// Likeness to the nearest example of the entry, 0 to 1.
    pub(crate) const NEAREST: f32 = 3.5;
    /// Margin by which it is taken for a background message.
    pub(crate) const BACKGROUND: f32 = -1.3;
}
