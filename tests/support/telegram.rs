//! A fake Bot API on 127.0.0.1: real long polling, strict about every payload, with scripted faults.
//!
//! Like Telegram it gives an update again and again until a poll's offset has passed it, and ends an older poll with
//! 409 when a newer one arrives.

mod html;
mod methods;
mod server;
mod state;
mod strict;
mod updates;

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::Router;
use serde_json::Value;
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};

pub(crate) use state::{Fault, Posted, Refusal, State};
pub(crate) use updates::{
    BOT_NAME, Person, edited, forwarded, group, inline, membership, merged, now, of_the_bot, photo, tap, tap_below,
    tap_in, text, with,
};

/// The token that the fake accepts: shaped like a real one, so that a leak is recognised in a log.
pub(crate) const TOKEN: &str = "1234567890:AAcanaryTelegramToken-0123456789abcde";

/// How long a test waits for something that must happen, since the bot last got on: generous, because the machine may be
/// busy.
const LIVENESS: Duration = Duration::from_secs(60);
/// How long it waits in all, whatever the bot does meanwhile.
const PATIENCE: Duration = Duration::from_secs(600);

/// The server, until it is dropped.
pub(crate) struct FakeTelegram {
    shared: Arc<Shared>,
    address: SocketAddr,
    server: JoinHandle<()>,
}

/// What the handlers share.
struct Shared {
    state: Mutex<State>,
    /// Something arrived for the one who polls, or a newer poll did.
    news: Notify,
    stopped: AtomicBool,
}

impl FakeTelegram {
    /// Starts on a free port.
    pub(crate) async fn start() -> Self {
        Self::serve(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    /// Starts on a port where nothing listens yet.
    pub(crate) async fn start_at(address: SocketAddr) -> Self {
        Self::serve(TcpListener::bind(address).await.unwrap())
    }

    fn serve(listener: TcpListener) -> Self {
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            state: Mutex::default(),
            news: Notify::new(),
            stopped: AtomicBool::new(false),
        });
        let app = Router::new().fallback(server::handle).with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            shared,
            address,
            server,
        }
    }

    /// The value of `TELEGRAM_API_URL`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Looks at, or changes, everything that the fake knows.
    pub(crate) fn with<T>(&self, f: impl FnOnce(&mut State) -> T) -> T {
        f(&mut self.shared.state.lock().unwrap())
    }

    /// Something happens: a message, a tap. `update` is an update without its number, which is returned.
    pub(crate) fn happens(&self, update: Value) -> i64 {
        let id = self.with(|state| state.enqueue(update));
        self.shared.news.notify_waiters();
        id
    }

    /// Several things happen at once: the next poll gets them together.
    pub(crate) fn happen(&self, updates: impl IntoIterator<Item = Value>) {
        self.with(|state| {
            for update in updates {
                state.enqueue(update);
            }
        });
        self.shared.news.notify_waiters();
    }

    /// The next calls of a method go wrong, in this order.
    pub(crate) fn fault(&self, method: &str, faults: impl IntoIterator<Item = Fault>) {
        self.with(|state| state.faults.entry(method.to_lowercase()).or_default().extend(faults));
    }

    /// Waits until `f` finds what it looks for.
    pub(crate) async fn until<T>(&self, what: &str, mut f: impl FnMut(&mut State) -> Option<T>) -> T {
        let (started, mut moved) = (Instant::now(), Instant::now());
        let mut progress = 0;
        loop {
            if let Some(found) = self.with(&mut f) {
                return found;
            }
            let reached = self.with(|state| state.progress());
            if reached > progress {
                (progress, moved) = (reached, Instant::now());
            }
            assert!(
                moved.elapsed() < LIVENESS && started.elapsed() < PATIENCE,
                "{what}: never happened\n{}",
                self.with(|state| state.summary())
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Waits until the chat has `count` messages of the bot in all, and returns them.
    pub(crate) async fn posts(&self, chat: i64, count: usize) -> Vec<Posted> {
        self.until("messages of the bot", |state| {
            let posted = state.posted_in(chat);
            (posted.len() >= count).then_some(posted)
        })
        .await
    }

    /// Waits for the bot's next message in a chat after `count` others.
    pub(crate) async fn post(&self, chat: i64, count: usize) -> Posted {
        self.posts(chat, count + 1).await.swap_remove(count)
    }

    /// Waits until everything that happened was acknowledged, and the bot polls for more.
    pub(crate) async fn quiet(&self) {
        self.until("an empty queue", |state| state.is_quiet().then_some(()))
            .await;
    }

    /// Fails when the bot sent anything that Telegram, or the house rules, would refuse.
    pub(crate) fn assert_clean(&self) {
        let violations = self.with(|state| state.violations.clone());
        assert!(violations.is_empty(), "refused payloads:\n{}", violations.join("\n"));
    }

    /// Stops the server; the port answers no more. What it knew is not lost: see [`FakeTelegram::resume`].
    pub(crate) async fn stop(self) -> Stopped {
        self.shared.stopped.store(true, Ordering::SeqCst);
        self.shared.news.notify_waiters();
        self.server.abort();
        while !self.server.is_finished() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let state = std::mem::take(&mut *self.shared.state.lock().unwrap());
        Stopped {
            state,
            address: self.address,
        }
    }

    /// Starts again where it stopped, on the same port.
    pub(crate) async fn resume(stopped: Stopped) -> Self {
        let deadline = Instant::now() + LIVENESS;
        let listener = loop {
            match TcpListener::bind(stopped.address).await {
                Ok(listener) => break listener,
                Err(error) => assert!(Instant::now() < deadline, "{error}"),
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        };
        let fake = Self::serve(listener);
        fake.with(|state| *state = stopped.state);
        fake
    }
}

/// A server that was stopped.
pub(crate) struct Stopped {
    state: State,
    address: SocketAddr,
}

impl Drop for FakeTelegram {
    fn drop(&mut self) {
        self.server.abort();
    }
}
