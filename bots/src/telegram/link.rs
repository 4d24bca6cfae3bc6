//! Whether the server can be reached: said when it changes, and not too often.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::health::{Health, State};

/// Between two lines about a lost link: a connection that comes and goes fills no log.
const SAID_EVERY: Duration = Duration::from_secs(360);

/// The state of a link, as far as the log knows it.
#[derive(Debug)]
pub(super) struct Link {
    health: Health,
    said: Mutex<Said>,
}

#[derive(Debug, Default)]
struct Said {
    down: bool,
    at: Option<Instant>,
}

impl Link {
    pub(super) fn new(health: Health) -> Self {
        Self {
            health,
            said: Mutex::default(),
        }
    }

    /// A call failed.
    pub(super) fn down(&self, class: &str) {
        self.health.is(State::Unreachable);
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let recently = said.at.is_some_and(|at| at.elapsed() < SAID_EVERY);
        if !said.down && !recently {
            *said = Said {
                down: true,
                at: Some(Instant::now()),
            };
            tracing::error!(
                platform = self.health.name(),
                class,
                "the server cannot be reached: trying again"
            );
        }
    }

    /// A call was answered.
    pub(super) fn up(&self) {
        self.health.is(State::Serving);
        let mut said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        if said.down {
            said.down = false;
            tracing::info!(platform = self.health.name(), "the server can be reached again");
        }
    }
}
