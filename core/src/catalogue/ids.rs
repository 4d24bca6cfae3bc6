//! The ids of services and entries: well-formed, each once, and every reference to one that exists.

use std::collections::BTreeMap;

use super::{node::At, proofreader::Proofreader};
use crate::{
    EntryId,
    diagnostic::{Diagnostic, Place, Problem},
    nearest::nearest,
};

/// A service or an entry as written, with its well-formed id.
#[derive(Debug)]
pub(super) struct Written<'a, S> {
    pub(super) at: At<'a>,
    pub(super) id: EntryId,
    pub(super) source: &'a S,
}

/// Every id of the FAQ.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Ids with a place: those of readable services and entries.
    first: BTreeMap<String, Place>,
    /// Ids of services and entries that have other faults.
    unread: Vec<String>,
    /// Whether some files could not be read: an id that is not known here may stand there.
    incomplete: bool,
}

impl Ids {
    /// Collects the ids, and tells those that are malformed or used twice.
    pub(super) fn read<'a>(
        reader: &mut Proofreader,
        written: impl Iterator<Item = (At<'a>, &'a str)>,
        (all, complete): (impl Iterator<Item = &'a String>, bool),
    ) -> Self {
        let mut ids = Self {
            incomplete: !complete,
            ..Self::default()
        };
        for (at, id) in written {
            let place = at.key("id").place();
            if EntryId::parse(id).is_none() {
                reader.add(place.clone(), Problem::BadId { id: id.to_owned() });
            }
            if let Some(first) = ids.first.get(id) {
                let problem = Problem::DuplicateId { id: id.to_owned() };
                reader
                    .problems
                    .push(Diagnostic::new(Some(place), problem).with_related(first.clone()));
            } else {
                ids.first.insert(id.to_owned(), place);
            }
        }
        ids.unread = all.filter(|id| !ids.first.contains_key(*id)).cloned().collect();
        ids
    }

    /// Ids whose services or entries have other faults.
    pub(super) fn unread(&self) -> &[String] {
        &self.unread
    }

    /// Tells a reference to an id that does not exist.
    pub(super) fn expect(&self, reader: &mut Proofreader, at: At<'_>, id: &str) {
        if self.incomplete || self.first.contains_key(id) || self.unread.iter().any(|unread| unread == id) {
            return;
        }
        let nearest = nearest(id, self.first.keys().map(String::as_str));
        reader.add(
            at.place(),
            Problem::UnknownId {
                id: id.to_owned(),
                nearest,
            },
        );
    }

    /// Tells a reference that is not to a service, knowing that no readable service has this id.
    pub(super) fn expect_service(&self, reader: &mut Proofreader, at: At<'_>, id: &str) {
        if self.first.contains_key(id) {
            reader.add(at.place(), Problem::NotAService { id: id.to_owned() });
        } else {
            self.expect(reader, at, id);
        }
    }

    /// Tells references of `see_also` to nothing or to the entry itself.
    pub(super) fn expect_all(&self, reader: &mut Proofreader, at: At<'_>, from: &str, see_also: &[String]) {
        for (position, id) in see_also.iter().enumerate() {
            let at = at.item(position);
            if id == from {
                reader.add(at.place(), Problem::SelfReference { id: id.clone() });
            } else {
                self.expect(reader, at, id);
            }
        }
    }
}
