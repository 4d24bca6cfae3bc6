//! The signs of a scam that the counter names to a citizen who shows it a message.

use crate::Phrase;

/// A sign of a scam that was seen in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    /// It wants a link followed.
    Link,
    /// It wants money, or speaks of an amount.
    Payment,
    /// It leaves little time.
    Urgency,
    /// It wants a password, a code, bank details or personal data.
    Credentials,
    /// It brings a file.
    Attachment,
    /// It threatens: a blocked account, a fine, a bailiff.
    Threat,
    /// It promises a prize or a present.
    Prize,
    /// It promises a refund.
    Refund,
    /// It speaks in the name of an office, a company or a relative.
    Sender,
}

impl Sign {
    /// Every sign, in the order in which they are named.
    pub const ALL: &[Self] = &[
        Self::Link,
        Self::Payment,
        Self::Credentials,
        Self::Attachment,
        Self::Urgency,
        Self::Threat,
        Self::Prize,
        Self::Refund,
        Self::Sender,
    ];

    /// Its name in the word lists.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Payment => "payment",
            Self::Urgency => "urgency",
            Self::Credentials => "credentials",
            Self::Attachment => "attachment",
            Self::Threat => "threat",
            Self::Prize => "prize",
            Self::Refund => "refund",
            Self::Sender => "sender",
        }
    }

    /// How the counter names it, as a noun that fits into an enumeration.
    #[must_use]
    pub const fn phrase(self) -> Phrase {
        match self {
            Self::Link => Phrase::SignLink,
            Self::Payment => Phrase::SignPayment,
            Self::Urgency => Phrase::SignUrgency,
            Self::Credentials => Phrase::SignCredentials,
            Self::Attachment => Phrase::SignAttachment,
            Self::Threat => Phrase::SignThreat,
            Self::Prize => Phrase::SignPrize,
            Self::Refund => Phrase::SignRefund,
            Self::Sender => Phrase::SignSender,
        }
    }
}
