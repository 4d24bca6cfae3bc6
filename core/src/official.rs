//! "Is it really the town hall?": phone numbers, e-mail addresses and sites of a message against the official list.
//!
//! Three answers and no other: on the list, not on the list, looks like something on the list but is not. "Safe" is
//! not among them, since senders, callers and links can be imitated.

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
    emails::Emails,
    hosts::Hosts,
    phones::Phones,
    written::{Written, written},
};
use crate::{
    Catalogue, Localised,
    catalogue::OfficialValue,
    text::{MAX_CHARS, is_invisible},
};

/// A phone number, address or site of a message, compared with the official list. It does not hold what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
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

/// The official list of a town, prepared for comparing: a message without number or address costs next to nothing.
#[derive(Clone, Debug, Default)]
pub struct Registry {
    phones: Phones,
    hosts: Hosts,
    emails: Emails,
}

/// A finding in the text that was read.
#[derive(Debug)]
struct Located {
    range: Range<usize>,
    /// What was written, in one form for all ways of writing it, to tell each thing once. It goes no further.
    key: String,
    finding: Finding,
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

    /// Whether a text asks about a number or an address in it, or is little more than one: not where somebody leaves
    /// a number to be called back.
    #[must_use]
    pub fn asks_whether_real(&self, text: &str) -> bool {
        self.read(text).asks
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
            for Located { finding, .. } in &mut located {
                if let Standing::Official(value) = &finding.standing
                    && !written.contains(&value.value)
                {
                    finding.standing = Standing::LooksLike(value.clone());
                }
            }
        }
        let asks = asking::asks(&clean, located.iter().map(|located| located.range.clone()));
        let mut told = HashSet::new();
        located.retain(|located| told.insert((located.finding.kind, located.key.clone())));
        let findings = located.into_iter().map(|located| located.finding).collect();
        Inspection { findings, asks }
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
            let finding = Finding { kind, standing };
            located.push(Located { range, key, finding });
        }
        let taken: Vec<Range<usize>> = located.iter().map(|located| located.range.clone()).collect();
        for (range, key, standing) in self.phones.find(text, &taken) {
            let kind = Kind::Phone;
            let finding = Finding { kind, standing };
            located.push(Located { range, key, finding });
        }
        located.sort_by_key(|located| located.range.start);
        located
    }
}

/// What a text holds and whether it is about that.
#[derive(Debug, Default)]
struct Inspection {
    findings: Vec<Finding>,
    asks: bool,
}

fn official(located: Located) -> Option<String> {
    match located.finding.standing {
        Standing::Official(value) => Some(value.value),
        _ => None,
    }
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
            .map(|c| if is_dot(c) && !c.is_ascii() { '.' } else { c })
            .collect(),
    )
}

#[cfg(test)]
mod tests;
