//! What an answer says against what a service says: phone numbers typed by hand, numbers of nobody, "closed" of a
//! service that is open. Only what is very likely wrong is told, as warnings: these are guesses about language.

use std::collections::BTreeMap;

use super::{
    ids::Written,
    node::At,
    phones,
    placeholders::Facts,
    proofreader::Proofreader,
    services,
    source::{self, Texts},
};
use crate::{diagnostic::Problem, service::Status, text::fold};

/// Says that something is shut, accents folded.
const CLOSED: &[&str] = &[
    "est ferme",
    "sont ferme",
    "reste ferme",
    "restent ferme",
    "est suspendu",
    "sont suspendu",
    "is closed",
    "are closed",
    "remains closed",
    "is suspended",
    "are suspended",
];

/// Says that something works.
const OPEN: &[&str] = &[
    "est ouvert",
    "sont ouvert",
    "reste ouvert",
    "restent ouvert",
    "fonctionne normalement",
    "fonctionnent normalement",
    "is open",
    "are open",
    "remains open",
    "works normally",
    "is working normally",
    "is operating normally",
];

/// Words with which a sentence does not simply say how things are.
const HEDGES: &[&str] = &[
    "?",
    " pas ",
    " plus ",
    " si ",
    " ne ",
    "n'",
    " not ",
    " if ",
    " sauf ",
    " except ",
    " ou ",
    " or ",
    " le lundi",
    " le samedi",
    " le dimanche",
    " on ",
];

/// Names shorter than this are also ordinary words.
const MIN_NAME_CHARS: usize = 4;

/// How far behind a name the verb may stand, in characters.
const MAX_DISTANCE: usize = 25;

/// Compares every text with the services.
pub(super) fn read(
    reader: &mut Proofreader,
    (services, entries): (&[services::Written<'_>], &[Written<'_, source::Entry>]),
    facts: &Facts<'_>,
    (town_at, town): (At<'_>, &source::Town),
) {
    let book = PhoneBook::new(services, town);
    let names = names(services);
    let mut look = |at: At<'_>, texts: Option<&Texts>, statements: bool| {
        for (code, text) in texts.into_iter().flat_map(|texts| &texts.0) {
            let at = at.key(code);
            book.compare(reader, at, text);
            if statements {
                compare_statements(reader, at, text, &names, facts);
            }
        }
    };
    for it in entries {
        look(it.at.key("answer"), it.source.answer.as_ref(), true);
    }
    for it in services {
        look(it.at.key("note"), it.source.note.as_ref(), false);
        look(it.at.key("resumes"), it.source.resumes.as_ref(), false);
    }
    look(town_at.key("banner"), town.banner.as_ref(), true);
    look(town_at.key("unlisted_services"), town.unlisted_services.as_ref(), false);
}

/// Whose number is whose.
struct PhoneBook {
    /// Canonical number to the placeholder that quotes it.
    of_services: BTreeMap<String, String>,
    official: Vec<String>,
}

impl PhoneBook {
    fn new(services: &[services::Written<'_>], town: &source::Town) -> Self {
        let mut of_services = BTreeMap::new();
        for it in services {
            if let Some(phone) = &it.source.phone {
                of_services
                    .entry(phones::canonical(phone))
                    .or_insert_with(|| format!("{{{}.phone}}", it.id));
            }
        }
        let official = town
            .official
            .phones
            .iter()
            .map(|phone| phones::canonical(&phone.value))
            .collect();
        Self { of_services, official }
    }

    fn compare(&self, reader: &mut Proofreader, at: At<'_>, text: &str) {
        for phone in phones::find(text) {
            let number = phones::canonical(phone);
            let phone = phone.to_owned();
            let place = at.find(&phone);
            if let Some(placeholder) = self.of_services.get(&number) {
                reader.add(
                    place,
                    Problem::TypedPhone {
                        phone,
                        placeholder: placeholder.clone(),
                    },
                );
            } else if !self.official.contains(&number) {
                reader.add(place, Problem::StrangerPhone { phone });
            }
        }
    }
}

/// The folded names of all services, longest first, with the id of the service; names of two services are left out.
fn names<'a>(services: &'a [services::Written<'_>]) -> Vec<(String, &'a str)> {
    let mut owners: BTreeMap<String, Option<&str>> = BTreeMap::new();
    for it in services {
        let own = it.source.name.0.iter().map(|(_, name)| name);
        for name in own.chain(it.source.also.0.iter().flat_map(|(_, names)| names)) {
            let id = it.id.as_str();
            let owner = owners.entry(folded(name)).or_insert(Some(id));
            *owner = owner.filter(|owner| *owner == id);
        }
    }
    let mut names: Vec<_> = owners
        .into_iter()
        .filter_map(|(name, owner)| Some((name, owner?)))
        .collect();
    names.retain(|(name, _)| name.chars().count() >= MIN_NAME_CHARS);
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

fn compare_statements(reader: &mut Proofreader, at: At<'_>, text: &str, names: &[(String, &str)], facts: &Facts<'_>) {
    for sentence in text.split_inclusive(['.', '!', '?', '\n', ';', ':']) {
        let plain = format!(" {} ", folded(sentence));
        let says_so = CLOSED.iter().chain(OPEN).any(|words| plain.contains(words));
        if !says_so || HEDGES.iter().any(|hedge| plain.contains(hedge)) {
            continue;
        }
        let Some((name, id)) = names.iter().find(|(name, _)| plain.contains(&format!(" {name} "))) else {
            continue;
        };
        let behind = plain.split(&format!(" {name} ")).nth(1).unwrap_or_default();
        let near: String = behind.chars().take(MAX_DISTANCE).collect();
        let says = |words: &[&str]| words.iter().any(|word| near.contains(word));
        let Some(service) = facts.services.get(id) else {
            continue;
        };
        let contrary = match service.status {
            Status::Normal | Status::Adapted | Status::Restored => says(CLOSED),
            Status::Suspended | Status::Closed => says(OPEN),
            Status::Partial | Status::Unknown => false,
        };
        if contrary {
            let said = sentence.trim().to_owned();
            let first_words = said.lines().next().unwrap_or_default();
            let place = at.find(first_words);
            let status = status_word(service.status).to_owned();
            reader.add(
                place,
                Problem::Contradiction {
                    service: (*id).to_owned(),
                    status,
                },
            );
        }
    }
}

/// The word of a status in the files.
const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Normal => "normal",
        Status::Adapted => "adapted",
        Status::Partial => "partial",
        Status::Suspended => "suspended",
        Status::Closed => "closed",
        Status::Restored => "restored",
        Status::Unknown => "unknown",
    }
}

/// Lower case, no accents, apostrophes and markup as spaces.
fn folded(text: &str) -> String {
    let plain = fold(text).replace(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '?'), " ");
    let plain = plain.replace("l'", "l' ").replace("d'", "d' ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
