//! What ships with the core about a language itself: its ordinary words, and everyday messages without an answer.

use std::{collections::HashSet, sync::LazyLock};

use crate::{Locale, text::fold};

/// Everyday messages by language that a town's counter has no answer to.
const MESSAGES: [(Locale, &str); 2] = [
    (Locale::FRENCH, include_str!("../data/background.fr.txt")),
    (Locale::ENGLISH, include_str!("../data/background.en.txt")),
];

/// The words of each language. Everybody who asks for them shares these: there are thousands.
static FRENCH: LazyLock<Lists> = LazyLock::new(|| Lists::new(include_str!("../data/common.fr.txt"), Locale::FRENCH));
static ENGLISH: LazyLock<Lists> = LazyLock::new(|| Lists::new(include_str!("../data/common.en.txt"), Locale::ENGLISH));

/// The words of one language, folded.
#[derive(Debug)]
struct Lists {
    /// Ordinary words: a misspelt FAQ word is repaired, an ordinary word is left alone.
    ordinary: HashSet<Box<str>>,
    /// The words of the everyday messages. Names of other towns are among them, which must not be bent onto this town's.
    of_messages: HashSet<Box<str>>,
}

impl Lists {
    fn new(ordinary: &str, locale: Locale) -> Self {
        let spoken = [locale];
        let folded = messages(&spoken).map(|(_, text)| fold(text));
        let words = folded.flat_map(|text| {
            let words = text.split(|c: char| !c.is_alphanumeric());
            let names = words.filter(|word| word.len() >= SHORTEST_NAME).map(Box::from);
            names.collect::<Vec<Box<str>>>()
        });
        Self {
            of_messages: words.collect(),
            ordinary: lines(ordinary).map(|word| fold(word).into()).collect(),
        }
    }
}

/// The shortest word that counts as one of everyday messages: shorter ones are grammar or texting.
const SHORTEST_NAME: usize = 4;

/// The words that everybody uses in some languages, folded.
#[derive(Clone, Debug, Default)]
pub(crate) struct Everyday(Vec<&'static Lists>);

impl Everyday {
    /// The words of those languages that the core knows.
    pub(crate) fn of(spoken: &[Locale]) -> Self {
        let known: [(Locale, &LazyLock<Lists>); 2] = [(Locale::FRENCH, &FRENCH), (Locale::ENGLISH, &ENGLISH)];
        let known = known.into_iter().filter(|(locale, _)| spoken.contains(locale));
        Self(known.map(|(_, lists)| &**lists).collect())
    }

    /// Whether it is an ordinary word.
    pub(crate) fn is_ordinary(&self, word: &str) -> bool {
        self.0.iter().any(|lists| lists.ordinary.contains(word))
    }

    /// Whether the everyday messages use it.
    pub(crate) fn is_of_messages(&self, word: &str) -> bool {
        self.0.iter().any(|lists| lists.of_messages.contains(word))
    }

    /// Whether it is a word of either kind.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.is_ordinary(word) || self.is_of_messages(word)
    }

    /// All words of both kinds; some come twice.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let lists = self.0.iter();
        lists.flat_map(|lists| lists.ordinary.iter().chain(&lists.of_messages).map(|word| &**word))
    }
}

/// The everyday messages in the town's languages.
pub(crate) fn messages(spoken: &[Locale]) -> impl Iterator<Item = (Locale, &'static str)> {
    MESSAGES
        .iter()
        .filter(move |(locale, _)| spoken.contains(locale))
        .flat_map(|(locale, list)| lines(list).map(|line| (*locale, line)))
}

/// The lines of a list, without comments.
fn lines(list: &str) -> impl Iterator<Item = &str> {
    let lines = list.lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_of_the_languages_asked_for() {
        let both = Everyday::of(&[Locale::FRENCH, Locale::ENGLISH]);
        let french = Everyday::of(&[Locale::FRENCH]);
        assert!(both.is_ordinary("house") && !french.is_ordinary("house"));
        assert!(french.is_ordinary("abandonne"), "folded");
        assert!(!Everyday::default().is_ordinary("maison"));
        let (of_both, of_french) = (both.words().count(), french.words().count());
        assert!(of_both > of_french && french.words().any(|word| word == "maison"));
    }
}
