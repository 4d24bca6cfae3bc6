//! What tells the entries apart: a committee of linear machines, or centroids where the entries are too many for it.

use crate::parallel;

use super::{
    Example, centroids::Centroids, logit, margin, messages::Vector, packed::Packed, table::Table, tables::Tables,
    weights,
};

/// The most entries that the committee learns. Its time grows with the square of their number, and its memory with
/// their number times that of the features; no town's FAQ comes near.
pub(super) const MOST_CLASSES: usize = 500;

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
    /// Knows nothing yet about so many classes.
    pub(super) fn new(dimensions: usize, classes: usize) -> Self {
        if classes > MOST_CLASSES {
            return Self::Centroids(Centroids::new(dimensions, classes));
        }
        Self::Committee {
            margins: Packed::new(dimensions, classes),
            logits: Packed::new(dimensions, classes),
        }
    }

    /// Learns the examples, which must be sorted by class, and nothing else. `beside` is done as soon as it can tell
    /// which messages the entries claim as their own, while the slower half still learns; it gets a free table.
    pub(super) fn learn(
        &mut self,
        examples: &[Example<'_>],
        tables: &mut Tables,
        beside: impl FnOnce(&dyn Fn(&Vector) -> bool, &mut Table),
    ) {
        let Tables { small: table, large } = tables;
        match self {
            Self::Centroids(centroids) => {
                centroids.learn(examples);
                let claims = |message: &Vector| {
                    let mut likeness = centroids.likeness(message).into_iter();
                    likeness.any(|near| near >= weights::CLAIMED_NEAR)
                };
                beside(&claims, table);
            }
            Self::Committee { margins, logits } => {
                let ((), ()) = parallel::both(
                    || logit::train(examples, large, logits),
                    || {
                        margin::train(examples, table, margins, weights::MARGIN_PASSES);
                        let claims = |message: &Vector| {
                            let mut real = margins.scores(message).into_iter().take(margins.classes());
                            real.any(|score| score >= weights::BACKGROUND_CLAIMED)
                        };
                        beside(&claims, table);
                    },
                );
            }
        }
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
