//! Which words stand beside each other in the FAQ, and how often.

/// How often which words stand beside a first one: both words by their numbers, sorted.
#[derive(Debug, Default)]
pub(super) struct Pairs(Vec<Pair>);

/// A first word, one that stands beside it, and how often.
pub(super) type Pair = (u32, u32, u32);

impl Pairs {
    pub(super) fn new(mut pairs: Vec<Pair>) -> Self {
        pairs.sort_unstable();
        Self(pairs)
    }

    /// The pairs of one first word.
    pub(super) fn of(&self, first: u32) -> &[Pair] {
        let from = self.0.partition_point(|pair| pair.0 < first);
        let rest = self.0.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|pair| pair.0 == first))
            .unwrap_or_default()
    }
}

/// How often a word stands in the pairs of another.
pub(super) fn seen(pairs: &[Pair], word: u32) -> u32 {
    let place = pairs.binary_search_by_key(&word, |pair| pair.1).ok();
    place.and_then(|at| pairs.get(at)).map_or(0, |pair| pair.2)
}
