//! The space that messages are compared in: weighted stems, pairs of stems and letter groups.

use std::collections::HashMap;

use super::weights::{CHAR_GRAMS, REPEAT_FROM, SKIP_WINDOW, WORD_BLOCK};
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

    /// The cosine of two messages, 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let shared = self.items.iter().map(|(feature, value)| {
            let at = other.items.binary_search_by_key(feature, |(number, _)| *number);
            at.ok()
                .and_then(|at| other.items.get(at))
                .map_or(0.0, |(_, same)| value * same)
        });
        let lengths = (self.squared_length() * other.squared_length()).sqrt();
        shared.sum::<f32>() / lengths.max(f32::EPSILON)
    }
}

/// The features that the FAQ's own questions have, with how telling each is.
#[derive(Debug, Default)]
pub(super) struct Space {
    numbers: HashMap<u64, u32, Identity>,
    idf: Vec<f32>,
}

/// A space with the messages that it was learnt from.
pub(super) struct Learnt {
    pub(super) space: Space,
    /// How many of its features the questions have; they come first.
    pub(super) features: usize,
    pub(super) questions: Vec<Vector>,
    pub(super) background: Vec<Vector>,
}

/// Counts of one message's features, by block.
struct Counts {
    words: Vec<(u64, f32)>,
    letters: Vec<(u64, f32)>,
}

impl Space {
    /// Learns features and their weights (smoothed inverse document frequency, as in scikit-learn's
    /// `TfidfTransformer`: ln((1 + n) / (1 + df)) + 1) from the FAQ's questions and background messages, and places
    /// both. The questions' features come first.
    pub(super) fn learn(
        questions: impl Iterator<Item = Vec<Word>>,
        background: impl Iterator<Item = Vec<Word>>,
    ) -> Learnt {
        let mut seen = Seen::default();
        let mut counted: Vec<Counted> = questions.map(|words| seen.count(&words)).collect();
        let (of_questions, questions) = (seen.hashes.len(), counted.len());
        counted.extend(background.map(|words| seen.count(&words)));
        let messages = counted.len() as f32;
        let mut space = Self::default();
        let mut features = 0;
        let mut renumbered: Vec<Option<u32>> = Vec::with_capacity(seen.hashes.len());
        for (i, (hash, df)) in seen.hashes.iter().enumerate() {
            let chance = *df < 2.0 && Kind::is_chance(*hash, counted.len());
            renumbered.push((!chance).then(|| space.add(*hash, libm::logf((1.0 + messages) / (1.0 + df)) + 1.0)));
            if i < of_questions {
                features = space.idf.len();
            }
        }
        drop(seen);
        let number = |provisional: u32| renumbered.get(provisional as usize).copied().flatten();
        let mut placed = counted.into_iter().map(|counts| space.weigh(counts.renumbered(number)));
        let questions = placed.by_ref().take(questions).collect();
        let background = placed.collect();
        Learnt {
            space,
            features,
            questions,
            background,
        }
    }

    fn add(&mut self, hash: u64, idf: f32) -> u32 {
        let number = u32::try_from(self.idf.len()).unwrap_or(u32::MAX);
        self.numbers.insert(hash, number);
        self.idf.push(idf);
        number
    }

    /// How many features there are.
    pub(super) fn len(&self) -> usize {
        self.idf.len()
    }

    /// A message in this space; what the space does not know is left out.
    pub(super) fn place(&self, words: &[&Word]) -> Vector {
        let counts = Counts::of(words);
        let known = |(hash, count): &(u64, f32)| self.numbers.get(hash).map(|number| (*number, *count));
        let mut items = Vec::with_capacity(counts.words.len() + counts.letters.len());
        items.extend(counts.words.iter().filter_map(known));
        let words = items.len();
        items.extend(counts.letters.iter().filter_map(known));
        self.weigh(Counted { items, words })
    }

    /// Weighs both blocks of counted features and brings them in order.
    fn weigh(&self, counted: Counted) -> Vector {
        let Counted { mut items, words } = counted;
        if let Some((words, letters)) = items.split_at_mut_checked(words) {
            self.block(words, WORD_BLOCK);
            self.block(letters, 1.0);
        }
        items.sort_unstable_by_key(|(number, _)| *number);
        Vector { items }
    }

    /// Turns the counts of one block into weights, scaled to the given length: sublinear term frequency times inverse
    /// document frequency.
    fn block(&self, items: &mut [(u32, f32)], length: f32) {
        let mut squares = 0.0_f32;
        for (number, count) in &mut *items {
            let idf = self.idf.get(*number as usize).copied().unwrap_or(1.0);
            // Most features stand once: the logarithm is for the others.
            let value = if *count > 1.0 {
                (1.0 + libm::logf(*count)) * idf
            } else {
                idf
            };
            squares += value * value;
            *count = value;
        }
        let scale = if squares > 0.0 { length / squares.sqrt() } else { 0.0 };
        for (_, value) in items {
            *value *= scale;
        }
    }
}

/// The features seen so far, in the order of their first appearance, with the number of messages that have them.
#[derive(Default)]
struct Seen {
    numbers: HashMap<u64, u32, Identity>,
    hashes: Vec<(u64, f32)>,
}

/// One message's features by number, with how often each stands there: the word block, then the letter block. In one
/// list, which becomes the [`Vector`]: thousands of lists of two sizes would leave holes in memory that nothing fits.
struct Counted {
    items: Vec<(u32, f32)>,
    /// How many of them are the word block.
    words: usize,
}

impl Counted {
    /// The same by other numbers; what has none is left out.
    fn renumbered(mut self, number: impl Fn(u32) -> Option<u32>) -> Self {
        let (mut place, mut words) = (0, 0);
        self.items.retain_mut(|(feature, _)| {
            let new = number(*feature);
            words += usize::from(new.is_some() && place < self.words);
            place += 1;
            *feature = new.unwrap_or_default();
            new.is_some()
        });
        self.items.shrink_to_fit();
        self.words = words;
        self
    }
}

impl Seen {
    fn count(&mut self, words: &[Word]) -> Counted {
        let words: Vec<&Word> = words.iter().collect();
        let counts = Counts::of(&words);
        let mut items = Vec::with_capacity(counts.words.len() + counts.letters.len());
        self.number(&counts.words, &mut items);
        let words = items.len();
        self.number(&counts.letters, &mut items);
        Counted { items, words }
    }

    /// Adds the numbers of counted features, new or known.
    fn number(&mut self, counts: &[(u64, f32)], items: &mut Vec<(u32, f32)>) {
        items.extend(counts.iter().map(|(hash, count)| {
            let next = u32::try_from(self.hashes.len()).unwrap_or(u32::MAX);
            let number = *self.numbers.entry(*hash).or_insert(next);
            match self.hashes.get_mut(number as usize) {
                Some((_, df)) => *df += 1.0,
                None => self.hashes.push((*hash, 1.0)),
            }
            (number, *count)
        }));
    }
}

impl Counts {
    fn of(words: &[&Word]) -> Self {
        let mut of_words = Vec::with_capacity(words.len() * (SKIP_WINDOW + 1));
        let mut letters = Vec::with_capacity(words.len() * 32);
        for (i, word) in words.iter().enumerate() {
            of_words.push(Kind::Single.mark(hash(b"w", word.stem.as_bytes())));
            for concept in &word.concepts {
                of_words.push(Kind::Single.mark(hash(b"k", &concept.to_le_bytes())));
            }
            for (distance, later) in words.iter().skip(i + 1).take(SKIP_WINDOW).enumerate() {
                let pair = |kind| continue_hash(hash(kind, word.stem.as_bytes()), later.stem.as_bytes());
                of_words.push(match distance {
                    0 => Kind::Pair.mark(pair(b"b")),
                    _ => Kind::LoosePair.mark(pair(b"s")),
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

    /// Whether a feature that one message of `messages` has is there by chance.
    const fn is_chance(hash: u64, messages: usize) -> bool {
        let kind = hash & Self::BITS;
        kind == Self::LoosePair as u64 || (kind != Self::Single as u64 && messages >= REPEAT_FROM)
    }
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
        hashes.extend(padded.windows(size).map(|group| Kind::Letters.mark(hash(b"c", group))));
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
