//! What the core decided about a message, before any wording: what is tested is what is said.

use crate::{EntryId, Locale, Sign, official::Finding};

/// The decision about one message.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Whether and with what to answer.
    pub outcome: Outcome,
    /// How likely the best candidate is right, between 0 and 1; comparable across messages and catalogues.
    pub confidence: f32,
    /// The best entries, best first, at most [`MAX_CANDIDATES`], whatever the outcome.
    pub candidates: Vec<Candidate>,
    /// The language to answer in.
    pub locale: Locale,
    /// Phone numbers, addresses and links of the message, compared with the town's official list.
    pub findings: Vec<Finding>,
    /// The signs of a scam seen in a message that was pasted or forwarded to us.
    pub signs: Vec<Sign>,
}

/// How many candidates a verdict lists.
pub const MAX_CANDIDATES: usize = 5;

/// Whether and with what to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Answer with these entries, one per question that was asked, likeliest first. There is none where the verdict's
    /// findings are the whole answer.
    Answer(Vec<EntryId>),
    /// Ask which of these was meant, likeliest first.
    Clarify(Vec<EntryId>),
    /// Say honestly that there is no answer.
    Unknown(Unknown),
}

/// Why there is no answer: each has its own honest sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The FAQ does not cover it.
    NotCovered,
    /// It is written in a language that the town does not speak here.
    OtherLanguage,
    /// It holds no words: an emoji, punctuation, noise.
    NoWords,
    /// It insults; the calm fixed answer.
    Insult,
    /// It is about fear or distress, without a question and without danger; the calm fixed answer.
    Distress,
}

/// An entry that may be meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The entry.
    pub id: EntryId,
    /// How likely it is the right one, between 0 and 1.
    pub confidence: f32,
}

impl Outcome {
    /// The entries answered or offered, best first.
    #[must_use]
    pub fn ids(&self) -> &[EntryId] {
        match self {
            Self::Answer(ids) | Self::Clarify(ids) => ids,
            Self::Unknown(_) => &[],
        }
    }
}
