//! How sure is sure enough, on the scale of the calibrated confidence.

use crate::catalogue::Caution;

/// The confidences from which the counter answers, asks back, and answers a second question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Thresholds {
    /// From here the best entry is the answer.
    pub(crate) answer: f32,
    /// From here, below the answer, the best entries are offered.
    pub(crate) clarify: f32,
    /// What each part of a message must reach to be a question of its own.
    pub(crate) part: f32,
}

impl Thresholds {
    /// The thresholds of a town's caution. A wrong answer is worse than none: even at low caution an answer must be
    /// likelier right than wrong.
    pub(crate) const fn of(caution: Caution) -> Self {
        match caution {
            Caution::Low => Self {
                answer: 0.5,
                clarify: 0.35,
                part: 0.4,
            },
            Caution::Normal => Self {
                answer: 0.68,
                clarify: 0.52,
                part: 0.45,
            },
            Caution::High => Self {
                answer: 0.8,
                clarify: 0.6,
                part: 0.65,
            },
        }
    }
}
