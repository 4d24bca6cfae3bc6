//! What the gateway tells us.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serenity::{
    all::{Context, EventHandler, Interaction, Message, Ready},
    async_trait,
};
use tokio::runtime::Handle;

use super::{Counter, gateway::Line, inbound, notes::number};
use crate::{
    backoff,
    counter::Said,
    desk::Letter,
    health::State,
    limits::Admission,
    store::{Arrival, Chat, Content, Decision, Platform, StoreError},
};

/// Hears the events of one session.
pub(super) struct Ears {
    pub(super) counter: Arc<Counter>,
    pub(super) line: Line,
    /// Where they are handled: the connection's own thread must do nothing but listen.
    pub(super) here: Handle,
}

#[async_trait]
impl EventHandler for Ears {
    async fn ready(&self, _: Context, ready: Ready) {
        // Before anything waits: the messages that follow are read only by one who knows who we are.
        let _ = self.counter.me.set(ready.user.id);
        self.line.opened(&ready.resume_gateway_url).await;
        let counter = Arc::clone(&self.counter);
        self.here.spawn(async move { counter.opened(&ready).await });
    }

    async fn message(&self, _: Context, message: Message) {
        let counter = Arc::clone(&self.counter);
        self.here.spawn(async move {
            let _busy = counter.busy.begin();
            counter.accept(&[message], Utc::now()).await;
        });
    }

    async fn interaction_create(&self, _: Context, interaction: Interaction) {
        let counter = Arc::clone(&self.counter);
        self.here.spawn(async move {
            let _busy = counter.busy.begin();
            match &interaction {
                Interaction::Command(command) => counter.command(command).await,
                Interaction::Component(tap) => counter.tap(tap).await,
                Interaction::Autocomplete(command) => counter.complete(command).await,
                _ => {}
            }
        });
    }
}

impl Counter {
    /// A new session was opened: nothing that happened before it is brought by it.
    async fn opened(&self, ready: &Ready) {
        tracing::info!(platform = "discord", "connected");
        self.health.is(State::Serving);
        self.sessions.send_replace(Some(ready.application.id));
        self.catch_up().await;
    }

    /// Stores those messages that are addressed to us and queues them. The text of others is dropped here, unread.
    pub(super) async fn accept(&self, messages: &[Message], now: DateTime<Utc>) {
        let fresh = self.fresh(messages).await;
        let arrivals: Vec<Arrival> = fresh.into_iter().filter_map(|message| self.arrival(message)).collect();
        if arrivals.is_empty() {
            return;
        }
        let chats: Vec<i64> = arrivals
            .iter()
            .map(|arrival| arrival.chat)
            .filter(|chat| *chat != 0)
            .collect();
        let mut failures = 0;
        let tickets = loop {
            match self.store.accept(Platform::Discord, arrivals.clone(), now).await {
                Ok(tickets) => break tickets,
                Err(StoreError::Closed) => return,
                Err(error) => {
                    failures += 1;
                    tracing::error!(platform = "discord", %error, "the store fails");
                    tokio::time::sleep(backoff::pause(failures)).await;
                }
            }
        };
        self.desk.queue(tickets, now);
        for id in chats {
            let chat = Chat {
                platform: Platform::Discord,
                id,
            };
            if let Err(error) = self.store.heard_in(chat, now).await {
                tracing::error!(platform = "discord", %error, "the store fails");
            }
        }
    }

    /// Those addressed to us that were not accepted before: what is found again must not count against its author's
    /// limit.
    async fn fresh<'a>(&self, messages: &'a [Message]) -> Vec<&'a Message> {
        let Some(me) = self.me.get() else {
            return Vec::new();
        };
        let ours = messages.iter().filter(|message| inbound::said(message, *me).is_some());
        let mut ours: Vec<_> = ours.collect();
        // One that has just come is new; only a search brings several.
        if messages.len() > 1 {
            let keys = ours.iter().map(|message| message.id.to_string()).collect();
            // Unknown without the store, which stores none of them twice.
            let known = self.store.known(Platform::Discord, keys).await.unwrap_or_default();
            ours.retain(|message| !known.contains(&message.id.to_string()));
        }
        ours
    }

    /// A message as it is stored; `None` if it is not for us.
    fn arrival(&self, message: &Message) -> Option<Arrival> {
        let mut said = inbound::said(message, *self.me.get()?)?;
        let asked_at = self.rest.clock().ours(*message.id.created_at());
        let admission = self
            .limits()
            .admit_unless_urgent(&message.author.id, asked_at, || said.is_urgent());
        let decided = match admission {
            _ if !self.desk.has_room() => Some(Decision::Shed),
            Admission::Answer => None,
            Admission::Notice => {
                said = Said::TooFast;
                None
            }
            Admission::Silence => Some(Decision::Shed),
        };
        let letter = Letter {
            said,
            hint: None,
            public: message.guild_id.is_some(),
            author: number(message.author.id.get()),
            tapped: None,
            place: inbound::Place {
                message: message.id.get(),
                server: message.guild_id.map(serenity::all::GuildId::get),
            },
        };
        let content = match decided {
            Some(decision) => Content::Decided(decision),
            None => Content::Open(serde_json::to_string(&letter).ok()?),
        };
        Some(Arrival {
            key: message.id.to_string(),
            kind: "message",
            chat: i64::try_from(message.channel_id.get()).ok()?,
            asked_at,
            content,
        })
    }
}
