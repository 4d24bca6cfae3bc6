//! The language in which staff are spoken to. What citizens read comes from the FAQ, never from here.

use guichet_core::Locale;

use crate::{Environment, config};

/// A language of the staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// French.
    French,
    /// English.
    English,
}

impl Language {
    /// The language that was asked for.
    pub(crate) fn named(locale: Locale) -> Self {
        if locale == Locale::FRENCH {
            Self::French
        } else {
            Self::English
        }
    }

    /// French when the computer or the town speaks it, English otherwise.
    pub(crate) fn of(environment: Environment<'_>, town: Option<Locale>) -> Self {
        let french = Some(Locale::FRENCH);
        if config::locale(environment) == french || town == french {
            Self::French
        } else {
            Self::English
        }
    }

    /// The language of somebody who has not named a FAQ yet: that of the computer, or else the town's.
    pub(crate) fn of_computer(environment: Environment<'_>, town: impl FnOnce() -> Option<Locale>) -> Self {
        config::locale(environment)
            .or_else(town)
            .map_or(Self::English, Self::named)
    }

    /// What a message of the program begins with.
    pub(crate) fn program(self) -> &'static str {
        self.pick("guichet :", "guichet:")
    }

    /// The text of this language. Both stand side by side, so that a change of one is seen in the other.
    pub(crate) fn pick<T>(self, french: T, english: T) -> T {
        match self {
            Self::French => french,
            Self::English => english,
        }
    }

    /// A number with its noun in the right form.
    pub(crate) fn count(self, number: usize, french: [&str; 2], english: [&str; 2]) -> String {
        // Zero is singular in French and plural in English.
        let is_one = self.pick(number < 2, number == 1);
        let [one, many] = self.pick(french, english);
        format!("{number} {}", if is_one { one } else { many })
    }

    /// The same language as a citizen would announce it.
    pub(crate) const fn locale(self) -> Locale {
        match self {
            Self::French => Locale::FRENCH,
            Self::English => Locale::ENGLISH,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_is_spoken_when_the_computer_or_the_town_does() {
        let computer = |lang: &'static str| move |name: &str| (name == "LANG").then(|| lang.into());
        assert_eq!(Language::of(&computer("fr_FR.UTF-8"), None), Language::French);
        assert_eq!(Language::of(&computer("en_GB.UTF-8"), None), Language::English);
        assert_eq!(
            Language::of(&computer("en_GB.UTF-8"), Some(Locale::FRENCH)),
            Language::French
        );
        assert_eq!(
            Language::of(&computer("C.UTF-8"), Some(Locale::ENGLISH)),
            Language::English
        );
        assert_eq!(
            Language::of(&computer("C.UTF-8"), Some(Locale::FRENCH)),
            Language::French
        );
        let french = || Some(Locale::FRENCH);
        assert_eq!(Language::of_computer(&computer("C.UTF-8"), french), Language::French);
        assert_eq!(
            Language::of_computer(&computer("en_GB.UTF-8"), french),
            Language::English
        );
        assert_eq!(Language::of_computer(&computer("C"), || None), Language::English);
    }
}
