//! What a verdict says of the numbers and addresses in a message, and what is answered where words alone say nothing.

use super::{Finding, Kind, Registry, Standing};
use crate::{
    Catalogue, Utterance, Verdict,
    catalogue::Signal,
    triage::led_to,
    verdict::{Outcome, Unknown},
};

/// The most findings that one answer tells.
const MAX_FINDINGS: usize = 4;

/// How likely the best entry must be to be answered beside the finding about a phone number. The finding is an answer
/// by itself, so a guess is not needed.
const PLAUSIBLE: f32 = 0.3;

/// The verdict with what the official list says, where the message asks for it or was shown to the counter.
pub(crate) fn consult(
    registry: &Registry,
    catalogue: &Catalogue,
    utterance: &Utterance,
    mut verdict: Verdict,
) -> Verdict {
    let inspection = registry.read(&utterance.text);
    if inspection.findings.is_empty() || leads_to(catalogue, &verdict, &[Signal::Danger]) {
        return verdict;
    }
    let suspicious = [Signal::SuspiciousEmail, Signal::SuspiciousSms];
    let shown = utterance.forwarded || !verdict.signs.is_empty() || leads_to(catalogue, &verdict, &suspicious);
    if !shown && !inspection.asks {
        return verdict;
    }
    verdict.findings = told(inspection.findings, inspection.asks);
    let silent = matches!(
        verdict.outcome,
        Outcome::Unknown(Unknown::NotCovered | Unknown::NoWords | Unknown::OtherLanguage)
    );
    if silent { answered(catalogue, verdict) } else { verdict }
}

/// Whether the first answer is an entry of one of these signals.
fn leads_to(catalogue: &Catalogue, verdict: &Verdict, signals: &[Signal]) -> bool {
    let Outcome::Answer(ids) = &verdict.outcome else {
        return false;
    };
    let mut entries = signals.iter().filter_map(|signal| catalogue.signalled(*signal));
    entries.any(|entry| ids.first() == Some(&entry.id))
}

/// The findings worth telling, the worst first. A shown message that cites an official number beside others borrows
/// its good name: there the number is passed over.
fn told(mut findings: Vec<Finding>, asked: bool) -> Vec<Finding> {
    let listed = |finding: &Finding| matches!(finding.standing, Standing::Official(_));
    if !asked && findings.iter().any(|finding| !listed(finding)) {
        findings.retain(|finding| !listed(finding));
    }
    findings.sort_by_key(|finding| match finding.standing {
        Standing::LooksLike(_) => 0,
        Standing::BearsTownName => 1,
        Standing::NotListed => 2,
        Standing::Official(_) => 3,
    });
    findings.truncate(MAX_FINDINGS);
    findings
}

/// A verdict without an answer, given the one that its findings call for. Where they are reassuring, or the answer
/// would be a guess, the findings themselves are what is said.
fn answered(catalogue: &Catalogue, verdict: Verdict) -> Verdict {
    let mut doubtful = verdict
        .findings
        .iter()
        .filter(|finding| !matches!(finding.standing, Standing::Official(_)))
        .peekable();
    if doubtful.peek().is_none() {
        return verdict;
    }
    if doubtful.any(|finding| finding.kind != Kind::Phone) {
        let signals = [Signal::SuspiciousEmail, Signal::SuspiciousSms];
        let entry = signals.iter().find_map(|signal| catalogue.signalled(*signal));
        return match entry {
            Some(entry) => led_to(&entry.id, verdict),
            None => verdict,
        };
    }
    let best = verdict.candidates.first().filter(|best| best.confidence >= PLAUSIBLE);
    match best.map(|best| best.id.clone()) {
        Some(id) => Verdict {
            outcome: Outcome::Answer(vec![id]),
            ..verdict
        },
        None => verdict,
    }
}
