//! Catalogues built by hand for the tests of replies.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Europe::Paris;

use crate::{
    Action, Catalogue, EntryId, Hours, Interface, Locale, Localised, Markdown, Reply,
    catalogue::{Body, Caution, Entry, Official, OfficialValue, Review, Service, Town},
    service::{Channels, Status},
};

pub(super) const FR: Locale = Locale::FRENCH;
pub(super) const EN: Locale = Locale::ENGLISH;

pub(super) fn id(text: &str) -> EntryId {
    EntryId::parse(text).unwrap()
}

pub(super) fn ids(texts: &[&str]) -> Vec<EntryId> {
    texts.iter().map(|text| id(text)).collect()
}

/// A text in French and English.
pub(super) fn both(french: &str, english: &str) -> Localised<String> {
    let mut text = Localised::new(FR, french.to_owned());
    text.insert(EN, english.to_owned());
    text
}

/// A Markdown text in French and English.
pub(super) fn markdown(french: &str, english: &str) -> Localised<Markdown> {
    both(french, english).map(|_, text| Markdown::parse(text))
}

/// A moment in Paris, `2026-09-10 10:00` (a Thursday).
pub(super) fn paris(text: &str) -> DateTime<Utc> {
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    naive.and_local_timezone(Paris).unwrap().to_utc()
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn hours(text: &str) -> Hours {
    Hours::parse(text, Paris).unwrap()
}

/// A service that says nothing but its name and status.
pub(super) fn service(name: &str, status: Status) -> Service {
    Service {
        id: id(&name.to_lowercase().replace(['é', 'è'], "e")),
        name: both(name, &format!("{name} (en)")),
        also: Vec::new(),
        status,
        note: None,
        channels: Channels::default(),
        phone: None,
        address: None,
        hours: None,
        resumes: None,
        as_of: None,
        questions: Vec::new(),
        part_of: None,
        see_also: Vec::new(),
        review: Review::default(),
        urgent: false,
    }
}

/// A question with a short answer that names it.
pub(super) fn entry(name: &str) -> Entry {
    Entry {
        id: id(name),
        title: both(&format!("Titre {name}"), &format!("Title {name}")),
        questions: Vec::new(),
        body: Body::Answer(markdown(
            &format!("Réponse **{name}**."),
            &format!("Answer **{name}**."),
        )),
        see_also: Vec::new(),
        review: Review::default(),
        urgent: false,
        signals: Vec::new(),
    }
}

/// The overview of all services.
pub(super) fn overview(name: &str) -> Entry {
    Entry {
        body: Body::Services,
        ..entry(name)
    }
}

/// A town without a phone number, in French and English.
pub(super) fn town(services: Vec<Service>, entries: Vec<Entry>) -> Catalogue {
    Catalogue {
        town: Town {
            name: "Isbergues".into(),
            timezone: Paris,
            languages: vec![FR, EN],
            links: vec!["cybermalveillance.gouv.fr".into()],
            official: Official::default(),
            caution: Caution::Normal,
            as_of: None,
            unlisted_services: None,
            banner: None,
        },
        services,
        entries,
        interface: Interface::new(&[FR, EN]),
        vocabulary: BTreeMap::new(),
        checks: Vec::new(),
    }
}

/// The same town with an official switchboard.
pub(super) fn town_with_phone(services: Vec<Service>, entries: Vec<Entry>) -> Catalogue {
    let mut catalogue = town(services, entries);
    catalogue.town.official.phones.push(OfficialValue {
        value: "03 21 61 30 80".into(),
        label: both("standard", "switchboard"),
    });
    catalogue
}

/// The labels of the choices of a reply.
pub(super) fn labels(reply: &Reply) -> Vec<&str> {
    reply.choices.iter().map(|choice| choice.label.as_str()).collect()
}

/// What the choices of a reply open.
pub(super) fn opens(reply: &Reply) -> Vec<String> {
    let opened = reply.choices.iter().map(|choice| match &choice.action {
        Action::Open(id) | Action::Choose(id) => id.to_string(),
        other => format!("{other:?}"),
    });
    opened.collect()
}
