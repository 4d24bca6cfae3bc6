//! What is compared of a message: stems, pairs of stems, concepts and letter groups, as hashes.

use super::weights::{CHAR_GRAMS, REPEAT_FROM, SKIP_WINDOW};
use crate::text::Word;

/// One feature of a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Feature {
    pub(super) hash: u64,
    pub(super) stand: Stand,
}

/// Where a feature stands in a message: the place of its first word, and how many words on its last one is. In one
/// number, because thousands of them are put in order for one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stand(pub(super) u32);

impl Stand {
    /// The bits of the distance, which is at most [`SKIP_WINDOW`].
    const BITS: u32 = 2;

    /// A message has far fewer words than fit.
    const fn new(first: u32, distance: u32) -> Self {
        Self(first << Self::BITS | distance)
    }

    /// Whether all of its words are among these.
    pub(super) const fn is_in(self, from: u32, to: u32) -> bool {
        let (first, distance) = (self.0 >> Self::BITS, self.0 & ((1 << Self::BITS) - 1));
        from <= first && first + distance < to
    }
}

const _: () = assert!(SKIP_WINDOW < 1 << Stand::BITS, "the distance fits into its bits");

/// A word and its stem, of six letters, have so many features.
const USUAL: usize = 40;

/// The features of a message, as often as each stands there.
pub(super) fn features(words: &[&Word]) -> Vec<Feature> {
    let mut features = Vec::with_capacity(words.len() * USUAL);
    for (place, (word, next)) in (0..).zip(words.iter().zip(1..)) {
        let mut add = |hash, distance| {
            features.push(Feature {
                hash,
                stand: Stand::new(place, distance),
            });
        };
        add(Kind::Single.mark(hash(b"w", word.stem.as_bytes())), 0);
        for concept in &word.concepts {
            add(Kind::Single.mark(hash(b"k", &concept.to_le_bytes())), 0);
        }
        for (distance, later) in (1..).zip(words.iter().skip(next).take(SKIP_WINDOW)) {
            let pair = |kind| continue_hash(hash(kind, word.stem.as_bytes()), later.stem.as_bytes());
            let pair = match distance {
                1 => Kind::Pair.mark(pair(b"b")),
                _ => Kind::LoosePair.mark(pair(b"s")),
            };
            add(pair, distance);
        }
        // The stem is seen twice: letters that inflection changes count half. A repair is a guess, so the letters as
        // written stay too.
        let spellings = [Some(&word.text), Some(&word.stem), word.repaired_from.as_ref()];
        for spelling in spellings.into_iter().flatten() {
            letter_groups(spelling, |hash| add(hash, 0));
        }
    }
    features
}

/// What a feature is, kept in the two lowest bits of its hash.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A stem or a concept.
    Single = 0,
    /// Two stems side by side.
    Pair = 1,
    /// Two stems with others between them.
    LoosePair = 2,
    /// A group of letters.
    Letters = 3,
}

impl Kind {
    const BITS: u64 = 3;

    const fn mark(self, hash: u64) -> u64 {
        hash & !Self::BITS | self as u64
    }
}

/// Whether a feature is a group of letters.
pub(super) const fn is_letters(hash: u64) -> bool {
    hash & Kind::BITS == Kind::Letters as u64
}

/// Whether a feature that only one message of `messages` has is there by chance.
pub(super) const fn is_chance(hash: u64, messages: usize) -> bool {
    let kind = hash & Kind::BITS;
    kind == Kind::LoosePair as u64 || (kind != Kind::Single as u64 && messages >= REPEAT_FROM)
}

/// The longest word whose letter groups are read, in bytes: longer ones are noise.
const LONGEST_WORD: usize = 32;

/// The letter groups of a word between two spaces. Folded words are ASCII but for other scripts, whose bytes serve as
/// letters just as well.
fn letter_groups(word: &str, mut add: impl FnMut(u64)) {
    let mut padded = [b' '; LONGEST_WORD + 2];
    for (slot, byte) in padded.iter_mut().skip(1).zip(word.bytes().take(LONGEST_WORD)) {
        *slot = byte;
    }
    let padded = padded.get(..word.len().min(LONGEST_WORD) + 2).unwrap_or_default();
    for size in CHAR_GRAMS {
        for group in padded.windows(size) {
            add(Kind::Letters.mark(hash(b"c", group)));
        }
    }
}

/// FNV-1a: small, and without a seed, so that the same FAQ gives the same features on every machine.
fn hash(kind: &[u8], bytes: &[u8]) -> u64 {
    continue_hash(continue_hash(0xcbf2_9ce4_8422_2325, kind), bytes)
}

fn continue_hash(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// A hasher for keys that are hashes already: one multiplication spreads them over the table.
pub(super) type Identity = std::hash::BuildHasherDefault<IdentityHasher>;

#[derive(Debug, Default)]
pub(super) struct IdentityHasher(u64);

impl std::hash::Hasher for IdentityHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = continue_hash(self.0, bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
