//! What one part of the FAQ says against another: phone numbers typed by hand, numbers of nobody, "closed" of a service
//! that is open. Only what is very likely wrong is told, as warnings: these are guesses about language.

mod statements;
mod states;

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
use crate::diagnostic::Problem;
use states::States;

/// Compares every text with the services.
pub(super) fn read(
    reader: &mut Proofreader,
    (services, entries): (&[services::Written<'_>], &[Written<'_, source::Entry>]),
    facts: &Facts<'_>,
    (town_at, town): (At<'_>, &source::Town),
) {
    let book = PhoneBook::new(services, town);
    let states = States::new(services, facts);
    let mut look = |at: At<'_>, texts: Option<&Texts>, about: About<'_>| {
        for (code, text) in texts.into_iter().flat_map(|texts| &texts.0) {
            let at = at.key(code);
            book.compare(reader, at, text);
            match about {
                About::Anything => states.compare(reader, at, text),
                About::Itself(id) => states.compare_own(reader, at, text, id),
                About::NoState => {}
            }
        }
    };
    for it in entries {
        look(it.at.key("answer"), it.source.answer.as_ref(), About::Anything);
    }
    for it in services {
        let itself = About::Itself(it.id.as_str());
        look(it.at.key("note"), it.source.note.as_ref(), itself);
        look(it.at.key("resumes"), it.source.resumes.as_ref(), About::NoState);
    }
    look(town_at.key("banner"), town.banner.as_ref(), About::Anything);
    let unlisted = town.unlisted_services.as_ref();
    look(town_at.key("unlisted_services"), unlisted, About::NoState);
    states.compare_channels(reader);
}

/// Of what a text says that it is open or closed.
#[derive(Clone, Copy)]
enum About<'a> {
    /// Of whichever service it names.
    Anything,
    /// Of the service whose note it is, named or not.
    Itself(&'a str),
    /// Of nothing at the moment.
    NoState,
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
