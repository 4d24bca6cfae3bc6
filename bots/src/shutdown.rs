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
    /// Must be called inside a tokio runtime. The first signal asks for a clean stop; later ones change nothing, because
    /// a clean stop has its own time limit.
    #[must_use]
    pub fn on_signals() -> Self {
        let shutdown = Self::default();
        let flag = shutdown.clone();
        tokio::spawn(async move {
            signal().await;
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

/// Waits for the first signal that asks the process to stop.
#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};

    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}

/// Waits for the first signal that asks the process to stop.
#[cfg(not(unix))]
async fn signal() {
    let _ = tokio::signal::ctrl_c().await;
}
