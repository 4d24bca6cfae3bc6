//! Delivers replies to messages: direct ones, and those that mention the bot.

use std::sync::Arc;

use serenity::all::{
    ChannelId, CreateMessage, GetMessages, Message, MessageId, MessageReference, MessageReferenceKind, Nonce, UserId,
};
use tokio::sync::OnceCell;

use super::{
    exchange::nobody,
    inbound::Place,
    outbound::{self, Page},
    published::Published,
    rest::{Rest, RestError},
};
use crate::{
    Live,
    counter::Turn,
    desk::{self, Address, Delivery},
    store::Store,
};

/// How many messages after a question are searched for an answer that was already sent.
const SEARCHED: u8 = 100;

/// The part of the adapter that writes into channels.
#[derive(Debug)]
pub(super) struct Courier {
    pub(super) rest: Rest,
    pub(super) live: Live,
    pub(super) store: Store,
    pub(super) published: Arc<Published>,
    /// Ourselves, once Discord has said who we are.
    pub(super) me: Arc<OnceCell<UserId>>,
}

impl desk::Courier for Courier {
    type Place = Place;

    async fn deliver(&self, address: Address<'_, Place>, turn: &Turn) -> Delivery {
        let Some(channel) = u64::try_from(address.chat.id)
            .ok()
            .filter(|id| *id != 0)
            .map(ChannelId::new)
        else {
            return Delivery::Gone;
        };
        let question = MessageId::new(address.place.message.max(1));
        let mut sent = address.parts_sent as usize;
        if address.repeated {
            // An earlier process may have been killed between sending and noting it.
            match self.answers_to(channel, question).await {
                Ok(answers) => sent = sent.max(answers),
                // Where that may not be seen, the number of the answer alone must keep it from being shown twice.
                Err(RestError::Forbidden) => {}
                Err(error) => return meaning(error),
            }
        }
        let live = self.live.get();
        let pages = outbound::pages(&turn.reply, &turn.thumbs, &live.catalogue().interface);
        for (number, page) in pages.iter().enumerate().skip(sent) {
            let posted = match self.post(channel, question, number, page).await {
                Ok(posted) => posted,
                Err(error) => return meaning(error),
            };
            if address.place.server.is_some() && pages.len() == 1 {
                self.published.done(channel, &turn.reply, posted.id, chrono::Utc::now());
            }
            let parts = u32::try_from(number + 1).unwrap_or(u32::MAX);
            // If this cannot be noted, the part's number keeps Discord from showing it twice.
            let _ = self.store.parts_sent(address.seq, parts).await;
        }
        Delivery::Sent(None)
    }
}

impl Courier {
    async fn post(
        &self,
        channel: ChannelId,
        question: MessageId,
        number: usize,
        page: &Page,
    ) -> Result<Message, RestError> {
        let message = message(page, Some((channel, question, false)), format!("{question}.{number}"));
        self.rest.call(channel.send_message(self.rest.http(), message)).await
    }

    /// How many messages of ours answer `question`.
    async fn answers_to(&self, channel: ChannelId, question: MessageId) -> Result<usize, RestError> {
        let http = self.rest.http();
        let ask = || async { self.rest.call(http.get_current_user()).await.map(|user| user.id) };
        let me = self.me.get_or_try_init(ask).await?;
        let after = GetMessages::new().after(question).limit(SEARCHED);
        let later = self.rest.call(channel.messages(http, after)).await?;
        let ours = later.iter().filter(|message| {
            let reference = message.message_reference.as_ref();
            message.author.id == *me && reference.and_then(|reference| reference.message_id) == Some(question)
        });
        Ok(ours.count())
    }
}

/// A message to post: below another one if `reply_to` says so, and whether that one must still be there. Of two messages
/// with the same number (at most 25 characters) within some minutes, Discord shows one.
pub(super) fn message(page: &Page, reply_to: Option<(ChannelId, MessageId, bool)>, number: String) -> CreateMessage {
    let mut message = CreateMessage::new()
        .content(&page.content)
        .embeds(page.embeds())
        .components(page.rows())
        .nonce(Nonce::String(number))
        .enforce_nonce(true)
        .allowed_mentions(nobody());
    if let Some((channel, below, must_exist)) = reply_to {
        let reference = MessageReference::new(MessageReferenceKind::Default, channel)
            .message_id(below)
            .fail_if_not_exists(must_exist);
        message = message.reference_message(reference);
    }
    message
}

/// What an error means for the message that was to be answered.
const fn meaning(error: RestError) -> Delivery {
    match error {
        RestError::Unauthorised => Delivery::Unauthorised,
        RestError::Forbidden | RestError::Gone => Delivery::Gone,
        RestError::Invalid(_) | RestError::TooLate => Delivery::Refused,
        RestError::Busy | RestError::NoLoginsLeft { .. } | RestError::Passing => Delivery::Later,
    }
}
