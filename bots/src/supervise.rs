//! Keeps adapters alive: one that fails is started again, and takes no other down with it.

use std::{collections::VecDeque, pin::Pin, time::Duration};

use tokio::{task::JoinSet, time::Instant};

use crate::shutdown::Shutdown;

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
    /// Trying again cannot help (a refused token): the message says what to do.
    Final(anyhow::Error),
    /// Trying again may help.
    Passing(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Passing(error)
    }
}

/// One run of an adapter, until the shutdown or a failure.
pub type Run = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

/// An adapter: its name, and how to start it (again).
pub struct Adapter {
    /// For the log.
    pub name: &'static str,
    /// Starts one run.
    pub start: Box<dyn Fn() -> Run + Send + Sync>,
}

impl Adapter {
    /// An adapter whose runs are the futures of `start`.
    pub fn new<F>(name: &'static str, start: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<(), Failure>> + Send + 'static,
    {
        Self {
            name,
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
    let name = adapter.name;
    let mut restarts = Restarts::default();
    loop {
        let failure = match run_once(&adapter).await {
            Ok(()) => {
                tracing::info!(adapter = name, "stopped");
                return Ok(());
            }
            Err(failure) => failure,
        };
        let (error, pause) = match failure {
            Failure::Final(error) => (error, None),
            Failure::Passing(error) => (error, restarts.next_pause(Instant::now())),
        };
        let Some(pause) = pause else {
            tracing::error!(adapter = name, error = format!("{error:#}"), "ended for good");
            return Err(error.context(name));
        };
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
        let adapter = Adapter::new("test", move || {
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
        let (refused, runs) = counted(|_| Err(Failure::Final(anyhow::anyhow!("wrong token"))));
        let shutdown = Shutdown::default();
        let other = shutdown.clone();
        let alive = Adapter::new("alive", move || {
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
