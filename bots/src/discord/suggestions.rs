//! What Discord proposes while somebody types: entries whose title or questions hold what was typed, and those that the
//! assistant would answer with. All in memory.

use std::collections::HashSet;

use chrono::Utc;
use guichet_core::{
    Action, EntryId, Locale, Utterance,
    catalogue::{Catalogue, Topic},
};

use super::outbound::shortened;
use crate::Assistant;

/// The most that Discord shows.
const MAX_CHOICES: usize = 25;
/// The longest text of one.
const MAX_NAME: usize = 100;
/// Shorter beginnings say nothing about a question.
const MIN_QUESTION: usize = 3;

/// One proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Suggestion {
    /// What is shown.
    pub(super) name: String,
    /// What comes back when it is chosen: an encoded [`Action`], which is read again and not trusted.
    pub(super) value: String,
}

/// What to propose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Among {
    /// Everything that can be asked.
    Everything,
    /// Services only.
    Services,
}

/// The proposals for what was typed so far, best first.
pub(super) fn suggest(assistant: &Assistant, typed: &str, among: Among, locale: Locale) -> Vec<Suggestion> {
    let catalogue = assistant.catalogue();
    let mut found = found(catalogue, typed, among, locale);
    if among == Among::Everything && typed.trim().chars().count() >= MIN_QUESTION {
        let utterance = Utterance::new(typed, Utc::now()).in_locale(Some(locale));
        let verdict = assistant.judge(&utterance);
        let likely = verdict.outcome.ids().to_vec();
        found.splice(0..0, likely);
    }
    let mut seen = HashSet::new();
    found.retain(|id| seen.insert(id.clone()));
    let topics = found.iter().filter_map(|id| catalogue.topic(id));
    topics
        .take(MAX_CHOICES)
        .map(|topic| suggestion(topic, locale))
        .collect()
}

/// Topics that hold what was typed: in their title first, then in one of their questions; all of them for nothing typed.
fn found(catalogue: &Catalogue, typed: &str, among: Among, locale: Locale) -> Vec<EntryId> {
    let typed = folded(typed);
    let wanted: Vec<Topic<'_>> = catalogue
        .topics()
        .filter(|topic| among == Among::Everything || matches!(topic, Topic::Service(_)))
        .collect();
    let holds = |text: &str| folded(text).contains(&typed);
    let titled = wanted.iter().filter(|topic| holds(topic.title(locale)));
    let asked = wanted
        .iter()
        .filter(|topic| topic.questions().iter().any(|question| holds(&question.text)));
    titled.chain(asked).map(|topic| topic.id().clone()).collect()
}

fn suggestion(topic: Topic<'_>, locale: Locale) -> Suggestion {
    Suggestion {
        name: shortened(topic.title(locale), MAX_NAME),
        value: Action::Open(topic.id().clone()).encode(),
    }
}

/// Lower case without accents, so that a telephone's keyboard finds everything.
fn folded(text: &str) -> String {
    let plain = text.trim().to_lowercase();
    plain
        .chars()
        .map(|c| match c {
            'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            '’' => '\'',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    fn town() -> Assistant {
        Assistant::load(Path::new("../tests/catalogues/small-town")).unwrap()
    }

    #[test]
    fn titles_are_found_without_accents_and_in_both_languages() {
        let town = town();
        let names = |typed, locale| {
            let all = suggest(&town, typed, Among::Everything, locale);
            all.into_iter().map(|s| s.name).collect::<Vec<_>>()
        };
        assert!(names("HOTEL", Locale::FRENCH).contains(&"Hôtel de ville".to_owned()));
        assert!(names("swim", Locale::ENGLISH).contains(&"Swimming pool".to_owned()));
        assert!(names("zqx", Locale::FRENCH).is_empty());
    }

    #[test]
    fn whatever_is_typed_the_proposals_are_acceptable() {
        let town = town();
        for typed in ["", "e", "la mairie", "😀", &"x".repeat(5_000)] {
            let all = suggest(&town, typed, Among::Everything, Locale::FRENCH);
            assert!(all.len() <= MAX_CHOICES);
            assert!(
                all.iter()
                    .all(|s| !s.name.is_empty() && s.name.encode_utf16().count() <= MAX_NAME)
            );
            let values: HashSet<_> = all.iter().map(|s| &s.value).collect();
            assert_eq!(values.len(), all.len(), "an entry is proposed twice");
        }
    }
}
