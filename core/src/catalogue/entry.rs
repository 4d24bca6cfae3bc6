//! What a question of the FAQ is, and what it shares with services: examples, sources, kinds of message.

use chrono::NaiveDate;

use crate::{EntryId, Locale, Localised, Markdown, diagnostic::Place};

/// A question that citizens ask, and the town's answer.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// The label of its buttons and the title of its answer.
    pub title: Localised<String>,
    /// Ways citizens ask.
    pub questions: Vec<Question>,
    /// What it says.
    pub body: Body,
    /// What to read next.
    pub see_also: Vec<EntryId>,
    /// Where the facts come from, and when they were last checked.
    pub review: Review,
    /// Whether it wins ties and is never hidden by a clarification.
    pub urgent: bool,
    /// The kinds of message that lead here whatever their words.
    pub signals: Vec<Signal>,
}

/// What an entry says.
#[derive(Clone, Debug)]
pub enum Body {
    /// A text.
    Answer(Localised<Markdown>),
    /// The overview composed from all services.
    Services,
}

/// An example of how citizens ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its language.
    pub locale: Locale,
    /// Its text.
    pub text: String,
    /// Where it is written; `None` when it follows from the names of a service.
    pub place: Option<Place>,
}

/// Where facts come from, and how long they hold.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// `https` addresses.
    pub sources: Vec<String>,
    /// When staff last verified it.
    pub checked: Option<NaiveDate>,
    /// Past this day it is still answered, with a visible "to be confirmed".
    pub review_by: Option<NaiveDate>,
}

/// A kind of message that is recognised by more than its likeness to example questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Signal {
    /// Immediate danger to life, violence, suicide.
    Danger,
    /// The text of a suspicious e-mail, pasted or forwarded.
    SuspiciousEmail,
    /// The text of a suspicious SMS, pasted or forwarded.
    SuspiciousSms,
    /// A greeting, thanks or a goodbye: answered when it stands alone, ignored beside a question.
    Courtesy,
}

/// One regression question of the town.
#[derive(Clone, Debug)]
pub struct Check {
    /// What a citizen says.
    pub say: String,
    /// The entry that must answer.
    pub expect: EntryId,
    /// Whether losing it is an error rather than a warning.
    pub must: bool,
    /// Where it is written.
    pub place: Place,
}
