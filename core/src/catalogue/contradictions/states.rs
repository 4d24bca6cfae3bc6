//! The status of each service against what is said of it elsewhere: in answers, in its own note, by its channels.

use std::collections::BTreeMap;

use super::statements::{self, Says};
use crate::{
    catalogue::{node::At, placeholders::Facts, proofreader::Proofreader, services::Written, source},
    diagnostic::{Diagnostic, Place, Problem},
    service::Status,
};

/// Names shorter than this are also ordinary words.
const MIN_NAME_CHARS: usize = 4;

/// The services with their names and what each is said to be.
pub(super) struct States<'a> {
    services: &'a [Written<'a>],
    facts: &'a Facts<'a>,
    /// The folded names of all services, longest first, with the id of the service; names of two are left out.
    names: Vec<(String, &'a str)>,
}

impl<'a> States<'a> {
    pub(super) fn new(services: &'a [Written<'a>], facts: &'a Facts<'a>) -> Self {
        Self {
            services,
            facts,
            names: names(services),
        }
    }

    /// Looks for sentences that say of a service by its name what its status denies.
    pub(super) fn compare(&self, reader: &mut Proofreader, at: At<'_>, text: &str) {
        for sentence in statements::sentences(text) {
            let folded = statements::folded(sentence);
            let Some((name, id)) = self.names.iter().find(|(name, _)| holds(&folded, name)) else {
                continue;
            };
            if let Some(says) = statements::of_name(&folded, name) {
                self.tell(reader, at, (sentence, says), id);
            }
        }
    }

    /// The same in the note of a service, where it need not be named.
    pub(super) fn compare_own(&self, reader: &mut Proofreader, at: At<'_>, text: &str, id: &str) {
        for sentence in statements::sentences(text) {
            let said = statements::clauses(sentence).into_iter().find_map(|clause| {
                let named = self.names.iter().find(|(name, _)| holds(&clause, name));
                match named {
                    // It may be about another service.
                    Some((_, other)) if *other != id => None,
                    Some((name, _)) => {
                        statements::of_name(&clause, name).or_else(|| statements::of_titled(&clause, name))
                    }
                    None => statements::of_itself(&clause),
                }
            });
            if let Some(says) = said {
                self.tell(reader, at, (sentence, says), id);
            }
        }
    }

    /// Looks for counters that are open although their service is not.
    pub(super) fn compare_channels(&self, reader: &mut Proofreader) {
        for it in self.services {
            let id = it.id.as_str();
            let Some(status) = self.status(id).filter(|status| is_shut(*status)) else {
                continue;
            };
            let counter = self.nearest(it, |service| service.channels.counter.is_some());
            let Some(counter) = counter.filter(|it| matches!(it.source.channels.counter, Some(source::Channel::Open)))
            else {
                continue;
            };
            let problem = Problem::OpenCounter {
                service: id.to_owned(),
                status: status.name().to_owned(),
                inherited: counter.id != it.id,
            };
            let place = counter.at.key("channels").key("counter").key_place();
            self.add(reader, place, problem, id);
        }
    }

    /// Tells a sentence, if the status of the service denies it.
    fn tell(&self, reader: &mut Proofreader, at: At<'_>, (sentence, says): (&str, Says), id: &str) {
        let Some(status) = self.status(id) else { return };
        let contrary = match says {
            Says::Closed => matches!(status, Status::Normal | Status::Adapted | Status::Restored),
            Says::Open => is_shut(status),
        };
        if contrary {
            let first_words = sentence.trim().lines().next().unwrap_or_default();
            let problem = Problem::Contradiction {
                service: id.to_owned(),
                status: status.name().to_owned(),
            };
            self.add(reader, at.find(first_words), problem, id);
        }
    }

    /// Adds a problem, with the status of the service as second place.
    fn add(&self, reader: &mut Proofreader, place: Place, problem: Problem, id: &str) {
        let mut diagnostic = Diagnostic::new(Some(place), problem);
        let service = self.services.iter().find(|it| it.id.as_str() == id);
        let stated = service.and_then(|it| self.nearest(it, |service| service.status.is_some()));
        if let Some(stated) = stated {
            diagnostic = diagnostic.with_related(stated.at.key("status").place());
        }
        reader.problems.push(diagnostic);
    }

    fn status(&self, id: &str) -> Option<Status> {
        Some(self.facts.services.get(id)?.status)
    }

    /// The service itself, or the nearest of those it is part of, that says something of its own.
    fn nearest(&self, it: &'a Written<'a>, says: impl Fn(&source::Service) -> bool) -> Option<&'a Written<'a>> {
        let mut next = Some(it);
        // No chain is longer than there are services; one that goes round is told elsewhere.
        for _ in self.services {
            let service = next?;
            if says(service.source) {
                return Some(service);
            }
            let parent = service.source.part_of.as_deref()?;
            next = self.services.iter().find(|other| other.id.as_str() == parent);
        }
        None
    }
}

/// Whether a service is not to be had at the moment.
const fn is_shut(status: Status) -> bool {
    matches!(status, Status::Suspended | Status::Closed)
}

fn holds(folded: &str, name: &str) -> bool {
    folded.contains(&format!(" {name} "))
}

fn names<'a>(services: &'a [Written<'_>]) -> Vec<(String, &'a str)> {
    let mut owners: BTreeMap<String, Option<&str>> = BTreeMap::new();
    for it in services {
        let own = it.source.name.0.iter().map(|(_, name)| name);
        for name in own.chain(it.source.also.0.iter().flat_map(|(_, names)| names)) {
            let id = it.id.as_str();
            let owner = owners
                .entry(statements::folded(name).trim().to_owned())
                .or_insert(Some(id));
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
