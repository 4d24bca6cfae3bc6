//! The answer to one message as data: the JSON line of `guichet ask --json` and `--batch`.

use guichet_core::{
    Reply, Utterance, Verdict,
    verdict::{Candidate, Outcome},
};
use serde::Serialize;

use guichet_core::Assistant;

/// What was decided and what is said.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    verdict: &'static str,
    ids: Vec<String>,
    confidence: f32,
    candidates: Vec<AnswerCandidate>,
    lang: String,
    reply: String,
}

/// One entry that may be meant.
#[derive(Debug, Serialize)]
struct AnswerCandidate {
    id: String,
    confidence: f32,
}

impl Answer {
    /// Judges and answers one message.
    pub(super) fn to(utterance: &Utterance, assistant: &Assistant) -> Self {
        let verdict = assistant.judge(utterance);
        let reply = assistant.compose(&verdict, utterance.now);
        Self::of(&verdict, &reply)
    }

    /// The data of a decision and its wording.
    fn of(verdict: &Verdict, reply: &Reply) -> Self {
        Self {
            verdict: match verdict.outcome {
                Outcome::Answer(_) => "answer",
                Outcome::Clarify(_) => "clarify",
                Outcome::Unknown(_) => "unknown",
            },
            ids: verdict.outcome.ids().iter().map(ToString::to_string).collect(),
            confidence: verdict.confidence,
            candidates: verdict.candidates.iter().map(AnswerCandidate::of).collect(),
            lang: verdict.locale.to_string(),
            reply: reply.plain_text(),
        }
    }
}

impl AnswerCandidate {
    fn of(candidate: &Candidate) -> Self {
        Self {
            id: candidate.id.to_string(),
            confidence: candidate.confidence,
        }
    }
}
