//! When a verdict tells where the numbers and addresses of a message stand, and what is answered beside that.

use std::cmp::Reverse;

use super::{Finding, Kind, Registry, Standing, asking::Concern};
use crate::{
    Catalogue, EntryId, Utterance, Verdict,
    catalogue::{Signal, Topic},
    triage::led_to,
    verdict::{Outcome, Unknown},
};

/// The most findings that one answer tells.
const MAX_FINDINGS: usize = 5;

/// The entries about messages that are not what they seem.
const SUSPICIOUS: [Signal; 2] = [Signal::SuspiciousEmail, Signal::SuspiciousSms];

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
    let warned = leads_to(catalogue, &verdict, &SUSPICIOUS);
    let shown = utterance.forwarded || !verdict.signs.is_empty();
    let concerned = match inspection.concern {
        Concern::Asked | Concern::Received => true,
        Concern::Mentioned => warned,
        Concern::Own => false,
    };
    if !shown && !concerned {
        return verdict;
    }
    verdict.findings = told(inspection.findings);
    let doubtful = verdict.findings.iter().any(calls_for_warning);
    // A link makes any message look like a suspicious one. Where it is only asked about, the list knows better.
    let by_link = !shown && inspection.concern == Concern::Asked && verdict.findings.iter().any(is_address);
    match &verdict.outcome {
        Outcome::Answer(ids) if ids.iter().all(|id| is_courtesy(catalogue, id)) => by_findings(verdict),
        Outcome::Answer(_) if warned && by_link && !doubtful => by_findings(verdict),
        Outcome::Unknown(Unknown::NotCovered | Unknown::NoWords | Unknown::OtherLanguage) => {
            let mut entries = SUSPICIOUS.iter().filter_map(|signal| catalogue.signalled(*signal));
            match entries.next().filter(|_| doubtful) {
                Some(entry) => led_to(&entry.id, verdict),
                None => by_findings(verdict),
            }
        }
        _ => verdict,
    }
}

/// Whether the first answer is an entry of one of these signals.
fn leads_to(catalogue: &Catalogue, verdict: &Verdict, signals: &[Signal]) -> bool {
    let Outcome::Answer(ids) = &verdict.outcome else {
        return false;
    };
    let mut entries = signals.iter().filter_map(|signal| catalogue.signalled(*signal));
    entries.any(|entry| ids.first() == Some(&entry.id))
}

/// Whether an entry only greets or thanks: no answer to who asks politely about a number.
fn is_courtesy(catalogue: &Catalogue, id: &EntryId) -> bool {
    matches!(catalogue.topic(id), Some(Topic::Entry(entry)) if entry.signals.contains(&Signal::Courtesy))
}

/// The findings worth telling, the worst first: what is cut off is never worse than what is told.
fn told(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| Reverse(finding.standing.alarm()));
    findings.truncate(MAX_FINDINGS);
    findings
}

/// Whether the advice about suspicious messages belongs to a finding. A number is not reported in the same way, and a
/// site with the town's name may be one that the list lacks: about those the finding says enough.
const fn calls_for_warning(finding: &Finding) -> bool {
    match (finding.kind, &finding.standing) {
        (Kind::Phone, _) | (_, Standing::Official(_)) | (Kind::Domain, Standing::BearsTownName) => false,
        (Kind::Domain | Kind::Email, _) => true,
    }
}

fn is_address(finding: &Finding) -> bool {
    finding.kind != Kind::Phone
}

/// The verdict whose findings are the whole answer.
fn by_findings(verdict: Verdict) -> Verdict {
    Verdict {
        outcome: Outcome::Answer(Vec::new()),
        ..verdict
    }
}
