//! From the files to the catalogue: the town first, because all texts are measured by it, then ids, services,
//! entries, and what only shows when all is known.

use chrono::NaiveDate;

use super::{
    Catalogue, Entry, Service, contradictions, entries,
    ids::{Ids, Written},
    node::At,
    parsed::Parsed,
    placeholders::Facts,
    proofreader::Proofreader,
    questions::{self, Questions},
    services::Settled,
    source, town, wording,
};
use crate::{
    EntryId,
    diagnostic::{Diagnostic, Problem},
    links::Allowed,
};

/// Builds the catalogue. `None` when no file describes the town; then the rest cannot be judged either.
///
/// `complete` tells whether every file could be read, so that what is missing is really missing. With `today`, review
/// dates that have passed are told.
pub(super) fn build(
    files: &[Parsed],
    complete: bool,
    today: Option<NaiveDate>,
) -> (Option<Catalogue>, Vec<Diagnostic>) {
    let towns: Vec<_> = files
        .iter()
        .filter_map(|file| Some((file.at().key("town"), file.file.town.as_ref()?)))
        .collect();
    let Some((town_at, town)) = towns.first().copied() else {
        let unread = !complete || files.iter().any(|file| file.has_town);
        let problems = (!unread).then(|| Diagnostic::new(None, Problem::NoTown));
        return (None, problems.into_iter().collect());
    };
    let mut builder = Builder::new(files, (town_at, town), today);
    for (at, _) in towns.iter().skip(1) {
        let problem = Diagnostic::new(Some(at.key_place()), Problem::TwoTowns);
        builder.reader.problems.push(problem.with_related(town_at.key_place()));
    }
    let catalogue = builder.build(complete);
    (Some(catalogue), builder.reader.problems)
}

struct Builder<'a> {
    files: &'a [Parsed],
    at: At<'a>,
    town: &'a source::Town,
    reader: Proofreader,
}

/// An item of a list as written.
type Item<'a, S> = (At<'a>, &'a S);

impl<'a> Builder<'a> {
    fn new(files: &'a [Parsed], (at, town): Item<'a, source::Town>, today: Option<NaiveDate>) -> Self {
        let emails = town.official.emails.iter().map(|email| email.value.as_str());
        let allowed = Allowed::new(town.links.iter().map(String::as_str), emails);
        let mut reader = Proofreader {
            allowed,
            today,
            ..Proofreader::default()
        };
        reader.languages = town::languages(&mut reader, at, town);
        Self {
            files,
            at,
            town,
            reader,
        }
    }

    fn build(&mut self, complete: bool) -> Catalogue {
        let timezone = town::timezone(&mut self.reader, self.at, self.town);
        let services = self.all("services", |file| &file.services);
        let entries = self.all("entries", |file| &file.entries);
        let ids = self.ids(&services, &entries, complete);
        let (services, entries) = (well_formed(services, |s| &s.id), well_formed(entries, |e| &e.id));

        let sentences = self.parts("interface", |file| &file.interface.0);
        let interface = wording::interface(&mut self.reader, &sentences);
        let settled = Settled::read(&mut self.reader, &services, &ids, timezone);
        // Of a service with faults some facts may be missing for that reason alone.
        let faulty = services
            .iter()
            .filter(|it| !it.at.is_whole())
            .map(|it| it.source.id.clone());
        let unread: Vec<String> = ids.unread().iter().cloned().chain(faulty).collect();
        let facts = Facts {
            town: self.town.name.trim(),
            services: settled.facts(&services),
            unread: &unread,
            complete,
            interface: &interface,
        };
        let town = town::read(&mut self.reader, self.at, self.town, timezone, &facts);
        let built = settled.finish(&mut self.reader, &services, (&ids, &facts, town.as_of.as_ref()));
        let answers: Vec<_> = entries
            .iter()
            .map(|it| entries::read(&mut self.reader, it, (&ids, &facts)))
            .collect();
        contradictions::read(&mut self.reader, (&services, &entries), &facts, (self.at, self.town));
        let checks = self.all("checks", |file| &file.checks);
        let checks = checks
            .into_iter()
            .filter_map(|(at, check)| entries::check(&mut self.reader, at, check, &ids));
        let checks = checks.collect();
        let words = self.parts("vocabulary", |file| &file.vocabulary);
        let vocabulary = wording::vocabulary(&mut self.reader, &words);
        let (services, entries) = self.settle_questions(built, answers);
        Catalogue {
            town,
            services,
            entries,
            interface,
            vocabulary,
            checks,
        }
    }

    /// Every item of a list of all files, with its place.
    fn all<S>(&self, key: &str, list: impl Fn(&'a source::File) -> &'a Vec<S>) -> Vec<Item<'a, S>> {
        let items = self.files.iter().flat_map(|file| {
            let at = file.at().key(key);
            list(&file.file)
                .iter()
                .enumerate()
                .map(move |(position, item)| (at.item(position), item))
        });
        items.collect()
    }

    /// One part of all files, with its place.
    fn parts<S>(&self, key: &str, part: impl Fn(&'a source::File) -> &'a S) -> Vec<Item<'a, S>> {
        self.files
            .iter()
            .map(|file| (file.at().key(key), part(&file.file)))
            .collect()
    }

    fn ids(
        &mut self,
        services: &[Item<'a, source::Service>],
        entries: &[Item<'a, source::Entry>],
        complete: bool,
    ) -> Ids {
        let all = self.files.iter().flat_map(|file| &file.ids);
        let is_whole = self.files.iter().all(|file| file.at().is_whole());
        if complete && is_whole && all.clone().next().is_none() {
            self.reader.add(self.at.key_place(), Problem::NoEntries);
        }
        let of_services = services.iter().map(|(at, service)| (*at, service.id.as_str()));
        let of_entries = entries.iter().map(|(at, entry)| (*at, entry.id.as_str()));
        Ids::read(&mut self.reader, of_services.chain(of_entries), (all, complete))
    }

    fn settle_questions(
        &mut self,
        services: Vec<(Service, Questions)>,
        entries: Vec<(Entry, Questions)>,
    ) -> (Vec<Service>, Vec<Entry>) {
        let (mut services, of_services): (Vec<_>, Vec<_>) = services
            .into_iter()
            .map(|(service, questions)| (service.clone(), (service.id, questions)))
            .unzip();
        let (mut entries, of_entries): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .map(|(entry, questions)| (entry.clone(), (entry.id, questions)))
            .unzip();
        let (mut settled, problems) = questions::settle(of_services.into_iter().chain(of_entries).collect());
        self.reader.problems.extend(problems);
        for service in &mut services {
            service.questions = settled.remove(&service.id).unwrap_or_default();
        }
        for entry in &mut entries {
            entry.questions = settled.remove(&entry.id).unwrap_or_default();
        }
        (services, entries)
    }
}

/// The items whose id can be used; the others were told.
fn well_formed<S>(items: Vec<Item<'_, S>>, id: impl Fn(&S) -> &str) -> Vec<Written<'_, S>> {
    let written = |(at, source)| {
        Some(Written {
            at,
            id: EntryId::parse(id(source))?,
            source,
        })
    };
    items.into_iter().filter_map(written).collect()
}
