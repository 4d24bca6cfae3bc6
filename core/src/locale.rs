//! A language of the town, and texts that exist in several of them.

use std::fmt;

/// A language code of two or three lower-case ASCII letters (`fr`, `en`, `vls`).
///
/// Region and script are dropped: the citizen's phone says `fr-BE`, the FAQ says `fr`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Locale([u8; 3]);

impl Locale {
    /// French.
    pub const FRENCH: Self = Self(*b"fr\0");
    /// English.
    pub const ENGLISH: Self = Self(*b"en\0");

    /// Reads a language tag (`fr`, `fr-FR`, `EN_gb`); `None` when it does not start with a language code.
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let code = tag.trim().split(['-', '_', '.']).next()?;
        let mut letters = [0; 3];
        if !(2..=3).contains(&code.len()) {
            return None;
        }
        for (slot, byte) in letters.iter_mut().zip(code.bytes()) {
            if !byte.is_ascii_alphabetic() {
                return None;
            }
            *slot = byte.to_ascii_lowercase();
        }
        Some(Self(letters))
    }

    /// The code as text, `"fr"`.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('\0')
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.code())
    }
}

/// A value in the town's first language, and in others where it was translated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localised<T> {
    first: (Locale, T),
    others: Vec<(Locale, T)>,
}

impl<T> Localised<T> {
    /// A value that exists in one language so far.
    pub const fn new(locale: Locale, value: T) -> Self {
        Self {
            first: (locale, value),
            others: Vec::new(),
        }
    }

    /// Adds, or replaces, the value of one language.
    pub fn insert(&mut self, locale: Locale, value: T) {
        if self.first.0 == locale {
            self.first.1 = value;
        } else if let Some(slot) = self.others.iter_mut().find(|(l, _)| *l == locale) {
            slot.1 = value;
        } else {
            self.others.push((locale, value));
        }
    }

    /// The value in `locale`, or in the town's first language where it was not translated.
    #[must_use]
    pub fn get(&self, locale: Locale) -> &T {
        self.exact(locale).unwrap_or(&self.first.1)
    }

    /// The value in `locale` only.
    #[must_use]
    pub fn exact(&self, locale: Locale) -> Option<&T> {
        self.iter().find(|(l, _)| *l == locale).map(|(_, v)| v)
    }

    /// Every language with its value, the first language first.
    pub fn iter(&self) -> impl Iterator<Item = (Locale, &T)> {
        std::iter::once(&self.first).chain(&self.others).map(|(l, v)| (*l, v))
    }

    /// The same languages with other values.
    pub fn map<U>(&self, mut f: impl FnMut(Locale, &T) -> U) -> Localised<U> {
        Localised {
            first: (self.first.0, f(self.first.0, &self.first.1)),
            others: self.others.iter().map(|(l, v)| (*l, f(*l, v))).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags_as_phones_send_them() {
        assert_eq!(Locale::parse("fr-FR"), Some(Locale::FRENCH));
        assert_eq!(Locale::parse("EN_us"), Some(Locale::ENGLISH));
        assert_eq!(Locale::parse("vls").map(|l| l.to_string()), Some("vls".into()));
        for wrong in ["", "f", "french", "é1", "1a"] {
            assert_eq!(Locale::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn falls_back_to_the_first_language() {
        let mut text = Localised::new(Locale::FRENCH, "oui");
        assert_eq!(text.get(Locale::ENGLISH), &"oui");
        text.insert(Locale::ENGLISH, "yes");
        assert_eq!(text.get(Locale::ENGLISH), &"yes");
        assert_eq!(text.get(Locale::FRENCH), &"oui");
    }
}
