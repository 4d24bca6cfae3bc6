//! What ships with the core about a language itself: its ordinary words, and everyday messages without an answer.

use std::{collections::HashMap, sync::LazyLock};

use crate::{Locale, text::fold};

/// What ships about one language.
struct Language {
    locale: Locale,
    /// Ordinary words: a misspelt FAQ word is repaired, an ordinary word is left alone.
    words: &'static str,
    /// Everyday messages that a town's counter has no answer to. Names of other towns are among their words, which must
    /// not be bent onto this town's.
    messages: &'static str,
}

const LANGUAGES: [Language; 2] = [
    Language {
        locale: Locale::FRENCH,
        words: include_str!("../data/common.fr.txt"),
        messages: include_str!("../data/background.fr.txt"),
    },
    Language {
        locale: Locale::ENGLISH,
        words: include_str!("../data/common.en.txt"),
        messages: include_str!("../data/background.en.txt"),
    },
];

/// The words of all languages, folded, with the uses that they have. Everybody who asks for them shares these: there are
/// thousands, and every word of a message is looked up.
static WORDS: LazyLock<HashMap<&str, Uses>> = LazyLock::new(|| {
    let mut words: HashMap<&str, Uses> = HashMap::new();
    for (number, language) in LANGUAGES.iter().enumerate() {
        for word in lines(language.words) {
            words.entry(shared(&fold(word), word)).or_default().0 |= Uses::ordinary(number).0;
        }
        for text in lines(language.messages) {
            let folded = fold(text);
            let names = folded.split(|c: char| !c.is_alphanumeric());
            for name in names.filter(|word| word.len() >= SHORTEST_NAME) {
                let uses = Uses::in_messages(number).0;
                match words.get_mut(name) {
                    Some(known) => known.0 |= uses,
                    None => {
                        words.insert(shared(name, text), Uses(uses));
                    }
                }
            }
        }
    }
    words
});

/// The word where it stands in the shipped text, which most do as they are; else a copy for good.
fn shared(word: &str, text: &'static str) -> &'static str {
    let at = text.find(word);
    let there = at.and_then(|at| text.get(at..at + word.len()));
    there.unwrap_or_else(|| String::leak(word.to_owned()))
}

/// The shortest word that counts as one of everyday messages: shorter ones are grammar or texting.
const SHORTEST_NAME: usize = 4;

/// Who uses a word: two bits a language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Uses(u8);

impl Uses {
    /// Everybody, in the language of this number.
    const fn ordinary(language: usize) -> Self {
        Self(1 << (2 * language))
    }

    /// Its everyday messages.
    const fn in_messages(language: usize) -> Self {
        Self(2 << (2 * language))
    }

    const fn any_of(self, others: u8) -> bool {
        self.0 & others != 0
    }
}

/// The words that everybody uses in some languages, folded.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Everyday {
    ordinary: u8,
    of_messages: u8,
}

impl Everyday {
    /// The words of those languages that the core knows.
    pub(crate) fn of(spoken: &[Locale]) -> Self {
        let mut everyday = Self::default();
        for (number, language) in LANGUAGES.iter().enumerate() {
            if spoken.contains(&language.locale) {
                everyday.ordinary |= Uses::ordinary(number).0;
                everyday.of_messages |= Uses::in_messages(number).0;
            }
        }
        everyday
    }

    /// Whether it is an ordinary word.
    pub(crate) fn is_ordinary(self, word: &str) -> bool {
        uses(word).any_of(self.ordinary)
    }

    /// Whether the everyday messages use it and it is no ordinary word.
    pub(crate) fn is_only_of_messages(self, word: &str) -> bool {
        let uses = uses(word);
        uses.any_of(self.of_messages) && !uses.any_of(self.ordinary)
    }

    /// Whether it is a word of either kind.
    pub(crate) fn knows(self, word: &str) -> bool {
        uses(word).any_of(self.ordinary | self.of_messages)
    }

    /// All words of either kind.
    pub(crate) fn words(self) -> impl Iterator<Item = &'static str> {
        let either = self.ordinary | self.of_messages;
        WORDS
            .iter()
            .filter(move |(_, uses)| uses.any_of(either))
            .map(|(word, _)| *word)
    }
}

fn uses(word: &str) -> Uses {
    WORDS.get(word).copied().unwrap_or_default()
}

/// The everyday messages in the town's languages.
pub(crate) fn messages(spoken: &[Locale]) -> impl Iterator<Item = (Locale, &'static str)> {
    LANGUAGES
        .iter()
        .filter(move |language| spoken.contains(&language.locale))
        .flat_map(|language| lines(language.messages).map(|line| (language.locale, line)))
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
