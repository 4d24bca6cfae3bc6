//! The Discord counter: slash commands, a message command for volunteers, mentions and direct messages.
//!
//! ```text
//! gateway -> events -> inbound -> store -> desk -> core -> outbound -> courier     messages: stored, answered once
//!                   \-> exchange (acknowledged at once) -> core -> outbound -> exchange        commands and buttons
//!                   \-> registration                                                          menus, like the FAQ
//! ```

mod attempts;
mod backfill;
mod budget;
mod button;
mod commands;
mod courier;
mod events;
mod exchange;
mod first_responses;
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
mod registration;
mod rest;
mod runner;
mod suggestions;
mod under_way;
mod volunteer;

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError, atomic::AtomicBool},
    time::Duration,
};

use guichet_core::{Locale, Phrase};
use serenity::all::{ApplicationId, UserId};
use tokio::{
    runtime::Handle,
    sync::{OnceCell, Semaphore, watch},
};

pub use budget::Budget;
pub(crate) use commands::QUESTION;
pub use pace::Pace;

use self::{
    courier::Courier, events::Ears, first_responses::FirstResponses, gateway::Gateway, published::Published,
    registration::Registrar, rest::Rest, under_way::UnderWay,
};
use crate::{
    Assistant, Live, Shutdown,
    config::Account,
    counter,
    desk::Desk,
    health::Health,
    limits::Limits,
    store::{Memory, Platform, Store},
    supervise::Failure,
};

/// How long interactions under way may take after a stop was requested.
const LAST_ANSWERS: Duration = Duration::from_secs(8);

/// What the handlers of events share.
struct Counter {
    rest: Rest,
    live: Live,
    store: Store,
    health: Health,
    desk: Arc<Desk<Courier>>,
    limits: Mutex<Limits<UserId>>,
    published: Arc<Published>,
    /// Ourselves, once Discord has said who we are.
    me: Arc<OnceCell<UserId>>,
    /// The application, told anew with every session.
    sessions: watch::Sender<Option<ApplicationId>>,
    /// What Discord waits for: nothing else comes before it.
    first_responses: FirstResponses,
    /// Bounds the processor's work, so that acknowledgements never wait for it.
    thinking: Semaphore,
    /// Bounds the work for proposals, which are first responses themselves.
    proposing: Semaphore,
    /// Whether what was missed before this session is stored: only then a sign of life counts.
    caught_up: AtomicBool,
    /// Events that are handled; the shutdown waits for them.
    busy: UnderWay,
}

/// Serves Discord until the shutdown.
///
/// # Errors
/// [`Failure::Final`] when Discord refuses the token or the intents; [`Failure::Passing`] when the store fails.
pub async fn run(
    account: Account,
    pace: Pace,
    store: Store,
    live: Live,
    health: Health,
    shutdown: Shutdown,
) -> Result<(), Failure> {
    let rest = Rest::new(&account, pace.request)?;
    let (published, me) = (Arc::new(Published::default()), Arc::new(OnceCell::new()));
    let courier = Courier {
        rest: rest.clone(),
        live: live.clone(),
        store: store.clone(),
        published: Arc::clone(&published),
        me: Arc::clone(&me),
    };
    let desk = Desk::open(Platform::Discord, store.clone(), live.clone(), health.clone(), courier).await;
    let desk = desk.map_err(|error| Failure::Passing(error.into()))?;
    let counter = Arc::new(Counter {
        rest: rest.clone(),
        live: live.clone(),
        store: store.clone(),
        health,
        desk: Arc::clone(&desk),
        limits: Mutex::default(),
        published,
        me,
        sessions: watch::Sender::default(),
        first_responses: FirstResponses::default(),
        thinking: Semaphore::new(threads()),
        proposing: Semaphore::new(1),
        caught_up: AtomicBool::new(false),
        busy: UnderWay::default(),
    });
    let registrar = Registrar {
        rest: rest.clone(),
        live,
        pace,
        sessions: counter.sessions.subscribe(),
    };
    let gateway = Gateway {
        rest,
        pace,
        store,
        shutdown: shutdown.clone(),
        counter: Arc::clone(&counter),
    };
    let hear = |line| Ears {
        counter: Arc::clone(&counter),
        line,
        here: Handle::current(),
    };
    let listen = async {
        gateway.run(hear).await?;
        // Whoever was acknowledged is answered, while the desk finishes what it began.
        let _ = tokio::time::timeout(LAST_ANSWERS, counter.busy.none()).await;
        Ok::<_, Failure>(())
    };
    let work = async { tokio::try_join!(listen, desk.work(&shutdown)) };
    tokio::select! {
        worked = work => worked.map(|_| ()),
        never = registrar.run() => match never {},
    }
}

/// Threads that may think at a time: all but one, which keeps the network going.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |threads| threads.get().saturating_sub(1).max(1))
}

impl Counter {
    /// Does what takes the processor some milliseconds, when no first response is under way.
    async fn think<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        self.first_responses.settled().await;
        aside(&self.thinking, work).await
    }

    /// What the bot's profile says it is doing.
    fn activity(&self) -> String {
        let live = self.live.get();
        let catalogue = live.catalogue();
        let text = catalogue.interface.text(Phrase::Activity, catalogue.default_locale());
        text.to_owned()
    }

    /// Who said how much. A panic elsewhere leaves the buckets usable.
    fn limits(&self) -> MutexGuard<'_, Limits<UserId>> {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does some work off the threads that keep connections alive.
async fn aside<T: Send + 'static>(permits: &Semaphore, work: impl FnOnce() -> T + Send + 'static) -> T {
    // The semaphore is never closed.
    let _permit = permits.acquire().await;
    match tokio::task::spawn_blocking(work).await {
        Ok(value) => value,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

/// The language to speak with somebody whose client speaks `hint`.
fn language(assistant: &Assistant, hint: Option<Locale>) -> Locale {
    counter::locale(assistant, &Memory::default(), hint)
}
