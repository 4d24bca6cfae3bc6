//! The space that messages are compared in: weighted stems, pairs of stems and letter groups.

use std::collections::HashMap;

use super::weights::{CHAR_GRAMS, LOOSE_FROM, SKIP_WINDOW, WORD_BLOCK};
use crate::text::Word;

/// A message as feature numbers with weights, sorted by number. The word block has length [`WORD_BLOCK`], the letter
/// block 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Vector {
    pub(super) items: Vec<(u32, f32)>,
}

impl Vector {
    /// Its squared length.
    pub(super) fn squared_length(&self) -> f32 {
        self.items.iter().map(|(_, value)| value * value).sum()
    }
}

/// The features that the FAQ's own questions have, with how telling each is.
#[derive(Debug, Default)]
pub(super) struct Space {
    numbers: HashMap<u64, u32, Identity>,
    idf: Vec<f32>,
}

/// Counts of one message's features, by block.
struct Counts {
    words: Vec<(u64, f32)>,
    letters: Vec<(u64, f32)>,
}

impl Space {
    /// Learns features and their weights (smoothed inverse document frequency, as in scikit-learn's
    /// `TfidfTransformer`: ln((1 + n) / (1 + df)) + 1) from example questions and background messages. The questions'
    /// features come first: the second value is how many they are.
    pub(super) fn learn<'a>(
        questions: impl Iterator<Item = &'a [Word]>,
        background: impl Iterator<Item = &'a [Word]>,
    ) -> (Self, usize) {
        let mut seen = Seen::default();
        questions.for_each(|words| seen.count(words));
        let of_questions = seen.order.len();
        background.for_each(|words| seen.count(words));
        let mut space = Self::default();
        let mut features = 0;
        for (i, hash) in seen.order.iter().enumerate() {
            let df = seen.frequency.get(hash).copied().unwrap_or_default();
            if is_loose(*hash) && df < LOOSE_FROM {
                continue;
            }
            space
                .numbers
                .insert(*hash, u32::try_from(space.idf.len()).unwrap_or(u32::MAX));
            space.idf.push(((1.0 + seen.messages) / (1.0 + df)).ln() + 1.0);
            if i < of_questions {
                features = space.idf.len();
            }
        }
        (space, features)
    }

    /// How many features there are.
    pub(super) fn len(&self) -> usize {
        self.idf.len()
    }

    /// A message in this space; what the space does not know is left out.
    pub(super) fn place(&self, words: &[Word]) -> Vector {
        let counts = Counts::of(words);
        let mut items = Vec::with_capacity(counts.words.len() + counts.letters.len());
        self.block(&counts.words, WORD_BLOCK, &mut items);
        self.block(&counts.letters, 1.0, &mut items);
        items.sort_unstable_by_key(|(number, _)| *number);
        Vector { items }
    }

    /// Adds one block, scaled to the given length: sublinear term frequency times inverse document frequency.
    fn block(&self, counts: &[(u64, f32)], length: f32, items: &mut Vec<(u32, f32)>) {
        let start = items.len();
        let mut squares = 0.0_f32;
        for (hash, count) in counts {
            let Some(number) = self.numbers.get(hash) else { continue };
            let idf = self.idf.get(*number as usize).copied().unwrap_or(1.0);
            let value = (1.0 + count.ln()) * idf;
            squares += value * value;
            items.push((*number, value));
        }
        let scale = if squares > 0.0 { length / squares.sqrt() } else { 0.0 };
        items.iter_mut().skip(start).for_each(|(_, value)| *value *= scale);
    }
}

/// In how many messages each feature was seen, and in which order they first came.
#[derive(Default)]
struct Seen {
    order: Vec<u64>,
    frequency: HashMap<u64, f32, Identity>,
    messages: f32,
}

impl Seen {
    fn count(&mut self, words: &[Word]) {
        self.messages += 1.0;
        let counts = Counts::of(words);
        for (hash, _) in counts.words.iter().chain(&counts.letters) {
            let order = &mut self.order;
            let first = || {
                order.push(*hash);
                0.0
            };
            *self.frequency.entry(*hash).or_insert_with(first) += 1.0;
        }
    }
}

impl Counts {
    fn of(words: &[Word]) -> Self {
        let mut of_words = Vec::with_capacity(words.len() * (SKIP_WINDOW + 1));
        let mut letters = Vec::with_capacity(words.len() * 32);
        for (i, word) in words.iter().enumerate() {
            of_words.push(hash(b"w", word.stem.as_bytes()) & !LOOSE);
            for concept in &word.concepts {
                of_words.push(hash(b"k", &concept.to_le_bytes()) & !LOOSE);
            }
            for (distance, later) in words.iter().skip(i + 1).take(SKIP_WINDOW).enumerate() {
                let pair = |kind| continue_hash(hash(kind, word.stem.as_bytes()), later.stem.as_bytes());
                of_words.push(if distance == 0 {
                    pair(b"b") & !LOOSE
                } else {
                    pair(b"s") | LOOSE
                });
            }
            // The stem is seen twice: letters that inflection changes count half. A repair is a guess, so the letters
            // as written stay too.
            letter_groups(&word.text, &mut letters);
            letter_groups(&word.stem, &mut letters);
            if let Some(written) = &word.repaired_from {
                letter_groups(written, &mut letters);
            }
        }
        Self {
            words: counted(of_words),
            letters: counted(letters),
        }
    }
}

/// The bit of a hash that marks a loose pair: two stems with others between them.
const LOOSE: u64 = 1;

fn is_loose(hash: u64) -> bool {
    hash & LOOSE == LOOSE
}

/// The longest word whose letter groups are read, in bytes: longer ones are noise.
const LONGEST_WORD: usize = 32;

/// The letter groups of a word between two spaces. Folded words are ASCII but for other scripts, whose bytes serve as
/// letters just as well.
fn letter_groups(word: &str, hashes: &mut Vec<u64>) {
    let mut padded = [b' '; LONGEST_WORD + 2];
    for (slot, byte) in padded.iter_mut().skip(1).zip(word.bytes().take(LONGEST_WORD)) {
        *slot = byte;
    }
    let padded = padded.get(..word.len().min(LONGEST_WORD) + 2).unwrap_or_default();
    for size in CHAR_GRAMS {
        hashes.extend(padded.windows(size).map(|group| hash(b"c", group) & !LOOSE));
    }
}

fn counted(mut hashes: Vec<u64>) -> Vec<(u64, f32)> {
    hashes.sort_unstable();
    let mut counts: Vec<(u64, f32)> = Vec::with_capacity(hashes.len());
    for hash in hashes {
        match counts.last_mut() {
            Some((last, count)) if *last == hash => *count += 1.0,
            _ => counts.push((hash, 1.0)),
        }
    }
    counts
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
type Identity = std::hash::BuildHasherDefault<IdentityHasher>;

#[derive(Debug, Default)]
struct IdentityHasher(u64);

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
