//! The words of a message as the lists see them.

use std::{collections::HashMap, sync::LazyLock};

use crate::{
    Locale,
    text::{Token, fold, function_words, tokenise},
};

/// The words that carry the grammar of only one of the lists' languages.
static GRAMMAR: LazyLock<HashMap<&'static str, Locale>> = LazyLock::new(|| {
    let [french, english] = [Locale::FRENCH, Locale::ENGLISH].map(|language| {
        let words = function_words(language);
        words.map(move |word| (word, language)).collect::<HashMap<_, _>>()
    });
    let mut words = french.clone();
    words.extend(&english);
    words.retain(|word, _| french.contains_key(word) != english.contains_key(word));
    words
});
/// A message is in a language when it holds more than so many times the grammar of the other: a polite word in one does
/// not make the cry for help beside it one in that language.
const CLEARLY: usize = 3;

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

    /// The language that they are in, if their grammar says so clearly.
    pub(super) fn language(&self) -> Option<Locale> {
        let spoken: Vec<Locale> = self.iter().filter_map(|word| GRAMMAR.get(word).copied()).collect();
        let count = |language| spoken.iter().filter(|spoken| **spoken == language).count();
        let (french, english) = (count(Locale::FRENCH), count(Locale::ENGLISH));
        match () {
            () if french > CLEARLY * english => Some(Locale::FRENCH),
            () if english > CLEARLY * french => Some(Locale::ENGLISH),
            () => None,
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
    fn the_language_is_known_where_the_grammar_is_clear() {
        for (text, language) in [
            ("on peut les laisser dans la trappe", Some(Locale::FRENCH)),
            ("is the main building paralysed", Some(Locale::ENGLISH)),
            ("bonjour, he is having a heart attack, merci de répondre", None),
            ("trapped", None),
        ] {
            assert_eq!(Words::new(text).language(), language, "{text}");
        }
    }

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
