//! What tells the entries apart: a committee of linear machines, or centroids where the entries are too many for it.

use crate::parallel;

use super::{Example, centroids::Centroids, logit, margin, packed::Packed, space::Vector, weights};

/// The most entries that the committee learns. Its time grows with the square of their number, and its memory with
/// their number times that of the features; no town's FAQ comes near.
const MOST_CLASSES: usize = 500;

/// Tells the entries of one FAQ apart.
pub(super) enum Classifier {
    /// Margin machines and a softmax regression, which judge together.
    Committee { margins: Packed, logits: Packed },
    /// The entries' centroids.
    Centroids(Centroids),
}

/// What the classifier says about one message, entry by entry.
pub(super) struct Opinion {
    /// The probability of each entry among the entries.
    pub(super) shares: Vec<f32>,
    /// How much speaks for each at all, in log-odds.
    pub(super) logits: Vec<f32>,
}

impl Classifier {
    /// Learns from examples, which must be sorted by class. `beside` is done as soon as it can tell what the entries
    /// [claim](Self::claims), while the slower half still learns.
    pub(super) fn learn<T>(
        examples: &[Example<'_>],
        features: usize,
        classes: usize,
        beside: impl FnOnce(&Self) -> T,
    ) -> (Self, T) {
        if classes > MOST_CLASSES {
            let centroids = Self::Centroids(Centroids::learn(examples, features, classes));
            let done = beside(&centroids);
            return (centroids, done);
        }
        let (logits, (margins, done)) = parallel::both(
            || logit::train(examples, features, classes),
            || {
                let claiming = Self::Committee {
                    margins: margin::train(examples, features, classes, weights::MARGIN_PASSES),
                    logits: Packed::default(),
                };
                let done = beside(&claiming);
                (claiming, done)
            },
        );
        let learnt = match margins {
            Self::Committee { margins, .. } => Self::Committee { margins, logits },
            other @ Self::Centroids(_) => other,
        };
        (learnt, done)
    }

    /// What it says about a message, as if it did not know the entry `without`.
    pub(super) fn opinion(&self, message: &Vector, without: Option<usize>) -> Opinion {
        match self {
            Self::Committee { margins, logits } => of_committee(margins, logits, message, without),
            Self::Centroids(centroids) => {
                let mut logits = centroids.logits(message);
                silence(&mut logits, without);
                let mut shares = logits.clone();
                let classes = shares.len();
                logit::softmax(&mut shares, classes, 1.0);
                Opinion { shares, logits }
            }
        }
    }

    /// Whether an entry claims a message as its own.
    pub(super) fn claims(&self, message: &Vector) -> bool {
        match self {
            Self::Committee { margins, .. } => {
                let mut real = margins.scores(message).into_iter().take(margins.classes());
                real.any(|score| score >= weights::BACKGROUND_CLAIMED)
            }
            Self::Centroids(centroids) => {
                let mut likeness = centroids.likeness(message).into_iter();
                likeness.any(|near| near >= weights::CLAIMED_NEAR)
            }
        }
    }
}

/// The probabilities of both machines, mixed.
fn of_committee(margins: &Packed, logits: &Packed, message: &Vector, without: Option<usize>) -> Opinion {
    let classes = margins.classes();
    let (mut shares, mut raw) = (margins.scores(message), logits.scores(message));
    silence(&mut shares, without);
    silence(&mut raw, without);
    let mut by_logit = raw.clone();
    logit::softmax(&mut shares, classes, weights::MARGIN_SHARPNESS);
    logit::softmax(&mut by_logit, classes, 1.0);
    for (share, by_logit) in shares.iter_mut().zip(&by_logit) {
        *share = (1.0 - weights::LOGIT_SHARE) * *share + weights::LOGIT_SHARE * by_logit;
    }
    shares.truncate(classes);
    Opinion { shares, logits: raw }
}

/// Lets nothing speak for one entry.
fn silence(scores: &mut [f32], entry: Option<usize>) {
    if let Some(score) = entry.and_then(|entry| scores.get_mut(entry)) {
        *score = f32::NEG_INFINITY;
    }
}
