//! The town: its languages and time zone first, because every other text is measured by them.

use chrono_tz::{TZ_VARIANTS, Tz};

use super::{
    Caution, Official, OfficialValue, Town, node::At, phones, placeholders::Facts, proofreader::Proofreader, source,
};
use crate::{
    Interface, Locale, Localised, calendar::Calendar, diagnostic::Problem, links::is_domain, nearest::nearest,
};

/// The languages of the town, each once; French when there is none, which is an error.
pub(super) fn languages(reader: &mut Proofreader, at: At<'_>, town: &source::Town) -> Vec<Locale> {
    let at = at.key("languages");
    let mut languages = Vec::new();
    for (position, code) in town.languages.iter().enumerate() {
        match Locale::parse(code).filter(|locale| locale.code() == code && !languages.contains(locale)) {
            Some(locale) => languages.push(locale),
            None => reader.add(at.item(position).place(), Problem::BadLanguage { value: code.clone() }),
        }
    }
    if languages.is_empty() {
        if town.languages.is_empty() {
            reader.add(at.key_place(), Problem::NoLanguages);
        }
        languages.push(Locale::FRENCH);
    }
    languages
}

/// The town's time zone; Paris when it has none, which is an error.
pub(super) fn timezone(reader: &mut Proofreader, at: At<'_>, town: &source::Town) -> Tz {
    town.timezone.parse().unwrap_or_else(|_| {
        let nearest = nearest(&town.timezone, TZ_VARIANTS.iter().map(|zone| zone.name()));
        let problem = Problem::BadTimezone {
            value: town.timezone.clone(),
            nearest,
        };
        reader.add(at.key("timezone").place(), problem);
        Tz::Europe__Paris
    })
}

/// Everything else about the town, once languages and facts are known.
pub(super) fn read(reader: &mut Proofreader, at: At<'_>, town: &source::Town, timezone: Tz, facts: &Facts<'_>) -> Town {
    reader.label_text(at.key("name"), &town.name);
    domains(reader, at.key("links"), town.links.iter());
    Town {
        name: town.name.trim().to_owned(),
        timezone,
        languages: reader.languages.clone(),
        links: town.links.iter().map(|domain| domain.to_lowercase()).collect(),
        official: official(reader, at.key("official"), &town.official),
        caution: match town.caution {
            Some(source::Caution::Low) => Caution::Low,
            Some(source::Caution::High) => Caution::High,
            Some(source::Caution::Normal) | None => Caution::Normal,
        },
        as_of: town
            .as_of
            .as_ref()
            .map(|as_of| self::as_of(reader, at.key("as_of"), as_of, facts)),
        unlisted_services: (town.unlisted_services.as_ref())
            .map(|texts| reader.markdown(at.key("unlisted_services"), texts, facts)),
        banner: town
            .banner
            .as_ref()
            .map(|texts| reader.markdown(at.key("banner"), texts, facts)),
    }
}

/// How old information is: a date in words, or the town's own words.
pub(super) fn as_of(
    reader: &mut Proofreader,
    at: At<'_>,
    as_of: &source::AsOf,
    facts: &Facts<'_>,
) -> Localised<String> {
    match as_of {
        source::AsOf::One(day) => dated(&reader.languages, facts.interface, day.0),
        source::AsOf::Each(texts) => reader.sentence(at, texts, facts),
    }
}

/// A date in the words of each language.
fn dated(languages: &[Locale], interface: &Interface, day: chrono::NaiveDate) -> Localised<String> {
    let first = languages.first().copied().unwrap_or(Locale::FRENCH);
    let words = |locale| Calendar { interface, locale }.full_date(day);
    let mut texts = Localised::new(first, words(first));
    for locale in languages {
        texts.insert(*locale, words(*locale));
    }
    texts
}

fn official(reader: &mut Proofreader, at: At<'_>, official: &source::Official) -> Official {
    let domains_at = at.key("domains");
    for (position, domain) in official.domains.iter().enumerate() {
        domains(
            reader,
            domains_at.item(position).key("value"),
            std::iter::once(&domain.value),
        );
    }
    for (position, email) in official.emails.iter().enumerate() {
        let is_email = email
            .value
            .split_once('@')
            .is_some_and(|(name, domain)| !name.is_empty() && !name.contains(char::is_whitespace) && is_domain(domain));
        if !is_email {
            let place = at.key("emails").item(position).key("value").place();
            reader.add(
                place,
                Problem::BadEmail {
                    value: email.value.clone(),
                },
            );
        }
    }
    for (position, phone) in official.phones.iter().enumerate() {
        phone_value(reader, at.key("phones").item(position).key("value"), &phone.value);
    }
    let mut values = |key: &str, values: &[source::OfficialValue], lower: bool| {
        let read = values.iter().enumerate().map(|(position, value)| {
            let at = at.key(key).item(position);
            OfficialValue {
                value: if lower {
                    value.value.to_lowercase()
                } else {
                    value.value.clone()
                },
                label: reader.label(at.key("label"), &value.label),
            }
        });
        read.collect::<Vec<_>>()
    };
    Official {
        phones: values("phones", &official.phones, false),
        domains: values("domains", &official.domains, true),
        emails: values("emails", &official.emails, true),
    }
}

/// A phone number that is to be shown must be one.
pub(super) fn phone_value(reader: &mut Proofreader, at: At<'_>, phone: &str) {
    if !phones::is_phone(phone) {
        reader.add(
            at.place(),
            Problem::BadPhone {
                value: phone.to_owned(),
            },
        );
    }
}

/// Domains as they are listed: names, not addresses.
fn domains<'a>(reader: &mut Proofreader, at: At<'_>, domains: impl Iterator<Item = &'a String>) {
    for (position, domain) in domains.enumerate() {
        if !is_domain(domain) {
            reader.add(at.item(position).place(), Problem::BadDomain { value: domain.clone() });
        }
    }
}
