//! The times that the bot identified itself, kept in the store: a process that is restarted in a loop must not start
//! its count anew.

use chrono::{DateTime, TimeDelta, Utc};

use super::budget::Attempt;
use crate::store::Store;

/// Where they are in the store.
const KEY: &str = "discord.identified";

/// The attempts of the last day, oldest first.
#[derive(Debug)]
pub(super) struct Attempts {
    store: Store,
    list: Vec<Attempt>,
}

impl Attempts {
    /// Reads what earlier processes left; what cannot be read counts as nothing.
    pub(super) async fn load(store: Store) -> Self {
        let text = store.fact(KEY).await.ok().flatten().unwrap_or_default();
        let pairs: Vec<(i64, bool)> = serde_json::from_str(&text).unwrap_or_default();
        let list = pairs.into_iter().filter_map(|(at, held)| {
            let at = DateTime::from_timestamp(at, 0)?;
            Some(Attempt { at, held })
        });
        Self {
            list: list.collect(),
            store,
        }
    }

    /// Those of the 24 hours before `now`.
    pub(super) fn recent(&mut self, now: DateTime<Utc>) -> &[Attempt] {
        self.list.retain(|attempt| now - attempt.at < TimeDelta::days(1));
        &self.list
    }

    /// One more begins. It is on the disk before it is made.
    pub(super) async fn begin(&mut self, now: DateTime<Utc>) {
        self.list.push(Attempt { at: now, held: false });
        self.save().await;
    }

    /// The last one led to a session that held.
    pub(super) async fn held(&mut self) {
        if let Some(last) = self.list.last_mut().filter(|last| !last.held) {
            last.held = true;
            self.save().await;
        }
    }

    async fn save(&self) {
        let pairs: Vec<(i64, bool)> = self
            .list
            .iter()
            .map(|attempt| (attempt.at.timestamp(), attempt.held))
            .collect();
        let text = serde_json::to_string(&pairs).unwrap_or_default();
        if let Err(error) = self.store.set_fact(KEY, text).await {
            // The count goes on in memory: a full disk must not silence the counter.
            tracing::error!(
                platform = "discord",
                error = format!("{error:#}"),
                "cannot keep the count of logins"
            );
        }
    }
}
