//! Insults and distress: recognised only where the FAQ has no answer, so that a calm sentence replaces "I don't know".
//! Who is afraid and asks something wants an answer, not a comforting word: a question is never distress.

use std::sync::LazyLock;

use crate::{
    lexicon::{Lexicon, Words},
    verdict::Unknown,
};

const LIST: &str = include_str!("../data/mood.txt");

static MOOD: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(&[LIST]).0);

/// [`Unknown::Insult`] or [`Unknown::Distress`] when a message that nothing answers is one. Distress goes before insult.
///
/// ```
/// use guichet_core::{mood, verdict::Unknown};
///
/// assert_eq!(mood("bande d'incapables !"), Some(Unknown::Insult));
/// assert_eq!(mood("j'ai tellement peur, je ne dors plus"), Some(Unknown::Distress));
/// assert_eq!(mood("Quel jour ramasse-t-on les ordures ?"), None);
/// ```
#[must_use]
pub fn mood(message: &str) -> Option<Unknown> {
    let words = Words::new(message);
    let hits = MOOD.hits(&words);
    let found = |label| hits.iter().any(|hit| hit.label == label);
    if found("distress") && !found("question") && !message.contains('?') {
        Some(Unknown::Distress)
    } else {
        found("insult").then_some(Unknown::Insult)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_read() {
        assert_eq!(Lexicon::read(&[LIST]).1, []);
    }
}
