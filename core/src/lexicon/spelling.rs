//! Which words of the lists a written word may be: itself, a beginning, or one or two typing errors away.

use std::collections::{HashMap, HashSet};

/// From this length a forgiving word may be written with one error: shorter ones have too many neighbours.
const ONE_ERROR_FROM: usize = 5;
/// From this length it may be written with two.
const TWO_ERRORS_FROM: usize = 9;
/// The longest word that is compared, in characters: no word of the lists is as long.
const LONGEST: usize = 24;

/// The words of the lists, numbered, each found from its spellings.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    names: HashMap<String, u32>,
    beginnings: Vec<(String, u32)>,
    /// A forgiving word under the key of each text that one or two lost letters leave of it (deletion neighbourhood).
    neighbours: HashMap<u64, Vec<(u32, String)>>,
    /// The first letters of forgiving words: most words of a message are settled here.
    initials: HashSet<char>,
    forgiving: HashSet<String>,
    protected: HashSet<String>,
}

impl Spelling {
    /// The number of a word as the lists write it (`mot`, `mot*`), new or known.
    pub(crate) fn atom(&mut self, written: &str) -> u32 {
        if let Some(atom) = self.names.get(written) {
            return *atom;
        }
        let atom = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.insert(written.to_owned(), atom);
        if let Some(beginning) = written.strip_suffix('*') {
            self.beginnings.push((beginning.to_owned(), atom));
        }
        if self.forgiving.contains(written) {
            self.initials.extend(written.chars().next());
            for key in shortened(written, errors_allowed(written.chars().count())) {
                let list = self.neighbours.entry(key).or_default();
                if !list.iter().any(|(known, _)| *known == atom) {
                    list.push((atom, written.to_owned()));
                }
            }
        }
        atom
    }

    /// How many words the lists have.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    /// Lets a word that is not numbered yet hold typing errors.
    pub(crate) fn forgive(&mut self, word: &str) {
        self.forgiving.insert(word.to_owned());
    }

    /// Marks a right word that is never taken for a misspelling of another.
    pub(crate) fn protect(&mut self, word: &str) {
        self.protected.insert(word.to_owned());
    }

    /// The words of the lists that this word of a message may be.
    pub(crate) fn atoms(&self, word: &str) -> Vec<u32> {
        let mut atoms: Vec<u32> = self.names.get(word).copied().into_iter().collect();
        let begun = self
            .beginnings
            .iter()
            .filter(|(beginning, _)| word.starts_with(beginning.as_str()));
        atoms.extend(begun.map(|(_, atom)| atom));
        let length = word.chars().count();
        let known_initial = word.chars().next().is_some_and(|c| self.initials.contains(&c));
        if !known_initial || length + 1 < ONE_ERROR_FROM || length > LONGEST || self.protected.contains(word) {
            return atoms;
        }
        // The word of the lists may be the longer one by as many letters as it may have errors.
        for key in shortened(word, errors_allowed(length + 2).max(1)) {
            for (atom, name) in self.neighbours.get(&key).into_iter().flatten() {
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

/// The keys of a word and of what is left of it when up to `losses` (at most two) letters after the first are lost.
/// Two texts may share a key; [`is_near`] has the last word.
fn shortened(word: &str, losses: usize) -> Vec<u64> {
    let letters: Vec<char> = word.chars().collect();
    let key = |lost: [Option<usize>; 2]| {
        let kept = letters
            .iter()
            .enumerate()
            .filter(|(place, _)| !lost.contains(&Some(*place)));
        // FNV-1a, one letter at a time.
        kept.fold(0xcbf2_9ce4_8422_2325_u64, |key, (_, letter)| {
            (key ^ u64::from(*letter)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    let mut keys = vec![key([None, None])];
    for first in (1..letters.len()).take_while(|_| losses > 0) {
        keys.push(key([Some(first), None]));
        keys.extend(
            (first + 1..letters.len())
                .take_while(|_| losses > 1)
                .map(|second| key([Some(first), Some(second)])),
        );
    }
    keys
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
            for name in &names {
                spelling.forgive(name);
            }
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
            spelling.forgive("pompiers");
            spelling.atom("pompiers");
            spelling.atom("suicid*");
            spelling.atoms(&word);
        }
    }
}
