//! The town's own wording: the counter's sentences, and what people write for what the FAQ says.

use std::collections::BTreeMap;

use super::{node::At, placeholders, proofreader::Proofreader, source};
use crate::{Interface, Locale, Phrase, diagnostic::Problem};

/// The counter's sentences, the town's over the defaults.
pub(super) fn interface(
    reader: &mut Proofreader,
    parts: &[(At<'_>, &source::Ordered<source::OneOrEach<String, String>>)],
) -> Interface {
    let mut interface = Interface::new(&reader.languages);
    let defaults = interface.clone();
    for (at, sentences) in parts {
        for (key, wording) in &sentences.0 {
            // The shape of the file has already refused other keys.
            let Some(phrase) = Phrase::from_key(key) else { continue };
            let at = at.key(key);
            let mut set = |reader: &mut Proofreader, at: At<'_>, locale, text: &str| {
                gaps(reader, at, text, &known_gaps(&defaults, phrase));
                interface.set(phrase, locale, text.trim_end().to_owned());
            };
            match wording {
                source::OneOrEach::One(text) => set(reader, at, reader.first_language(), text),
                source::OneOrEach::Each(texts) => {
                    for (code, text) in &texts.0 {
                        if let Some(locale) = reader.language(at, code) {
                            set(reader, at.key(code), locale, text);
                        }
                    }
                }
            }
        }
    }
    interface
}

/// The gaps that a sentence has, in any of its default languages.
fn known_gaps(defaults: &Interface, phrase: Phrase) -> Vec<String> {
    let texts = [Locale::FRENCH, Locale::ENGLISH].map(|locale| defaults.text(phrase, locale));
    let mut gaps: Vec<String> = texts
        .iter()
        .flat_map(|text| placeholders::find(text))
        .map(str::to_owned)
        .collect();
    gaps.extend(
        ["{town}".to_owned(), "{phone}".to_owned()]
            .into_iter()
            .filter(|_| SPEAKS.contains(&phrase)),
    );
    gaps.sort();
    gaps.dedup();
    gaps
}

/// Sentences that may name the town and its number even where the default does not.
const SPEAKS: &[Phrase] = &[
    Phrase::Welcome,
    Phrase::Unknown,
    Phrase::OtherLanguage,
    Phrase::Insult,
    Phrase::Distress,
];

fn gaps(reader: &mut Proofreader, at: At<'_>, text: &str, known: &[String]) {
    reader.prose(at, text);
    for gap in placeholders::find(text) {
        if !known.iter().any(|known| known == gap) {
            reader.add(
                at.find(gap),
                Problem::UnknownGap {
                    gap: gap.to_owned(),
                    known: known.to_vec(),
                },
            );
        }
    }
}

/// What people write and what the FAQ says instead, per language.
pub(super) fn vocabulary(
    reader: &mut Proofreader,
    parts: &[(At<'_>, &source::Ordered<source::Ordered<String>>)],
) -> BTreeMap<Locale, Vec<(String, String)>> {
    let mut vocabulary: BTreeMap<Locale, Vec<_>> = BTreeMap::new();
    for (at, languages) in parts {
        for (code, pairs) in &languages.0 {
            let Some(locale) = reader.language(*at, code) else {
                continue;
            };
            let at = at.key(code);
            for (said, meant) in &pairs.0 {
                if said.trim().is_empty() {
                    reader.add(at.key(said).key_place(), Problem::EmptyText);
                }
                reader.question(at.key(said), meant);
            }
            let pairs = pairs
                .0
                .iter()
                .map(|(said, meant)| (said.trim().to_owned(), meant.trim().to_owned()));
            vocabulary.entry(locale).or_default().extend(pairs);
        }
    }
    vocabulary
}
