//! Whether to answer at all: what speaks for the best entry becomes a calibrated confidence.

use super::weights::evidence;

/// What speaks for and against the best entry.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Evidence {
    /// Log-odds of its probability among the entries.
    pub(crate) log_odds: f32,
    /// Its unnormalised logit.
    pub(crate) logit: f32,
    /// Likeness to its nearest example, 0 to 1.
    pub(crate) nearest: f32,
    /// The margin of the background class.
    pub(crate) background: f32,
}

impl Evidence {
    /// The weighted sum.
    pub(super) fn sum(&self) -> f32 {
        evidence::LOG_ODDS * self.log_odds
            + evidence::LOGIT * self.logit
            + evidence::NEAREST * self.nearest
            + evidence::BACKGROUND * self.background
    }
}

/// Turns evidence into a probability of being right: P = 1 / (1 + exp(-(scale * sum + offset))).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Gate {
    scale: f32,
    offset: f32,
}

/// One message that was held out of training.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trial {
    /// What spoke for the best entry.
    sum: f32,
    pub(super) scope: Scope,
    /// Whether the best entry was the right one.
    right: bool,
    /// How much it counts.
    pub(super) weight: f32,
}

/// What a held-out message is to the machines that judge it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// It asks about an entry that they know.
    Known,
    /// It asks about an entry that is hidden from them.
    Unknown,
    /// It is an everyday message, which no entry answers.
    Everyday,
}

impl Trial {
    /// A trial of weight 1.
    pub(super) fn new(evidence: &Evidence, scope: Scope, right: bool) -> Self {
        Self {
            sum: evidence.sum(),
            scope,
            right,
            weight: 1.0,
        }
    }
}

/// Newton steps of the calibration at most; it converges in about six.
const STEPS: usize = 20;

/// How often a step is halved before the solution counts as reached.
const HALVINGS: i32 = 12;

/// How strongly the scale is held to [`Gate::default`]: an FAQ with few examples says little about itself.
const SCALE_PRIOR: f32 = 20.0;

/// The same for the offset.
const OFFSET_PRIOR: f32 = 1.0;

impl Default for Gate {
    /// The calibration of a typical FAQ.
    fn default() -> Self {
        Self {
            scale: 0.75,
            offset: -1.2,
        }
    }
}

impl Gate {
    /// Fits scale and offset to trials by maximum likelihood (Platt, "Probabilistic outputs for support vector
    /// machines", 1999), with a Gaussian prior around the default.
    pub(super) fn calibrate(trials: &[Trial]) -> Self {
        let mut gate = Self::default();
        // Of a FAQ with one entry nothing is left when that is hidden, and what speaks for nothing is no number.
        if trials.iter().any(|trial| !trial.sum.is_finite()) {
            return gate;
        }
        let mut loss = gate.loss(trials);
        for _ in 0..STEPS {
            let (scale, offset) = gate.newton_step(trials);
            // A full step may overshoot far from the solution.
            let shorter = (0..HALVINGS).map(|n| 0.5_f32.powi(n)).map(|part| Self {
                scale: gate.scale - part * scale,
                offset: gate.offset - part * offset,
            });
            let better = shorter
                .map(|next| (next.loss(trials), next))
                .find(|(next, _)| *next < loss);
            let Some((next_loss, next)) = better else { break };
            (gate, loss) = (next, next_loss);
        }
        if gate.scale > 0.0 { gate } else { Self::default() }
    }

    /// The penalised negative log-likelihood.
    fn loss(self, trials: &[Trial]) -> f32 {
        let start = Self::default();
        let prior =
            SCALE_PRIOR * (self.scale - start.scale).powi(2) + OFFSET_PRIOR * (self.offset - start.offset).powi(2);
        let cost = |trial: &Trial| {
            let margin = self.scale * trial.sum + self.offset;
            let margin = if trial.right { margin } else { -margin };
            // ln(1 + exp(-margin)), without overflow.
            trial.weight * (libm::log1pf(libm::expf(-margin.abs())) + (-margin).max(0.0))
        };
        0.5 * prior + trials.iter().map(cost).sum::<f32>()
    }

    /// The inverse second derivative times the gradient of the loss.
    fn newton_step(self, trials: &[Trial]) -> (f32, f32) {
        let start = Self::default();
        let mut ga = SCALE_PRIOR * (self.scale - start.scale);
        let mut gb = OFFSET_PRIOR * (self.offset - start.offset);
        let (mut haa, mut hab, mut hbb) = (SCALE_PRIOR, 0.0, OFFSET_PRIOR);
        for trial in trials {
            let p = logistic(self.scale * trial.sum + self.offset);
            let error = (p - if trial.right { 1.0 } else { 0.0 }) * trial.weight;
            let curve = p * (1.0 - p) * trial.weight;
            ga += error * trial.sum;
            gb += error;
            haa += curve * trial.sum * trial.sum;
            hab += curve * trial.sum;
            hbb += curve;
        }
        let determinant = (haa * hbb - hab * hab).max(f32::EPSILON);
        ((ga * hbb - gb * hab) / determinant, (gb * haa - ga * hab) / determinant)
    }

    /// The confidence, between 0 and 1.
    pub(crate) fn confidence(self, evidence: &Evidence) -> f32 {
        logistic(self.scale * evidence.sum() + self.offset)
    }
}

/// 1 / (1 + exp(-x)).
fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + libm::expf(-x))
}

/// ln(p / (1 - p)), bounded: nothing is certain.
pub(super) fn log_odds(p: f32) -> f32 {
    let p = p.clamp(1e-4, 1.0 - 1e-4);
    libm::logf(p / (1.0 - p))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trial(log_odds: f32, right: bool) -> Trial {
        let evidence = Evidence {
            log_odds,
            ..Evidence::default()
        };
        Trial::new(&evidence, Scope::Known, right)
    }

    #[test]
    fn confidence_follows_what_was_right() {
        let trials = |good: f32, bad: f32| {
            let pairs = (0..200).flat_map(move |_| [trial(good, true), trial(bad, false)]);
            Gate::calibrate(&pairs.collect::<Vec<_>>())
        };
        let gate = trials(8.0, 2.0);
        let confidence = |log_odds| {
            gate.confidence(&Evidence {
                log_odds,
                ..Evidence::default()
            })
        };
        assert!(confidence(8.0) > 0.8 && confidence(2.0) < 0.2, "{gate:?}");
        assert!(
            trials(2.0, 8.0).scale > 0.0,
            "more evidence never means less confidence"
        );
    }

    #[test]
    fn what_is_no_number_leaves_the_default() {
        assert_eq!(
            Gate::calibrate(&[trial(3.0, true), trial(f32::NAN, false)]),
            Gate::default()
        );
    }
}
