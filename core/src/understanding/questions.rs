//! Where a message falls into several questions.

use std::ops::Range;

use crate::text::Word;

/// The most parts of a message that are searched for questions, the first ones: each costs a ranking.
const MAX_PARTS: usize = 8;

/// Words that join two questions, folded, in the languages that the core knows.
const JOINTS: &[&str] = &[
    "et", "and", "puis", "pis", "plus", "mais", "ou", "or", "n", "also", "aussi", "ainsi",
];

/// The parts of a message that may each be a question, by the places of their words: its clauses, cut at the words that
/// join.
pub(super) fn parts(words: &[Word]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (i, word) in words.iter().enumerate() {
        let new_clause = i > 0 && words.get(i - 1).is_some_and(|before| before.clause != word.clause);
        let joint = JOINTS.contains(&word.text.as_str());
        if (new_clause || joint) && i > start {
            parts.push(start..i);
            start = i;
        }
        if joint {
            start = i + 1;
        }
    }
    if start < words.len() {
        parts.push(start..words.len());
    }
    parts.truncate(MAX_PARTS);
    parts
}
