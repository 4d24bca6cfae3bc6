//! Finds what was written to the bot while it was away: a new session brings back nothing.
//!
//! Only channels in which somebody addressed the bot before can be searched. A first direct message, and an interaction,
//! that happen while the bot is away are lost; Discord offers no way to find them.

use std::sync::atomic::Ordering;

use chrono::{DateTime, TimeDelta, Utc};
use serenity::all::{ChannelId, GetMessages, Message, MessageId};

use super::{Counter, rest::RestError};
use crate::{
    backoff,
    store::{Chat, Platform},
};

/// Where the time of the last sign of life is kept.
const ALIVE: &str = "discord.alive_at";
/// What is older is not answered any more.
const OLDEST: TimeDelta = TimeDelta::hours(24);
/// Searched before the last sign of life too: a connection may be dead for a while before that is noticed.
const OVERLAP: TimeDelta = TimeDelta::minutes(5);
/// Channels searched, the latest first.
const CHANNELS: u32 = 500;
/// Messages asked for at a time: the most that Discord gives.
const PAGE: u8 = 100;
/// Pages read of one channel.
const PAGES: usize = 10;
/// How often a page that cannot be read is asked for again: a minute in all.
const RETRIES: u32 = 6;
/// Where Discord's clock starts, in milliseconds of Unix time.
const EPOCH: i64 = 1_420_070_400_000;

impl Counter {
    /// The connection works at this moment. Noted by Discord's clock, like everything that its messages are compared with.
    pub(super) async fn alive(&self) {
        if !self.caught_up.load(Ordering::SeqCst) {
            return;
        }
        let now = self.rest.clock().now();
        let note = self.store.set_fact(ALIVE, now.timestamp().to_string()).await;
        if let Err(error) = note {
            tracing::error!(platform = "discord", %error, "the store fails");
        }
    }

    /// Accepts what was written since the last sign of life.
    pub(super) async fn catch_up(&self) {
        let now = self.rest.clock().now();
        self.caught_up.store(false, Ordering::SeqCst);
        let noted = self.store.fact(ALIVE).await.ok().flatten();
        let alive_at = noted.and_then(|text| DateTime::from_timestamp(text.parse().ok()?, 0));
        // Without a sign of life there was no conversation either.
        if let Some(alive_at) = alive_at {
            let since = first_id((alive_at - OVERLAP).max(now - OLDEST));
            let channels = self
                .store
                .channels(Platform::Discord, CHANNELS)
                .await
                .unwrap_or_default();
            for chat in channels {
                self.search(chat, since).await;
            }
        }
        self.caught_up.store(true, Ordering::SeqCst);
        self.alive().await;
    }

    /// Accepts the messages of one channel after `after`.
    async fn search(&self, chat: Chat, mut after: MessageId) {
        let Some(channel) = u64::try_from(chat.id).ok().filter(|id| *id != 0).map(ChannelId::new) else {
            return;
        };
        for _ in 0..PAGES {
            let mut messages = match self.page(channel, after).await {
                Ok(messages) => messages,
                Err(error) => {
                    tracing::warn!(platform = "discord", %error, "cannot look for missed messages in a channel");
                    if matches!(error, RestError::Forbidden | RestError::Gone) {
                        // We were sent away: asking again each time would count as abuse.
                        let _ = self.store.drop_chat(chat).await;
                    }
                    return;
                }
            };
            messages.sort_by_key(|message| message.id);
            let Some(last) = messages.last().map(|message| message.id) else {
                return;
            };
            self.accept(&messages, Utc::now()).await;
            if messages.len() < usize::from(PAGE) {
                return;
            }
            after = last;
        }
        tracing::warn!(
            platform = "discord",
            "a channel holds more messages than are searched: later ones stay unanswered"
        );
    }

    /// The messages after `after`, at most [`PAGE`].
    async fn page(&self, channel: ChannelId, after: MessageId) -> Result<Vec<Message>, RestError> {
        let mut failures = 0;
        loop {
            let page = GetMessages::new().after(after).limit(PAGE);
            match self.rest.call(channel.messages(self.rest.http(), page)).await {
                Err(error) if error.may_pass() && failures < RETRIES => {
                    failures += 1;
                    tokio::time::sleep(backoff::pause(failures)).await;
                }
                other => return other,
            }
        }
    }
}

/// The smallest id of a time.
fn first_id(time: DateTime<Utc>) -> MessageId {
    let since_epoch = u64::try_from(time.timestamp_millis() - EPOCH).unwrap_or_default();
    MessageId::new((since_epoch << 22).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_carry_their_time() {
        let time = DateTime::from_timestamp(1_726_000_000, 0).unwrap();
        assert_eq!(first_id(time).created_at().unix_timestamp(), 1_726_000_000);
        assert_eq!(first_id(DateTime::UNIX_EPOCH).get(), 1);
    }
}
