//! The counter's own sentences. A complete French and English default ships here; a town overrides any of them.

mod phrase;

use std::collections::HashMap;

pub use phrase::Phrase;

use crate::Locale;

/// The default sentences that ship with the core: `key: text`.
const DEFAULTS: [(Locale, &str); 2] = [
    (Locale::FRENCH, include_str!("interface/fr.yaml")),
    (Locale::ENGLISH, include_str!("interface/en.yaml")),
];

/// Every sentence of the counter in every language it has.
#[derive(Clone, Debug)]
pub struct Interface {
    /// Looked up in this order when a language lacks a sentence.
    fallback: Vec<Locale>,
    texts: HashMap<(Phrase, Locale), String>,
}

impl Interface {
    /// The default sentences for a town that speaks `languages`, its first language first.
    #[must_use]
    pub fn new(languages: &[Locale]) -> Self {
        let mut texts = HashMap::new();
        for (locale, yaml) in DEFAULTS {
            let defaults: HashMap<String, String> = serde_yaml::from_str(yaml).unwrap_or_default();
            for (key, text) in defaults {
                if let Some(phrase) = Phrase::from_key(&key) {
                    texts.insert((phrase, locale), text.trim_end().to_owned());
                }
            }
        }
        let fallback = languages
            .iter()
            .copied()
            .chain(DEFAULTS.map(|(locale, _)| locale))
            .collect();
        Self { fallback, texts }
    }

    /// Replaces one sentence by the town's own wording.
    pub fn set(&mut self, phrase: Phrase, locale: Locale, text: String) {
        self.texts.insert((phrase, locale), text);
    }

    /// A sentence in `locale`, else in the town's first language that has it, else in French.
    #[must_use]
    pub fn text(&self, phrase: Phrase, locale: Locale) -> &str {
        std::iter::once(&locale)
            .chain(&self.fallback)
            .find_map(|l| self.texts.get(&(phrase, *l)))
            .map_or("", String::as_str)
    }

    /// A sentence with its `{name}` gaps filled. A gap without a value stays as written.
    #[must_use]
    pub fn fill(&self, phrase: Phrase, locale: Locale, values: &[(&str, &str)]) -> String {
        let mut text = self.text(phrase, locale).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_phrase_has_both_default_languages_and_no_key_is_unknown() {
        for (locale, yaml) in DEFAULTS {
            let defaults: HashMap<String, String> = serde_yaml::from_str(yaml).unwrap();
            for key in defaults.keys() {
                assert!(Phrase::from_key(key).is_some(), "{locale}: unknown key {key}");
            }
            for phrase in Phrase::ALL {
                let text = defaults.get(phrase.key()).map_or("", String::as_str);
                assert!(!text.trim().is_empty(), "{locale}: {} is missing", phrase.key());
            }
        }
    }

    #[test]
    fn gaps_are_filled() {
        let interface = Interface::new(&[Locale::FRENCH]);
        let text = interface.fill(Phrase::OpenUntil, Locale::FRENCH, &[("time", "12 h")]);
        assert!(text.contains("12 h") && !text.contains('{'), "{text}");
    }
}
