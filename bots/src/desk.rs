//! Takes stored messages in turn, has them answered, hands the replies to a courier and records what became of each.
//!
//! Everything that can go wrong with one message ends here: it is tried again, set aside or given up, and no other
//! message is touched.

mod attempt;

use std::{collections::HashMap, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use guichet_core::Locale;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use tokio::task::{Id, JoinError, JoinSet};

use crate::{
    Live, Shutdown, backoff,
    counter::{Said, Turn},
    health::Health,
    store::{Chat, Platform, Store, StoreError, Ticket},
    supervise::{Failure, Refusal},
    turns::{Next, Turns},
};

/// Replies under way at a time: as many as may be sent twice after a crash.
pub const IN_FLIGHT: usize = 16;
/// Messages that may wait; beyond it the platform keeps them for us.
const ROOM: usize = 20_000;
/// How often the desk is heard of although there is nothing to do, and by when.
const HEARD_EVERY: Duration = Duration::from_secs(10);
const HEARD_WITHIN: Duration = Duration::from_secs(60);
/// How long replies under way may take after a stop was requested.
const LAST_REPLIES: Duration = Duration::from_secs(8);

/// A message as an adapter stores it until it is answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Letter<Place> {
    /// What was said.
    pub said: Said,
    /// The language that the citizen's application announces, as a tag.
    pub hint: Option<String>,
    /// Whether strangers read the answer: a group or a public channel.
    pub public: bool,
    /// Who said it: a number that is erased with the message, and hashed in whatever is kept longer.
    #[serde(default)]
    pub author: i64,
    /// The message of ours below which a button was tapped.
    #[serde(default)]
    pub tapped: Option<i64>,
    /// Where exactly: the adapter's own.
    pub place: Place,
}

/// Where and how to deliver a reply.
#[derive(Clone, Copy, Debug)]
pub struct Address<'a, Place> {
    /// The message, in the order of arrival.
    pub seq: i64,
    /// The conversation.
    pub chat: Chat,
    /// Where exactly.
    pub place: &'a Place,
    /// The message of ours below which a button was tapped.
    pub tapped: Option<i64>,
    /// Parts of the reply that an earlier attempt delivered.
    pub parts_sent: u32,
    /// Whether another process may have been killed while it delivered this reply.
    pub repeated: bool,
}

/// What became of a reply.
#[derive(Clone, Debug)]
pub enum Delivery {
    /// The platform accepted it: our messages, to find them again when the question is edited.
    Sent(Option<crate::store::Answered>),
    /// The platform says how long this conversation must wait.
    Wait(Duration),
    /// The platform could not be reached, or failed: try again later.
    Later,
    /// The platform refuses this reply: trying again cannot help.
    Refused,
    /// Nothing can be delivered to this conversation any more.
    Gone,
    /// The conversation has another number now.
    Moved(i64),
    /// The platform refuses us: no message can be delivered.
    Unauthorised,
}

/// The part of an adapter that delivers replies.
pub trait Courier: Send + Sync + 'static {
    /// Where exactly a reply goes.
    type Place: Serialize + DeserializeOwned + Send + Sync;

    /// Delivers a reply. Errors are part of [`Delivery`]: what they mean is decided here, by the platform's rules.
    fn deliver(&self, address: Address<'_, Self::Place>, turn: &Turn) -> impl Future<Output = Delivery> + Send;
}

/// The desk of one platform.
#[derive(Debug)]
pub struct Desk<C> {
    platform: Platform,
    store: Store,
    live: Live,
    health: Health,
    turns: Turns,
    courier: C,
}

impl<C: Courier> Desk<C> {
    /// Opens a desk with everything that an earlier process left unanswered.
    pub async fn open(
        platform: Platform,
        store: Store,
        live: Live,
        health: Health,
        courier: C,
    ) -> Result<Arc<Self>, StoreError> {
        let desk = Self {
            platform,
            store,
            live,
            health,
            turns: Turns::default(),
            courier,
        };
        let left = desk.store.open_tickets(platform).await?;
        if !left.is_empty() {
            tracing::info!(%platform, messages = left.len(), "messages of an earlier run are answered first");
        }
        desk.queue(left, Utc::now());
        Ok(Arc::new(desk))
    }

    /// Queues messages that were just stored.
    pub fn queue(&self, tickets: Vec<Ticket>, now: DateTime<Utc>) {
        for ticket in tickets {
            let rest = (ticket.not_before - now).to_std().unwrap_or_default();
            self.turns.push(ticket.chat, ticket.seq, rest);
        }
    }

    /// Whether more messages may be accepted: a full desk leaves them to the platform.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.turns.waiting() < ROOM
    }

    /// How many messages wait or are being answered.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.turns.waiting()
    }

    /// Answers messages until the shutdown, then finishes what is under way.
    ///
    /// # Errors
    /// When the platform refuses us, or the store is closed.
    pub async fn work(self: Arc<Self>, shutdown: &Shutdown) -> Result<(), Failure> {
        let mut under_way = UnderWay::default();
        let word = self.health.word(HEARD_WITHIN);
        loop {
            word.again(HEARD_WITHIN);
            tokio::select! {
                () = shutdown.wait() => break,
                next = self.turns.next(), if under_way.tasks.len() < IN_FLIGHT => {
                    let desk = Arc::clone(&self);
                    let task = under_way.tasks.spawn(async move { desk.attempt(next).await });
                    under_way.messages.insert(task.id(), next);
                }
                () = tokio::time::sleep(HEARD_EVERY) => {}
                Some(ended) = under_way.tasks.join_next_with_id() => self.ended(&mut under_way, ended).await?,
            }
        }
        let finish = async {
            while let Some(ended) = under_way.tasks.join_next_with_id().await {
                self.ended(&mut under_way, ended).await?;
            }
            Ok(())
        };
        let Ok(finished) = tokio::time::timeout(LAST_REPLIES, finish).await else {
            let platform = self.platform;
            tracing::warn!(%platform, "some replies could not be finished in time: the next run sends them");
            return Ok(());
        };
        finished
    }

    /// One attempt ended, well or by a panic.
    async fn ended(&self, under_way: &mut UnderWay, ended: Result<(Id, Ended), JoinError>) -> Result<(), Failure> {
        let id = ended.as_ref().map_or_else(JoinError::id, |(id, _)| *id);
        let Some(next) = under_way.messages.remove(&id) else {
            return Ok(());
        };
        match ended {
            Ok((_, Ended::Decided)) => self.turns.done(next.chat),
            Ok((_, Ended::Again(rest))) => self.turns.rest(next.chat, rest),
            Ok((_, Ended::Unauthorised)) => {
                return Err(Failure::Final(Refusal::token(self.platform)));
            }
            Err(_) => {
                tracing::error!(platform = %self.platform, seq = next.seq, "handling a message panicked");
                // If this cannot be written the message is tried once more than allowed.
                let _ = self.store.panicked(next.seq).await;
                self.turns.rest(next.chat, backoff::pause(1));
            }
        }
        Ok(())
    }
}

/// The attempts under way.
#[derive(Debug, Default)]
struct UnderWay {
    tasks: JoinSet<Ended>,
    messages: HashMap<Id, Next>,
}

/// How an attempt ended.
#[derive(Debug)]
enum Ended {
    /// The message is decided.
    Decided,
    /// The message must be tried again.
    Again(Duration),
    /// No message can be delivered.
    Unauthorised,
}

impl<Place> Letter<Place> {
    /// The language that the citizen's application announces.
    fn locale(&self) -> Option<Locale> {
        self.hint.as_deref().and_then(Locale::parse)
    }
}

#[cfg(test)]
mod tests;
