//! Groups of words that mean the same when somebody asks: the ideas behind the words.

use std::{collections::HashMap, ops::Range};

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
pub(crate) struct Synonyms(HashMap<Locale, Stems>);

/// The stems of one language. Nearly all of them belong to one group, so the groups are no lists of their own.
#[derive(Debug, Default)]
struct Stems {
    /// The groups of one stem after the other.
    groups: Vec<Concept>,
    /// Where those of each stem stand.
    places: HashMap<Box<str>, Range<u32>>,
}

impl Synonyms {
    /// The groups of the town's languages.
    pub(crate) fn new(spoken: &[Locale]) -> Self {
        let mut number: Concept = 0;
        let mut synonyms = Self::default();
        for (locale, groups) in GROUPS.iter().filter(|(locale, _)| spoken.contains(locale)) {
            let stemmer = Stemmer::new(*locale);
            let mut stems: Vec<(Box<str>, Concept)> = Vec::new();
            for group in groups.lines().filter(|line| !line.starts_with('#')) {
                number = number.saturating_add(1);
                let words = group.split(',').map(|word| fold(word.trim()));
                stems.extend(words.map(|word| (stemmer.stem(&word).into(), number)));
            }
            stems.sort_unstable();
            stems.dedup();
            synonyms.0.insert(*locale, Stems::new(&stems));
        }
        synonyms
    }

    /// The groups of a stem.
    pub(crate) fn of(&self, stem: &str, locale: Locale) -> &[Concept] {
        self.0.get(&locale).map_or(&[], |stems| stems.of(stem))
    }
}

impl Stems {
    /// Takes stems with their groups, in order.
    fn new(sorted: &[(Box<str>, Concept)]) -> Self {
        let mut stems = Self::default();
        let place = |groups: &[Concept]| u32::try_from(groups.len()).unwrap_or(u32::MAX);
        for of_stem in sorted.chunk_by(|a, b| a.0 == b.0) {
            let start = place(&stems.groups);
            stems.groups.extend(of_stem.iter().map(|(_, group)| *group));
            if let Some((stem, _)) = of_stem.first() {
                stems.places.insert(stem.clone(), start..place(&stems.groups));
            }
        }
        stems
    }

    fn of(&self, stem: &str) -> &[Concept] {
        let place = self.places.get(stem).cloned().unwrap_or_default();
        let groups = self.groups.get(place.start as usize..place.end as usize);
        groups.unwrap_or_default()
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
