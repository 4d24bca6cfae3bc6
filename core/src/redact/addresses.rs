//! Street addresses: a number, a kind of street, its name, perhaps the postcode and the town behind it.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    Found, Mark,
    known::{is_grammar, is_word},
    words::Words,
};

/// A house number and a kind of street; in English the name stands between them.
const FRENCH: &str = r"(?xi) \b n? °? \s? \d{1,4} \s? (?: bis | ter | quater | [a-d] )? \b [\s,]{0,3} (?: de \s la \s | du \s | de \s l['’] )?
    (?P<kind> r\. | (?: rue | avenue | aven | ave? | boulevard | boul | bld | blvd | bvd | bd | place | pl | impasse | imp | chemin | chem
      | che? | allée | allee | all | route | rte | square | sq | quai | cité | cite | lotissement | lot | résidence | residence
      | rés | res | hameau | passage | sentier | ruelle | venelle | faubourg | fg | voie | clos | villa | rond-point
      | esplanade | promenade | cour | cours | coron | chaussée | chaussee | lieu-?dit | domaine | parvis | sente | montée
      | traverse | mail | villas ) \b \.? )";
const ENGLISH: &str = r"(?xi) \b \d{1,4} [a-d]? \s+ (?: [\p{L}'’\-]+ \s+ ){1,3}
    (?: street | st | road | rd | avenue | ave | lane | ln | drive | close | court | crescent | terrace | way ) \b \.?";

static SHAPES: LazyLock<[Option<Regex>; 2]> = LazyLock::new(|| [FRENCH, ENGLISH].map(|shape| Regex::new(shape).ok()));

/// Kinds of street that are also counted things ("il reste 1 place pour samedi"): they need a name in capitals.
const COUNTED: &[&str] = &[
    "place",
    "cours",
    "cour",
    "passage",
    "villa",
    "villas",
    "voie",
    "mail",
    "cite",
    "cité",
    "lot",
    "all",
    "res",
    "ch",
    "traverse",
    "promenade",
    "domaine",
];

/// The most words of a street's name that are masked.
const MAX_WORDS: usize = 8;

/// Every street address.
pub(super) fn find(text: &str, words: &Words<'_>) -> Vec<Found> {
    let [french, english] = &*SHAPES;
    let french = french
        .iter()
        .flat_map(|shape| shape.captures_iter(text))
        .filter_map(|hit| {
            let whole = hit.get(0)?.range();
            let kind = hit
                .name("kind")
                .map_or("", |kind| kind.as_str())
                .trim_end_matches('.')
                .to_lowercase();
            Some((whole.start..name_end(words, &whole, &kind)?, Mark::Address))
        });
    let english = english
        .iter()
        .flat_map(|shape| shape.find_iter(text))
        .filter(|hit| is_english(words, &hit.range()))
        .map(|hit| (hit.range(), Mark::Address));
    french.chain(english).collect()
}

/// The end of the name behind a kind of street; `None` where no name is there.
fn name_end(words: &Words<'_>, street: &Range<usize>, kind: &str) -> Option<usize> {
    let from = words.index_from(street.end);
    let mut end = None;
    let mut capital = false;
    for (at, word) in (from..from + MAX_WORDS).map_while(|at| words.get(at).map(|word| (at, word))) {
        let before = at.checked_sub(1).map_or("", |before| words.behind(before));
        let parted = before.contains([',', '.', '!', '?', ';', '\n', '(', ')']);
        // Behind a comma only the postcode and its town still belong to it.
        let postcode = word.is_number() && word.range.len() == 5;
        if parted && !(postcode && end.is_some()) && at > from {
            break;
        }
        let small = PARTICLES.contains(&word.folded.as_str());
        let ordinary = is_grammar(&word.folded) && !word.is_capital();
        if !small && ordinary {
            break;
        }
        if !small {
            let named = end.is_some();
            let goes_on = word.is_capital() || word.is_number() || !is_word(&word.folded) || after_particle(words, at);
            if named && !goes_on {
                break;
            }
            end = Some(word.range.end);
            capital |= word.is_capital();
        }
    }
    let counted = COUNTED.contains(&kind) && !capital && is_one(words, street);
    end.filter(|_| !counted)
}

/// Words inside the name of a street.
const PARTICLES: &[&str] = &[
    "de", "du", "des", "d", "la", "le", "les", "l", "aux", "au", "a", "saint", "sainte", "st", "ste", "et", "en", "sur",
];

/// Whether the word before belongs to the name and needs this one ("rue du 8 mai").
fn after_particle(words: &Words<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| words.get(before));
    before.is_some_and(|word| {
        word.is_number()
            || ["de", "du", "des", "d", "l", "saint", "sainte", "st", "ste"].contains(&word.folded.as_str())
    })
}

/// Whether the house number is a plain 1, which more often counts things.
fn is_one(words: &Words<'_>, street: &Range<usize>) -> bool {
    let number = words.get(words.index_from(street.start));
    number.is_some_and(|number| number.folded == "1")
}

/// Whether the words between the number and "street" are a name: one of them in capitals, none of them grammar.
fn is_english(words: &Words<'_>, street: &Range<usize>) -> bool {
    let from = words.index_from(street.start) + 1;
    let names = (from..)
        .map_while(|at| words.get(at))
        .take_while(|word| word.range.end <= street.end)
        .filter(|word| !word.is_number());
    let mut capital = false;
    for word in names {
        if is_grammar(&word.folded) {
            return false;
        }
        capital |= word.is_capital();
    }
    capital
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_can_be_read() {
        for shape in [FRENCH, ENGLISH] {
            assert!(Regex::new(shape).is_ok(), "{:?}", Regex::new(shape));
        }
    }
}
