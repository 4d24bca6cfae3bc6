//! The Discord counter: slash commands, a message command for volunteers, mentions and direct messages.
//!
//! ```text
//! gateway -> events -> inbound -> store -> desk -> core -> outbound -> courier     messages: stored, answered once
//!                   \-> exchange (acknowledged at once) -> core -> outbound -> exchange        commands and buttons
//! ```

mod attempts;
mod backfill;
mod budget;
mod commands;
mod courier;
mod events;
mod exchange;
mod gateway;
mod inbound;
mod interactions;
mod markup;
mod notes;
mod offers;
mod outbound;
mod pace;
mod posting;
mod press;
mod published;
mod rest;
mod runner;
mod suggestions;

use std::{
    sync::{Arc, Mutex, PoisonError, atomic::AtomicBool},
    time::Duration,
};

use chrono::{DateTime, Utc};
use guichet_core::{Locale, Phrase};
use serenity::all::UserId;
use tokio::{
    runtime::Handle,
    sync::{OnceCell, RwLock, Semaphore},
};

pub use budget::Budget;
pub(crate) use commands::QUESTION;
pub use pace::Pace;

use self::{courier::Courier, events::Ears, gateway::Gateway, published::Published, rest::Rest};
use crate::{
    Assistant, Live, Shutdown,
    config::Account,
    desk::Desk,
    limits::{Admission, Limits},
    store::{Platform, Store},
    supervise::Failure,
};

/// How long interactions under way may take after a stop was requested.
const LAST_ANSWERS: Duration = Duration::from_secs(8);

/// What the handlers of events share.
struct Counter {
    rest: Rest,
    live: Live,
    store: Store,
    desk: Arc<Desk<Courier>>,
    limits: Mutex<Limits<UserId>>,
    published: Arc<Published>,
    /// Ourselves, once Discord has said who we are.
    me: Arc<OnceCell<UserId>>,
    /// Bounds the processor's work, so that acknowledgements never wait for it.
    thinking: Arc<Semaphore>,
    /// Whether what was missed before this session is stored: only then a sign of life counts.
    caught_up: AtomicBool,
    /// Held by whoever handles an event; the shutdown waits for it.
    busy: RwLock<()>,
}

/// Serves Discord until the shutdown.
///
/// # Errors
/// [`Failure::Final`] when Discord refuses the token or the intents; [`Failure::Passing`] when the store fails.
pub async fn run(account: Account, pace: Pace, store: Store, live: Live, shutdown: Shutdown) -> Result<(), Failure> {
    let rest = Rest::new(&account, pace.request)?;
    let (published, me) = (Arc::new(Published::default()), Arc::new(OnceCell::new()));
    let courier = Courier {
        rest: rest.clone(),
        live: live.clone(),
        store: store.clone(),
        published: Arc::clone(&published),
        me: Arc::clone(&me),
    };
    let desk = Desk::open(Platform::Discord, store.clone(), live.clone(), courier).await;
    let desk = desk.map_err(|error| Failure::Passing(error.into()))?;
    let activity = {
        let live = live.get();
        let catalogue = live.catalogue();
        catalogue
            .interface
            .text(Phrase::Activity, catalogue.default_locale())
            .to_owned()
    };
    let counter = Arc::new(Counter {
        rest: rest.clone(),
        live,
        store: store.clone(),
        desk: Arc::clone(&desk),
        limits: Mutex::default(),
        published,
        me,
        thinking: Arc::new(Semaphore::new(threads())),
        caught_up: AtomicBool::new(false),
        busy: RwLock::new(()),
    });
    let gateway = Gateway {
        rest,
        pace,
        store,
        shutdown: shutdown.clone(),
        activity,
        alive: Arc::clone(&counter),
    };
    let hear = |line| Ears {
        counter: Arc::clone(&counter),
        line,
        here: Handle::current(),
    };
    tokio::try_join!(gateway.run(hear), desk.work(&shutdown))?;
    // Whoever was acknowledged is answered.
    let _ = tokio::time::timeout(LAST_ANSWERS, counter.busy.write()).await;
    Ok(())
}

/// Threads that may think at a time: all but one, which keeps the network going.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |threads| threads.get().saturating_sub(1).max(1))
}

impl Counter {
    /// Does what takes the processor some milliseconds, off the threads that keep connections alive.
    async fn think<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        // The semaphore is never closed.
        let _permit = self.thinking.acquire().await;
        match tokio::task::spawn_blocking(work).await {
            Ok(value) => value,
            Err(error) => std::panic::resume_unwind(error.into_panic()),
        }
    }

    /// Decides about one more message of a person.
    fn admit(&self, person: UserId, at: DateTime<Utc>) -> Admission {
        // A panic elsewhere leaves the buckets usable.
        let mut limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        limits.admit(&person, at)
    }
}

/// The language to speak with somebody whose client speaks `hint`.
fn language(assistant: &Assistant, hint: Option<Locale>) -> Locale {
    let catalogue = assistant.catalogue();
    hint.filter(|locale| catalogue.town.languages.contains(locale))
        .unwrap_or_else(|| catalogue.default_locale())
}
