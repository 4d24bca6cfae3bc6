//! The intake: fetch updates, store the batch, and only then tell Telegram that we have them.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, Utc};
use serde_json::Value;
use teloxide::{
    payloads::{
        AnswerCallbackQuery, AnswerInlineQuery, AnswerInlineQuerySetters as _, GetUpdates, GetUpdatesSetters as _,
    },
    types::{AllowedUpdate, CallbackQueryId, InlineQueryId},
};
use tokio::{sync::Semaphore, task::JoinSet};

use super::{
    api::{Api, Problem, Refusal},
    inbound::{self, Identity, Incoming, Task},
    inline,
    send::Sender,
};
use crate::{
    Live, Shutdown, backoff,
    counter::Said,
    desk::Desk,
    limits::{Admission, Limits, Rate},
    store::{Arrival, Chat, Content, Decision, Platform, Store},
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
/// How long to wait while the desk is full.
const FULL_DESK: Duration = Duration::from_millis(200);
/// Pauses after a conflict: long enough for the other process to be seen in its own log, and ours.
const CONFLICT_PAUSES: [u64; 4] = [5, 10, 30, 60];
/// Quick answers (taps acknowledged, entries offered) under way at a time.
const QUICK: usize = 32;
/// How long an offer may be kept by Telegram, in seconds: in a crisis a text changes within minutes.
const OFFER_KEPT: u32 = 30;

/// The intake of one bot.
pub(super) struct Intake {
    pub(super) api: Arc<Api>,
    pub(super) store: Store,
    pub(super) live: Live,
    pub(super) desk: Arc<Desk<Sender>>,
    pub(super) me: Identity,
    limits: Mutex<Limits<i64>>,
    offers: Mutex<Limits<i64>>,
    quick: Arc<Semaphore>,
}

impl Intake {
    pub(super) fn new(api: Arc<Api>, store: Store, live: Live, desk: Arc<Desk<Sender>>, me: Identity) -> Self {
        Self {
            api,
            store,
            live,
            desk,
            me,
            limits: Mutex::default(),
            offers: Mutex::new(Limits::new(Rate::KEYSTROKES)),
            quick: Arc::new(Semaphore::new(QUICK)),
        }
    }

    /// Fetches updates until the shutdown.
    ///
    /// # Errors
    /// When the token is refused.
    pub(super) async fn run(&self, shutdown: &Shutdown) -> Result<(), Failure> {
        let mut offset = None;
        let mut troubles = Troubles::default();
        let mut quick = JoinSet::new();
        while !shutdown.requested() {
            while quick.try_join_next().is_some() {}
            let step = tokio::select! {
                () = shutdown.wait() => break,
                step = self.step(offset, &mut quick) => step,
            };
            let pause = match step {
                Ok(next) => {
                    troubles = Troubles::default();
                    offset = next.or(offset);
                    continue;
                }
                Err(Trouble::Full) => FULL_DESK,
                Err(Trouble::Store) => troubles.next(),
                Err(Trouble::Api(problem)) => troubles.judge(&problem)?,
            };
            tokio::select! {
                () = shutdown.wait() => break,
                () = tokio::time::sleep(pause) => {}
            }
        }
        // Quick answers are worth little, but they are quick.
        let _ = tokio::time::timeout(Duration::from_secs(2), quick.join_all()).await;
        Ok(())
    }

    /// One poll: returns the offset that acknowledges what is now stored.
    async fn step(&self, offset: Option<i32>, quick: &mut JoinSet<()>) -> Result<Option<i32>, Trouble> {
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
            self.take_in(incoming, quick).await?;
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
    async fn take_in(&self, incoming: Vec<Incoming>, quick: &mut JoinSet<()>) -> Result<(), Trouble> {
        let now = Utc::now();
        let keys = incoming.iter().map(|update| update.id.to_string()).collect();
        let mut known = self.store.known(Platform::Telegram, keys).await.map_err(lost)?;
        let fresh: Vec<_> = incoming
            .into_iter()
            .filter(|update| known.insert(update.id.to_string()))
            .collect();
        let (arrivals, tasks): (Vec<_>, Vec<_>) = fresh.into_iter().map(|update| self.admit(update, now)).unzip();
        let unreadable = arrivals.iter().filter(|arrival| arrival.kind == "unreadable").count();
        let tickets = self
            .store
            .accept(Platform::Telegram, arrivals, now)
            .await
            .map_err(lost)?;
        self.desk.queue(tickets, now);
        if unreadable > 0 {
            tracing::warn!(
                unreadable,
                "updates of a kind that this version does not know were skipped"
            );
        }
        for task in tasks {
            self.at_once(task, now, quick).await;
        }
        Ok(())
    }

    /// Decides whether an update is answered, and separates what is stored from what is done at once.
    fn admit(&self, update: Incoming, now: DateTime<Utc>) -> (Arrival, Quick) {
        let asked_at = update.date.map_or(now, |date| self.api.local(date));
        let mut quick = Quick::Nothing;
        let mut chat = 0;
        let content = match update.task {
            Task::Answer {
                chat: here,
                mut letter,
                tap,
            } => {
                chat = here;
                quick = tap.map_or(Quick::Nothing, Quick::Acknowledge);
                match admission(&self.limits, update.author, asked_at) {
                    Admission::Silence => Content::Decided(Decision::Shed),
                    Admission::Notice => {
                        letter.said = Said::TooFast;
                        open(&letter)
                    }
                    Admission::Answer => open(&letter),
                }
            }
            Task::Acknowledge(tap) => {
                quick = Quick::Acknowledge(tap);
                Content::Decided(Decision::Ignored)
            }
            Task::Offer { query, text, hint } => {
                if admission(&self.offers, update.author, now) == Admission::Answer {
                    quick = Quick::Offer { query, text, hint };
                }
                Content::Decided(Decision::Ignored)
            }
            Task::Leave(here) => {
                chat = here;
                Content::Close
            }
            Task::Move { from, to } => {
                quick = Quick::Move { from, to };
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
        (arrival, quick)
    }

    /// Does what cannot wait for its turn. None of it is worth a second try: a tap can be repeated.
    async fn at_once(&self, task: Quick, now: DateTime<Utc>, quick: &mut JoinSet<()>) {
        let chat = |id| Chat {
            platform: Platform::Telegram,
            id,
        };
        let done = match task {
            Quick::Nothing => return,
            Quick::Move { from, to } => self.store.move_chat(chat(from), to).await,
            Quick::Acknowledge(tap) => {
                let call = AnswerCallbackQuery::new(CallbackQueryId(tap));
                return self.spawn(quick, |api| async move { api.call(&call).await.map(drop) });
            }
            Quick::Offer { query, text, hint } => {
                let hint = hint.as_deref().and_then(guichet_core::Locale::parse);
                let offers =
                    panic::catch_unwind(AssertUnwindSafe(|| inline::offers(&self.live.get(), &text, hint, now)));
                let call = AnswerInlineQuery::new(InlineQueryId(query), offers.unwrap_or_default())
                    .cache_time(OFFER_KEPT)
                    .is_personal(true);
                return self.spawn(quick, |api| async move { api.call(&call).await.map(drop) });
            }
        };
        if let Err(error) = done {
            tracing::error!(platform = "telegram", %error, "the store fails");
        }
    }

    /// Makes a call beside everything else, if not too many are under way.
    fn spawn<F>(&self, quick: &mut JoinSet<()>, call: impl FnOnce(Arc<Api>) -> F)
    where
        F: Future<Output = Result<(), Problem>> + Send + 'static,
    {
        let Ok(permit) = Arc::clone(&self.quick).try_acquire_owned() else {
            return;
        };
        let call = call(Arc::clone(&self.api));
        quick.spawn(async move {
            // Too old, too late, unreachable: nothing is lost, the reply itself comes by another way.
            let _ = call.await;
            drop(permit);
        });
    }
}

/// Whether one more message of an author is admitted.
fn admission(limits: &Mutex<Limits<i64>>, author: i64, at: DateTime<Utc>) -> Admission {
    limits.lock().unwrap_or_else(PoisonError::into_inner).admit(&author, at)
}

/// A letter as it is stored: made of plain data, it can always be written.
fn open(letter: &crate::desk::Letter<super::send::Place>) -> Content {
    serde_json::to_string(letter).map_or(Content::Decided(Decision::SetAside), Content::Open)
}

/// What is done at once.
enum Quick {
    Acknowledge(String),
    Offer {
        query: String,
        text: String,
        hint: Option<String>,
    },
    Move {
        from: i64,
        to: i64,
    },
    Nothing,
}

/// Why a poll did not succeed.
enum Trouble {
    Full,
    Store,
    Api(Problem),
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` wants")]
fn lost(error: crate::store::StoreError) -> Trouble {
    tracing::error!(platform = "telegram", %error, "updates cannot be stored: they stay with Telegram");
    Trouble::Store
}

/// Troubles in a row.
#[derive(Default)]
struct Troubles {
    failures: u32,
    conflicts: usize,
}

impl Troubles {
    fn next(&mut self) -> Duration {
        self.failures = self.failures.saturating_add(1);
        backoff::pause(self.failures)
    }

    /// How long to wait, if waiting helps.
    fn judge(&mut self, problem: &Problem) -> Result<Duration, Failure> {
        let Problem::Refused(refusal) = problem else {
            return Ok(self.next());
        };
        match refusal {
            Refusal { code: 401 | 404, .. } => Err(super::refused_token()),
            Refusal { code: 409, .. } => Ok(self.conflict()),
            Refusal {
                code: 429,
                retry_after: Some(seconds),
                ..
            } => Ok(Duration::from_secs(*seconds)),
            Refusal { code, description, .. } => {
                tracing::error!(code, description, "Telegram refuses to give updates");
                Ok(self.next())
            }
        }
    }

    /// Somebody else fetches our updates, while we hold the data folder.
    fn conflict(&mut self) -> Duration {
        tracing::error!(
            "CONFLICT (409): another program fetches this bot's messages with the same token, or a webhook is set. If \
             that is not you, the token was stolen: revoke it with @BotFather now"
        );
        let pause = CONFLICT_PAUSES.get(self.conflicts).or(CONFLICT_PAUSES.last());
        self.conflicts += 1;
        Duration::from_secs(pause.copied().unwrap_or(60))
    }
}
