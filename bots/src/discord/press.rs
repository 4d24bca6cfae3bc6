//! What a button of ours means on Discord. The custom id carries the whole meaning, so that a button works after a
//! restart; it comes back from outside, so it is read, not trusted.

use guichet_core::{Action, EntryId, Locale};
use serenity::model::id::MessageId;

/// The longest custom id that Discord takes, in characters; ours are ASCII.
pub const MAX_CUSTOM_ID: usize = 100;

/// Changes when the meaning of an encoding changes, so that a stale button is recognised instead of misread.
const VERSION: &str = "g1";

/// A tap on a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// An action of the core: show, choose, vote.
    Act(Action),
    /// Post the answer about this entry, in this language, in the channel.
    Publish(Locale, EntryId),
    /// Show the answer, in this language, that would reply to this message of a citizen.
    Preview(MessageId, Locale, EntryId),
    /// Reply to this message with the answer about this entry, in this language.
    Reply(MessageId, Locale, EntryId),
    /// None of the answers offered for this message fits.
    NoneFits(MessageId),
}

impl Press {
    /// The custom id, at most [`MAX_CUSTOM_ID`] characters of ASCII.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Act(action) => format!("{VERSION}a {}", action.encode()),
            Self::Publish(locale, id) => format!("{VERSION}p {locale} {id}"),
            Self::Preview(message, locale, id) => format!("{VERSION}v {message} {locale} {id}"),
            Self::Reply(message, locale, id) => format!("{VERSION}r {message} {locale} {id}"),
            Self::NoneFits(message) => format!("{VERSION}n {message}"),
        }
    }

    /// Reads what [`encode`](Self::encode) wrote; `None` for anything else, forged or of another version.
    #[must_use]
    pub fn decode(custom_id: &str) -> Option<Self> {
        let (kind, value) = custom_id.strip_prefix(VERSION)?.split_once(' ')?;
        let mut parts = value.split(' ');
        let press = match kind {
            "a" => return Action::decode(value).map(Self::Act),
            "p" => Self::Publish(locale(parts.next()?)?, EntryId::parse(parts.next()?)?),
            "v" => Self::Preview(
                message(parts.next()?)?,
                locale(parts.next()?)?,
                EntryId::parse(parts.next()?)?,
            ),
            "r" => Self::Reply(
                message(parts.next()?)?,
                locale(parts.next()?)?,
                EntryId::parse(parts.next()?)?,
            ),
            "n" => Self::NoneFits(message(parts.next()?)?),
            _ => return None,
        };
        parts.next().is_none().then_some(press)
    }
}

/// A message's number; zero is nobody's.
fn message(text: &str) -> Option<MessageId> {
    text.parse().ok().filter(|number| *number != 0).map(MessageId::new)
}

/// A language exactly as we write it.
fn locale(text: &str) -> Option<Locale> {
    Locale::parse(text).filter(|locale| locale.code() == text)
}

#[cfg(test)]
mod tests {
    use guichet_core::MAX_ID_BYTES;

    use super::*;

    /// One press of each kind, with the longest parts that exist.
    fn longest() -> [Press; 5] {
        let id = EntryId::parse(&"x".repeat(MAX_ID_BYTES)).unwrap();
        let message = MessageId::new(u64::MAX - 1);
        let locale = Locale::parse("vls").unwrap();
        [
            Press::Act(Action::Vote(id.clone(), false)),
            Press::Publish(locale, id.clone()),
            Press::Preview(message, locale, id.clone()),
            Press::Reply(message, locale, id),
            Press::NoneFits(message),
        ]
    }

    #[test]
    fn what_is_encoded_fits_and_comes_back() {
        for press in longest() {
            let custom_id = press.encode();
            assert!(custom_id.len() <= MAX_CUSTOM_ID, "{custom_id}");
            assert!(custom_id.is_ascii());
            assert_eq!(Press::decode(&custom_id), Some(press));
        }
    }

    #[test]
    fn forged_and_stale_ones_are_refused() {
        for forged in [
            "",
            "g1",
            "g1p",
            "g1p fr",
            "g1p FR mairie",
            "g1p fr mairie more",
            "g1v 0 fr mairie",
            "g1v -1 fr mairie",
            "g1v 5 mairie",
            "g1r 5 fr",
            "g1n",
            "g1n x",
            "g1a",
            "g1a 9o:mairie",
            "g0p fr mairie",
            "g1z fr mairie",
            "<@1> @everyone",
        ] {
            assert_eq!(Press::decode(forged), None, "{forged}");
        }
        for press in longest() {
            let custom_id = press.encode();
            for end in 1..custom_id.len() {
                if let Some(cut) = Press::decode(&custom_id[..end]) {
                    assert_eq!(cut.encode(), custom_id[..end], "a cut id reads as something else");
                }
            }
        }
    }
}
