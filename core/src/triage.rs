//! What comes before the ranker's opinion: danger to life, and messages that are shown to the counter rather than said
//! to it.

use crate::{
    Catalogue, Medium, Suspicious, Utterance, Verdict,
    catalogue::Signal,
    danger::speaks_of_danger,
    lexicon::Words,
    suspicious::shown_in,
    understanding::Understanding,
    verdict::{Candidate, MAX_CANDIDATES, Outcome},
};

/// The confidence of an entry that a signal leads to. The lists were measured at about one false alarm in a hundred
/// or better.
const SIGNALLED: f32 = 0.99;

/// Decides about a message: signals first, then the words.
pub(crate) fn judge(catalogue: &Catalogue, understanding: &Understanding, utterance: &Utterance) -> Verdict {
    let words = Words::new(&utterance.text);
    if speaks_of_danger(&words)
        && let Some(entry) = catalogue.signalled(Signal::Danger)
    {
        return led_to(&entry.id, understanding.judge(utterance));
    }
    match shown_in(&utterance.text, &words, utterance.forwarded) {
        Some(shown) => judge_shown(catalogue, understanding, utterance, shown),
        None => understanding.judge(utterance),
    }
}

/// A message that somebody else wrote: what the citizen says beside it comes first, then what to do with it.
fn judge_shown(
    catalogue: &Catalogue,
    understanding: &Understanding,
    utterance: &Utterance,
    shown: Suspicious,
) -> Verdict {
    let signals = match shown.medium {
        Medium::Sms => [Signal::SuspiciousSms, Signal::SuspiciousEmail],
        Medium::Email => [Signal::SuspiciousEmail, Signal::SuspiciousSms],
    };
    let Some(entry) = signals.iter().find_map(|signal| catalogue.signalled(*signal)) else {
        return understanding.judge(utterance);
    };
    // Whoever has already clicked or paid must first read what to do then.
    let own_words = shown.own_words.filter(|_| shown.already_acted.is_some());
    let acted = own_words.is_some();
    let said = understanding.judge(&Utterance {
        text: own_words.unwrap_or_else(|| utterance.text.clone()),
        ..utterance.clone()
    });
    let asked = said.outcome.ids().first().filter(|first| acted && **first != entry.id);
    let mut verdict = match asked.cloned() {
        Some(first) => Verdict {
            outcome: Outcome::Answer(vec![first.clone(), entry.id.clone()]),
            ..led_to(&first, said)
        },
        None => led_to(&entry.id, said),
    };
    verdict.signs = shown.signs;
    verdict
}

/// The verdict that answers with one entry, which becomes its best candidate.
pub(crate) fn led_to(id: &crate::EntryId, verdict: Verdict) -> Verdict {
    let others = verdict.candidates.into_iter().filter(|candidate| candidate.id != *id);
    let best = Candidate {
        id: id.clone(),
        confidence: SIGNALLED,
    };
    let candidates = std::iter::once(best).chain(others).take(MAX_CANDIDATES).collect();
    Verdict {
        outcome: Outcome::Answer(vec![id.clone()]),
        confidence: SIGNALLED,
        candidates,
        ..verdict
    }
}
