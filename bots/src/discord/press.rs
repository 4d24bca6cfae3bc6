//! What a button of ours means on Discord. The custom id carries the whole meaning, so that a button works after a
//! restart; it comes back from outside, so it is read, not trusted.

use guichet_core::{Action, EntryId, Locale};
use serenity::all::{MessageId, UserId};

/// Changes when the meaning of an encoding changes, so that a stale button is recognised instead of misread.
const VERSION: &str = "g1";

/// Somebody's message that is to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The message.
    pub(super) message: MessageId,
    /// Who wrote it: a question that several people ask counts more than one that somebody repeats.
    pub(super) author: UserId,
}

/// A tap on a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// An action of the core: show, choose, vote.
    Act(Action),
    /// Post the answer about this entry, in this language, in the channel.
    Publish(Locale, EntryId),
    /// Show the answer, in this language, that would reply to this message of a citizen.
    Preview(Target, Locale, EntryId),
    /// Reply to this message with the answer about this entry, in this language.
    Reply(Target, Locale, EntryId),
    /// None of the answers offered for this message fits.
    NoneFits(Target),
}

impl Press {
    /// The custom id: ASCII, and at most the 100 characters that Discord takes.
    #[must_use]
    pub(super) fn encode(&self) -> String {
        match self {
            Self::Act(action) => format!("{VERSION}a {}", action.encode()),
            Self::Publish(locale, id) => format!("{VERSION}p {locale} {id}"),
            Self::Preview(target, locale, id) => format!("{VERSION}v {} {locale} {id}", target.encode()),
            Self::Reply(target, locale, id) => format!("{VERSION}r {} {locale} {id}", target.encode()),
            Self::NoneFits(target) => format!("{VERSION}n {}", target.encode()),
        }
    }

    /// Reads what [`encode`](Self::encode) wrote; `None` for anything else, forged or of another version.
    #[must_use]
    pub(super) fn decode(custom_id: &str) -> Option<Self> {
        let (kind, value) = custom_id.strip_prefix(VERSION)?.split_once(' ')?;
        let mut parts = value.split(' ');
        let mut part = || parts.next();
        let press = match kind {
            "a" => return Action::decode(value).map(Self::Act),
            "p" => Self::Publish(locale(part()?)?, EntryId::parse(part()?)?),
            "v" => Self::Preview(
                Target::decode(part()?, part()?)?,
                locale(part()?)?,
                EntryId::parse(part()?)?,
            ),
            "r" => Self::Reply(
                Target::decode(part()?, part()?)?,
                locale(part()?)?,
                EntryId::parse(part()?)?,
            ),
            "n" => Self::NoneFits(Target::decode(part()?, part()?)?),
            _ => return None,
        };
        parts.next().is_none().then_some(press)
    }
}

impl Target {
    fn encode(self) -> String {
        format!("{} {}", short(self.message.get()), short(self.author.get()))
    }

    fn decode(message: &str, author: &str) -> Option<Self> {
        Some(Self {
            message: MessageId::new(long(message)?),
            author: UserId::new(long(author)?),
        })
    }
}

/// The base of numbers: 13 characters for the largest one instead of 20.
const BASE: u64 = 36;

fn short(mut number: u64) -> String {
    let mut digits = Vec::new();
    while number > 0 {
        digits.extend(
            u32::try_from(number % BASE)
                .ok()
                .and_then(|digit| char::from_digit(digit, 36)),
        );
        number /= BASE;
    }
    digits.iter().rev().collect()
}

/// A number exactly as [`short`] writes it; zero is nobody's.
fn long(text: &str) -> Option<u64> {
    let number = u64::from_str_radix(text, 36).ok()?;
    (number != 0 && short(number) == text).then_some(number)
}

/// A language exactly as we write it.
fn locale(text: &str) -> Option<Locale> {
    Locale::parse(text).filter(|locale| locale.code() == text)
}

#[cfg(test)]
mod tests {
    use guichet_core::MAX_ID_BYTES;

    use super::*;

    /// The longest custom id that Discord takes.
    const MAX_CUSTOM_ID: usize = 100;

    /// One press of each kind, with the longest parts that exist.
    fn longest() -> [Press; 5] {
        let id = EntryId::parse(&"x".repeat(MAX_ID_BYTES)).unwrap();
        let target = Target {
            message: MessageId::new(u64::MAX - 1),
            author: UserId::new(u64::MAX - 2),
        };
        let locale = Locale::parse("vls").unwrap();
        [
            Press::Act(Action::Vote(id.clone(), false)),
            Press::Publish(locale, id.clone()),
            Press::Preview(target, locale, id.clone()),
            Press::Reply(target, locale, id),
            Press::NoneFits(target),
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
            "g1v 0 5 fr mairie",
            "g1v -1 5 fr mairie",
            "g1v +1 5 fr mairie",
            "g1v A 5 fr mairie",
            "g1v 5 fr mairie",
            "g1r 5 5 fr",
            "g1n",
            "g1n 5",
            "g1n 5 é",
            "g1n 5 zzzzzzzzzzzzzzzzzzzz",
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
                let part: String = custom_id.chars().take(end).collect();
                if let Some(cut) = Press::decode(&part) {
                    assert_eq!(cut.encode(), part, "a cut id reads as something else");
                }
            }
        }
    }
}
