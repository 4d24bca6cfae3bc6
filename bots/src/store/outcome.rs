//! What became of a message.

use super::{Answered, Memory, Person};

/// What became of a message, to be recorded in one step.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What became of it.
    pub decision: Decision,
    /// What to keep of the conversation.
    pub conversation: Conversation,
    /// Which messages answered it, if it may be edited.
    pub answered: Option<Answered>,
}

/// What to keep of a conversation after a message.
#[derive(Clone, Debug)]
pub enum Conversation {
    /// What was known before.
    Unchanged,
    /// This.
    Remember(Memory),
    /// Nothing of this person, who asked for it: see [`Store::forget`](super::Store::forget).
    Forget {
        /// Who asks to be forgotten.
        person: Person,
        /// Whether nobody else takes part in the conversation.
        alone: bool,
    },
}

/// What became of an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decision {
    /// A reply was accepted by the platform.
    Answered,
    /// It asks for no reply: not addressed to us, not a question, too old.
    Ignored,
    /// It could not be read: a kind of update that this version does not know.
    Unreadable,
    /// Its author writes too fast.
    Shed,
    /// Handling it failed again and again.
    SetAside,
    /// The platform refuses to deliver: blocked, kicked, gone.
    Undeliverable,
}

impl Decision {
    /// Its name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Ignored => "ignored",
            Self::Unreadable => "unreadable",
            Self::Shed => "shed",
            Self::SetAside => "set_aside",
            Self::Undeliverable => "undeliverable",
        }
    }
}
