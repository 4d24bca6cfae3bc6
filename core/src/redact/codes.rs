//! What is recognised by its shape: addresses of mail and web, phone, card, bank and other numbers, number plates.

use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind};
use regex::Regex;

use super::{Found, Mark, known::is_grammar};
use crate::links::looks_like_address;

/// E-mail addresses, also with spaces, `(at)` and spelled out. What is in front of and behind an `@` always goes.
const EMAIL: &str = r"(?xi)
    [\p{L}\d._%+\-]+ \s? (?: @ | \( \s? (?:at|a|arobase) \s? \) | \[ \s? (?:at|a|arobase) \s? \] ) \s?
        [\p{L}\d\-]+ (?: \s? \. [\p{L}\d\-]+ | \s \. \s [\p{L}]{2,6}\b | \. \s (?:com|fr|net|org|be|eu)\b
            | \s? [\(\[] (?:dot|point) [\)\]] \s? [\p{L}\d\-]+ | \s (?:dot|point) \s [\p{L}\d\-]+ )+
  | \S+ @ \S* [\p{L}\d]
  | (?: [\p{L}\d_\-]+ \s (?:point|dot|tiret|underscore) \s )* [\p{L}\d._\-]+ \s (?:arobase|arrobase|arobas) \s
        [\p{L}\d\-]+ (?: \s (?:point|dot) \s [\p{L}\d]+ | \s? \. \s? (?:com|fr|net|org|be|eu)\b )+
  | [\p{L}\d._\-]+ \s at \s [\p{L}\d\-]+ (?: \s (?:point|dot) \s [\p{L}\d]+ )+";

/// The name of an account: `@somebody`.
const HANDLE: &str = r"@[\p{L}\d_.\-]+";

/// A bank account: country, two digits, then groups that each hold a digit; the first may be four letters.
const IBAN: &str = r"(?xi) [a-z]{2} [\s.\-]? \d{2} (?: [\s.\-]{0,2} [a-z]{4} )?
    (?: [\s.\-]{0,2} [a-z]{0,3} \d [a-z\d]* )+";

/// A bank account has more digits than anything else that looks like it.
const IBAN_DIGITS: usize = 12;

/// The number of social security: sex, year, month, department (2A and 2B are Corsica), town, order, key.
const NIR: &str = r"(?xi) [1-478] [\s.\-/]? \d{2} [\s.\-/]? \d{2} [\s.\-/]? (?: \d{2} | 2 \s? [ab] ) [\s.\-/]?
    \d{3} [\s.\-/]? \d{3} (?: [\s.\-/]{0,3} \d{2} )?";

/// Digits with up to three separators between two of them.
const NUMBER: &str = r"(?x) (?: \+ \s? )? \(? \d (?: [\s.\-–—_/()\\·•]{0,3} \d )*";

/// Pairs of digits behind commas, colons or other signs: no list of quantities is so regular.
const PAIRS: &str = r"\d{2}(?:\s?[,;:*|'’=~+]\s?\d{2}){3,}";

/// A phone number whose noughts and ones are letters.
const LETTERED: &str = r"\b[0Oo][\s.\-]?[1-9lI](?:[\s.\-_/]{0,3}[\dOoIl]{2}){4}\b";

/// A document number: capitals and digits mixed.
const CODE: &str = r"\b(?:[A-Z]+\d|\d+[A-Z])[A-Z\d]{4,}\b";

/// The number of a dossier with dashes or slashes between capitals and digits.
const FILE: &str = r"\b(?:[A-Z]{1,5}[-/_]?\d+|\d+[-/_]?[A-Z]{1,5})(?:[-/_][A-Z\d]+)+\b";

/// A number plate, `AA-123-AA` or, before 2009, `123 ABC 62`; in capitals or in one piece also glued to other words.
const PLATE: &str = r"(?x)
    [A-Z]{2} [.\-_]? \d{3} [.\-_]? [A-Z]{2} | \b [A-Z]{2} \s \d{3} \s [A-Z]{2} (?: \b | [a-z] ) | \d{2,4} [\s.\-_]? [A-Z]{2,3} [\s.\-_]? (?: 2[AB] | \d{2,3} )
  | (?i: \b [a-z]{2} [.\-_]? \d{3} [.\-_]? [a-z]{2} | \b [a-z]{2} \s \d{3} \s [a-z]{2} \b
    | \b \d{2,4} [\s.\-_]? [a-z]{2,3} [\s.\-_]? (?: 2[ab] | \d{2,3} ) \b )";

/// Digits in words, as phone numbers are dictated.
const WORDS: &str = r"(?xi) \b (?: (?: z[ée]ro | une? | deux | trois | quatre | cinq | six | sept | huit | neuf | dix
      | onze | douze | treize | quatorze | quinze | seize | vingts? | trente | quarante | cinquante | soixante | cents?
      | oh | one | two | three | four | five | seven | eight | nine | ten | double | triple )
    \b [\s,.\-]* (?: et \s )? ){5,}";

static EMAILS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(EMAIL).ok());
static NUMBERS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(NUMBER).ok());
static IBANS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(IBAN).ok());
static PLATES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PLATE).ok());
static OTHERS: LazyLock<Vec<(Regex, Mark)>> = LazyLock::new(|| {
    let shapes = [
        (HANDLE, Mark::Name),
        (NIR, Mark::Nir),
        (PAIRS, Mark::Phone),
        (LETTERED, Mark::Phone),
        (CODE, Mark::Number),
        (FILE, Mark::Number),
        (WORDS, Mark::Number),
    ];
    let compiled = shapes.into_iter().map(|(shape, mark)| (Regex::new(shape), mark));
    compiled.filter_map(|(regex, mark)| Some((regex.ok()?, mark))).collect()
});

/// Every piece that its shape gives away.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut found = links(text);
    let all =
        |regex: &'static LazyLock<Option<Regex>>| regex.as_ref().into_iter().flat_map(|regex| regex.find_iter(text));
    found.extend(all(&EMAILS).map(|hit| (hit.range(), Mark::Email)));
    found.extend(
        all(&IBANS)
            .filter(|hit| digits(hit.as_str()).len() >= IBAN_DIGITS)
            .map(|hit| (hit.range(), Mark::Iban)),
    );
    found.extend(all(&NUMBERS).filter_map(|hit| Some((hit.range(), number(hit.as_str())?))));
    found.extend(
        all(&PLATES)
            .filter(|hit| is_plate(hit.as_str()))
            .map(|hit| (hit.range(), Mark::Plate)),
    );
    for (regex, mark) in OTHERS.iter() {
        found.extend(regex.find_iter(text).map(|hit| (hit.range(), *mark)));
    }
    found
}

fn links(text: &str) -> Vec<Found> {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    let links = finder.links(text).filter_map(|link| {
        let mark = match link.kind() {
            LinkKind::Email => Mark::Email,
            _ if looks_like_address(link.as_str()) => Mark::Link,
            _ => return None,
        };
        Some((link.start()..link.end(), mark))
    });
    links.collect()
}

/// What a run of digits is. `None` for what is too short to tell on anybody: hours, days, quantities.
fn number(run: &str) -> Option<Mark> {
    let digits = digits(run);
    let groups = run
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty());
    let sizes: Vec<usize> = groups.map(str::len).collect();
    let thousands = sizes.len() == 2 && sizes.last() == Some(&3);
    let phone = (digits.len() == 10 && digits.starts_with('0'))
        || ((run.starts_with('+') || digits.starts_with("00")) && (9..=16).contains(&digits.len()))
        || (digits.len() == 11 && digits.starts_with("33"));
    match digits.len() {
        _ if phone => Some(Mark::Phone),
        13 | 15 if is_nir(&digits) => Some(Mark::Nir),
        13..=19 => Some(Mark::Card),
        5.. => Some(Mark::Number),
        4 if thousands || sizes.len() != 2 => Some(Mark::Number),
        _ => None,
    }
}

fn digits(run: &str) -> String {
    run.chars().filter(char::is_ascii_digit).collect()
}

/// Whether digits begin like a number of social security: sex, year, and a month (or one of the codes from 20 on for
/// an unknown one).
fn is_nir(digits: &str) -> bool {
    let month: Option<u8> = digits.get(3..5).and_then(|month| month.parse().ok());
    digits.starts_with(['1', '2', '3', '4', '7', '8'])
        && month.is_some_and(|month| (1..=12).contains(&month) || month >= 20)
}

/// Whether letters and digits are a number plate rather than small words between numbers ("12 au 15").
fn is_plate(shape: &str) -> bool {
    let spaced = shape.contains(char::is_whitespace);
    let is_word = |letters: &&str| {
        let folded = letters.to_lowercase();
        is_grammar(&folded) || UNITS.contains(&folded.as_str())
    };
    let mut letters = shape
        .split(|c: char| !c.is_alphabetic())
        .filter(|letters| !letters.is_empty());
    !(spaced && letters.all(|letters| is_word(&letters)))
}

/// Short words that stand between numbers without making a plate of them.
const UNITS: &[&str] = &[
    "km", "cm", "mm", "kg", "min", "mn", "ans", "eur", "mo", "go", "am", "pm", "th", "nd", "rd", "st",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_can_be_read() {
        for shape in [
            EMAIL, HANDLE, IBAN, NIR, NUMBER, PAIRS, LETTERED, CODE, FILE, PLATE, WORDS,
        ] {
            assert!(Regex::new(shape).is_ok(), "{:?}", Regex::new(shape));
        }
        assert!(EMAILS.is_some() && NUMBERS.is_some() && IBANS.is_some() && PLATES.is_some());
        assert_eq!(OTHERS.len(), 7);
    }
}
