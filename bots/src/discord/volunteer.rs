//! Somebody who answers others: what they read of us, and the answers they choose from.

use std::sync::Arc;

use chrono::Utc;
use guichet_core::{Action, EntryId, Interface, Locale, Phrase, Reply};
use serenity::all::MessageId;

use super::{
    Counter,
    exchange::Exchange,
    language,
    outbound::{self, Page},
    rest::RestError,
};
use crate::Assistant;

/// A volunteer in one interaction, with the FAQ of that moment.
pub(super) struct Volunteer<'a> {
    pub(super) exchange: &'a Exchange,
    pub(super) assistant: Arc<Assistant>,
    /// The language to speak with them; what they pass on may be in another.
    pub(super) own: Locale,
}

impl<'a> Volunteer<'a> {
    pub(super) fn new(counter: &Counter, exchange: &'a Exchange) -> Self {
        let assistant = counter.live.get();
        Self {
            exchange,
            own: language(&assistant, exchange.locale),
            assistant,
        }
    }

    /// The counter's own sentences.
    pub(super) fn interface(&self) -> &Interface {
        &self.assistant.catalogue().interface
    }

    /// A sentence in the volunteer's language.
    pub(super) fn text(&self, phrase: Phrase) -> &str {
        self.interface().text(phrase, self.own)
    }

    /// Shows a sentence.
    pub(super) async fn tell(&self, phrase: Phrase) -> Result<(), RestError> {
        self.exchange.show(&[Page::line(self.text(phrase))]).await
    }

    /// Shows a sentence with the way to a message of ours, as far as that is known.
    pub(super) async fn tell_where(&self, phrase: Phrase, message: Option<MessageId>) -> Result<(), RestError> {
        let link = message.map(|message| self.exchange.link(message)).unwrap_or_default();
        let sentence = self.interface().fill(phrase, self.own, &[("link", &link)]);
        self.exchange.show(&[Page::line(&sentence)]).await
    }

    /// The answer about an entry; `None` if the FAQ has it no more. Without ways on: it is read by everybody.
    pub(super) fn answer(&self, id: &EntryId, locale: Locale) -> Option<Reply> {
        self.assistant.catalogue().topic(id)?;
        let mut reply = self.assistant.open(&Action::Open(id.clone()), locale, Utc::now());
        reply.choices.clear();
        Some(reply)
    }

    /// An answer to post: who passes it on, and what it replies to if Discord does not show that. Nobody votes on it:
    /// everybody could, and undo the vote of whoever asked.
    pub(super) fn signed(&self, answer: &Reply, target: Option<MessageId>) -> Vec<Page> {
        let (interface, exchange, locale) = (self.interface(), self.exchange, answer.locale);
        let mut pages = outbound::pages(answer, &[], interface);
        if let Some(first) = pages.first_mut() {
            let person = format!("<@{}>", exchange.person);
            first.put_above(&interface.fill(Phrase::SharedBy, locale, &[("person", &person)]));
            if let Some(target) = target {
                let link = exchange.link(target);
                first.put_above(&interface.fill(Phrase::InReplyTo, locale, &[("link", &link)]));
            }
        }
        pages
    }
}
