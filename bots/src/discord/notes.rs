//! What staff learn from volunteers: which messages have no fitting answer. Kept masked and without a name.

use chrono::{NaiveDate, Utc};
use guichet_core::Verdict;

use super::{Counter, exchange::Exchange, press::Target};
use crate::store::{Chat, Person, Platform, StoreError};

impl Counter {
    /// Answers were offered for somebody's message.
    pub(super) async fn note_offer(&self, _target: Target, _text: &str, _verdict: &Verdict) {}

    /// One of them was posted.
    pub(super) async fn note_chosen(&self, target: Target) {
        noted(self.store.gap_chosen(author(target), self.today()).await);
    }

    /// None of them fits.
    pub(super) async fn note_none_fits(&self, target: Target) {
        noted(self.store.gap_none_of_these(author(target), self.today()).await);
    }

    /// Somebody asks to be forgotten: what is known of the conversation, and of the person's questions, goes.
    pub(super) async fn forget(&self, exchange: &Exchange) {
        let number = |id: u64| i64::try_from(id).unwrap_or_default();
        let chat = Chat {
            platform: Platform::Discord,
            id: number(exchange.channel.get()),
        };
        let person = Person {
            platform: Platform::Discord,
            id: number(exchange.person.get()),
        };
        noted(self.store.forget_person(person).await);
        // A channel of a server belongs to everybody in it.
        if !exchange.is_public() {
            noted(self.store.forget(chat).await);
        }
    }

    /// The day it is in the town.
    fn today(&self) -> NaiveDate {
        let live = self.live.get();
        Utc::now().with_timezone(&live.catalogue().town.timezone).date_naive()
    }
}

/// Whoever wrote the message.
fn author(target: Target) -> Person {
    Person {
        platform: Platform::Discord,
        id: i64::try_from(target.author.get()).unwrap_or_default(),
    }
}

/// A note that cannot be kept is lost, and nothing else.
fn noted(result: Result<(), StoreError>) {
    if let Err(error) = result {
        tracing::error!(platform = "discord", %error, "the store fails");
    }
}
