//! What people do on Discord, and what they then see.

use serde_json::Value;

use super::counter::{Counter, button};
use crate::support::discord::{command, message_command, tap};

/// The default name of the message command.
pub(crate) const MENU: &str = "Répondre avec la FAQ";

/// Asks with the command, in a server. `tag` is the language of the person's client.
pub(crate) fn question(channel: u64, tag: &str, words: &str) -> Value {
    command(channel, true, tag, "question", Some(("texte", words)))
}

impl Counter {
    /// An interaction happens; returns the message that answers it.
    pub(crate) async fn answer(&self, interaction: Value) -> Value {
        let token = self.fake.interact(interaction);
        self.fake.answer(&token).await
    }

    /// Taps the button whose label contains `label`, in a server.
    pub(crate) async fn tapped(&self, channel: u64, shown: &Value, label: &str) -> Value {
        self.answer(tap(channel, true, "fr", shown, &button(shown, label)))
            .await
    }

    /// Uses the message command on a message; returns what the volunteer sees.
    pub(crate) async fn answers_for(&self, channel: u64, message: &Value) -> Value {
        self.answer(message_command(channel, "fr", MENU, message)).await
    }

    /// What the bot posted in a channel: one message.
    pub(crate) fn only_post(&self, channel: u64) -> Value {
        one(self.fake.with(|state| state.posted(channel)))
    }

    /// What the bot replied to a message: one message.
    pub(crate) fn only_reply(&self, channel: u64, message: &Value) -> Value {
        let id = message["id"].as_str().unwrap().parse().unwrap();
        one(self.fake.with(|state| state.replies_to(channel, id)))
    }

    /// How many requests of this method the bot made to a path that contains `part`.
    pub(crate) fn count(&self, method: &str, part: &str) -> usize {
        self.fake.with(|state| state.requests(method, part).len())
    }

    /// Waits until it made that many.
    pub(crate) async fn until_count(&self, method: &str, part: &str, count: usize) {
        let what = format!("{count} times {method} {part}");
        let made = |state: &mut crate::support::discord::State| state.requests(method, part).len() >= count;
        self.fake.until(&what, |state| made(state).then_some(())).await;
    }
}

fn one(mut messages: Vec<Value>) -> Value {
    assert_eq!(messages.len(), 1, "{messages:#?}");
    messages.remove(0)
}
