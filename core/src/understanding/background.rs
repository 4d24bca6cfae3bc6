//! What ships with the core about a language itself: its ordinary words, and everyday messages without an answer.

use crate::{Locale, text::fold};

/// Ordinary words by language: a misspelt FAQ word is repaired, an ordinary word is left alone.
const WORDS: [(Locale, &str); 2] = [
    (Locale::FRENCH, include_str!("../../data/common.fr.txt")),
    (Locale::ENGLISH, include_str!("../../data/common.en.txt")),
];

/// Everyday messages by language that a town's counter has no answer to.
const MESSAGES: [(Locale, &str); 2] = [
    (Locale::FRENCH, include_str!("../../data/background.fr.txt")),
    (Locale::ENGLISH, include_str!("../../data/background.en.txt")),
];

/// The ordinary words of the town's languages, folded, and the words of the everyday messages (names of other towns
/// are among them, which must not be bent onto this town's).
pub(crate) fn ordinary_words(spoken: &[Locale]) -> impl Iterator<Item = String> {
    let of_language = lines(&WORDS, spoken).map(|(_, word)| fold(word));
    let of_messages = lines(&MESSAGES, spoken).flat_map(|(_, text)| {
        fold(text)
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 3)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    of_language.chain(of_messages)
}

/// The everyday messages in the town's languages.
pub(super) fn messages(spoken: &[Locale]) -> impl Iterator<Item = (Locale, &'static str)> {
    lines(&MESSAGES, spoken)
}

/// The lines of the lists in the town's languages, without comments.
fn lines(lists: &'static [(Locale, &'static str)], spoken: &[Locale]) -> impl Iterator<Item = (Locale, &'static str)> {
    let spoken = spoken.to_vec();
    lists
        .iter()
        .filter(move |(locale, _)| spoken.contains(locale))
        .flat_map(|(locale, list)| {
            let lines = list
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty() && !line.starts_with('#'));
            lines.map(|line| (*locale, line))
        })
}
