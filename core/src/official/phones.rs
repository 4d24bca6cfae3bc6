//! Phone numbers against the official ones, in every way of writing them that France knows.

use std::{cell::LazyCell, ops::Range, sync::LazyLock};

use regex::Regex;
use strsim::osa_distance;

use super::{
    Standing,
    around::{Around, is_about_messages},
};
use crate::catalogue::OfficialValue;

/// The official numbers, prepared for comparing.
#[derive(Clone, Debug, Default)]
pub(super) struct Phones {
    /// Each with its digits in national form.
    listed: Vec<(String, OfficialValue)>,
}

/// Groups of digits with up to three separators between two of them. Letters that stand for digits are read where a
/// digit touches them.
const RUN: &str = r"(?x) \+? \s? \(? (?: [OoIl]{0,2} \d [\dOoIl]* )
    (?: [\s.\-\u{2010}\u{2011}–/()_]{0,3} (?: [OoIl]{0,2} \d [\dOoIl]* | [Oo]{2}\b ) )*";

static RUNS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(RUN).ok());

/// The digits of a French number, with the 0 in front.
const NATIONAL: usize = 10;

/// The digits of a French number behind its country, whose `+` was lost.
const BARE_COUNTRY: usize = 11;

/// The most digits that a French number is written with: `0033`, the 0 that does not belong there, and nine more.
const MOST_WRITTEN: usize = 14;

/// The shortest number that is compared for likeness: shorter ones are all alike.
const SHORTEST_ALIKE: usize = 5;

impl Phones {
    pub(super) fn new(official: impl Iterator<Item = OfficialValue>) -> Self {
        let mut listed: Vec<(String, OfficialValue)> = Vec::new();
        for official in official {
            let digits = national(&official.value);
            if !digits.is_empty() && !listed.iter().any(|(other, _)| *other == digits) {
                listed.push((digits, official));
            }
        }
        Self { listed }
    }

    /// Every number of a text that is meant as a phone number, with its digits in national form, outside of the places
    /// that are `taken`.
    pub(super) fn find(&self, text: &str, taken: &[Range<usize>]) -> Vec<(Range<usize>, String, Standing)> {
        let runs = RUNS.iter().flat_map(|runs| runs.find_iter(text));
        let numbers = runs.flat_map(|run| numbers(text, run.range()));
        let free = numbers.filter(|range| {
            let touches = taken
                .iter()
                .any(|other| other.start < range.end && range.start < other.end);
            !touches && !is_glued(text, range)
        });
        // Once for all numbers: a text may hold hundreds.
        let about_messages = LazyCell::new(|| is_about_messages(text));
        let found = free.filter_map(|range| {
            let written = text.get(range.clone())?;
            let standing = self.standing(written, Around::new(text, &range, *about_messages))?;
            Some((range, national(written), standing))
        });
        found.collect()
    }

    /// Where a run of digits stands; `None` where it is no phone number.
    fn standing(&self, written: &str, around: Around) -> Option<Standing> {
        let lettered = written.contains(['O', 'o', 'I', 'l']);
        let digits = national(written);
        let exact = self.listed.iter().find(|(listed, _)| *listed == digits);
        if let Some((_, official)) = exact {
            let long = digits.len() >= SHORTEST_ALIKE;
            return match (long, lettered) {
                (true, true) => Some(Standing::LooksLike(official.clone())),
                (true, false) => Some(Standing::Official(official.clone())),
                (false, _) => (!lettered && around.calls && around.ends).then(|| Standing::Official(official.clone())),
            };
        }
        if let Some(official) = self.twin(&digits, written, around) {
            return Some(Standing::LooksLike(official.clone()));
        }
        let french = digits.len() == NATIONAL && digits.starts_with('0');
        let foreign = (written.starts_with('+') || digits.starts_with("00")) && digits.len() >= NATIONAL;
        let short = match digits.len() {
            4 => digits.starts_with('3') && (around.calls || around.alone),
            5 => {
                digits.starts_with(['3', '4', '5', '6', '7', '8'])
                    && (around.alone || (around.calls && around.messages))
            }
            6 => digits.starts_with("116") || digits.starts_with("118"),
            _ => false,
        };
        (french || foreign || short).then_some(Standing::NotListed)
    }

    /// The official number that other digits are taken for.
    fn twin(&self, digits: &str, written: &str, around: Around) -> Option<&OfficialValue> {
        let international = written.starts_with('+') || digits.starts_with("00");
        let alike = self.listed.iter().find(|(listed, _)| match listed.len() {
            // A postcode is one digit from many short numbers.
            SHORTEST_ALIKE..NATIONAL => {
                (around.calls || around.messages || around.alone)
                    && digits.len().abs_diff(listed.len()) <= 1
                    && digits.len() >= SHORTEST_ALIKE
                    && osa_distance(digits, listed) <= 1
            }
            NATIONAL.. => {
                let behind_zero = listed.get(1..).unwrap_or_default();
                let padded = digits.len() > listed.len()
                    && (digits.contains(listed.as_str()) || (international && digits.ends_with(behind_zero)));
                let edited = digits.len().abs_diff(listed.len()) <= 1 && osa_distance(digits, listed) <= 1;
                padded || edited || (digits.len() == listed.len() && shuffled(digits, listed))
            }
            _ => false,
        });
        alike.map(|(_, official)| official)
    }
}

/// The digits of a number in national form: `+33 (0)3 21`, `0033 3 21` and the `33 3 21` that messengers show are
/// `0321`. Letters for digits are read.
fn national(written: &str) -> String {
    let international = written.trim_start().starts_with('+');
    let digits: String = written.chars().filter_map(digit).collect();
    let country = if international || digits.len() == BARE_COUNTRY {
        "33"
    } else {
        "0033"
    };
    let behind_country = digits.strip_prefix(country);
    let Some(behind) = behind_country else { return digits };
    let behind = behind.strip_prefix('0').unwrap_or(behind);
    format!("0{behind}")
}

/// A digit, also one that a letter stands for.
fn digit(c: char) -> Option<char> {
    match c {
        'O' | 'o' => Some('0'),
        'I' | 'l' => Some('1'),
        c => c.is_ascii_digit().then_some(c),
    }
}

/// The numbers of a run: two complete ones may stand side by side ("03 … / 06 …"), a list mark in front and a
/// quantity behind ("03 21 61 30 80 2 personnes") belong to none.
fn numbers(text: &str, run: Range<usize>) -> Vec<Range<usize>> {
    let mut numbers = Vec::new();
    let mut start = run.start;
    let counted = text
        .get(run.end..)
        .is_some_and(|behind| behind.trim_start_matches(' ').starts_with(char::is_alphabetic));
    while let Some(rest) = text.get(start..run.end).filter(|rest| !rest.is_empty()) {
        let begin = start + list_mark(rest);
        let number = text.get(begin..run.end).unwrap_or_default();
        let cut = cut(number, counted);
        numbers.push(begin..begin + cut.unwrap_or(number.len()));
        match cut {
            Some(cut) => start = begin + cut,
            None => break,
        }
    }
    numbers.retain(|number| {
        text.get(number.clone())
            .is_some_and(|n| n.contains(|c: char| c.is_ascii_digit()))
    });
    numbers
}

/// The bytes of spaces, separators and a list mark (`1. `) in front of a number.
fn list_mark(run: &str) -> usize {
    let trimmed =
        run.trim_start_matches(|c: char| !c.is_ascii_digit() && !matches!(c, '+' | '(' | 'O' | 'o' | 'I' | 'l'));
    let marked = trimmed
        .split_once([' ', '\u{a0}'])
        .filter(|(mark, rest)| mark.len() <= 3 && mark.ends_with(['.', ')']) && is_complete(rest.trim_end()));
    run.len() - marked.map_or(trimmed, |(_, rest)| rest).len()
}

/// Where a complete number ends inside a run, if what follows is another one or is counted by a word.
fn cut(number: &str, counted: bool) -> Option<usize> {
    // Behind so many digits nothing is complete any more: a page of digits is read once.
    let readable = number.char_indices().scan(0, |digits, (at, c)| {
        *digits += usize::from(digit(c).is_some());
        (*digits <= MOST_WRITTEN).then_some(at + c.len_utf8())
    });
    let ends = readable.filter(|end| {
        !number
            .get(*end..)
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric()))
    });
    let mut ends = ends.filter(|end| number.get(..*end).is_some_and(is_complete));
    let end = ends.next()?;
    let rest = number.get(end..)?;
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    let another = digits >= NATIONAL && rest.trim_start_matches(|c: char| !c.is_ascii_digit()).starts_with('0');
    (digits > 0 && (another || counted)).then_some(end)
}

/// Whether this is a whole French number.
fn is_complete(written: &str) -> bool {
    let digits = national(written);
    digits.len() == NATIONAL && digits.starts_with('0') && !digits.starts_with("00")
}

/// Whether letters, digits or signs of a longer code touch a run.
fn is_glued(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let behind = text.get(range.end..).and_then(|behind| behind.chars().next());
    let of_code = |c: char| c.is_alphanumeric() || matches!(c, '@' | '=' | '#' | '€' | '$' | '%');
    // Who types in a hurry writes "0321…c'est vous": a whole number ends where a word in small letters begins.
    let word_behind = behind.is_some_and(char::is_lowercase) && text.get(range.clone()).is_some_and(is_complete);
    before.is_some_and(|c| of_code(c) || matches!(c, ',' | '/')) || (behind.is_some_and(of_code) && !word_behind)
}

/// Whether two numbers have the same pairs in another order.
fn shuffled(one: &str, other: &str) -> bool {
    let pairs = |number: &str| {
        let mut pairs: Vec<Vec<u8>> = number.as_bytes().chunks(2).map(<[u8]>::to_vec).collect();
        pairs.sort_unstable();
        pairs
    };
    pairs(one) == pairs(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_can_be_read() {
        assert!(RUNS.is_some(), "{:?}", Regex::new(RUN));
    }

    #[test]
    fn forms_of_one_number_are_one() {
        for form in [
            "0321613080",
            "+33 3 21 61 30 80",
            "+33 (0)3.21.61.30.80",
            "0033 321613080",
            "33 3 21 61 30 80",
            "33321613080",
            "O3 2l 61 3O 8O",
        ] {
            assert_eq!(national(form), "0321613080", "{form}");
        }
    }
}
