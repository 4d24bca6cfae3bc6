//! What ships with the core about a language itself: its ordinary words, and everyday messages without an answer.

use std::collections::HashSet;

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

/// The ordinary words of the town's languages, folded.
pub(crate) fn ordinary_words(spoken: &[Locale]) -> HashSet<String> {
    lines(&WORDS, spoken).map(|(_, word)| fold(word)).collect()
}

/// The words of the everyday messages, folded. Names of other towns are among them, which must not be bent onto this
/// town's.
pub(crate) fn words_of_messages(spoken: &[Locale]) -> HashSet<String> {
    let words = |text| {
        fold(text)
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    lines(&MESSAGES, spoken)
        .flat_map(|(_, text)| words(text))
        .filter(|word| word.len() >= SHORTEST_NAME)
        .collect()
}

/// The shortest word that counts as one of everyday messages: shorter ones are grammar or texting.
const SHORTEST_NAME: usize = 4;

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
