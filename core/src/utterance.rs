//! What a citizen said, as an adapter hands it to the core.

use chrono::{DateTime, Utc};

use crate::{EntryId, Locale};

/// One message of a citizen, with what is needed to answer it.
#[derive(Clone, Debug)]
pub struct Utterance {
    /// The message as typed. It is read, never kept and never repeated.
    pub text: String,
    /// The language that the citizen's application or choice announces, if any.
    pub locale: Option<Locale>,
    /// When it was said: the core has no clock of its own.
    pub now: DateTime<Utc>,
    /// The entries last answered in this conversation, newest first: "and on Saturday?" is about them.
    pub previous: Vec<EntryId>,
    /// Whether the message was forwarded from somebody else: then it is shown to us rather than said to us.
    pub forwarded: bool,
}

impl Utterance {
    /// A message said now, in no announced language, that opens a conversation.
    #[must_use]
    pub fn new(text: impl Into<String>, now: DateTime<Utc>) -> Self {
        Self {
            text: text.into(),
            locale: None,
            now,
            previous: Vec::new(),
            forwarded: false,
        }
    }

    /// The same message from a citizen whose application speaks `locale`.
    #[must_use]
    pub fn in_locale(mut self, locale: Option<Locale>) -> Self {
        self.locale = locale;
        self
    }

    /// The same message after answers about these entries, newest first.
    #[must_use]
    pub fn after(mut self, previous: Vec<EntryId>) -> Self {
        self.previous = previous;
        self
    }
}
