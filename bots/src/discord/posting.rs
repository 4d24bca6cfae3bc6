//! What volunteers do for others: post an answer, or reply to somebody's message with one. They choose; the text is the
//! town hall's.

use chrono::Utc;
use guichet_core::{Phrase, Reply};
use serenity::all::MessageId;

use super::{
    Counter,
    courier::message,
    exchange::Exchange,
    notes,
    outbound::Page,
    press::Target,
    published::Posting,
    rest::{Rest, RestError},
    volunteer::Volunteer,
};
use crate::backoff;

impl Counter {
    /// Posts an answer in the channel, in the volunteer's name.
    pub(super) async fn publish(&self, volunteer: &Volunteer<'_>, answer: &Reply) -> Result<(), RestError> {
        let channel = volunteer.exchange.channel;
        match self.published.ask(channel, answer, Utc::now()) {
            Posting::Go => {
                let posted = post_beside(volunteer, answer, None).await;
                self.report(volunteer, answer, posted).await
            }
            Posting::AlreadyThere(Some(message)) => volunteer.tell_where(Phrase::JustPublished, Some(message)).await,
            Posting::AlreadyThere(None) => volunteer.tell(Phrase::BeingPublished).await,
        }
    }

    /// Replies to somebody's message with an answer.
    pub(super) async fn publish_reply(
        &self,
        volunteer: &Volunteer<'_>,
        target: Target,
        reply: &Reply,
    ) -> Result<(), RestError> {
        let exchange = volunteer.exchange;
        let below = target.message;
        let (posted, told) = match self.published.ask(exchange.channel, reply, Utc::now()) {
            Posting::Go => {
                let pages = volunteer.signed(reply, None);
                let posted = match post_below(&self.rest, exchange, below, &pages).await {
                    // We are not a member here, only the volunteer is: the answer says itself what it replies to.
                    Err(RestError::Forbidden | RestError::Gone) => post_beside(volunteer, reply, Some(below)).await,
                    other => other,
                };
                (posted, self.report(volunteer, reply, posted).await)
            }
            // The person gets the way to the answer; the channel is spared the repetition.
            Posting::AlreadyThere(Some(message)) => {
                let link = exchange.link(message);
                let sentence = volunteer
                    .interface()
                    .fill(Phrase::JustPublished, reply.locale, &[("link", &link)]);
                let page = Page::line(&sentence);
                let posted = match post_below(&self.rest, exchange, below, std::slice::from_ref(&page)).await {
                    Err(RestError::Forbidden | RestError::Gone) => exchange.follow_up(&page, false).await.map(Some),
                    other => other,
                };
                let told = match posted {
                    Ok(message) => volunteer.tell_where(Phrase::Published, message).await,
                    Err(error) => volunteer.tell(not_published(error)).await,
                };
                (posted, told)
            }
            Posting::AlreadyThere(None) => return volunteer.tell(Phrase::BeingPublished).await,
        };
        if posted.is_ok() {
            let record = notes::answered(&volunteer.assistant, &reply.ids);
            self.note(target.author, record).await;
        }
        told
    }

    /// Remembers what became of a posting, and tells the volunteer.
    async fn report(
        &self,
        volunteer: &Volunteer<'_>,
        reply: &Reply,
        posted: Result<Option<MessageId>, RestError>,
    ) -> Result<(), RestError> {
        let channel = volunteer.exchange.channel;
        match posted {
            Ok(message) => {
                if let Some(message) = message {
                    self.published.done(channel, reply, message, Utc::now());
                }
                volunteer.tell_where(Phrase::Published, message).await
            }
            Err(error) => {
                self.published.failed(channel, reply);
                tracing::warn!(platform = "discord", %error, "an answer could not be posted");
                volunteer.tell(not_published(error)).await
            }
        }
    }
}

/// Posts pages as replies to a message. Numbered by the interaction, so that a repeated attempt shows nothing twice.
async fn post_below(
    rest: &Rest,
    exchange: &Exchange,
    below: MessageId,
    pages: &[Page],
) -> Result<Option<MessageId>, RestError> {
    let mut first = None;
    for (number, page) in pages.iter().enumerate() {
        let post = || {
            let number = format!("{}.{number}", exchange.id);
            let message = message(page, Some((exchange.channel, below, true)), number);
            rest.call(exchange.channel.send_message(rest.http(), message))
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

/// Posts an answer as ordinary messages; it links to the message `about`, if it replies to one.
async fn post_beside(
    volunteer: &Volunteer<'_>,
    answer: &Reply,
    about: Option<MessageId>,
) -> Result<Option<MessageId>, RestError> {
    let mut first = None;
    for page in volunteer.signed(answer, about) {
        let posted = volunteer.exchange.follow_up(&page, false).await?;
        first = first.or(Some(posted));
    }
    Ok(first)
}

/// What to tell a volunteer about a failure.
const fn not_published(error: RestError) -> Phrase {
    match error {
        RestError::Forbidden => Phrase::CannotPublish,
        RestError::Invalid(_) | RestError::Gone => Phrase::MessageGone,
        _ => Phrase::NotPublished,
    }
}
