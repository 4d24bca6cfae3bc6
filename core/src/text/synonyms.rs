//! Groups of words that mean the same when somebody asks: the ideas behind the words.

use std::collections::HashMap;

use super::{Stemmer, fold};
use crate::Locale;

/// Synonym groups by language: one group a line, words apart by a comma.
const GROUPS: [(Locale, &str); 2] = [
    (Locale::FRENCH, include_str!("../../data/synonyms.fr.txt")),
    (Locale::ENGLISH, include_str!("../../data/synonyms.en.txt")),
];

/// The number of a synonym group.
pub(crate) type Concept = u16;

/// Which groups a stem belongs to, by language.
#[derive(Debug, Default)]
pub(crate) struct Synonyms(HashMap<Locale, HashMap<String, Vec<Concept>>>);

impl Synonyms {
    /// The groups of the town's languages.
    pub(crate) fn new(spoken: &[Locale]) -> Self {
        let mut number: Concept = 0;
        let mut synonyms = Self::default();
        for (locale, groups) in GROUPS.iter().filter(|(locale, _)| spoken.contains(locale)) {
            let stemmer = Stemmer::new(*locale);
            let stems = synonyms.0.entry(*locale).or_default();
            for group in groups.lines().filter(|line| !line.starts_with('#')) {
                number = number.saturating_add(1);
                for word in group.split(',').map(|word| fold(word.trim())) {
                    let of_stem = stems.entry(stemmer.stem(&word).into_owned()).or_default();
                    if !of_stem.contains(&number) {
                        of_stem.push(number);
                    }
                }
            }
        }
        synonyms
    }

    /// The groups of a stem.
    pub(crate) fn of(&self, stem: &str, locale: Locale) -> &[Concept] {
        self.0
            .get(&locale)
            .and_then(|stems| stems.get(stem))
            .map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_group_share_an_idea() {
        let synonyms = Synonyms::new(&[Locale::FRENCH]);
        let stemmer = Stemmer::new(Locale::FRENCH);
        let of = |word: &str| synonyms.of(&stemmer.stem(word), Locale::FRENCH).to_vec();
        assert!(of("inscrire").iter().any(|concept| of("inscription").contains(concept)));
        assert!(synonyms.of("inscript", Locale::ENGLISH).is_empty());
    }
}
