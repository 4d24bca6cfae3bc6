//! What volunteers do for others: post an answer, or reply to somebody's message with one. They choose; the text is the
//! town hall's.

use chrono::Utc;
use guichet_core::{Action, EntryId, Interface, Locale, Phrase, Reply, Utterance, verdict::Candidate};
use serenity::all::{CommandInteraction, Message, MessageId};

use super::{
    Counter,
    courier::message,
    exchange::Exchange,
    inbound, language,
    outbound::{self, Button, Page},
    press::{Press, Target},
    published::Posting,
    rest::RestError,
};
use crate::{Assistant, counter::LONGEST_TEXT};

/// How many answers are offered for a message.
const OFFERED: usize = 3;
/// From here on an answer is called very likely: the assistant itself would give it without asking.
const LIKELY: f32 = 0.75;
/// From here on it is called possible: it is right about every other time.
const POSSIBLE: f32 = 0.4;

impl Counter {
    /// Offers the answers nearest to the message that the command was used on.
    pub(super) async fn offer_answers(
        &self,
        exchange: &Exchange,
        command: &CommandInteraction,
    ) -> Result<(), RestError> {
        let assistant = self.live.get();
        let own = language(&assistant, exchange.locale);
        let target = command.data.resolved.messages.values().next();
        let text = target
            .map(|message| inbound::without_marks(&message.content))
            .unwrap_or_default();
        let (Some(message), false) = (target, text.is_empty()) else {
            return exchange
                .show(&[Page::line(interface(&assistant).text(Phrase::NoText, own))])
                .await;
        };
        let target = Target {
            message: message.id,
            author: message.author.id,
        };
        let text: String = text.chars().take(LONGEST_TEXT).collect();
        let (verdict, text) = self
            .think({
                let assistant = assistant.clone();
                move || (assistant.judge(&Utterance::new(text.as_str(), Utc::now())), text)
            })
            .await;
        self.note_offer(target, &text, &verdict).await;
        if verdict.candidates.is_empty() {
            return exchange
                .show(&[Page::line(interface(&assistant).text(Phrase::NothingNear, own))])
                .await;
        }
        exchange
            .show(&[offer(&assistant, target, &verdict.candidates, own, verdict.locale)])
            .await
    }

    /// Shows an answer to the volunteer as it would be posted. The other answers stay at hand.
    pub(super) async fn preview(
        &self,
        exchange: &Exchange,
        shown: &Message,
        target: Target,
        locale: Locale,
        id: &EntryId,
    ) -> Result<(), RestError> {
        let assistant = self.live.get();
        let own = language(&assistant, exchange.locale);
        let Some(reply) = answer_of(&assistant, id, locale) else {
            return self.stale(exchange, &assistant, own).await;
        };
        let mut pages = outbound::pages(&reply, interface(&assistant));
        if let Some(last) = pages.last_mut() {
            let post = interface(&assistant).text(Phrase::PublishReply, own);
            last.buttons = vec![Button::primary(post, Press::Reply(target, locale, id.clone()))];
            last.buttons
                .extend(offered(shown).filter(|button| !matches!(button.press, Press::Reply(..))));
        }
        exchange.show(&pages).await
    }

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
                self.note_chosen(target).await;
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

    /// None of the answers offered fits.
    pub(super) async fn none_fits(&self, exchange: &Exchange, target: Target) -> Result<(), RestError> {
        let assistant = self.live.get();
        let own = language(&assistant, exchange.locale);
        self.note_none_fits(target).await;
        exchange
            .show(&[Page::line(interface(&assistant).text(Phrase::NoneFitsNoted, own))])
            .await
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
                    tokio::time::sleep(crate::backoff::pause(1)).await;
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
    async fn stale(&self, exchange: &Exchange, assistant: &Assistant, own: Locale) -> Result<(), RestError> {
        exchange
            .show(&[Page::line(interface(assistant).text(Phrase::StaleButton, own))])
            .await
    }
}

fn interface(assistant: &Assistant) -> &Interface {
    &assistant.catalogue().interface
}

/// The answer about an entry; `None` if the FAQ has it no more. Without buttons: it is read by everybody.
fn answer_of(assistant: &Assistant, id: &EntryId, locale: Locale) -> Option<Reply> {
    assistant.catalogue().topic(id)?;
    let mut reply = assistant.open(&Action::Open(id.clone()), locale, Utc::now());
    reply.choices.clear();
    Some(reply)
}

/// The best answers for a message, each with its confidence in words.
fn offer(assistant: &Assistant, target: Target, candidates: &[Candidate], own: Locale, locale: Locale) -> Page {
    let interface = interface(assistant);
    let mut page = Page::line(interface.text(Phrase::NearestAnswers, own));
    for (candidate, number) in candidates.iter().take(OFFERED).zip(1..) {
        let Some(topic) = assistant.catalogue().topic(&candidate.id) else {
            continue;
        };
        let title = topic.title(own);
        let confidence = interface.text(in_words(candidate.confidence), own);
        page.put_below(&format!("{number}. {title} ({confidence})"));
        let press = Press::Preview(target, locale, candidate.id.clone());
        page.buttons.push(Button::new(&format!("{number}. {title}"), press));
    }
    page.buttons.push(Button::new(
        interface.text(Phrase::NoneFits, own),
        Press::NoneFits(target),
    ));
    page
}

/// A confidence, for people.
const fn in_words(confidence: f32) -> Phrase {
    if confidence >= LIKELY {
        Phrase::Likely
    } else if confidence >= POSSIBLE {
        Phrase::Possible
    } else {
        Phrase::Unlikely
    }
}

/// The buttons of a message of ours, read and not trusted.
fn offered(message: &Message) -> impl Iterator<Item = Button> {
    let buttons = message.components.iter().flat_map(|row| &row.components);
    buttons.filter_map(|component| {
        let serenity::all::ActionRowComponent::Button(button) = component else {
            return None;
        };
        let serenity::all::ButtonKind::NonLink { custom_id, .. } = &button.data else {
            return None;
        };
        Some(Button::new(button.label.as_deref()?, Press::decode(custom_id)?))
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_has_three_words() {
        assert_eq!([1.0, LIKELY].map(in_words), [Phrase::Likely; 2]);
        assert_eq!([0.5, POSSIBLE].map(in_words), [Phrase::Possible; 2]);
        assert_eq!([0.1, 0.0].map(in_words), [Phrase::Unlikely; 2]);
    }
}
