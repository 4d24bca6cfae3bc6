//! "Is it really the town hall?": phone numbers, e-mail addresses and sites of a message against the official list.
//!
//! Three answers and no other: on the list, not on the list, looks like something on the list but is not. "Safe" is
//! not among them, since senders, callers and links can be imitated.

mod around;
mod asking;
mod consult;
mod disguise;
mod emails;
mod hosts;
mod phones;
mod written;

use std::{borrow::Cow, collections::HashSet, ops::Range};

use unicode_normalization::UnicodeNormalization;

pub(crate) use self::consult::consult;
use self::{
    asking::Concern,
    emails::Emails,
    hosts::Hosts,
    phones::Phones,
    written::{Written, written},
};
use crate::{
    Catalogue, Localised,
    catalogue::OfficialValue,
    text::{MAX_CHARS, MAX_UNIFIED_CHARS, is_invisible},
};

/// A phone number, address or site of a message, compared with the official list. It does not hold what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// Which of its kind it is in the message, from 1; `None` for the only one. What must not be repeated is told apart
    /// by its place.
    pub nth: Option<usize>,
    /// Where it stands.
    pub standing: Standing,
}

/// What can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A domain, bare or in a link.
    Domain,
}

/// What the official list says of a number or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is this entry of the list, or below this domain.
    Official(OfficialValue),
    /// Nothing on the list is like it.
    NotListed,
    /// It resembles this entry of the list, by accident or on purpose, and is another.
    LooksLike(OfficialValue),
    /// It bears the town's name and is not on the list.
    BearsTownName,
}

impl Standing {
    /// Whether it is on the list.
    #[must_use]
    pub const fn is_official(&self) -> bool {
        matches!(self, Self::Official(_))
    }

    /// How alarming it is: what passes for another comes before what is only unknown.
    const fn alarm(&self) -> u8 {
        match self {
            Self::Official(_) => 0,
            Self::NotListed => 1,
            Self::BearsTownName => 2,
            Self::LooksLike(_) => 3,
        }
    }
}

/// The official list of a town, prepared for comparing: a message without number or address costs next to nothing.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    phones: Phones,
    hosts: Hosts,
    emails: Emails,
}

/// Something to compare in the text that was read.
#[derive(Debug)]
struct Located {
    range: Range<usize>,
    kind: Kind,
    /// What was written, in one form for all ways of writing it, to tell each thing once. It goes no further.
    key: String,
    standing: Standing,
}

impl Registry {
    /// The town's official values, the phone numbers of its services (labelled with their names) and the domains that
    /// its answers may link to.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let town = &catalogue.town;
        let services = catalogue.services.iter().filter_map(|service| {
            Some(OfficialValue {
                value: service.phone.clone()?,
                label: service.name.clone(),
            })
        });
        let links = town.links.iter().map(|domain| OfficialValue {
            value: domain.clone(),
            label: Localised::new(catalogue.default_locale(), domain.clone()),
        });
        Self {
            phones: Phones::new(town.official.phones.iter().cloned().chain(services)),
            hosts: Hosts::new(town.official.domains.iter().cloned().chain(links), &town.name),
            emails: Emails::new(&town.official.emails),
        }
    }

    /// Everything of a text that can be compared, in the order written, each number and address once.
    ///
    /// Numbers too short to be told from quantities are found only where the list has them and the words around them
    /// are about calling.
    #[must_use]
    pub fn inspect(&self, text: &str) -> Vec<Finding> {
        self.read(text).findings
    }

    fn read(&self, text: &str) -> Inspection {
        if !has_something_to_check(text) {
            return Inspection::default();
        }
        let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(at, _)| at);
        let text = text.get(..end).unwrap_or_default();
        let clean = cleaned(text);
        let mut located = self.locate(&clean);
        if clean != text {
            // What is official only after invisible or odd characters were cleared away was not written officially.
            let written: HashSet<String> = self.locate(text).into_iter().filter_map(official).collect();
            for Located { standing, .. } in &mut located {
                if let Standing::Official(value) = &standing
                    && !written.contains(&value.value)
                {
                    *standing = Standing::LooksLike(value.clone());
                }
            }
        }
        let concern = Concern::of(&clean, located.iter().map(|located| located.range.clone()));
        Inspection {
            findings: once(located),
            concern,
        }
    }

    /// Every finding with its place, in the order written.
    fn locate(&self, text: &str) -> Vec<Located> {
        let mut located: Vec<Located> = Vec::new();
        for (range, address) in written(text, &self.hosts) {
            let (kind, key, standing) = match address {
                Written::Site(site) => (Kind::Domain, site.host.clone(), self.hosts.standing(&site)),
                Written::Email(email) => {
                    let standing = self.emails.standing(&email, &self.hosts);
                    (Kind::Email, email.address(), standing)
                }
            };
            located.push(Located {
                range,
                kind,
                key,
                standing,
            });
        }
        let taken: Vec<Range<usize>> = located.iter().map(|located| located.range.clone()).collect();
        for (range, key, standing) in self.phones.find(text, &taken) {
            let kind = Kind::Phone;
            located.push(Located {
                range,
                kind,
                key,
                standing,
            });
        }
        located.sort_by_key(|located| located.range.start);
        located
    }
}

/// What a text holds, and what it says of that.
#[derive(Debug, Default)]
struct Inspection {
    findings: Vec<Finding>,
    concern: Concern,
}

fn official(located: Located) -> Option<String> {
    match located.standing {
        Standing::Official(value) => Some(value.value),
        _ => None,
    }
}

/// Each thing once, with its place. What is written both plainly and in disguise has the worst of its standings.
fn once(located: Vec<Located>) -> Vec<Finding> {
    let mut distinct: Vec<Located> = Vec::new();
    for one in located {
        match distinct
            .iter_mut()
            .find(|other| other.kind == one.kind && other.key == one.key)
        {
            Some(other) if other.standing.alarm() < one.standing.alarm() => other.standing = one.standing,
            Some(_) => {}
            None => distinct.push(one),
        }
    }
    let of_kind = |located: &[Located], kind| located.iter().filter(|other| other.kind == kind).count();
    let places: Vec<Option<usize>> = (0..)
        .zip(&distinct)
        .map(|(at, one)| {
            let several = of_kind(&distinct, one.kind) > 1;
            several.then(|| of_kind(distinct.get(..=at).unwrap_or_default(), one.kind))
        })
        .collect();
    distinct
        .into_iter()
        .zip(places)
        .map(|(Located { kind, standing, .. }, nth)| Finding { kind, nth, standing })
        .collect()
}

/// Whether a text can hold a number or an address at all: two digits together or several apart, an `@`, or a dot
/// inside a word.
fn has_something_to_check(text: &str) -> bool {
    // The shortest number that may be written with a space behind every digit.
    const SPACED_DIGITS: usize = 5;
    let mut before = ' ';
    let mut digits = 0;
    for c in text.chars().take(MAX_CHARS) {
        digits += usize::from(c.is_numeric());
        let together = c.is_numeric() && before.is_numeric();
        let dotted = is_dot(before) && c.is_alphanumeric();
        if together || dotted || digits >= SPACED_DIGITS || matches!(c, '@' | '＠' | '%') {
            return true;
        }
        if !is_invisible(c) {
            before = c;
        }
    }
    false
}

/// Dots that browsers read as the one of a domain, and its opening bracket where a dot is written `[.]`.
const fn is_dot(c: char) -> bool {
    matches!(c, '.' | '。' | '．' | '｡' | '․' | ']' | ')')
}

/// The text as a browser or a reader would take it: compatibility forms unified, every dot a dot, nothing invisible.
fn cleaned(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let visible = text.chars().filter(|c| !is_invisible(*c));
    Cow::Owned(
        visible
            .nfkc()
            .take(MAX_UNIFIED_CHARS)
            .map(|c| if is_dot(c) && !c.is_ascii() { '.' } else { c })
            .collect(),
    )
}

#[cfg(test)]
mod tests;
