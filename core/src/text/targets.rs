//! The words that a misspelt one may be repaired to.

/// Words to repair to. All are looked through for each unknown word, so what rules most of them out lies side by side.
#[derive(Debug, Default)]
pub(super) struct Targets {
    /// The letters of each, as bits.
    pub(super) letters: Vec<u32>,
    pub(super) words: Vec<Target>,
}

/// A word to repair to.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) number: u32,
    pub(super) first: Option<char>,
    /// What its frequency is worth.
    pub(super) frequency: f32,
}

/// Which letters a word has, as bits.
pub(super) fn letter_set(word: &str) -> u32 {
    word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 31))
}
