//! What people write and what the FAQ says instead, from the staff's lists.

use std::collections::HashMap;

use super::{Token, fold, tokenise};
use crate::Locale;

/// The staff's replacements, by language.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary(HashMap<Locale, HashMap<String, Vec<Phrase>>>);

/// A written phrase, found by its first word.
#[derive(Debug)]
struct Phrase {
    /// The words after the first.
    rest: Vec<String>,
    /// What the FAQ says instead.
    said: Vec<Token>,
}

impl Vocabulary {
    /// Takes language, what people write, and what the FAQ says instead.
    pub(crate) fn new<'a>(pairs: impl Iterator<Item = (Locale, &'a str, &'a str)>) -> Self {
        let mut vocabulary = Self::default();
        for (locale, written, said) in pairs {
            let mut words = tokenise(&fold(written)).into_iter().map(|token| token.text);
            let Some(first) = words.next() else { continue };
            let phrases = vocabulary.0.entry(locale).or_default().entry(first).or_default();
            phrases.push(Phrase {
                rest: words.collect(),
                said: tokenise(&fold(said)),
            });
            // The longest phrase that fits wins.
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        vocabulary
    }

    /// The message in the FAQ's words.
    pub(crate) fn say(&self, tokens: Vec<Token>, locale: Locale) -> Vec<Token> {
        let Some(phrases) = self.0.get(&locale) else {
            return tokens;
        };
        let mut said = Vec::with_capacity(tokens.len());
        let mut left = tokens.as_slice();
        while let [token, after @ ..] = left {
            let written = phrases.get(&token.text).into_iter().flatten();
            if let Some(phrase) = written.into_iter().find(|phrase| phrase.continues(after)) {
                said.extend(phrase.said.iter().map(|word| Token {
                    clause: token.clause,
                    ..word.clone()
                }));
                left = after.get(phrase.rest.len()..).unwrap_or_default();
            } else {
                said.push(token.clone());
                left = after;
            }
        }
        said
    }
}

impl Phrase {
    fn continues(&self, after: &[Token]) -> bool {
        self.rest.len() <= after.len() && self.rest.iter().zip(after).all(|(word, token)| *word == token.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_wins() {
        let pairs = [("mdp", "mot de passe"), ("c", "c'est"), ("c koi", "qu'est-ce que")];
        let vocabulary = Vocabulary::new(pairs.into_iter().map(|(a, b)| (Locale::FRENCH, a, b)));
        let say = |text: &str| {
            let said = vocabulary.say(tokenise(&fold(text)), Locale::FRENCH);
            said.into_iter().map(|token| token.text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(say("C koi le MDP ? c bon"), "qu est ce que le mot de passe c est bon");
    }
}
