//! How a service works at the moment, and by which ways it can be reached.

use crate::Phrase;

/// How a service works. Never inferred: staff say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// As always.
    Normal,
    /// Maintained, in another way than usual.
    Adapted,
    /// Only part of what it does.
    Partial,
    /// Suspended until further notice.
    Suspended,
    /// Closed.
    Closed,
    /// Back after the disruption.
    Restored,
    /// Not known, which is a statement of its own.
    Unknown,
}

impl Status {
    /// Its word in the files of the FAQ.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Adapted => "adapted",
            Self::Partial => "partial",
            Self::Suspended => "suspended",
            Self::Closed => "closed",
            Self::Restored => "restored",
            Self::Unknown => "unknown",
        }
    }

    /// The counter's words for it.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Normal => Phrase::StatusNormal,
            Self::Adapted => Phrase::StatusAdapted,
            Self::Partial => Phrase::StatusPartial,
            Self::Suspended => Phrase::StatusSuspended,
            Self::Closed => Phrase::StatusClosed,
            Self::Restored => Phrase::StatusRestored,
            Self::Unknown => Phrase::StatusUnknown,
        }
    }
}

/// Whether one way of reaching a service works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChannelState {
    /// It works.
    Open,
    /// It does not.
    Closed,
    /// Staff do not know.
    Unknown,
}

/// A way of reaching a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// In person.
    Counter,
    /// By telephone.
    Phone,
    /// By e-mail.
    Email,
    /// By letter, or left in the letter box.
    Post,
    /// On a website.
    Online,
}

/// What is known of each way of reaching a service; `None` where nothing was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Channels {
    /// In person.
    pub counter: Option<ChannelState>,
    /// By telephone.
    pub phone: Option<ChannelState>,
    /// By e-mail.
    pub email: Option<ChannelState>,
    /// By letter.
    pub post: Option<ChannelState>,
    /// On a website.
    pub online: Option<ChannelState>,
}

impl Channels {
    /// The ways about which something was said, in the order a citizen tries them.
    pub fn known(&self) -> impl Iterator<Item = (Channel, ChannelState)> {
        let all = [
            (Channel::Counter, self.counter),
            (Channel::Phone, self.phone),
            (Channel::Email, self.email),
            (Channel::Post, self.post),
            (Channel::Online, self.online),
        ];
        all.into_iter().filter_map(|(channel, state)| Some((channel, state?)))
    }

    /// The same, with what is not said here taken from the service that this one is part of.
    #[must_use]
    pub fn or(self, parent: Self) -> Self {
        Self {
            counter: self.counter.or(parent.counter),
            phone: self.phone.or(parent.phone),
            email: self.email.or(parent.email),
            post: self.post.or(parent.post),
            online: self.online.or(parent.online),
        }
    }
}
