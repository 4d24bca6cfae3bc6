//! Which words of the lists a written word may be: itself, a beginning, or one or two typing errors away.

use std::collections::{HashMap, HashSet};

/// From this length a word of the lists may be written with one error: shorter ones have too many neighbours.
const ONE_ERROR_FROM: usize = 5;
/// From this length it may be written with two.
const TWO_ERRORS_FROM: usize = 9;
/// The longest word that is looked at, in characters: no word of the lists is as long.
const LONGEST: usize = 24;

/// The words of the lists, numbered, each found from its spellings.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    names: HashMap<String, u32>,
    exact: HashMap<String, Vec<u32>>,
    beginnings: HashMap<String, Vec<u32>>,
    /// A forgiving word under each text that one or two lost letters leave of it (deletion neighbourhood).
    neighbours: HashMap<String, Vec<(u32, String)>>,
    protected: HashSet<String>,
}

impl Spelling {
    /// The number of a word as the lists write it (`mot`, `=mot`, `mot*`), new or known.
    pub(crate) fn atom(&mut self, written: &str) -> u32 {
        if let Some(atom) = self.names.get(written) {
            return *atom;
        }
        let atom = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.insert(written.to_owned(), atom);
        if let Some(beginning) = written.strip_suffix('*') {
            self.beginnings.entry(beginning.to_owned()).or_default().push(atom);
            return atom;
        }
        let word = written.trim_start_matches('=');
        self.exact.entry(word.to_owned()).or_default().push(atom);
        if word == written {
            for text in shortened(word, errors_allowed(word.chars().count())) {
                self.neighbours.entry(text).or_default().push((atom, word.to_owned()));
            }
        }
        atom
    }

    /// How many words the lists have.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Marks a right word that is never taken for a misspelling of another.
    pub(crate) fn protect(&mut self, word: &str) {
        self.protected.insert(word.to_owned());
    }

    /// The words of the lists that this word of a message may be.
    pub(crate) fn atoms(&self, word: &str) -> Vec<u32> {
        let mut atoms = self.exact.get(word).cloned().unwrap_or_default();
        for (end, _) in word.char_indices().skip(1).take(LONGEST) {
            let beginning = word.get(..end).and_then(|beginning| self.beginnings.get(beginning));
            atoms.extend(beginning.into_iter().flatten());
        }
        atoms.extend(self.beginnings.get(word).into_iter().flatten());
        let length = word.chars().count();
        if length + 1 < ONE_ERROR_FROM || length > LONGEST || self.protected.contains(word) {
            return atoms;
        }
        // One more than the length: the word of the lists may be the longer one.
        for text in shortened(word, errors_allowed(length + 2).max(1)) {
            for (atom, name) in self.neighbours.get(&text).into_iter().flatten() {
                if !atoms.contains(atom) && is_near(word, name) {
                    atoms.push(*atom);
                }
            }
        }
        atoms
    }
}

/// How many errors a word of this many letters may hold.
const fn errors_allowed(length: usize) -> usize {
    match length {
        0..ONE_ERROR_FROM => 0,
        ONE_ERROR_FROM..TWO_ERRORS_FROM => 1,
        _ => 2,
    }
}

/// Whether `written` is `name` with as many errors as its length allows, and the same first letter.
fn is_near(written: &str, name: &str) -> bool {
    written.chars().next() == name.chars().next()
        && strsim::osa_distance(written, name) <= errors_allowed(name.chars().count())
}

/// The word and what is left of it when up to `losses` letters after the first are lost.
fn shortened(word: &str, losses: usize) -> Vec<String> {
    let mut texts = Vec::new();
    if losses == 0 {
        return texts;
    }
    texts.push(word.to_owned());
    let mut from = 0;
    for _ in 0..losses {
        let to = texts.len();
        for index in from..to {
            let Some(text) = texts.get(index).cloned() else { continue };
            for (place, _) in text.char_indices().skip(1) {
                let mut less = text.clone();
                less.remove(place);
                if !texts.contains(&less) {
                    texts.push(less);
                }
            }
        }
        from = to;
    }
    texts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// The neighbourhood finds exactly what comparing with every word would find.
        #[test]
        fn the_index_agrees_with_brute_force(names in proptest::collection::vec("[a-d]{3,11}", 1..6), word in "[a-d]{3,11}") {
            let mut spelling = Spelling::default();
            let atoms: Vec<u32> = names.iter().map(|name| spelling.atom(name)).collect();
            let found = spelling.atoms(&word);
            for (name, atom) in names.iter().zip(atoms) {
                let wanted = *name == word || is_near(&word, name);
                prop_assert_eq!(found.contains(&atom), wanted, "{} for {}", name, word);
            }
        }

        #[test]
        fn any_word_is_looked_up(word in ".*") {
            let mut spelling = Spelling::default();
            spelling.atom("pompiers");
            spelling.atom("suicid*");
            spelling.atoms(&word);
        }
    }
}
