//! How each adapter is: for `guichet status`, and for a watchdog that must notice what hangs without ending.
//!
//! An adapter holds a [`Health`] and says what it sees. Its loops give their [`Word`] that they will be heard of again
//! within some time; a loop that breaks it hangs.

use std::{
    collections::{BTreeMap, HashMap},
    mem::discriminant,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tokio::{sync::watch, time::Instant};

use crate::{
    backoff,
    store::{self, Store, StoreError},
    supervise::Refusal,
};

/// Where the store keeps it.
const FACT: &str = "adapters";

/// How an adapter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It begins.
    Starting,
    /// The platform has answered it.
    Serving,
    /// The platform cannot be reached; it tries again.
    Unreachable,
    /// The platform asks us to wait before the next messages.
    ToldToWait {
        /// When it tries again.
        until: DateTime<Utc>,
    },
    /// It has logged in so often that it waits before the next time, so as not to lose the right to.
    BetweenLogins {
        /// When it logs in again.
        until: DateTime<Utc>,
    },
    /// Another program takes the messages with the same token; it tries again.
    Contested,
    /// It failed, and is started again.
    Restarting,
    /// The platform refuses it: it has ended for good.
    Refused(Refusal),
    /// It failed too often: it has ended for good.
    GivenUp,
}

/// A state, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// How it is.
    pub state: State,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// The states of the adapters that are configured, by name.
pub type States = BTreeMap<String, Noted>;

/// What all adapters of a process say.
#[derive(Clone, Debug, Default)]
pub struct Board {
    said: Arc<Said>,
}

#[derive(Debug, Default)]
struct Said {
    states: watch::Sender<States>,
    /// Until when each word given is good.
    words: Mutex<HashMap<u64, Instant>>,
    next_word: AtomicU64,
}

/// What one adapter says. By default nobody listens.
#[derive(Clone, Debug, Default)]
pub struct Health {
    name: &'static str,
    said: Arc<Said>,
}

/// Somebody's word to be heard of again; given back when it is dropped.
#[derive(Debug)]
pub struct Word {
    number: u64,
    said: Arc<Said>,
}

impl Board {
    /// A new adapter, which begins.
    #[must_use]
    pub fn adapter(&self, name: &'static str) -> Health {
        let health = Health {
            name,
            said: Arc::clone(&self.said),
        };
        health.is(State::Starting);
        health
    }

    /// Whether everybody who gave their word was heard of in time.
    #[must_use]
    pub fn is_alive(&self) -> bool {
        let now = Instant::now();
        self.said.words().values().all(|until| now <= *until)
    }

    /// Keeps the states in the store whenever one changes, until the store is closed. What could not be kept is tried
    /// again.
    pub(crate) async fn keep(&self, store: &Store) {
        let mut states = self.said.states.subscribe();
        states.mark_changed();
        let mut failures = 0;
        while states.changed().await.is_ok() {
            match self.save(store).await {
                Ok(()) => failures = 0,
                Err(StoreError::Closed) => return,
                Err(error) => {
                    if failures == 0 {
                        tracing::error!(%error, "how the platforms are served cannot be kept: trying again");
                    }
                    failures += 1;
                    tokio::time::sleep(backoff::pause(failures)).await;
                    states.mark_changed();
                }
            }
        }
    }

    /// Keeps the states as they are.
    pub(crate) async fn save(&self, store: &Store) -> Result<(), StoreError> {
        let states = self.said.states.borrow().clone();
        let text = serde_json::to_string(&states).unwrap_or_default();
        store.set_fact(FACT, text).await
    }
}

impl Health {
    /// The adapter's name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The adapter is like this now. One that has ended for good stays so, whatever its last calls still say.
    pub fn is(&self, state: State) {
        self.said.states.send_if_modified(|states| {
            let before = states.get(self.name).copied();
            let is_over = before.is_some_and(|noted| matches!(noted.state, State::Refused(_) | State::GivenUp));
            if is_over || before.is_some_and(|noted| noted.state == state) {
                return false;
            }
            // A wait that is prolonged is one wait.
            let same = before.filter(|noted| discriminant(&noted.state) == discriminant(&state));
            let since = same.map_or_else(Utc::now, |noted| noted.since);
            states.insert(self.name.to_owned(), Noted { state, since });
            true
        });
    }

    /// Gives a word to be heard of again within this time.
    #[must_use]
    pub fn word(&self, within: Duration) -> Word {
        let word = Word {
            number: self.said.next_word.fetch_add(1, Ordering::Relaxed),
            said: Arc::clone(&self.said),
        };
        word.again(within);
        word
    }
}

impl Word {
    /// Here I am; I shall be heard of again within this time.
    pub fn again(&self, within: Duration) {
        self.said.words().insert(self.number, Instant::now() + within);
    }
}

impl Drop for Word {
    fn drop(&mut self) {
        self.said.words().remove(&self.number);
    }
}

impl Said {
    fn words(&self) -> MutexGuard<'_, HashMap<u64, Instant>> {
        // Each change is one insertion or removal.
        self.words.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the adapters of the last process said, read beside a running one. `None` when there is nothing to read.
pub fn states(db: &rusqlite::Connection) -> rusqlite::Result<Option<States>> {
    let text = store::fact(db, FACT)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_word_that_is_not_kept_is_noticed_until_it_is_given_back() {
        let board = Board::default();
        let minute = Duration::from_secs(60);
        let health = board.adapter("test");
        let (kept, broken) = (health.word(minute), health.word(minute));
        tokio::time::advance(minute).await;
        assert!(board.is_alive());
        kept.again(minute);
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(!board.is_alive(), "one of two is late");
        drop(broken);
        assert!(board.is_alive());
    }

    #[tokio::test]
    async fn what_adapters_say_is_read_beside_them() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let board = Board::default();
        let (telegram, discord) = (board.adapter("telegram"), board.adapter("discord"));
        telegram.is(State::Serving);
        discord.is(State::Refused(Refusal::DiscordToken));
        board.save(&store).await.unwrap();
        let since = |states: &States, name: &str| states[name].since;
        let read = || {
            states(&crate::store::reader(folder.path()).unwrap().unwrap())
                .unwrap()
                .unwrap()
        };
        let first = read();
        assert_eq!(first["telegram"].state, State::Serving);
        assert_eq!(first["discord"].state, State::Refused(Refusal::DiscordToken));
        telegram.is(State::Serving);
        board.save(&store).await.unwrap();
        assert_eq!(
            since(&read(), "telegram"),
            since(&first, "telegram"),
            "said twice is no news"
        );
        let until = DateTime::UNIX_EPOCH;
        telegram.is(State::ToldToWait { until });
        board.save(&store).await.unwrap();
        let waiting = read();
        let prolonged = State::ToldToWait {
            until: until + Duration::from_secs(5),
        };
        telegram.is(prolonged);
        board.save(&store).await.unwrap();
        assert_eq!(read()["telegram"].state, prolonged);
        assert_eq!(since(&read(), "telegram"), since(&waiting, "telegram"), "one wait");
    }

    #[tokio::test]
    async fn what_could_not_be_kept_is_kept_later() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let board = Board::default();
        board.adapter("telegram").is(State::Serving);
        let beside = rusqlite::Connection::open(folder.path().join("guichet.db")).unwrap();
        let rename = |from: &str, to: &str| {
            beside
                .execute_batch(&format!("ALTER TABLE {from} RENAME TO {to}"))
                .unwrap();
        };
        rename("facts", "away");
        let kept = async {
            // Later than the first try, which must have failed.
            tokio::time::sleep(Duration::from_millis(200)).await;
            rename("away", "facts");
            while states(&beside).unwrap().is_none() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::select! {
            () = board.keep(&store) => panic!("given up"),
            kept = tokio::time::timeout(Duration::from_secs(60), kept) => kept.unwrap(),
        }
    }
}
