//! Words of the lists that may hold errors, and what an error is.

use crate::Locale;

/// A word that may hold errors, or its sound.
#[derive(Clone, Debug)]
pub(super) struct Forgiving {
    pub(super) atom: u32,
    pub(super) text: String,
    /// It may hold errors only in a message that may be in this language: what is misspelt in one is a word of another.
    pub(super) language: Option<Locale>,
    /// The length of the word, in characters.
    pub(super) length: usize,
    pub(super) letters: u32,
}

impl Forgiving {
    /// Whether a text with these letters may be this one with so many errors: each changes at most two letters.
    pub(super) const fn may_be(&self, letters: u32, errors: usize) -> bool {
        (self.letters ^ letters).count_ones() as usize <= 2 * errors
    }
}

/// What was found for a word.
pub(super) struct Found<'a> {
    /// The language of the message, if it is known.
    pub(super) spoken: Option<Locale>,
    /// The atoms of all words; those of this one begin at `from`.
    pub(super) atoms: &'a mut Vec<u32>,
    pub(super) from: usize,
}

impl Found<'_> {
    pub(super) fn is_empty(&self) -> bool {
        self.atoms.len() == self.from
    }

    /// Adds a forgiving word that is not known to be foreign, once.
    pub(super) fn add(&mut self, near: &Forgiving) {
        let foreign = near.language.is_some() && self.spoken.is_some() && near.language != self.spoken;
        if !foreign
            && self
                .atoms
                .get(self.from..)
                .is_some_and(|known| !known.contains(&near.atom))
        {
            self.atoms.push(near.atom);
        }
    }
}

/// The letters of a text as a set of bits, other characters sharing theirs.
pub(super) fn letters(text: &str) -> u32 {
    text.bytes().fold(0, |set, byte| set | 1 << (byte % 32))
}

/// Whether one text becomes the other by so many errors: a letter lost, added, changed, or two swapped.
pub(super) fn is_within(one: &str, other: &str, errors: usize) -> bool {
    one == other || errors > 0 && strsim::osa_distance(one, other) <= errors
}
