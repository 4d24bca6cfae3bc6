//! The words of a message as the lists see them.

use std::sync::LazyLock;

use crate::{
    Locale,
    text::{Guess, Languages, Token, fold, tokenise},
};

/// The languages of the lists.
static LANGUAGES: LazyLock<Languages> = LazyLock::new(|| Languages::new(&[Locale::FRENCH, Locale::ENGLISH]));

/// The words of one message, folded, with the clause that each stands in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    tokens: Vec<Token>,
}

impl Words {
    /// Cuts a message into words. `+` is the word that people mean by it, letters that are dragged out are shortened
    /// (`au secouuurs`), and the SOS sign is read.
    pub(crate) fn new(text: &str) -> Self {
        let mut spelled = fold(text);
        if spelled.contains(['+', '🆘']) {
            spelled = spelled.replace('+', " plus ").replace('🆘', " sos ");
        }
        let mut tokens = tokenise(&spelled);
        for token in &mut tokens {
            if is_drawn(&token.text) {
                token.text = undrawn(&token.text);
            }
        }
        Self { tokens }
    }

    /// The words in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().map(|token| token.text.as_str())
    }

    /// The language that their grammar tells, if it is one of the lists'.
    pub(super) fn language(&self) -> Option<Locale> {
        match LANGUAGES.guess(self.iter()) {
            Guess::Spoken(language) => Some(language),
            Guess::Foreign | Guess::Unclear => None,
        }
    }

    /// How many words there are.
    pub(crate) const fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether two words stand in the same clause; a place without a word does not.
    pub(crate) fn same_clause(&self, one: usize, other: usize) -> bool {
        match (self.tokens.get(one), self.tokens.get(other)) {
            (Some(one), Some(other)) => one.clause == other.clause,
            _ => false,
        }
    }
}

/// Whether three of a kind stand in a row.
fn is_drawn(word: &str) -> bool {
    word.as_bytes()
        .windows(3)
        .any(|three| matches!(three, [a, b, c] if a == b && b == c))
}

/// A word without its dragged-out letters: three and more of a kind become one.
fn undrawn(word: &str) -> String {
    let mut short: Vec<char> = Vec::with_capacity(word.len());
    let mut run = 0;
    for c in word.chars() {
        run = if short.last() == Some(&c) { run + 1 } else { 1 };
        match run {
            // A third letter of a kind takes the second one away, unless this is a number.
            3 if !c.is_ascii_digit() => {
                short.pop();
            }
            run if run > 3 && !c.is_ascii_digit() => {}
            _ => short.push(c),
        }
    }
    short.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dragged_out_letters_are_shortened() {
        for (drawn, word) in [
            ("secouuuuurs", "secours"),
            ("aiiide", "aide"),
            ("appelle", "appelle"),
            ("1000", "1000"),
        ] {
            assert_eq!(undrawn(drawn), word);
        }
        assert_eq!(
            Words::new("il respire + 🆘").iter().collect::<Vec<_>>(),
            ["il", "respire", "plus", "sos"]
        );
    }
}
