//! Masks what could tell who wrote a message, before the message touches a disk.
//!
//! Masking leans to the safe side: a masked ordinary word costs a reader a second, a name that stays costs its owner.

mod addresses;
mod codes;
mod cues;
mod known;
mod names;
mod words;

use std::{collections::HashSet, ops::Range};

use unicode_normalization::UnicodeNormalization;

use self::words::Words;
use crate::{
    Catalogue,
    catalogue::Topic,
    text::{MAX_CHARS, MAX_UNIFIED_CHARS, fold, is_invisible},
};

/// Masks personal data: e-mail addresses, links, phone, card and other numbers of four digits and more, IBAN, social
/// security numbers, number plates, street addresses and names of people, each by a marker such as `[téléphone]`.
///
/// Everything else stays readable. The text comes back in compatibility form (NFKC), without invisible characters and
/// cut at [`MAX_CHARS`]; markers that it already holds stay as they are.
///
/// ```
/// assert_eq!(
///     guichet_core::redact("Je m'appelle Jeanne Wambergue, 06 12 34 56 78, la mairie est ouverte ?"),
///     "Je m'appelle [nom], [téléphone], la mairie est ouverte ?"
/// );
/// ```
#[must_use]
pub fn redact(text: &str) -> String {
    Redactor::default().redact(text)
}

/// The same, knowing the words that a town's own FAQ uses: its services and its name are not taken for people.
#[derive(Clone, Debug, Default)]
pub struct Redactor {
    public: HashSet<String>,
}

/// What a masked piece was, the most telling first: where two overlap, the first one names them both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Email,
    Link,
    Address,
    Iban,
    Nir,
    Card,
    Plate,
    Phone,
    Name,
    Number,
}

/// A piece of a text to be masked: its bytes, and what it is.
type Found = (Range<usize>, Mark);

impl Redactor {
    /// For a town: words of its name, of its titles and services, and words that its questions write in lower case
    /// are not people.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let mut public = HashSet::new();
        let mut add = |text: &str| public.extend(Words::new(text).iter().map(|word| word.folded.clone()));
        add(&catalogue.town.name);
        for topic in catalogue.topics() {
            for locale in &catalogue.town.languages {
                add(topic.title(*locale));
            }
            if let Topic::Service(service) = topic {
                service.also.iter().for_each(|(_, name)| add(name));
            }
            for question in topic.questions() {
                let words = Words::new(&question.text);
                words
                    .iter()
                    .filter(|word| !word.is_capital())
                    .for_each(|word| add(&word.folded));
            }
        }
        Self { public }
    }

    /// Masks personal data as [`redact`](redact()) does.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        let text = cleaned(text);
        let words = Words::new(&text);
        let mut found = codes::find(&text);
        found.extend(addresses::find(&text, &words));
        found.extend(names::find(&words, &self.public));
        masked(&text, found)
    }
}

impl Mark {
    /// What stands in the place of a masked piece. The markers are data for the town's staff, the same in every
    /// language of the counter, so that two wordings of one question stay alike.
    const fn text(self) -> &'static str {
        match self {
            Self::Email => "[e-mail]",
            Self::Link => "[lien]",
            Self::Address => "[adresse]",
            Self::Iban => "[IBAN]",
            Self::Nir => "[n° de sécurité sociale]",
            Self::Card => "[carte]",
            Self::Plate => "[plaque]",
            Self::Phone => "[téléphone]",
            Self::Name => "[nom]",
            Self::Number => "[nombre]",
        }
    }

    /// Every mark, to recognise the markers of a text that was masked before.
    const ALL: [Self; 10] = [
        Self::Email,
        Self::Link,
        Self::Address,
        Self::Iban,
        Self::Nir,
        Self::Card,
        Self::Plate,
        Self::Phone,
        Self::Name,
        Self::Number,
    ];
}

/// Compatibility forms unified, so that digits and letters of other fonts are digits and letters; nothing invisible
/// between them.
fn cleaned(text: &str) -> String {
    // The frame of a keycap emoji: what it frames is a digit.
    const KEYCAP: char = '\u{20e3}';
    let visible = text
        .chars()
        .take(MAX_CHARS)
        .filter(|c| !is_invisible(*c) && *c != KEYCAP);
    let unified = visible.nfkc().take(MAX_UNIFIED_CHARS);
    let clean: String = unified.map(|c| digit(c).unwrap_or(c)).collect();
    clean.trim().to_owned()
}

/// The Western form of an Arabic or Persian digit.
fn digit(c: char) -> Option<char> {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// The text with its pieces masked; pieces that overlap are one.
fn masked(text: &str, mut found: Vec<Found>) -> String {
    let markers = markers(text);
    found.retain(|(range, _)| !overlaps(range, &markers));
    found.sort_by_key(|(range, mark)| (range.start, *mark));
    let mut merged: Vec<Found> = Vec::new();
    for (range, mark) in found {
        match merged.last_mut() {
            Some((last, kind)) if range.start < last.end => {
                last.end = last.end.max(range.end);
                *kind = mark.min(*kind);
            }
            _ => merged.push((range, mark)),
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (range, mark) in merged {
        out.push_str(text.get(from..range.start).unwrap_or_default());
        out.push_str(mark.text());
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Where the text already holds markers.
fn markers(text: &str) -> Vec<Range<usize>> {
    let places = Mark::ALL.iter().flat_map(|mark| {
        text.match_indices(mark.text())
            .map(|(at, marker)| at..at + marker.len())
    });
    places.collect()
}

/// Whether a piece touches any of the others.
fn overlaps(piece: &Range<usize>, others: &[Range<usize>]) -> bool {
    others
        .iter()
        .any(|other| other.start < piece.end && piece.start < other.end)
}

/// A word as lists of words know it.
fn key(word: &str) -> String {
    fold(word)
}

#[cfg(test)]
mod tests;
