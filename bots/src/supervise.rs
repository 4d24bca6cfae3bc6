//! Keeps adapters alive: one that fails is started again, and takes no other down with it.

use std::{collections::VecDeque, fmt, pin::Pin, time::Duration};

use serde::{Deserialize, Serialize};

use tokio::{task::JoinSet, time::Instant};

use crate::{
    health::{Health, State},
    language::Language,
    shutdown::Shutdown,
    store::Platform,
};

/// Restarts within [`WINDOW`] before an adapter is given up: what survives five restarts is not a passing fault.
const MAX_RESTARTS: usize = 5;
/// The time over which restarts are counted.
const WINDOW: Duration = Duration::from_secs(600);
/// The first pause before a restart; it doubles up to [`LONGEST_PAUSE`].
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// The longest pause before a restart.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Why an adapter ended although nobody asked it to.
#[derive(Debug)]
pub enum Failure {
    /// Trying again cannot help.
    Final(Refusal),
    /// Trying again may help.
    Passing(anyhow::Error),
}

/// Why a platform will not be served, as things are. In words it says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Telegram refuses the token.
    TelegramToken,
    /// Discord refuses the token.
    DiscordToken,
    /// Discord refuses what the bot wants to hear.
    DiscordIntents,
}

impl Refusal {
    /// The platform refuses the token.
    #[must_use]
    pub const fn token(platform: Platform) -> Self {
        match platform {
            Platform::Discord => Self::DiscordToken,
            Platform::Telegram | Platform::Console => Self::TelegramToken,
        }
    }
}

impl Refusal {
    /// What to do about it, for whoever runs the counter.
    pub(crate) fn words(self, language: Language) -> &'static str {
        match self {
            Self::TelegramToken => language.pick(
                "Telegram refuse le jeton : demandez le jeton actuel à @BotFather, puis relancez le guichet.",
                "Telegram refuses the token: ask @BotFather for the current one, then start the counter again.",
            ),
            Self::DiscordToken => language.pick(
                "Discord refuse le jeton : créez-en un sur le portail des développeurs (Bot, Reset Token), puis \
                 relancez le guichet.",
                "Discord refuses the token: make a new one in the developer portal (Bot, Reset Token), then start the \
                 counter again.",
            ),
            Self::DiscordIntents => language.pick(
                "Discord a restreint l'application de ce bot : regardez-la sur le portail des développeurs.",
                "Discord has restricted the application of this bot: look at it in the developer portal.",
            ),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TelegramToken => {
                "Telegram refuses the token: it is mistyped or was revoked. Ask @BotFather for the current one and set \
                 TELEGRAM_BOT_TOKEN or TELEGRAM_BOT_TOKEN_FILE"
            }
            Self::DiscordToken => {
                "Discord refuses the token: make a new one in the developer portal (Bot, Reset Token) and set \
                 DISCORD_BOT_TOKEN or DISCORD_BOT_TOKEN_FILE"
            }
            Self::DiscordIntents => {
                "Discord refuses the intents of the bot (close code 4013 or 4014): this bot needs no privileged intent, \
                 so its token belongs to an application that Discord has restricted"
            }
        })
    }
}

impl std::error::Error for Refusal {}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Passing(error)
    }
}

/// One run of an adapter, until the shutdown or a failure.
pub type Run = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

/// An adapter: how to start it (again), and where to say how it is.
pub struct Adapter {
    /// What it says, and its name.
    pub health: Health,
    /// Starts one run.
    pub start: Box<dyn Fn() -> Run + Send + Sync>,
}

impl Adapter {
    /// An adapter whose runs are the futures of `start`.
    pub fn new<F>(health: Health, start: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        Self {
            health,
            start: Box::new(move || Box::pin(start())),
        }
    }
}

/// Runs all adapters until the shutdown.
///
/// # Errors
/// When no adapter is left: the failure of the one that ended last.
pub async fn supervise(adapters: Vec<Adapter>, shutdown: &Shutdown) -> anyhow::Result<()> {
    let mut running = JoinSet::new();
    for adapter in adapters {
        running.spawn(keep_alive(adapter, shutdown.clone()));
    }
    let mut last = None;
    while let Some(ended) = running.join_next().await {
        match ended {
            Ok(Ok(())) => {}
            Ok(Err(failure)) => last = Some(failure),
            Err(_) => last = Some(anyhow::anyhow!("an adapter's supervisor panicked")),
        }
    }
    match last {
        Some(failure) if !shutdown.requested() => Err(failure),
        _ => Ok(()),
    }
}

/// Runs one adapter again and again, until the shutdown, a final failure or too many restarts.
async fn keep_alive(adapter: Adapter, shutdown: Shutdown) -> anyhow::Result<()> {
    let (health, name) = (&adapter.health, adapter.health.name());
    let mut restarts = Restarts::default();
    loop {
        health.is(State::Starting);
        let failure = match run_once(&adapter).await {
            Ok(()) => {
                tracing::info!(adapter = name, "stopped");
                return Ok(());
            }
            Err(failure) => failure,
        };
        let (error, pause, end) = match failure {
            Failure::Final(refusal) => (refusal.into(), None, State::Refused(refusal)),
            Failure::Passing(error) => (error, restarts.next_pause(Instant::now()), State::GivenUp),
        };
        let Some(pause) = pause else {
            health.is(end);
            tracing::error!(adapter = name, error = format!("{error:#}"), "ended for good");
            return Err(error.context(name));
        };
        health.is(State::Restarting);
        tracing::error!(
            adapter = name,
            error = format!("{error:#}"),
            ?pause,
            "failed, starts again"
        );
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = shutdown.wait() => return Ok(()),
        }
    }
}

/// One run in a task of its own, so that a panic ends the run and nothing else.
async fn run_once(adapter: &Adapter) -> Result<(), Failure> {
    // The panic's own message is not passed on: it may quote text of a citizen.
    let panicked = |_| Err(Failure::Passing(anyhow::anyhow!("panicked")));
    tokio::spawn((adapter.start)()).await.unwrap_or_else(panicked)
}

/// When the last restarts were.
#[derive(Debug, Default)]
struct Restarts(VecDeque<Instant>);

impl Restarts {
    /// The pause before the next restart, or `None` after too many of them.
    fn next_pause(&mut self, now: Instant) -> Option<Duration> {
        self.0.retain(|past| now.duration_since(*past) < WINDOW);
        if self.0.len() >= MAX_RESTARTS {
            return None;
        }
        let doublings = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.push_back(now);
        Some(
            FIRST_PAUSE
                .saturating_mul(2u32.saturating_pow(doublings))
                .min(LONGEST_PAUSE),
        )
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    /// An adapter that counts its runs and ends each as `end` says.
    fn counted(end: impl Fn(usize) -> Result<(), Failure> + Send + Sync + 'static) -> (Adapter, Arc<AtomicUsize>) {
        let runs = Arc::new(AtomicUsize::new(0));
        let (count, end) = (Arc::clone(&runs), Arc::new(end));
        let adapter = Adapter::new(Health::default(), move || {
            let (run, end) = (count.fetch_add(1, Ordering::SeqCst), Arc::clone(&end));
            async move { end(run) }
        });
        (adapter, runs)
    }

    fn passing() -> Result<(), Failure> {
        Err(anyhow::anyhow!("passing").into())
    }

    #[tokio::test(start_paused = true)]
    async fn a_panic_and_a_failure_start_the_adapter_again() {
        let (adapter, runs) = counted(|run| match run {
            0 => panic!("on purpose"),
            1 => passing(),
            _ => Ok(()),
        });
        supervise(vec![adapter], &Shutdown::default()).await.unwrap();
        assert_eq!(runs.load(Ordering::SeqCst), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn what_never_works_is_given_up() {
        let (adapter, runs) = counted(|_| passing());
        assert!(supervise(vec![adapter], &Shutdown::default()).await.is_err());
        assert_eq!(runs.load(Ordering::SeqCst), MAX_RESTARTS + 1);
    }

    #[tokio::test(start_paused = true)]
    async fn a_final_failure_leaves_the_other_adapter_alone() {
        let (refused, runs) = counted(|_| Err(Failure::Final(Refusal::DiscordToken)));
        let shutdown = Shutdown::default();
        let other = shutdown.clone();
        let alive = Adapter::new(Health::default(), move || {
            let other = other.clone();
            async move {
                other.wait().await;
                Ok(())
            }
        });
        let supervised = tokio::spawn({
            let shutdown = shutdown.clone();
            async move { supervise(vec![refused, alive], &shutdown).await }
        });
        tokio::time::sleep(Duration::from_secs(3600)).await;
        assert!(!supervised.is_finished());
        assert_eq!(runs.load(Ordering::SeqCst), 1);
        shutdown.request();
        supervised.await.unwrap().unwrap();
    }
}
