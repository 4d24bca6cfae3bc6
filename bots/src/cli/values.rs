//! How the values on the command line are read, and why one cannot be.

use std::fmt;

use guichet_core::Locale;

use crate::language::Language;

/// Questions without an answer are kept for so many days.
const MOST_DAYS_KEPT: u64 = 30;

/// Counts are kept for ever; ten years fit on no screen.
const MOST_DAYS_COUNTED: u64 = 3650;

/// Why a value cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misread {
    /// It is no language code.
    Language,
    /// It is not `key=value`.
    Assignment,
    /// It is no time zone.
    Timezone,
    /// It is no whole number.
    Number,
    /// It is not a number from 1 to this.
    Days(u64),
}

impl Misread {
    /// What to write instead.
    pub(super) fn words(self, language: Language) -> String {
        match self {
            Self::Language => language.pick(
                "une langue s'écrit en deux ou trois lettres, comme fr ou en".to_owned(),
                "a language is two or three letters, such as fr or en".to_owned(),
            ),
            Self::Assignment => language.pick(
                "écrivez clé=valeur, par exemple status=suspended".to_owned(),
                "write it as key=value, for example status=suspended".to_owned(),
            ),
            Self::Timezone => language.pick(
                "ce fuseau horaire n'existe pas ; par exemple Europe/Paris".to_owned(),
                "no such time zone; for example Europe/Paris".to_owned(),
            ),
            Self::Number => language.pick("écrivez un nombre entier".to_owned(), "write a whole number".to_owned()),
            Self::Days(most) => language.pick(
                format!("écrivez un nombre de jours, de 1 à {most}"),
                format!("write a number of days, from 1 to {most}"),
            ),
        }
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words(Language::English))
    }
}

impl std::error::Error for Misread {}

/// Reads the name of a time zone.
pub(super) fn timezone(name: &str) -> Result<String, Misread> {
    let known = name.parse::<chrono_tz::Tz>().map_err(|_| Misread::Timezone)?;
    Ok(known.name().to_owned())
}

/// Reads `key=value`.
pub(super) fn assignment(text: &str) -> Result<(String, String), Misread> {
    let (key, value) = text.split_once('=').ok_or(Misread::Assignment)?;
    if key.is_empty() {
        return Err(Misread::Assignment);
    }
    Ok((key.to_owned(), value.to_owned()))
}

/// Reads a language code.
pub(super) fn locale(tag: &str) -> Result<Locale, Misread> {
    Locale::parse(tag).ok_or(Misread::Language)
}

/// Reads a number.
pub(super) fn number(text: &str) -> Result<usize, Misread> {
    text.parse().map_err(|_| Misread::Number)
}

/// Reads a number of days of which questions are kept.
pub(super) fn days_kept(text: &str) -> Result<u64, Misread> {
    days(text, MOST_DAYS_KEPT)
}

/// Reads a number of days of which counts are kept.
pub(super) fn days_counted(text: &str) -> Result<u64, Misread> {
    days(text, MOST_DAYS_COUNTED)
}

fn days(text: &str, most: u64) -> Result<u64, Misread> {
    let days = text.parse().ok().filter(|days| (1..=most).contains(days));
    days.ok_or(Misread::Days(most))
}
