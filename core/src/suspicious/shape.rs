//! Signs that are told by their shape rather than by their words.

use crate::{Sign, lexicon::Words, text::fold};

/// The signs that are told by their shape rather than by the lists: a link, an amount.
pub(super) fn signs_by_shape(text: &str, words: &Words) -> impl Iterator<Item = &'static str> {
    let link = words.iter().any(|word| word == "<link>") || text.contains("hxxp") || text.contains("[.]");
    let link = link.then_some(Sign::Link.label());
    link.into_iter()
        .chain(names_an_amount(text).then_some(Sign::Payment.label()))
}

/// Whether a text names a sum of money: `35 EUR`, `1,99€`, `$20`.
fn names_an_amount(text: &str) -> bool {
    const SIGNS: [char; 3] = ['€', '$', '£'];
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let digit = |word: &str| word.chars().any(|c| c.is_ascii_digit());
    words
        .iter()
        .any(|word| digit(word) && (word.contains(SIGNS) || word.ends_with("eur") || word.ends_with("euros")))
        || words.windows(2).any(|pair| match pair {
            [number, unit] => {
                let unit = unit.trim_matches(|c: char| !c.is_alphanumeric() && !SIGNS.contains(&c));
                digit(number) && (matches!(unit, "eur" | "euro" | "euros" | "usd" | "gbp") || unit.starts_with(SIGNS))
            }
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_seen() {
        for text in ["1,99 €", "35 EUR today", "payez 2,50€.", "$20 gift", "12 euros"] {
            assert!(names_an_amount(text), "{text}");
        }
        for text in ["rendez-vous le 12 mars", "zone euro", "3 livres"] {
            assert!(!names_an_amount(text), "{text}");
        }
    }
}
