//! Snowball stems, by language.

use rust_stemmers::Algorithm;

use crate::Locale;

/// Cuts a word's ending off the way its language inflects.
pub(crate) struct Stemmer(Option<rust_stemmers::Stemmer>);

impl Stemmer {
    /// The stemmer of a language; words of a language without one stay as they are.
    pub(crate) fn new(locale: Locale) -> Self {
        let algorithm = match locale.code() {
            "ar" => Algorithm::Arabic,
            "da" => Algorithm::Danish,
            "de" => Algorithm::German,
            "en" => Algorithm::English,
            "es" => Algorithm::Spanish,
            "fi" => Algorithm::Finnish,
            "fr" => Algorithm::French,
            "hu" => Algorithm::Hungarian,
            "it" => Algorithm::Italian,
            "nl" => Algorithm::Dutch,
            "no" => Algorithm::Norwegian,
            "pt" => Algorithm::Portuguese,
            "ro" => Algorithm::Romanian,
            "ru" => Algorithm::Russian,
            "sv" => Algorithm::Swedish,
            "tr" => Algorithm::Turkish,
            _ => return Self(None),
        };
        Self(Some(rust_stemmers::Stemmer::create(algorithm)))
    }

    /// The stem of a folded word. Accents must have been dropped before, on both sides: `données` and `donnees`
    /// have different stems, `donnees` and `donnees` have not.
    pub(crate) fn stem<'a>(&self, word: &'a str) -> std::borrow::Cow<'a, str> {
        match &self.0 {
            Some(stemmer) if word.is_ascii() => stemmer.stem(word),
            _ => word.into(),
        }
    }
}
