//! Why the counter decided as it did, for a clerk who wants to know.

use crate::Verdict;

/// A verdict with what it rests on.
#[derive(Clone, Debug)]
pub struct Explanation {
    /// The verdict.
    pub verdict: Verdict,
    /// The words of the message as they were understood, in order.
    pub words: Vec<Understood>,
    /// From this confidence on the best entry is the answer.
    pub answer_from: f32,
    /// From this confidence on the best entries are offered.
    pub clarify_from: f32,
    /// Whether a list (danger, suspicious messages, official numbers and sites) decided rather than the words' likeness
    /// to the FAQ's questions.
    pub by_signal: bool,
}

/// A word of the message.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// The word as understood: lower case, without accents, repaired.
    pub word: String,
    /// The word as written, where it was repaired or replaced.
    pub written: Option<String>,
    /// Whether the FAQ's questions use it.
    pub known: bool,
    /// What it adds to the confidence in the best entry: the confidence of the whole message less that of the message
    /// without it, between -1 and 1. Above 0 it counts for the entry, below against.
    pub counts: f32,
}
