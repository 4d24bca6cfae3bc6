//! Runs one connection of the library on a thread of its own.
//!
//! When a connection is closed without a code, the library's runner spins until its next write fails (measured: 15
//! seconds of processor time). On a shared thread it would hold up whatever waits behind it, the task that is to notice
//! included; on its own it costs at most one probe interval.

use std::{thread, time::Duration};

use serenity::gateway::ShardRunner;
use tokio::{runtime, sync::oneshot};

/// How long the events that have arrived may take to be handed over when the connection has ended.
const HANDING_OVER: Duration = Duration::from_millis(20);

/// A connection under way; dropping it ends the connection.
pub(super) struct Running {
    ended: oneshot::Receiver<serenity::Result<()>>,
    /// Ends the runner when it is dropped.
    _keep: oneshot::Sender<()>,
}

impl Running {
    /// Starts the runner. A thread that cannot be had shows as a connection that ended.
    pub(super) fn start(runner: ShardRunner) -> Self {
        let (tell, ended) = oneshot::channel();
        let (keep, dropped) = oneshot::channel();
        let started = thread::Builder::new()
            .name("discord".into())
            .spawn(move || run(runner, dropped, tell));
        if let Err(error) = started {
            tracing::error!(platform = "discord", %error, "no thread for the connection");
        }
        Self { ended, _keep: keep }
    }

    /// Waits until the connection has ended; `None` if the library failed.
    pub(super) async fn ended(&mut self) -> Option<serenity::Result<()>> {
        (&mut self.ended).await.ok()
    }
}

/// The thread.
fn run(mut runner: ShardRunner, dropped: oneshot::Receiver<()>, tell: oneshot::Sender<serenity::Result<()>>) {
    let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(platform = "discord", %error, "no runtime for the connection");
            return;
        }
    };
    let ended = runtime.block_on(async {
        let ended = tokio::select! {
            ended = runner.run() => Some(ended),
            _ = dropped => None,
        };
        tokio::time::sleep(HANDING_OVER).await;
        ended
    });
    if let Some(ended) = ended {
        // Whoever asked may be gone.
        let _ = tell.send(ended);
    }
}
