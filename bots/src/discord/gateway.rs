//! The connection to Discord's gateway, kept alive from outside.
//!
//! The library's client reconnects by itself, but it identifies itself without limit, waits without limit for a server
//! that has stopped answering, and spins when a connection is closed without a code (all three measured). So only its
//! runner of one connection is used: it resumes a session by itself, and whenever it would have to identify itself
//! anew, it ends, and this file decides when that may happen.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant, SystemTime},
};

use chrono::Utc;
use reqwest::Url;
use serenity::{
    all::{ActivityData, ConnectionStage, GatewayIntents, OnlineStatus, PresenceData, ShardInfo},
    futures::StreamExt as _,
    gateway::{GatewayError, Shard},
    prelude::{EventHandler, Mutex},
};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;

use super::{
    Counter,
    attempts::Attempts,
    pace::Pace,
    rest::{Rest, RestError},
    runner::{Connection, SHARD},
};
use crate::{
    Shutdown,
    health::{State, Word},
    store::Store,
    supervise::{Failure, Refusal},
};

/// Messages in servers and direct messages. Neither is privileged: without the message content intent, Discord blanks
/// every message that is not addressed to the bot.
const INTENTS: GatewayIntents = GatewayIntents::GUILD_MESSAGES.union(GatewayIntents::DIRECT_MESSAGES);
/// A wall clock that runs this much ahead of the monotonic one: the machine slept, and the connection is dead.
const SLEPT: Duration = Duration::from_secs(10);
/// Beyond what a wait or a call takes, the gateway is heard of again within this time.
const SLACK: Duration = Duration::from_secs(60);
/// How long the farewell to the gateway may take.
const FAREWELL: Duration = Duration::from_secs(1);

/// What is needed to keep a connection.
pub(super) struct Gateway {
    pub(super) rest: Rest,
    pub(super) pace: Pace,
    pub(super) store: Store,
    pub(super) shutdown: Shutdown,
    /// Told when the connection is known to work; says what the bot's profile shows.
    pub(super) counter: Arc<Counter>,
}

/// The link between a connection and those who hear its events.
#[derive(Clone)]
pub(super) struct Line {
    /// Whether the session was opened.
    ready: Arc<AtomicBool>,
    /// Where the session is resumed.
    address: Arc<Mutex<String>>,
    rest: Rest,
}

/// Why a connection ended.
enum End {
    /// We were asked to stop.
    Stopped,
    /// Discord refuses us for good.
    Refused(Refusal),
    /// It was lost: why, for the log.
    Lost(&'static str),
}

impl Gateway {
    /// Stays connected until the shutdown, or until Discord refuses the bot. `hear` makes the handler of one session.
    pub(super) async fn run<H: EventHandler + 'static>(&self, hear: impl Fn(Line) -> H) -> Result<(), Failure> {
        let mut attempts = Attempts::load(self.store.clone()).await;
        let word = self.counter.health.word(SLACK);
        loop {
            let Some(url) = self.address(&word).await? else {
                return Ok(());
            };
            let now = Utc::now();
            let wait = self.pace.budget.wait(attempts.recent(now), now);
            if !wait.is_zero() {
                tracing::warn!(platform = "discord", ?wait, "waits before the next login");
                self.counter.health.is(State::BetweenLogins { until: now + wait });
                if !self.pause(wait, &word).await {
                    return Ok(());
                }
                // The address may be another one by now.
                continue;
            }
            attempts.begin(now).await;
            let line = Line {
                ready: Arc::default(),
                address: Arc::new(Mutex::new(url.as_str().trim_end_matches('/').to_owned())),
                rest: self.rest.clone(),
            };
            word.again(self.pace.greeting + SLACK);
            match self.session(&line, hear(line.clone()), &mut attempts, &word).await {
                End::Stopped => return Ok(()),
                End::Refused(why) => return Err(Failure::Final(why)),
                End::Lost(why) => {
                    self.counter.health.is(State::Unreachable);
                    tracing::warn!(platform = "discord", why, "connection lost");
                }
            }
        }
    }

    /// The address of a gateway that answers, however long that takes; `None` at the shutdown.
    ///
    /// Asked and tried by calls of our own, because the library would fall back to the public gateway without a word,
    /// and because a server that does not even say hello must not cost a login.
    async fn address(&self, word: &Word) -> Result<Option<Url>, Failure> {
        for attempt in 0.. {
            word.again(self.pace.request + self.pace.greeting + SLACK);
            let found = tokio::select! {
                found = self.try_address() => found,
                () = self.shutdown.wait() => return Ok(None),
            };
            let error = match found {
                Ok(url) => return Ok(Some(url)),
                Err(RestError::Unauthorised) => return Err(Failure::Final(Refusal::DiscordToken)),
                Err(error) => error,
            };
            if attempt == 0 {
                tracing::warn!(platform = "discord", %error, "cannot connect, tries again");
            }
            self.counter.health.is(match error {
                RestError::NoLoginsLeft { seconds } => State::BetweenLogins {
                    until: Utc::now() + Duration::from_secs(seconds),
                },
                _ => State::Unreachable,
            });
            if !self.pause(self.pace.retry(attempt), word).await {
                return Ok(None);
            }
        }
        Ok(None)
    }

    async fn try_address(&self) -> Result<Url, RestError> {
        let url = self.rest.gateway().await?;
        let mut address = url.clone();
        address.set_query(Some("v=10&encoding=json"));
        let greeting = async {
            let (mut socket, _) = tokio_tungstenite::connect_async(address.as_str()).await.ok()?;
            let first = socket.next().await?.ok()?;
            let _ = socket.close(None).await;
            matches!(first, Message::Text(_)).then_some(url)
        };
        timeout(self.pace.greeting, greeting)
            .await
            .ok()
            .flatten()
            .ok_or(RestError::Passing)
    }

    /// One session: identifies itself, then hears events until the connection cannot be resumed.
    async fn session(
        &self,
        line: &Line,
        ears: impl EventHandler + 'static,
        attempts: &mut Attempts,
        word: &Word,
    ) -> End {
        let activity = self.counter.activity();
        let presence = PresenceData {
            activity: Some(ActivityData::custom(&activity)),
            status: OnlineStatus::Online,
        };
        let shard = Shard::new(
            Arc::clone(&line.address),
            self.rest.http().token(),
            ShardInfo { id: SHARD, total: 1 },
            INTENTS,
            Some(presence),
        );
        let Ok(Ok(mut shard)) = timeout(self.pace.greeting, shard).await else {
            return End::Lost("no connection");
        };
        let rest = self.rest.clone();
        shard.set_application_id_callback(move |id| rest.set_application(id));
        let (connection, mut ended) = Connection::start(shard, Arc::new(ears), self.rest.http()).await;
        let end = tokio::select! {
            ended = &mut ended => meaning(ended.ok().as_ref()),
            why = self.watch(&connection, activity, line, attempts, word) => End::Lost(why),
            () = self.shutdown.wait() => End::Stopped,
        };
        if matches!(end, End::Stopped) {
            if line.ready.load(Ordering::SeqCst) {
                attempts.held().await;
            }
            // Without an address the runner ends instead of resuming what it is told to close.
            line.address.lock().await.clear();
            connection.close();
            let _ = timeout(FAREWELL, &mut ended).await;
        }
        connection.dismiss().await;
        end
    }

    /// Returns why the connection should be given up, when it should.
    async fn watch(
        &self,
        connection: &Connection,
        mut activity: String,
        line: &Line,
        attempts: &mut Attempts,
        word: &Word,
    ) -> &'static str {
        let started = Instant::now();
        let mut alive_at = started;
        let mut last = None;
        loop {
            word.again(self.pace.probe + SLACK);
            let (wall, monotonic) = (SystemTime::now(), Instant::now());
            tokio::time::sleep(self.pace.probe).await;
            if wall.elapsed().is_ok_and(|wall| wall > monotonic.elapsed() + SLEPT) {
                return "the machine slept";
            }
            connection.probe();
            if self.counter.activity() != activity {
                activity = self.counter.activity();
                connection.show(&activity);
            }
            let state = connection.state().await;
            if state != last && state.is_some_and(|(stage, _)| stage == ConnectionStage::Connected) {
                alive_at = Instant::now();
                self.counter.alive().await;
            }
            last = state;
            if alive_at.elapsed() > self.pace.silence {
                return "no sign of life";
            }
            if started.elapsed() > self.pace.held_after && line.ready.load(Ordering::SeqCst) {
                attempts.held().await;
            }
        }
    }

    /// Waits; `false` if the shutdown came first.
    async fn pause(&self, time: Duration, word: &Word) -> bool {
        word.again(time + SLACK);
        tokio::select! {
            () = tokio::time::sleep(time) => true,
            () = self.shutdown.wait() => false,
        }
    }
}

impl Line {
    /// The session was opened; it is to be resumed at `address`, if that belongs to the server that we talk to.
    pub(super) async fn opened(&self, address: &str) {
        self.ready.store(true, Ordering::SeqCst);
        if Url::parse(address).is_ok_and(|url| self.rest.owns(&url)) {
            address
                .trim_end_matches('/')
                .clone_into(&mut *self.address.lock().await);
        }
    }
}

/// What the end of a connection means.
fn meaning(ended: Option<&serenity::Result<()>>) -> End {
    match ended {
        Some(Err(serenity::Error::Gateway(GatewayError::InvalidAuthentication))) => End::Refused(Refusal::DiscordToken),
        Some(Err(serenity::Error::Gateway(
            GatewayError::InvalidGatewayIntents | GatewayError::DisallowedGatewayIntents,
        ))) => End::Refused(Refusal::DiscordIntents),
        Some(_) => End::Lost("the session is over"),
        None => End::Lost("the library failed"),
    }
}
