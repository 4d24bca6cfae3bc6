//! The services: what each says itself, what it takes from the service it is part of, and its questions.

use std::collections::{BTreeMap, HashMap};

use chrono_tz::Tz;

use super::{
    Review, Service,
    ids::Ids,
    node::At,
    placeholders::{Facts, ServiceFacts},
    proofreader::Proofreader,
    questions::Questions,
    review, source, town,
};
use crate::{
    EntryId, Hours, Locale, Localised,
    diagnostic::Problem,
    service::{ChannelState, Channels, Status},
};

/// A service as written.
pub(super) type Written<'a> = super::ids::Written<'a, source::Service>;

/// The facts of a service while it still may lack what its parent knows.
#[derive(Clone)]
struct Own {
    name: Localised<String>,
    status: Option<Status>,
    channels: Channels,
    phone: Option<String>,
    address: Option<Localised<String>>,
    hours: Option<Hours>,
}

/// The services with their facts settled, before their texts are read.
pub(super) struct Settled {
    own: Vec<Own>,
    /// For each service, those it is part of, nearest first.
    ancestors: Vec<Vec<usize>>,
}

impl Settled {
    /// Reads names, status, channels, phone, address and hours, and lets each service inherit.
    pub(super) fn read(reader: &mut Proofreader, written: &[Written<'_>], ids: &Ids, timezone: Tz) -> Self {
        let own: Vec<Own> = written
            .iter()
            .map(|it| read_own(reader, it.at, it.source, timezone))
            .collect();
        let ancestors = ancestors(reader, written, ids);
        let inherited = own.iter().zip(&ancestors).map(|(service, above)| {
            above
                .iter()
                .filter_map(|parent| own.get(*parent))
                .fold(service.clone(), |service, parent| Own {
                    status: service.status.or(parent.status),
                    channels: service.channels.or(parent.channels),
                    phone: service.phone.or_else(|| parent.phone.clone()),
                    address: service.address.or_else(|| parent.address.clone()),
                    hours: service.hours.or_else(|| parent.hours.clone()),
                    name: service.name,
                })
        });
        Self {
            own: inherited.collect(),
            ancestors,
        }
    }

    /// What of them can be quoted.
    pub(super) fn facts<'a>(&self, written: &[Written<'a>]) -> BTreeMap<&'a str, ServiceFacts> {
        let facts = self.own.iter().map(|own| ServiceFacts {
            name: own.name.clone(),
            phone: own.phone.clone(),
            hours: own.hours.clone(),
            status: own.status.unwrap_or(Status::Unknown),
            address: own.address.clone(),
        });
        written.iter().map(|it| it.source.id.as_str()).zip(facts).collect()
    }

    /// Reads the texts and the questions of every service.
    pub(super) fn finish(
        self,
        reader: &mut Proofreader,
        written: &[Written<'_>],
        (ids, facts, town_as_of): (&Ids, &Facts<'_>, Option<&Localised<String>>),
    ) -> Vec<(Service, Questions)> {
        let told: Vec<Told> = written
            .iter()
            .map(|it| Told::read(reader, it.at, it.source, facts))
            .collect();
        let mut services = Vec::new();
        for ((it, own), above) in written.iter().zip(self.own).zip(&self.ancestors) {
            let (at, service) = (it.at, it.source);
            let position = services.len();
            let nearest = |of: fn(&Told) -> Option<&Localised<String>>| {
                std::iter::once(&position)
                    .chain(above)
                    .find_map(|i| of(told.get(*i)?).cloned())
            };
            ids.expect_all(reader, at.key("see_also"), &service.id, &service.see_also);
            let review = review::read(
                reader,
                at,
                &service.sources,
                service.checked.as_ref(),
                service.review_by,
            );
            let as_of = nearest(|told| told.as_of.as_ref()).or_else(|| town_as_of.cloned());
            if as_of.is_none() && review.checked.is_none() && at.is_whole() {
                reader.add(at.key("id").place(), Problem::NoDate);
            }
            let names: Vec<_> = own
                .name
                .iter()
                .filter(|(_, name)| !name.is_empty())
                .map(|(l, n)| (l, n.clone()))
                .collect();
            let questions = Questions::of_service(reader, at, (&names, &service.also, &service.questions));
            let note = told.get(position).and_then(|told| told.note.clone());
            let resumes = nearest(|told| told.resumes.as_ref());
            services.push((assemble(it, own, (note, resumes, as_of), review), questions));
        }
        services
    }
}

/// The texts of a service.
struct Told {
    note: Option<Localised<crate::Markdown>>,
    resumes: Option<Localised<String>>,
    as_of: Option<Localised<String>>,
}

impl Told {
    fn read(reader: &mut Proofreader, at: At<'_>, service: &source::Service, facts: &Facts<'_>) -> Self {
        Self {
            note: service
                .note
                .as_ref()
                .map(|note| reader.markdown(at.key("note"), note, facts)),
            resumes: service
                .resumes
                .as_ref()
                .map(|texts| reader.sentence(at.key("resumes"), texts, facts)),
            as_of: service
                .as_of
                .as_ref()
                .map(|as_of| town::as_of(reader, at.key("as_of"), as_of, facts)),
        }
    }
}

type Texts = (
    Option<Localised<crate::Markdown>>,
    Option<Localised<String>>,
    Option<Localised<String>>,
);

fn assemble(written: &Written<'_>, own: Own, (note, resumes, as_of): Texts, review: Review) -> Service {
    let service = written.source;
    let also = service
        .also
        .0
        .iter()
        .flat_map(|(code, names)| names.iter().map(move |name| (code, name)));
    let parse = |ids: &[String]| ids.iter().filter_map(|id| EntryId::parse(id)).collect();
    Service {
        id: written.id.clone(),
        name: own.name,
        also: also
            .filter_map(|(code, name)| Some((Locale::parse(code)?, name.trim().to_owned())))
            .collect(),
        status: own.status.unwrap_or(Status::Unknown),
        note,
        channels: own.channels,
        phone: own.phone,
        address: own.address,
        hours: own.hours,
        resumes,
        as_of,
        questions: Vec::new(),
        part_of: service.part_of.as_deref().and_then(EntryId::parse),
        see_also: parse(&service.see_also),
        review,
        urgent: service.priority == Some(source::Priority::Urgent),
    }
}

fn read_own(reader: &mut Proofreader, at: At<'_>, service: &source::Service, timezone: Tz) -> Own {
    if let Some(phone) = &service.phone {
        town::phone_value(reader, at.key("phone"), phone);
    }
    Own {
        name: reader.label(at.key("name"), &service.name),
        status: service.status.map(status),
        channels: channels(&service.channels),
        phone: service.phone.clone(),
        address: service
            .address
            .as_ref()
            .map(|address| reader.label(at.key("address"), address)),
        hours: service
            .hours
            .as_ref()
            .and_then(|hours| read_hours(reader, at.key("hours"), hours, timezone)),
    }
}

fn read_hours(reader: &mut Proofreader, at: At<'_>, hours: &str, timezone: Tz) -> Option<Hours> {
    Hours::parse(hours, timezone)
        .map_err(|error| {
            let rest = error
                .position()
                .and_then(|at| hours.char_indices().nth(at))
                .and_then(|(at, _)| hours.get(at..));
            let word = rest
                .and_then(|rest| rest.split([' ', ',', ';']).next())
                .unwrap_or_default();
            let (french, english) = (error.message(Locale::FRENCH), error.message(Locale::ENGLISH));
            reader.add(at.find(word), Problem::BadHours { french, english });
        })
        .ok()
}

/// For each service those it is part of, nearest first. A cycle is told once and cut.
fn ancestors(reader: &mut Proofreader, written: &[Written<'_>], ids: &Ids) -> Vec<Vec<usize>> {
    let positions: HashMap<&str, usize> = written.iter().map(|it| it.source.id.as_str()).zip(0..).collect();
    let parents: Vec<Option<usize>> = written
        .iter()
        .map(|it| {
            let parent = it.source.part_of.as_deref()?;
            let found = positions.get(parent).copied();
            if found.is_none() {
                ids.expect_service(reader, it.at.key("part_of"), parent);
            }
            found
        })
        .collect();
    let mut all = Vec::new();
    for start in 0..written.len() {
        let mut above: Vec<usize> = Vec::new();
        let mut next = parents.get(start).copied().flatten();
        while let Some(parent) = next.filter(|parent| *parent != start && !above.contains(parent)) {
            above.push(parent);
            next = parents.get(parent).copied().flatten();
        }
        let closes = next == Some(start);
        if closes && above.iter().all(|other| *other > start) {
            let way = std::iter::once(&start).chain(&above).chain(std::iter::once(&start));
            let ids = way
                .filter_map(|i| written.get(*i))
                .map(|it| it.id.to_string())
                .collect();
            if let Some(it) = written.get(start) {
                reader.add(it.at.key("part_of").place(), Problem::Cycle { ids });
            }
        }
        all.push(above);
    }
    all
}

const fn status(status: source::Status) -> Status {
    match status {
        source::Status::Normal => Status::Normal,
        source::Status::Adapted => Status::Adapted,
        source::Status::Partial => Status::Partial,
        source::Status::Suspended => Status::Suspended,
        source::Status::Closed => Status::Closed,
        source::Status::Restored => Status::Restored,
        source::Status::Unknown => Status::Unknown,
    }
}

fn channels(channels: &source::Channels) -> Channels {
    let state = |state: Option<source::Channel>| {
        state.map(|state| match state {
            source::Channel::Open => ChannelState::Open,
            source::Channel::Closed => ChannelState::Closed,
            source::Channel::Unknown => ChannelState::Unknown,
        })
    };
    Channels {
        counter: state(channels.counter),
        phone: state(channels.phone),
        email: state(channels.email),
        post: state(channels.post),
        online: state(channels.online),
    }
}
