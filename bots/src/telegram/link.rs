//! Whether the server can be reached: said when it changes, and not too often.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Between two lines about a lost link: a connection that comes and goes fills no log.
const SAID_EVERY: Duration = Duration::from_secs(360);

/// The state of a link, as far as the log knows it.
#[derive(Debug, Default)]
pub(super) struct Link {
    said: Mutex<Said>,
}

#[derive(Debug, Default)]
struct Said {
    down: bool,
    at: Option<Instant>,
}

impl Link {
    /// A call failed.
    pub(super) fn down(&self, class: &str) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let recently = said.at.is_some_and(|at| at.elapsed() < SAID_EVERY);
        if !said.down && !recently {
            *said = Said {
                down: true,
                at: Some(Instant::now()),
            };
            tracing::error!(
                platform = "telegram",
                class,
                "the server cannot be reached: trying again"
            );
        }
    }

    /// A call was answered.
    pub(super) fn up(&self) {
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.down {
            said.down = false;
            tracing::info!(platform = "telegram", "the server can be reached again");
        }
    }
}
