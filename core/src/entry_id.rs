//! The name of an entry or a service in the FAQ.

use std::{fmt, sync::Arc};

/// The longest id, in bytes: with its prefix an [`Action`](crate::Action) must fit into a button's 64 bytes.
pub const MAX_ID_BYTES: usize = 56;

/// The id of an entry or a service: visible ASCII characters, at most [`MAX_ID_BYTES`] of them.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(Arc<str>);

impl EntryId {
    /// Reads an id; `None` when it is empty, too long or holds a character that a button or a log cannot carry.
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        let fits = (1..=MAX_ID_BYTES).contains(&id.len());
        (fits && id.bytes().all(|b| b.is_ascii_graphic())).then(|| Self(id.into()))
    }

    /// The id as written in the FAQ.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for EntryId {
    fn borrow(&self) -> &str {
        &self.0
    }
}
