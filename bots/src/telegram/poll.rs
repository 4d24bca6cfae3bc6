//! The intake: fetch updates, store the batch, and only then tell Telegram that we have them.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use guichet_core::Action;
use serde_json::Value;
use teloxide::{
    payloads::{GetUpdates, GetUpdatesSetters as _},
    types::AllowedUpdate,
};
use tokio::task::JoinSet;

use super::{
    api::Api,
    errands::{Errand, Errands},
    inbound::{self, Identity, Incoming, Task},
    send::{Place, Sender},
    trouble::{Trouble, Troubles},
};
use crate::{
    Live, Shutdown,
    counter::Said,
    desk::{Desk, Letter},
    health::State,
    limits::{Admission, Limits, Rate},
    store::{Arrival, Content, Decision, Platform, Store},
    supervise::Failure,
};

/// The kinds of update that we ask for, said at every poll: the server forgets them when it restarts.
const KINDS: [AllowedUpdate; 5] = [
    AllowedUpdate::Message,
    AllowedUpdate::EditedMessage,
    AllowedUpdate::CallbackQuery,
    AllowedUpdate::InlineQuery,
    AllowedUpdate::MyChatMember,
];
/// Updates in one batch: the most that Telegram gives.
const BATCH: u8 = 100;
/// Beyond what a poll or a pause takes, the intake is heard of again within this time: storing a batch takes a moment.
const SLACK: Duration = Duration::from_secs(60);
/// How long errands under way may take after a stop was requested: they are worth little, but they are quick.
const LAST_ERRANDS: Duration = Duration::from_secs(2);

/// The intake of one bot.
pub(super) struct Intake {
    api: Arc<Api>,
    store: Store,
    desk: Arc<Desk<Sender>>,
    me: Identity,
    limits: Mutex<Limits<i64>>,
    offers: Mutex<Limits<i64>>,
    errands: Errands,
}

impl Intake {
    pub(super) fn new(api: Arc<Api>, store: Store, live: Live, desk: Arc<Desk<Sender>>, me: Identity) -> Self {
        Self {
            errands: Errands::new(Arc::clone(&api), store.clone(), live),
            api,
            store,
            desk,
            me,
            limits: Mutex::default(),
            offers: Mutex::new(Limits::new(Rate::KEYSTROKES)),
        }
    }

    /// Fetches updates until the shutdown.
    ///
    /// # Errors
    /// When the token is refused.
    pub(super) async fn run(&self, shutdown: &Shutdown) -> Result<(), Failure> {
        let mut offset = None;
        let mut troubles = Troubles::default();
        let mut tasks = JoinSet::new();
        let word = self.api.health().word(SLACK);
        while !shutdown.requested() {
            word.again(self.api.longest_poll() + SLACK);
            while tasks.try_join_next().is_some() {}
            let step = tokio::select! {
                () = shutdown.wait() => break,
                step = self.step(offset, &mut tasks) => step,
            };
            let pause = match step {
                Ok(next) => {
                    self.api.health().is(State::Serving);
                    troubles = Troubles::default();
                    offset = next.or(offset);
                    continue;
                }
                Err(trouble) => {
                    let pause = troubles.pause(&trouble)?;
                    if let Some(state) = trouble.state(Utc::now() + pause) {
                        self.api.health().is(state);
                    }
                    pause
                }
            };
            word.again(pause + SLACK);
            tokio::select! {
                () = shutdown.wait() => break,
                () = tokio::time::sleep(pause) => {}
            }
        }
        let _ = tokio::time::timeout(LAST_ERRANDS, tasks.join_all()).await;
        Ok(())
    }

    /// One poll: returns the offset that acknowledges what is now stored.
    async fn step(&self, offset: Option<i32>, tasks: &mut JoinSet<()>) -> Result<Option<i32>, Trouble> {
        if !self.desk.has_room() {
            return Err(Trouble::Full);
        }
        let mut poll = GetUpdates::new().limit(BATCH).allowed_updates(KINDS);
        poll.offset = offset;
        let batch = self.api.poll(poll).await.map_err(Trouble::Api)?;
        let incoming: Vec<_> = batch.iter().filter_map(|update| self.read(update)).collect();
        // Ids can jump back after a quiet week: the last one counts, not the highest.
        let next = incoming
            .last()
            .map(|last| i32::try_from(last.id + 1).unwrap_or(i32::MAX));
        if !incoming.is_empty() {
            self.take_in(incoming, tasks).await?;
        }
        Ok(next)
    }

    /// Reads one update; a panic in reading it makes it an unreadable one.
    fn read(&self, update: &Value) -> Option<Incoming> {
        let id = update.get("update_id").and_then(Value::as_i64);
        let read = panic::catch_unwind(AssertUnwindSafe(|| inbound::read(update, &self.me)));
        read.unwrap_or_else(|_| Some(inbound::nothing(id?, "unreadable", Decision::Unreadable)))
    }

    /// Stores a batch, and only then queues it and does what cannot wait for its turn.
    async fn take_in(&self, incoming: Vec<Incoming>, tasks: &mut JoinSet<()>) -> Result<(), Trouble> {
        let now = Utc::now();
        let keys = incoming.iter().map(|update| update.id.to_string()).collect();
        let mut known = self
            .store
            .known(Platform::Telegram, keys)
            .await
            .map_err(Trouble::store)?;
        let fresh: Vec<_> = incoming
            .into_iter()
            .filter(|update| known.insert(update.id.to_string()))
            .collect();
        let (arrivals, errands): (Vec<_>, Vec<_>) = fresh.into_iter().map(|update| self.admit(update, now)).unzip();
        let unreadable = arrivals.iter().filter(|arrival| arrival.kind == "unreadable").count();
        let tickets = self
            .store
            .accept(Platform::Telegram, arrivals, now)
            .await
            .map_err(Trouble::store)?;
        self.desk.queue(tickets, now);
        if unreadable > 0 {
            tracing::warn!(
                unreadable,
                "updates of a kind that this version does not know were skipped"
            );
        }
        for errand in errands {
            self.errands.run(errand, now, tasks).await;
        }
        Ok(())
    }

    /// Decides whether an update is answered, and separates what is stored from what is done at once.
    fn admit(&self, update: Incoming, now: DateTime<Utc>) -> (Arrival, Errand) {
        let asked_at = update.date.map_or(now, |date| self.api.clock().ours(date));
        let mut errand = Errand::Nothing;
        let mut chat = 0;
        let content = match update.task {
            Task::Answer {
                chat: here,
                mut letter,
                tap,
            } => {
                chat = here;
                let is_urgent = || letter.said.is_urgent();
                let admission = locked(&self.limits).admit_unless_urgent(&update.author, asked_at, is_urgent);
                errand = tap.map_or(Errand::Nothing, |tap| acknowledgement(tap, here, &letter, admission));
                match admission {
                    Admission::Silence => Content::Decided(Decision::Shed),
                    Admission::Notice => {
                        letter.said = Said::TooFast;
                        open(&letter)
                    }
                    Admission::Answer => open(&letter),
                }
            }
            Task::Acknowledge(tap) => {
                errand = Errand::Acknowledge(tap);
                Content::Decided(Decision::Ignored)
            }
            Task::Offer { query, text, hint } => {
                if locked(&self.offers).admit(&update.author, now) == Admission::Answer {
                    errand = Errand::Offer { query, text, hint };
                }
                Content::Decided(Decision::Ignored)
            }
            Task::Leave(here) => {
                chat = here;
                Content::Close
            }
            Task::Move { from, to } => {
                errand = Errand::Move { from, to };
                Content::Decided(Decision::Ignored)
            }
            Task::Nothing(decision) => Content::Decided(decision),
        };
        let arrival = Arrival {
            key: update.id.to_string(),
            kind: update.kind,
            chat,
            asked_at,
            content,
        };
        (arrival, errand)
    }
}

/// Who said how much. A panic elsewhere leaves the buckets usable.
fn locked(limits: &Mutex<Limits<i64>>) -> MutexGuard<'_, Limits<i64>> {
    limits.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How a tap is acknowledged: a thumb that is counted with thanks, any other in silence.
fn acknowledgement(tap: String, chat: i64, letter: &Letter<Place>, admission: Admission) -> Errand {
    let vote = match &letter.said {
        Said::Tap(data) => Action::decode(data).filter(|action| matches!(action, Action::Vote(..))),
        _ => None,
    };
    match vote.filter(|_| admission == Admission::Answer) {
        Some(vote) => Errand::Thank {
            tap,
            chat,
            vote,
            hint: letter.hint.clone(),
        },
        None => Errand::Acknowledge(tap),
    }
}

/// A letter as it is stored: made of plain data, it can always be written.
fn open(letter: &Letter<Place>) -> Content {
    serde_json::to_string(letter).map_or(Content::Decided(Decision::SetAside), Content::Open)
}
