//! What the official list says of the numbers and addresses of a message, told before the answer. Never what was
//! written: what is quoted is the list's.

use super::Composer;
use crate::{
    Phrase,
    catalogue::OfficialValue,
    official::{Finding, Kind, Standing},
    reply::{Block, Section, Span},
};

/// The section about the official list, a line for each finding in the order given; `None` when there are none.
pub(super) fn section(composer: &Composer<'_>, findings: &[Finding]) -> Option<Section> {
    let lines: Vec<String> = findings.iter().map(|finding| line(composer, finding)).collect();
    let verdicts = match lines.as_slice() {
        [] => return None,
        [one] => Block::text(one),
        several => Block::List {
            ordered: false,
            items: several.iter().map(|line| vec![Span::plain(line)]).collect(),
        },
    };
    let mut blocks = vec![verdicts];
    blocks.extend(advice(composer, findings).into_iter().map(Block::text));
    Some(Section {
        blocks,
        ..Section::default()
    })
}

/// The verdict on one finding.
fn line(composer: &Composer<'_>, finding: &Finding) -> String {
    let item = item(composer, finding);
    let item = ("item", item.as_str());
    match &finding.standing {
        Standing::Official(listed) => {
            let label = listed.label.get(composer.locale);
            composer.fill(Phrase::OfficialListed, &[item, ("label", label)])
        }
        Standing::NotListed => composer.fill(Phrase::OfficialNotListed, &[item]),
        Standing::BearsTownName => composer.fill(Phrase::OfficialTownName, &[item]),
        Standing::LooksLike(listed) => {
            let official = named(composer, listed);
            composer.fill(Phrase::OfficialLookalike, &[item, ("official", &official)])
        }
    }
}

/// What a finding is called: by its kind, and by its place where there are several.
fn item(composer: &Composer<'_>, finding: &Finding) -> String {
    let (only, nth) = match finding.kind {
        Kind::Phone => (Phrase::OfficialPhone, Phrase::OfficialPhoneNth),
        Kind::Email => (Phrase::OfficialEmail, Phrase::OfficialEmailNth),
        Kind::Domain => (Phrase::OfficialSite, Phrase::OfficialSiteNth),
    };
    match finding.nth {
        Some(place) => composer.fill(nth, &[("number", &place.to_string())]),
        None => composer.text(only).to_owned(),
    }
}

/// An entry of the list with its label, where the label says more than the entry.
fn named(composer: &Composer<'_>, listed: &OfficialValue) -> String {
    let (value, label) = (&listed.value, listed.label.get(composer.locale));
    if label == value {
        value.clone()
    } else {
        format!("{value} ({label})")
    }
}

/// What to do, and what the list does not prove.
fn advice(composer: &Composer<'_>, findings: &[Finding]) -> Vec<String> {
    let official = findings.iter().filter(|finding| finding.standing.is_official()).count();
    if official == findings.len() {
        return vec![composer.with_phone(Phrase::OfficialBeware, Phrase::OfficialBewareNoPhone)];
    }
    let mixed = (official > 0).then(|| composer.text(Phrase::OfficialMixed).to_owned());
    let advice = composer.with_phone(Phrase::OfficialAdvice, Phrase::OfficialAdviceNoPhone);
    mixed.into_iter().chain([advice]).collect()
}
