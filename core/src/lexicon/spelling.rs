//! Which words of the lists a written word may be: itself, a beginning, one or two typing errors away, said alike, or
//! behind a swallowed apostrophe (`jsaigne`, `lescalier`).

use std::collections::HashMap;

use super::forgiving::{Forgiving, Found, is_within, letters};
use crate::{Locale, everyday::Everyday, text::phonetic_key};

/// From this length a forgiving word may be written with one error: shorter ones have too many neighbours.
const ONE_ERROR_FROM: usize = 5;
/// From this length it may be written with two.
const TWO_ERRORS_FROM: usize = 9;
/// The longest word that is compared, in characters: no word of the lists is as long.
const LONGEST: usize = 24;
/// The shortest word, and the shortest sound, that is compared by ear; shorter ones are said like too many others.
const SHORTEST_SAID: usize = 5;
const SHORTEST_SOUND: usize = 3;
/// From this length of both sounds they may differ in one place (`konvultion`, `convulsion`).
const LONG_SOUND: usize = 7;
/// From this length of the sound up the word may hold more silent letters.
const FIRM_SOUND: usize = 4;
/// What texting glues to the word behind it.
const GLUED: &[char] = &['j', 'l', 'd', 'm', 's', 'n', 't'];
/// What is left after a glued letter has at least this many letters.
const SHORTEST_GLUED: usize = 5;

/// The words of the lists, numbered, each found from its spellings.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    known: HashMap<String, Known>,
    names: u32,
    /// What words begin with, by its first letter.
    beginnings: HashMap<char, Vec<(String, u32)>>,
    /// Forgiving words by their first letter and by their first sound.
    by_letter: HashMap<char, Vec<Forgiving>>,
    by_sound: HashMap<char, Vec<Forgiving>>,
    /// Words that are right although no list names them.
    everyday: Everyday,
}

/// What is known of a spelling.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    atom: Option<u32>,
    forgiving: bool,
    /// The language of the only list that lets it hold errors.
    language: Option<Locale>,
    /// A right word is never taken for a misspelling of another.
    right: bool,
}

impl Spelling {
    /// The number of a word as the lists write it (`mot`, `mot*`), new or known.
    pub(crate) fn atom(&mut self, written: &str) -> u32 {
        let known = self.known.entry(written.to_owned()).or_default();
        if let Some(atom) = known.atom {
            return atom;
        }
        let atom = self.names;
        self.names += 1;
        known.atom = Some(atom);
        let (forgiving, language) = (known.forgiving, known.language);
        if let Some((beginning, first)) = written
            .strip_suffix('*')
            .and_then(|text| Some((text, text.chars().next()?)))
        {
            let alike = self.beginnings.entry(first).or_default();
            alike.push((beginning.to_owned(), atom));
        }
        if forgiving {
            let sound = phonetic_key(written);
            for (index, text) in [(&mut self.by_letter, written), (&mut self.by_sound, &sound)] {
                let Some(first) = text.chars().next() else { continue };
                index.entry(first).or_default().push(Forgiving {
                    atom,
                    text: text.to_owned(),
                    language,
                    length: written.chars().count(),
                    letters: letters(text),
                });
            }
        }
        atom
    }

    /// How many words the lists have.
    pub(crate) const fn len(&self) -> usize {
        self.names as usize
    }

    /// Lets a word that is not numbered yet hold typing errors, in messages of the language of its list. A word of
    /// lists of several languages may hold them in any.
    pub(crate) fn forgive(&mut self, word: &str, language: Option<Locale>) {
        let known = self.known.entry(word.to_owned()).or_default();
        known.language = language.filter(|_| !known.forgiving || known.language == language);
        known.forgiving = true;
    }

    /// Marks a right word that is never taken for a misspelling of another.
    pub(crate) fn protect(&mut self, word: &str) {
        self.known.entry(word.to_owned()).or_default().right = true;
    }

    /// Marks the ordinary words of both languages as right.
    pub(crate) fn protect_ordinary(&mut self) {
        self.everyday = Everyday::of(&[Locale::FRENCH, Locale::ENGLISH]);
    }

    /// Adds the words of the lists that this word of a message may be; `spoken` is the language of the message, if it
    /// is known.
    pub(crate) fn atoms(&self, word: &str, spoken: Option<Locale>, atoms: &mut Vec<u32>) {
        let from = atoms.len();
        let known = self.known.get(word).copied().unwrap_or_default();
        atoms.extend(known.atom);
        let alike = word.chars().next().and_then(|first| self.beginnings.get(&first));
        let begun = alike.into_iter().flatten();
        atoms.extend(
            begun
                .filter(|(beginning, _)| word.starts_with(beginning))
                .map(|(_, atom)| atom),
        );
        if known.right || self.everyday.knows(word) {
            return;
        }
        let mut found = Found { spoken, atoms, from };
        self.mistyped(word, &mut found);
        self.misheard(word, true, &mut found);
        let rest = word.strip_prefix(GLUED).filter(|rest| rest.len() >= SHORTEST_GLUED);
        if let Some(rest) = rest.filter(|_| found.is_empty()) {
            // `scanner` is no `canner`: behind another letter than `j`, which no French word has before a consonant,
            // only what may be misspelt at all may be glued.
            let right = self
                .known
                .get(rest)
                .filter(|known| known.forgiving || word.starts_with('j'));
            if let Some(atom) = right.and_then(|known| known.atom) {
                found.atoms.push(atom);
            } else {
                self.misheard(rest, false, &mut found);
            }
        }
    }

    /// Adds the forgiving words that are a few typing errors away.
    fn mistyped(&self, word: &str, found: &mut Found<'_>) {
        let length = word.chars().count();
        if length + 1 < ONE_ERROR_FROM || length > LONGEST {
            return;
        }
        let (Some(first), letters) = (word.chars().next(), letters(word)) else {
            return;
        };
        for near in self.by_letter.get(&first).into_iter().flatten() {
            let errors = errors_allowed(near.length);
            let alike = near.may_be(letters, errors) && near.length.abs_diff(length) <= errors;
            if alike && is_within(word, &near.text, errors) {
                found.add(near);
            }
        }
    }

    /// Adds the forgiving words that are said alike, or nearly so.
    fn misheard(&self, word: &str, nearly: bool, found: &mut Found<'_>) {
        let length = word.chars().count();
        if self.by_sound.is_empty() || !(SHORTEST_SAID..=LONGEST).contains(&length) {
            return;
        }
        let sound = phonetic_key(word);
        let (Some(first), letters) = (sound.chars().next(), letters(&sound)) else {
            return;
        };
        for near in self.by_sound.get(&first).into_iter().flatten() {
            let long = near.text.len() >= LONG_SOUND && sound.len() + 1 >= LONG_SOUND;
            let errors = usize::from(nearly && long);
            let alike = near.text.len() >= SHORTEST_SOUND
                && near.length.abs_diff(length) <= silent_letters(near.text.len())
                && near.may_be(letters, errors);
            if alike && is_within(&sound, &near.text, errors) {
                found.add(near);
            }
        }
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

/// How much longer or shorter a word said alike may be than the word of the list.
const fn silent_letters(sound: usize) -> usize {
    if sound < FIRM_SOUND { 1 } else { 3 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn atoms(spelling: &Spelling, word: &str) -> Vec<u32> {
        let mut atoms = Vec::new();
        spelling.atoms(word, None, &mut atoms);
        atoms
    }

    fn forgiving(words: &[&str]) -> (Spelling, Vec<u32>) {
        let mut spelling = Spelling::default();
        for word in words {
            spelling.forgive(word, None);
        }
        let atoms = words.iter().map(|word| spelling.atom(word)).collect();
        (spelling, atoms)
    }

    #[test]
    fn what_is_said_alike_and_what_is_glued_is_read() {
        let (spelling, names) = forgiving(&["cardiaque", "escalier", "convulsions", "saigne"]);
        for (written, name) in [
            ("kardiak", 0),
            ("eskaliez", 1),
            ("lescalie", 1),
            ("konvultion", 2),
            ("jsaigne", 3),
        ] {
            assert_eq!(atoms(&spelling, written), names.get(name..=name).unwrap(), "{written}");
        }
        assert!(atoms(&spelling, "escargot").is_empty());
    }

    #[test]
    fn ordinary_words_are_never_misspellings() {
        let (mut spelling, names) = forgiving(&["pendre"]);
        assert_eq!(atoms(&spelling, "prendre"), names);
        spelling.protect_ordinary();
        assert!(atoms(&spelling, "prendre").is_empty());
        assert_eq!(atoms(&spelling, "pandre"), names);
    }

    #[test]
    fn only_what_may_be_misspelt_is_glued() {
        let mut spelling = Spelling::default();
        let name = spelling.atom("canner");
        assert!(atoms(&spelling, "scanner").is_empty());
        assert_eq!(atoms(&spelling, "jcanner"), [name]);
    }

    #[test]
    fn a_word_of_lists_of_two_languages_is_misspelt_in_both() {
        let mut spelling = Spelling::default();
        let languages = [Some(Locale::FRENCH), Some(Locale::ENGLISH)];
        spelling.forgive("explosion", languages[0]);
        spelling.forgive("explosion", languages[1]);
        spelling.forgive("pompiers", languages[0]);
        let names = [spelling.atom("explosion"), spelling.atom("pompiers")];
        let found = |word, spoken| {
            let mut found = Vec::new();
            spelling.atoms(word, spoken, &mut found);
            found
        };
        for language in languages {
            assert_eq!(found("explozion", language), names[..1]);
        }
        assert_eq!(found("ponpiers", languages[0]), names[1..]);
        assert!(found("ponpiers", languages[1]).is_empty());
    }

    proptest! {
        /// The index finds what comparing with every word would find.
        #[test]
        fn the_index_agrees_with_brute_force(names in proptest::collection::vec("[a-e]{3,11}", 1..6), word in "[a-e]{3,11}") {
            let words: Vec<&str> = names.iter().map(String::as_str).collect();
            let (spelling, numbers) = forgiving(&words);
            let found = atoms(&spelling, &word);
            for (name, atom) in names.iter().zip(numbers) {
                let first = |text: &str| text.chars().next();
                let typed = first(name) == first(&word) && is_within(&word, name, errors_allowed(name.len()));
                if typed {
                    prop_assert!(found.contains(&atom), "{} for {}", name, word);
                }
            }
        }

        #[test]
        fn any_word_is_looked_up(word in ".*") {
            let (mut spelling, _) = forgiving(&["pompiers"]);
            spelling.atom("suicid*");
            atoms(&spelling, &word);
        }
    }
}
