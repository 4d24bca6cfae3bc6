//! "The library of Lillers": a service of another town is not ours to speak of.

use super::Understanding;
use crate::{
    catalogue::Service,
    text::{Home, Word, fold},
};

/// Words that may stand between a service and its town, folded.
const LINKS: &[&str] = &[
    "a", "au", "aux", "d", "de", "des", "du", "en", "l", "la", "le", "les", "sur", "at", "for", "from", "in", "near",
    "of", "s", "the",
];

/// What stands between a town and the last word of a service in English, folded.
const KINDS: &[&str] = &["town", "city", "public", "s"];

/// What the names of many towns begin with.
const SAINTS: &[&str] = &["saint", "sainte", "st", "ste"];

/// What joins the two halves of a town's name: a river, a neighbour.
const ON: &[&str] = &["sur", "sous", "lez", "les"];

/// The shortest word that is taken for a town that nobody knows.
const SHORTEST_TOWN: usize = 4;

/// The last word of each of a service's names, folded.
pub(super) fn last_words(service: &Service) -> Vec<String> {
    let names = service
        .name
        .iter()
        .map(|(_, name)| name)
        .chain(service.also.iter().map(|(_, name)| name));
    let last = |name: &String| {
        fold(name)
            .split(|c: char| !c.is_alphanumeric())
            .next_back()
            .map(str::to_owned)
    };
    names.filter_map(last).filter(|word| !word.is_empty()).collect()
}

impl Understanding {
    /// Whether the message names a service together with a place that this FAQ does not know.
    pub(super) fn is_elsewhere(&self, words: &[Word]) -> bool {
        words.iter().enumerate().any(|(i, word)| {
            let (before, after) = (
                words.get(..i).unwrap_or_default(),
                words.get(i + 1..).unwrap_or_default(),
            );
            self.is_service(word) && (names_a_place(after) || ends_with_a_place(before))
        })
    }

    fn is_service(&self, word: &Word) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.service_words.contains(&word.text))
    }
}

/// Whether the words before the last of a service's name say another town, as in English ("the Lille town hall"): only a
/// name that everyday messages know.
fn ends_with_a_place(before: &[Word]) -> bool {
    let mut backwards = before.iter().rev().skip_while(|word| is_one_of(KINDS, word));
    let place = backwards.next();
    place.is_some_and(|place| place.home == Home::Elsewhere && place.repaired_from.is_none())
}

/// Whether the words after a service's name say another town: behind a link word any unknown name, without one only a
/// name that everyday messages know. A town's name may begin with ordinary words (`Aire-sur-la-Lys`, `Saint-Venant`).
fn names_a_place(after: &[Word]) -> bool {
    let links = after.iter().take_while(|word| is_one_of(LINKS, word)).count();
    let Some((place, rest)) = after.get(links..).and_then(<[Word]>::split_first) else {
        return false;
    };
    let compound = is_one_of(SAINTS, place) || rest.first().is_some_and(|word| is_one_of(ON, word));
    match place.home {
        Home::Elsewhere => place.repaired_from.is_none(),
        Home::Nowhere => links > 0 && place.text.len() >= SHORTEST_TOWN && place.text.chars().all(char::is_alphabetic),
        Home::Faq | Home::Language => compound && links > 0 && names_a_place(rest),
    }
}

fn is_one_of(list: &[&str], word: &Word) -> bool {
    list.contains(&word.text.as_str())
}
