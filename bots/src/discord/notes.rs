//! What the town keeps of an interaction: numbers, questions without an answer, and nothing of somebody who asks to be
//! forgotten.

use chrono::Utc;
use guichet_core::{
    Assistant, EntryId, Verdict,
    verdict::{Outcome, Unknown},
};
use serenity::all::{ChannelId, UserId};

use super::{Counter, exchange::Exchange};
use crate::{
    records::{self, Question, Record},
    store::{Chat, GapKind, Person, Platform, StoreError, Tally},
};

impl Counter {
    /// Keeps what the message command led to; `author` is the one who wrote the message.
    pub(super) async fn note(&self, author: UserId, record: Record) {
        record.keep(&self.store, person(author), None).await;
    }

    /// Somebody asks to be forgotten.
    ///
    /// # Errors
    /// When the store fails: then nobody may be told that it is done.
    pub(super) async fn forget(&self, exchange: &Exchange) -> Result<(), StoreError> {
        let alone = (!exchange.is_public()).then(|| chat(exchange.channel));
        self.store.forget(person(exchange.person), alone).await
    }
}

/// Answers were looked for, and there were some `near`: the message is a question without one until a volunteer replies
/// with one of them. What is no question is not kept: an insult, distress, a language or signs that the masking does not
/// read.
pub(super) fn looked_up(assistant: &Assistant, text: &str, verdict: &Verdict, near: bool) -> Record {
    let (tally, kind) = if near {
        (Tally::Clarified, GapKind::NotChosen)
    } else {
        (Tally::Unknown, GapKind::Unknown)
    };
    let is_question = !matches!(&verdict.outcome, Outcome::Unknown(reason) if *reason != Unknown::NotCovered);
    Record {
        tally: Some((tally, Vec::new())),
        question: is_question.then(|| Question::Keep(records::gap(assistant, kind, text, verdict))),
        ..nothing(assistant)
    }
}

/// A volunteer replied with the answer about these entries.
pub(super) fn answered(assistant: &Assistant, ids: &[EntryId]) -> Record {
    Record {
        tally: Some((Tally::Answered, ids.to_vec())),
        question: Some(Question::Chosen),
        ..nothing(assistant)
    }
}

/// A volunteer found that none of the answers fits.
pub(super) fn none_fits(assistant: &Assistant) -> Record {
    Record {
        question: Some(Question::NoneOfThese),
        ..nothing(assistant)
    }
}

fn nothing(assistant: &Assistant) -> Record {
    Record {
        day: records::day(assistant, Utc::now()),
        tally: None,
        question: None,
        thumb: None,
    }
}

/// A channel, as the store knows it.
pub(super) fn chat(channel: ChannelId) -> Chat {
    Chat {
        platform: Platform::Discord,
        id: number(channel.get()),
    }
}

/// Somebody, as the store knows them.
pub(super) fn person(user: UserId) -> Person {
    Person {
        platform: Platform::Discord,
        id: number(user.get()),
    }
}

/// Discord's numbers have 63 bits.
pub(super) fn number(id: u64) -> i64 {
    i64::try_from(id).unwrap_or_default()
}
