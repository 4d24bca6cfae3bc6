//! A fake Discord on 127.0.0.1: REST below `/api/v10` and a gateway, strict about every payload, with scripted faults.
//!
//! It keeps sessions, sequence numbers and channel histories as Discord does, so that a dropped connection can be
//! resumed, a lost session cannot, and a message sent while the bot was away is found only in the channel.

mod dead_end;
mod gateway;
mod payload;
mod rest;
mod state;
mod strict;

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{Router, routing::get};
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};

pub(crate) use dead_end::DeadEnd;
pub(crate) use payload::{Author, Said, among_people, command, message_command, of_a_user_app, tap, typing};
pub(crate) use state::{Fault, Stage, State};

/// The token that the fake accepts: three parts like a real one, so that a leak is recognised in a log.
pub(crate) const TOKEN: &str = "MTAwMDAwMDAwMDAwMDAwMDAw.GcAnArY.canary-discord-token-0123456789abcdef";

/// How long a test waits for something that must happen: generous, because the machine may be busy.
const LIVENESS: Duration = Duration::from_secs(60);

/// The server, until it is dropped.
pub(crate) struct FakeDiscord {
    shared: Arc<Shared>,
    address: SocketAddr,
    server: JoinHandle<()>,
}

/// What the handlers share.
struct Shared {
    state: Mutex<State>,
    address: SocketAddr,
    stopped: AtomicBool,
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn with<T>(&self, f: impl FnOnce(&mut State) -> T) -> T {
        f(&mut self.state())
    }

    /// Connections that a client keeps alive outlive the listener: they are refused from here on.
    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }
}

impl FakeDiscord {
    /// Starts on a free port.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self::serve(listener, State::default())
    }

    fn serve(listener: TcpListener, state: State) -> Self {
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            state: Mutex::new(state),
            address,
            stopped: AtomicBool::new(false),
        });
        let app = Router::new()
            .route("/", get(gateway::connect))
            .fallback(rest::handle)
            .with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            shared,
            address,
            server,
        }
    }

    /// The value of `DISCORD_API_URL`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Looks at, or changes, everything that the fake knows.
    pub(crate) fn with<T>(&self, f: impl FnOnce(&mut State) -> T) -> T {
        self.shared.with(f)
    }

    /// Waits until `f` finds what it looks for.
    pub(crate) async fn until<T>(&self, what: &str, mut f: impl FnMut(&mut State) -> Option<T>) -> T {
        let deadline = tokio::time::Instant::now() + LIVENESS;
        loop {
            if let Some(found) = self.with(&mut f) {
                return found;
            }
            assert!(
                tokio::time::Instant::now() < deadline,
                "{what}: never happened\n{}",
                self.with(|state| state.summary())
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Waits until the bot has identified `count` times in all and is connected.
    pub(crate) async fn ready(&self, count: usize) {
        self.until("READY", |s| (s.identifies >= count && s.is_connected()).then_some(()))
            .await;
    }

    /// Somebody writes in a channel; returns the message's id.
    pub(crate) fn say(&self, said: &Said) -> u64 {
        self.with(|state| state.say(said))
    }

    /// Somebody writes in a channel; returns the message as Discord hands it to a message command.
    pub(crate) fn write(&self, said: &Said) -> Value {
        let id = self.say(said).to_string();
        let written = |message: &&Value| message["id"] == id.as_str();
        self.with(|state| state.channels[&said.channel].iter().find(written).cloned().unwrap())
    }

    /// An interaction happens; returns its token.
    pub(crate) fn interact(&self, interaction: Value) -> String {
        self.with(|state| state.interact(interaction))
    }

    /// Waits for the message that answers an interaction: the callback itself, or the edit of the deferred one.
    pub(crate) async fn answer(&self, token: &str) -> Value {
        self.until("the answer to an interaction", |s| s.answer(token)).await
    }

    /// Waits for the bot's message that replies to the message `id`.
    pub(crate) async fn reply_to(&self, channel: u64, id: u64) -> Value {
        self.until("the reply to a message", |s| s.replies_to(channel, id).first().cloned())
            .await
    }

    /// Fails when the bot sent anything that Discord would refuse.
    pub(crate) fn assert_clean(&self) {
        let violations = self.with(|state| state.violations.clone());
        assert!(violations.is_empty(), "refused payloads:\n{}", violations.join("\n"));
    }

    /// Stops the server and closes its connections; the port answers no more.
    pub(crate) async fn stop(self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        self.with(State::drop_connections);
        self.server.abort();
        while !self.server.is_finished() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for FakeDiscord {
    fn drop(&mut self) {
        self.server.abort();
    }
}
