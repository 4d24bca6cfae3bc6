//! What a button means. A tap comes back from outside, so it is read, not trusted.

use crate::{EntryId, Locale};

/// The longest encoded action, in bytes (Telegram's `callback_data`).
pub const MAX_ACTION_BYTES: usize = 64;

/// Changes when the meaning of an encoding changes, so that a stale button is recognised instead of misread.
const VERSION: char = '1';

/// A citizen's tap on a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Show this entry or service (a see-also, a menu line).
    Open(EntryId),
    /// This is what I meant (after "did you mean").
    Choose(EntryId),
    /// Nothing of what was offered is what I meant.
    NoneOfThese,
    /// Show the welcome with its sample questions.
    Menu,
    /// Answer me in this language from now on.
    Speak(Locale),
    /// The answer about this entry helped (`true`) or did not.
    Vote(EntryId, bool),
}

impl Action {
    /// The action as at most [`MAX_ACTION_BYTES`] bytes of ASCII.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Open(id) => format!("{VERSION}o:{id}"),
            Self::Choose(id) => format!("{VERSION}c:{id}"),
            Self::NoneOfThese => format!("{VERSION}n"),
            Self::Menu => format!("{VERSION}m"),
            Self::Speak(locale) => format!("{VERSION}l:{locale}"),
            Self::Vote(id, true) => format!("{VERSION}+:{id}"),
            Self::Vote(id, false) => format!("{VERSION}-:{id}"),
        }
    }

    /// Reads what [`encode`](Self::encode) wrote; `None` for anything else, forged or of another version.
    ///
    /// A well-formed action may still name an entry that the FAQ no longer has: the assistant then shows the menu.
    #[must_use]
    pub fn decode(data: &str) -> Option<Self> {
        let body = data.strip_prefix(VERSION)?;
        match body {
            "n" => return Some(Self::NoneOfThese),
            "m" => return Some(Self::Menu),
            _ => {}
        }
        let (kind, value) = body.split_once(':')?;
        match kind {
            "o" => EntryId::parse(value).map(Self::Open),
            "c" => EntryId::parse(value).map(Self::Choose),
            "l" => Locale::parse(value).map(Self::Speak),
            "+" => EntryId::parse(value).map(|id| Self::Vote(id, true)),
            "-" => EntryId::parse(value).map(|id| Self::Vote(id, false)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_encoded_fits_and_comes_back(id in "[!-~]{1,56}", kind in 0..6) {
            let id = EntryId::parse(&id).unwrap();
            let action = match kind {
                0 => Action::Open(id),
                1 => Action::Choose(id),
                2 => Action::Vote(id, true),
                3 => Action::Vote(id, false),
                4 => Action::Speak(Locale::FRENCH),
                _ => Action::Menu,
            };
            let data = action.encode();
            prop_assert!(data.len() <= MAX_ACTION_BYTES);
            prop_assert_eq!(Action::decode(&data), Some(action));
        }

        #[test]
        fn forged_data_is_refused_or_harmless(data in ".{0,80}") {
            if let Some(action) = Action::decode(&data) {
                prop_assert!(action.encode().len() <= MAX_ACTION_BYTES);
            }
        }
    }
}
