//! What the words around a number say of it: whether it is one to call.

use std::ops::Range;

use crate::{catalogue::is_calling_word, text::fold};

/// What stands around a number.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts that do not depend on each other"
)]
pub(super) struct Around {
    /// A word in front that makes it one to call.
    pub(super) calls: bool,
    /// Nothing behind that it counts.
    pub(super) ends: bool,
    /// The text speaks of messages or calls.
    pub(super) messages: bool,
    /// The text is nothing else.
    pub(super) alone: bool,
}

/// Words of a text that is about messages or calls.
const MESSAGES: &[&str] = &[
    "sms", "texto", "textos", "appel", "appels", "numero", "text", "number", "called", "appele",
];

/// What may follow a short number that is one to call.
const FOLLOWERS: &[&str] = &[
    "c", "cest", "est", "et", "ou", "is", "and", "or", "it", "ca", "vous", "ch", "your", "from", "real",
];

impl Around {
    /// What stands around the number at `range`, in a text that is `about_messages` or not.
    pub(super) fn new(text: &str, range: &Range<usize>, about_messages: bool) -> Self {
        let before = text.get(..range.start).unwrap_or_default();
        let behind = text.get(range.end..).unwrap_or_default();
        let (last, next) = (words(before).next_back().unwrap_or_default(), words(behind).next());
        let parted = behind
            .trim_start_matches(' ')
            .starts_with(|c: char| !c.is_alphanumeric());
        Self {
            calls: is_calling_word(&fold(last)) || is_calling_word(last),
            ends: parted || next.is_none_or(|next| FOLLOWERS.contains(&fold(next).as_str())),
            // A word that the number is glued to is cut off only here.
            messages: about_messages || is_of_messages(last) || next.is_some_and(is_of_messages),
            alone: words(before).chain(words(behind)).next().is_none(),
        }
    }
}

/// Whether a text speaks of messages or calls.
pub(super) fn is_about_messages(text: &str) -> bool {
    words(text).any(is_of_messages)
}

fn is_of_messages(word: &str) -> bool {
    MESSAGES.contains(&fold(word).as_str())
}

fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
