//! The wish to stop, heard by every task: SIGTERM, SIGINT, or the end of a test.

use std::sync::Arc;

use tokio::sync::watch;

/// A flag that is raised once and that any number of tasks can wait for.
#[derive(Clone, Debug)]
pub struct Shutdown {
    raise: Arc<watch::Sender<bool>>,
    raised: watch::Receiver<bool>,
}

impl Default for Shutdown {
    fn default() -> Self {
        let (raise, raised) = watch::channel(false);
        Self {
            raise: Arc::new(raise),
            raised,
        }
    }
}

impl Shutdown {
    /// A flag that the process's signals raise: SIGINT, and SIGTERM where it exists.
    ///
    /// Must be called inside a tokio runtime; from then on no such signal ends the process by itself. The first signal
    /// asks for a clean stop; later ones change nothing, because a clean stop has its own time limit.
    #[must_use]
    pub fn on_signals() -> Self {
        let shutdown = Self::default();
        let flag = shutdown.clone();
        let asked = signal();
        tokio::spawn(async move {
            asked.await;
            tracing::info!("stop requested");
            flag.request();
        });
        shutdown
    }

    /// Raises the flag.
    pub fn request(&self) {
        self.raise.send_replace(true);
    }

    /// Whether the flag is raised.
    #[must_use]
    pub fn requested(&self) -> bool {
        *self.raised.borrow()
    }

    /// Waits until the flag is raised.
    pub async fn wait(&self) {
        let mut raised = self.raised.clone();
        // `self` holds a sender, so the channel cannot close while we wait.
        let _ = raised.wait_for(|raised| *raised).await;
    }
}

/// The first signal that asks the process to stop. Listened for from the call on.
#[cfg(unix)]
fn signal() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};

    let heard = [SignalKind::terminate(), SignalKind::interrupt()].map(signal);
    async {
        let [terminate, interrupt] = heard.map(|heard| async {
            match heard {
                Ok(mut heard) => drop(heard.recv().await),
                Err(_) => std::future::pending().await,
            }
        });
        tokio::select! {
            () = terminate => {}
            () = interrupt => {}
        }
    }
}

/// The first signal that asks the process to stop.
#[cfg(not(unix))]
async fn signal() {
    let _ = tokio::signal::ctrl_c().await;
}
