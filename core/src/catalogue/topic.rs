//! What services and entries have in common.

use super::{Entry, Question, Review, Service};
use crate::{EntryId, Locale};

/// A service or an entry: whatever has an id and example questions.
#[derive(Clone, Copy, Debug)]
pub enum Topic<'a> {
    /// A service.
    Service(&'a Service),
    /// A question with its answer.
    Entry(&'a Entry),
}

impl<'a> Topic<'a> {
    /// Its id.
    #[must_use]
    pub fn id(self) -> &'a EntryId {
        match self {
            Self::Service(service) => &service.id,
            Self::Entry(entry) => &entry.id,
        }
    }

    /// What its buttons and its title say.
    #[must_use]
    pub fn title(self, locale: Locale) -> &'a str {
        match self {
            Self::Service(service) => service.name.get(locale),
            Self::Entry(entry) => entry.title.get(locale),
        }
    }

    /// Ways citizens ask about it.
    #[must_use]
    pub fn questions(self) -> &'a [Question] {
        match self {
            Self::Service(service) => &service.questions,
            Self::Entry(entry) => &entry.questions,
        }
    }

    /// What to read next.
    #[must_use]
    pub fn see_also(self) -> &'a [EntryId] {
        match self {
            Self::Service(service) => &service.see_also,
            Self::Entry(entry) => &entry.see_also,
        }
    }

    /// Where its facts come from.
    #[must_use]
    pub fn review(self) -> &'a Review {
        match self {
            Self::Service(service) => &service.review,
            Self::Entry(entry) => &entry.review,
        }
    }

    /// Whether it wins ties and is never hidden by a clarification.
    #[must_use]
    pub fn is_urgent(self) -> bool {
        match self {
            Self::Service(service) => service.urgent,
            Self::Entry(entry) => entry.urgent,
        }
    }
}
