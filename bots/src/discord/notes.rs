//! What the town keeps of an interaction: numbers, and nothing of somebody who asks to be forgotten.

use chrono::{NaiveDate, Utc};

use super::{Counter, exchange::Exchange};
use crate::store::{Chat, Person, Platform, StoreError, Tally};

impl Counter {
    /// No answer fits somebody's message: one more question without an answer, in the town's statistics.
    pub(super) async fn note_unanswered(&self) {
        noted(
            self.store
                .count(Platform::Discord, Tally::Unknown, Vec::new(), self.today())
                .await,
        );
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

/// A note that cannot be kept is lost, and nothing else.
fn noted(result: Result<(), StoreError>) {
    if let Err(error) = result {
        tracing::error!(platform = "discord", %error, "the store fails");
    }
}
