//! Domains against the official ones: equal, below, alike, or other.

use strsim::osa_distance;

use super::{
    Standing,
    disguise::{self, decoded, seen, tight},
    written::Site,
};
use crate::{catalogue::OfficialValue, text::fold};

/// The official domains and the town's name, prepared for comparing.
#[derive(Clone, Debug, Default)]
pub(super) struct Hosts {
    listed: Vec<Listed>,
    /// The town's name as the eye sees it in a domain; empty where it is too short to be told from other words.
    town: String,
}

/// One official domain.
#[derive(Clone, Debug)]
struct Listed {
    official: OfficialValue,
    /// In lower case.
    domain: String,
    /// As the eye sees it, with its dots.
    seen: String,
    /// The same in one piece.
    tight: String,
    /// The label by which people know it, in one piece: `service-public` of `service-public.gouv.fr`.
    name: String,
    /// Everything in front of the ending, in one piece: `servicepublicgouv`.
    stem: String,
}

/// Labels that say nothing of whose domain it is.
const COMMON: &[&str] = &["www", "gouv", "com", "co", "org", "net", "asso", "gov"];

/// The shortest name that is looked for as a part of a host between dots and hyphens.
const SHORTEST_PART: usize = 3;

/// The shortest name that is looked for at the beginning and the end of a part.
const SHORTEST_GLUED: usize = 4;

/// The shortest name that is looked for anywhere inside a host.
const SHORTEST_INSIDE: usize = 6;

/// The shortest town's name that is looked for.
const SHORTEST_TOWN: usize = 4;

impl Hosts {
    pub(super) fn new(official: impl Iterator<Item = OfficialValue>, town: &str) -> Self {
        let mut listed: Vec<Listed> = Vec::new();
        for official in official {
            let domain = official.value.to_lowercase();
            if !listed.iter().any(|other| other.domain == domain) {
                listed.push(Listed::new(official, domain));
            }
        }
        let letters: String = fold(town).chars().filter(|c| c.is_alphanumeric()).collect();
        let town = if letters.len() < SHORTEST_TOWN {
            String::new()
        } else {
            tight(&letters)
        };
        Self { listed, town }
    }

    /// Where a site stands.
    pub(super) fn standing(&self, site: &Site) -> Standing {
        if site.plain
            && let Some(official) = self.official(&site.host)
        {
            return Standing::Official(official.clone());
        }
        self.likeness(&site.host, &site.whole)
    }

    /// What a host that is not official, or not plainly, looks like. `whole` is the address around it.
    pub(super) fn likeness(&self, host: &str, whole: &str) -> Standing {
        if let Some(official) = self.twin(host, whole) {
            return Standing::LooksLike(official.clone());
        }
        if self.names_town(host) {
            return Standing::BearsTownName;
        }
        Standing::NotListed
    }

    /// Whether a host is like one of ours, so that it is taken for one whatever its ending.
    pub(super) fn resembles(&self, host: &str) -> bool {
        self.twin(host, host).is_some()
    }

    /// The official domain that a plain host is, or is below of.
    pub(super) fn official(&self, host: &str) -> Option<&OfficialValue> {
        let below = |listed: &&Listed| {
            let sub = host.strip_suffix(listed.domain.as_str());
            sub.is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
        };
        // The longest: the list may hold a domain and one below it.
        let longest = self
            .listed
            .iter()
            .filter(below)
            .max_by_key(|listed| listed.domain.len());
        longest.map(|listed| &listed.official)
    }

    /// The official domain that a host is most like, if it is like any.
    fn twin(&self, host: &str, whole: &str) -> Option<&OfficialValue> {
        if self.listed.is_empty() {
            return None;
        }
        let view = View::new(host, whole);
        let ranked = self
            .listed
            .iter()
            .filter_map(|listed| Some((listed.rank(&view)?, listed)));
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, listed)| &listed.official)
    }

    /// Whether a host or the name of a mailbox bears the town's name, perhaps misspelt.
    pub(super) fn names_town(&self, text: &str) -> bool {
        if self.town.is_empty() {
            return false;
        }
        let view = View::new(text, "");
        let reach = reach(&self.town);
        let inside = self.town.len() >= SHORTEST_INSIDE && view.tight.contains(&self.town);
        inside || view.parts.iter().any(|part| within(part, &self.town, reach))
    }
}

impl Listed {
    fn new(official: OfficialValue, domain: String) -> Self {
        let labels: Vec<&str> = domain.split('.').collect();
        let (_, front) = labels.split_last().unwrap_or((&"", &[]));
        let name = front
            .iter()
            .filter(|label| !COMMON.contains(label))
            .max_by_key(|label| label.len())
            .copied()
            .unwrap_or_default();
        Self {
            seen: seen(&domain),
            tight: tight(&domain),
            name: tight(name),
            stem: tight(&front.concat()),
            official,
            domain,
        }
    }

    /// How a host is like this domain; less is more alike, `None` is not at all.
    fn rank(&self, view: &View) -> Option<usize> {
        if view.tight == self.tight {
            return Some(0);
        }
        // The whole official domain somewhere in the address: `cnil.fr.example`, `example/cnil.fr`, `cnil.fr@example`.
        if view.whole.contains(&self.seen) || view.seen.contains(&self.seen) {
            return Some(1);
        }
        // Its name under another ending, or with words around it.
        let named = |part: &String| *part == self.name || *part == self.stem;
        if self.name.len() >= SHORTEST_PART && view.parts.iter().any(named) {
            return Some(2);
        }
        let glued = |part: &String| part.starts_with(&self.name) || part.ends_with(&self.name);
        let inside = self.name.len() >= SHORTEST_INSIDE && view.tight.contains(&self.name);
        if inside || (self.name.len() >= SHORTEST_GLUED && view.parts.iter().any(glued)) {
            return Some(3);
        }
        let whole = osa_within(&view.tight, &self.tight, 1);
        let reach = reach(&self.name);
        let misspelt = |part: &String| within(part, &self.name, reach) || within(part, &self.stem, reach);
        (whole || (reach > 0 && view.parts.iter().any(misspelt))).then_some(4)
    }
}

/// A host as it is compared.
struct View {
    seen: String,
    tight: String,
    /// The address around it, as the eye sees it.
    whole: String,
    /// Its labels in one piece, the words between their hyphens, and labels without a glued `www`.
    parts: Vec<String>,
}

/// The most parts of a host that are compared: no real host has as many.
const MAX_PARTS: usize = 24;

impl View {
    fn new(host: &str, whole: &str) -> Self {
        let host = decoded(host);
        let seen = seen(&host);
        let labels = seen.split('.').map(|label| label.replace(['-', '_'], ""));
        let words = seen.split(['.', '-', '_', '+']).map(str::to_owned);
        let mut parts: Vec<String> = labels.chain(words).take(MAX_PARTS).collect();
        let glued: Vec<String> = parts
            .iter()
            .filter_map(|part| part.strip_prefix("www").map(str::to_owned))
            .collect();
        parts.extend(glued);
        Self {
            tight: tight(&host),
            whole: disguise::seen(whole),
            seen,
            parts,
        }
    }
}

/// How many edits of a name are still taken for it: none in short ones, which are one edit from many words.
const fn reach(name: &str) -> usize {
    match name.len() {
        ..6 => 0,
        6..9 => 1,
        _ => 2,
    }
}

fn within(part: &str, name: &str, reach: usize) -> bool {
    !name.is_empty() && osa_within(part, name, reach)
}

/// Whether two texts are at most `reach` edits apart. Texts of other lengths are not compared letter by letter.
fn osa_within(one: &str, other: &str, reach: usize) -> bool {
    one.len().abs_diff(other.len()) <= reach && osa_distance(one, other) <= reach
}
