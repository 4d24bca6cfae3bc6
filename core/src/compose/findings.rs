//! What was found in a message that was shown to the counter, told before the answer. Never its content: what is quoted
//! is the official list's.

use super::Composer;
use crate::{
    Phrase, Verdict,
    catalogue::OfficialValue,
    official::{Finding, Kind, Standing},
    reply::{Block, Section},
};

/// The section about official numbers, look-alike addresses and signs of a scam; `None` when there are none.
pub(super) fn section(composer: &Composer<'_>, verdict: &Verdict) -> Option<Section> {
    let mut blocks = official(composer, &verdict.findings);
    if !verdict.signs.is_empty() {
        let signs: Vec<&str> = verdict.signs.iter().map(|sign| composer.text(sign.phrase())).collect();
        let text = composer.fill(Phrase::SignsFound, &[("signs", &signs.join(", "))]);
        blocks.push(Block::text(text));
    }
    (!blocks.is_empty()).then(|| Section {
        blocks,
        ..Section::default()
    })
}

/// What the official list says, and what to do.
fn official(composer: &Composer<'_>, findings: &[Finding]) -> Vec<Block> {
    let mut said: Vec<String> = match findings {
        [] => return Vec::new(),
        [one] => vec![said_of_one(composer, one)],
        // Several cannot be told apart without repeating them: the official ones are named, the others counted in.
        several => several
            .iter()
            .map(|finding| said_of_some(composer, &finding.standing))
            .collect(),
    };
    said.dedup();
    let official = |finding: &Finding| matches!(finding.standing, Standing::Official(_));
    let advice = if findings.iter().all(official) {
        composer.with_phone(Phrase::OfficialBeware, Phrase::OfficialBewareNoPhone)
    } else {
        composer.with_phone(Phrase::OfficialAdvice, Phrase::OfficialAdviceNoPhone)
    };
    said.push(advice);
    said.into_iter().map(Block::text).collect()
}

/// The sentence about the only number or address of a message.
fn said_of_one(composer: &Composer<'_>, finding: &Finding) -> String {
    let (listed, not_listed, lookalike) = match finding.kind {
        Kind::Phone => (
            Phrase::OfficialPhoneListed,
            Phrase::OfficialPhoneNotListed,
            Phrase::OfficialPhoneLookalike,
        ),
        Kind::Email => (
            Phrase::OfficialEmailListed,
            Phrase::OfficialEmailNotListed,
            Phrase::OfficialEmailLookalike,
        ),
        Kind::Domain => (
            Phrase::OfficialDomainListed,
            Phrase::OfficialDomainNotListed,
            Phrase::OfficialDomainLookalike,
        ),
    };
    match &finding.standing {
        Standing::Official(official) => quoted(composer, listed, official),
        Standing::LooksLike(official) => quoted(composer, lookalike, official),
        Standing::BearsTownName => composer.fill(Phrase::OfficialTownName, &[]),
        Standing::NotListed => composer.fill(not_listed, &[]),
    }
}

/// The sentence about one of several.
fn said_of_some(composer: &Composer<'_>, standing: &Standing) -> String {
    match standing {
        Standing::Official(official) => quoted(composer, Phrase::OfficialSomeListed, official),
        Standing::LooksLike(official) => quoted(composer, Phrase::OfficialSomeLookalike, official),
        Standing::BearsTownName => composer.fill(Phrase::OfficialSomeTownName, &[]),
        Standing::NotListed => composer.fill(Phrase::OfficialSomeNotListed, &[]),
    }
}

/// A sentence that names an entry of the list.
fn quoted(composer: &Composer<'_>, phrase: Phrase, official: &OfficialValue) -> String {
    let label = official.label.get(composer.locale);
    composer.fill(phrase, &[("label", label), ("value", &official.value)])
}
