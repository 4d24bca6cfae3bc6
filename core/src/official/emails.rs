//! E-mail addresses against the official ones. A mailbox that is not listed is never official, whatever its domain.

use strsim::osa_distance;

use super::{Standing, disguise::seen, hosts::Hosts, written::Email};
use crate::catalogue::OfficialValue;

/// The official addresses, prepared for comparing.
#[derive(Clone, Debug, Default)]
pub(super) struct Emails {
    listed: Vec<Listed>,
}

#[derive(Clone, Debug)]
struct Listed {
    official: OfficialValue,
    /// In lower case.
    address: String,
    /// As the eye sees it.
    seen: String,
    /// As the eye sees it, in front of the `@`.
    local: String,
}

/// How many edits apart two addresses may be to be taken for one another.
const REACH: usize = 2;

/// The shortest name of a mailbox that is looked for inside others: shorter ones are found in too many.
const SHORTEST_LOCAL: usize = 4;

impl Emails {
    pub(super) fn new(official: &[OfficialValue]) -> Self {
        let listed = official.iter().map(|official| {
            let address = official.value.to_lowercase();
            Listed {
                seen: seen(&address),
                local: seen(address.split('@').next().unwrap_or_default()),
                official: official.clone(),
                address,
            }
        });
        Self {
            listed: listed.collect(),
        }
    }

    /// Where an address stands.
    pub(super) fn standing(&self, email: &Email, hosts: &Hosts) -> Standing {
        let address = email.address();
        if email.plain
            && let Some(listed) = self.listed.iter().find(|listed| listed.address == address)
        {
            return Standing::Official(listed.official.clone());
        }
        let seen_address = seen(&address);
        let alike = |listed: &&Listed| {
            seen_address.len().abs_diff(listed.seen.len()) <= REACH
                && osa_distance(&seen_address, &listed.seen) <= REACH
        };
        if let Some(listed) = self.listed.iter().find(alike) {
            return Standing::LooksLike(listed.official.clone());
        }
        if email.plain && hosts.official(&email.host).is_some() {
            return Standing::NotListed;
        }
        // The name of an office in front of a foreign host is as much of a disguise as one in it.
        let likeness = hosts.likeness(&format!("{}.{}", email.local, email.host), &email.host);
        // The same mailbox elsewhere, where the elsewhere is a disguise too or nothing else is like it.
        let local = seen(&email.local);
        let same_name = self.listed.iter().find(|listed| match likeness {
            Standing::NotListed => local.contains(&listed.local) && listed.local.len() >= SHORTEST_LOCAL,
            _ => local == listed.local,
        });
        same_name.map_or(likeness, |listed| Standing::LooksLike(listed.official.clone()))
    }
}
