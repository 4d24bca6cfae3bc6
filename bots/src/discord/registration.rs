//! Keeps what Discord shows in its menus like the FAQ: the commands are looked at when a session begins, and again when
//! staff have changed something that they are made of.

use std::{convert::Infallible, sync::Arc};

use serde_json::Value;
use serenity::all::ApplicationId;
use tokio::{sync::watch, time::sleep};

use super::{commands, pace::Pace, rest::Rest};
use crate::{Live, backoff};

/// Who we are, anew with every session.
pub(super) type Sessions = watch::Receiver<Option<ApplicationId>>;

/// The one who registers commands.
pub(super) struct Registrar {
    pub(super) rest: Rest,
    pub(super) live: Live,
    pub(super) pace: Pace,
    pub(super) sessions: Sessions,
}

impl Registrar {
    /// Works for ever.
    pub(super) async fn run(mut self) -> Infallible {
        let mut failures = 0;
        loop {
            let application = self.session().await;
            let definitions = commands::definitions(self.live.get().catalogue());
            let registered = commands::register(&self.rest, application, &definitions).await;
            match registered {
                Ok(true) => tracing::info!(platform = "discord", "commands registered"),
                Ok(false) => {}
                Err(error) => tracing::error!(platform = "discord", %error, "commands cannot be registered"),
            }
            match registered {
                Err(error) if error.may_pass() => {
                    failures += 1;
                    sleep(backoff::pause(failures)).await;
                }
                _ => {
                    failures = 0;
                    self.news(&definitions).await;
                }
            }
        }
    }

    /// Who we are, once Discord has said so.
    async fn session(&mut self) -> ApplicationId {
        loop {
            if let Some(application) = *self.sessions.borrow_and_update() {
                return application;
            }
            self.next_session().await;
        }
    }

    /// Waits until what is registered must be looked at again.
    async fn news(&mut self, registered: &Value) {
        let every = self.pace.menus;
        let mut looked_at = None;
        loop {
            tokio::select! {
                () = self.next_session() => return,
                () = sleep(every) => {}
            }
            let now = self.live.get();
            let seen = looked_at.as_ref().is_some_and(|seen| Arc::ptr_eq(seen, &now));
            if !seen && commands::definitions(now.catalogue()) != *registered {
                return;
            }
            looked_at = Some(now);
        }
    }

    async fn next_session(&mut self) {
        if self.sessions.changed().await.is_err() {
            // Nobody opens sessions any more: the counter is closing.
            std::future::pending::<()>().await;
        }
    }
}
