//! What volunteers do for others: post an answer, or reply to somebody's message with one. They choose; the text is the
//! town hall's.

use chrono::Utc;
use guichet_core::{Action, EntryId, Interface, Locale, Phrase, Reply};
use serenity::all::MessageId;

use super::{
    Counter,
    courier::message,
    exchange::Exchange,
    language,
    outbound::{self, Page},
    press::Target,
    published::Posting,
    rest::RestError,
};
use crate::{Assistant, backoff};

impl Counter {
    /// Posts an answer in the channel, in the volunteer's name.
    pub(super) async fn publish(&self, exchange: &Exchange, locale: Locale, id: &EntryId) -> Result<(), RestError> {
        let assistant = self.live.get();
        let own = language(&assistant, exchange.locale);
        let Some(reply) = answer_of(&assistant, id, locale) else {
            return self.stale(exchange, &assistant, own).await;
        };
        if let Posting::AlreadyThere(message) = self.published.ask(exchange.channel, &reply, Utc::now()) {
            return exchange
                .show(&[already_there(&assistant, own, exchange, message)])
                .await;
        }
        let pages = signed(&assistant, &reply, exchange, None);
        let mut first = None;
        for page in &pages {
            match exchange.follow_up(page, false).await {
                Ok(message) => first = first.or(Some(message)),
                Err(error) => {
                    self.published.failed(exchange.channel, &reply);
                    exchange.show(&[not_published(&assistant, own, error)]).await?;
                    return Err(error);
                }
            }
        }
        self.posted(exchange, &assistant, &reply, first, own).await
    }

    /// Replies to a message with an answer.
    pub(super) async fn publish_reply(
        &self,
        exchange: &Exchange,
        target: Target,
        locale: Locale,
        id: &EntryId,
    ) -> Result<(), RestError> {
        let assistant = self.live.get();
        let own = language(&assistant, exchange.locale);
        let Some(reply) = answer_of(&assistant, id, locale) else {
            return self.stale(exchange, &assistant, own).await;
        };
        let asked = self.published.ask(exchange.channel, &reply, Utc::now());
        let pages = match asked {
            Posting::Go => signed(&assistant, &reply, exchange, None),
            // The person gets the way to the answer; the channel is spared the repetition.
            Posting::AlreadyThere(Some(message)) => {
                let link = exchange.link(message);
                let sentence = interface(&assistant).fill(Phrase::JustPublished, locale, &[("link", &link)]);
                vec![Page::line(&sentence)]
            }
            Posting::AlreadyThere(None) => {
                return exchange.show(&[already_there(&assistant, own, exchange, None)]).await;
            }
        };
        let posted = self.post_below(exchange, target.message, &pages).await;
        let posted = match posted {
            // We are not a member here, only the volunteer is: the answer says itself what it replies to.
            Err(RestError::Forbidden | RestError::Gone) => {
                self.post_beside(exchange, target.message, &assistant, &reply).await
            }
            other => other,
        };
        match posted {
            Ok(message) => {
                if asked == Posting::Go {
                    return self.posted(exchange, &assistant, &reply, message, own).await;
                }
                let link = message.map(|message| exchange.link(message)).unwrap_or_default();
                let sentence = interface(&assistant).fill(Phrase::Published, own, &[("link", &link)]);
                exchange.show(&[Page::line(&sentence)]).await
            }
            Err(error) => {
                if asked == Posting::Go {
                    self.published.failed(exchange.channel, &reply);
                }
                exchange.show(&[not_published(&assistant, own, error)]).await
            }
        }
    }

    /// Posts pages as replies to a message. Numbered by the interaction, so that a repeated attempt shows nothing twice.
    async fn post_below(
        &self,
        exchange: &Exchange,
        below: MessageId,
        pages: &[Page],
    ) -> Result<Option<MessageId>, RestError> {
        let mut first = None;
        for (number, page) in pages.iter().enumerate() {
            let post = || {
                let number = format!("{}.{number}", exchange.id);
                let message = message(page, Some((exchange.channel, below, true)), number);
                self.rest.call(exchange.channel.send_message(self.rest.http(), message))
            };
            let posted = match post().await {
                Err(error) if error.may_pass() => {
                    tokio::time::sleep(backoff::pause(1)).await;
                    post().await?
                }
                other => other?,
            };
            first = first.or(Some(posted.id));
        }
        Ok(first)
    }

    /// Posts an answer as an ordinary message that links to the one it answers.
    async fn post_beside(
        &self,
        exchange: &Exchange,
        target: MessageId,
        assistant: &Assistant,
        reply: &Reply,
    ) -> Result<Option<MessageId>, RestError> {
        let mut first = None;
        for page in signed(assistant, reply, exchange, Some(target)) {
            let posted = exchange.follow_up(&page, false).await?;
            first = first.or(Some(posted));
        }
        Ok(first)
    }

    /// Tells the volunteer where the answer is.
    async fn posted(
        &self,
        exchange: &Exchange,
        assistant: &Assistant,
        reply: &Reply,
        message: Option<MessageId>,
        own: Locale,
    ) -> Result<(), RestError> {
        let link = message.map(|message| exchange.link(message)).unwrap_or_default();
        if let Some(message) = message {
            self.published.done(exchange.channel, reply, message, Utc::now());
        }
        let sentence = interface(assistant).fill(Phrase::Published, own, &[("link", &link)]);
        exchange.show(&[Page::line(&sentence)]).await
    }

    /// The answer behind a button is gone from the FAQ.
    pub(super) async fn stale(&self, exchange: &Exchange, assistant: &Assistant, own: Locale) -> Result<(), RestError> {
        exchange
            .show(&[Page::line(interface(assistant).text(Phrase::StaleButton, own))])
            .await
    }
}

/// The counter's own sentences.
pub(super) fn interface(assistant: &Assistant) -> &Interface {
    &assistant.catalogue().interface
}

/// The answer about an entry; `None` if the FAQ has it no more. Without buttons: it is read by everybody.
pub(super) fn answer_of(assistant: &Assistant, id: &EntryId, locale: Locale) -> Option<Reply> {
    assistant.catalogue().topic(id)?;
    let mut reply = assistant.open(&Action::Open(id.clone()), locale, Utc::now());
    reply.choices.clear();
    Some(reply)
}

/// An answer to post: whose it is, who passes it on, and what it replies to if Discord does not show that.
fn signed(assistant: &Assistant, reply: &Reply, exchange: &Exchange, target: Option<MessageId>) -> Vec<Page> {
    let interface = interface(assistant);
    let mut pages = outbound::pages(reply, interface);
    if let Some(first) = pages.first_mut() {
        let person = format!("<@{}>", exchange.person);
        first.put_above(&interface.fill(Phrase::SharedBy, reply.locale, &[("person", &person)]));
        if let Some(target) = target {
            let link = exchange.link(target);
            first.put_above(&interface.fill(Phrase::InReplyTo, reply.locale, &[("link", &link)]));
        }
    }
    pages
}

fn already_there(assistant: &Assistant, own: Locale, exchange: &Exchange, message: Option<MessageId>) -> Page {
    let interface = interface(assistant);
    Page::line(&match message {
        Some(message) => interface.fill(Phrase::JustPublished, own, &[("link", &exchange.link(message))]),
        None => interface.text(Phrase::BeingPublished, own).to_owned(),
    })
}

fn not_published(assistant: &Assistant, own: Locale, error: RestError) -> Page {
    let phrase = match error {
        RestError::Forbidden => Phrase::CannotPublish,
        RestError::Invalid(_) | RestError::Gone => Phrase::MessageGone,
        _ => Phrase::NotPublished,
    };
    Page::line(interface(assistant).text(phrase, own))
}
