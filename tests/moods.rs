//! Insults and distress, which get a fixed calm answer.

use guichet_core::{mood, verdict::Unknown};

use crate::signals::{messages, misses};

const MOOD: &str = include_str!("corpora/mood.txt");
const MOOD_OTHERS: &str = include_str!("corpora/mood-others.txt");

/// The messages behind a mark whose mood is another than the mark says.
fn misjudged(corpus: &str, mark: &str) -> (usize, Vec<String>) {
    let expected = match mark {
        "i" => Some(Unknown::Insult),
        "d" => Some(Unknown::Distress),
        _ => None,
    };
    let messages = messages(corpus, mark);
    let wrong = misses(&messages, |message| mood(message) != expected);
    (messages.len(), wrong.into_iter().map(str::to_owned).collect())
}

#[test]
fn moods_are_recognised() {
    for mark in ["i", "d", "."] {
        let (of, wrong) = misjudged(MOOD, mark);
        assert!(of >= 14, "{of} messages behind {mark}");
        assert!(wrong.is_empty(), "not {mark}: {wrong:#?}");
    }
}

#[test]
fn other_authors_moods_are_recognised() {
    for mark in ["i", "d", "."] {
        let (of, wrong) = misjudged(MOOD_OTHERS, mark);
        assert!(of >= 60, "{of} messages behind {mark}");
        assert!(wrong.len() * 100 <= of * 6, "not {mark}: {wrong:#?}");
    }
}
