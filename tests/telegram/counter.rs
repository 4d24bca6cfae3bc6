//! A counter that serves a fake Bot API in this process, and what its town would say.

use std::{
    path::{Path, PathBuf},
    sync::LazyLock,
    time::Duration,
};

use guichet::{
    Live, Shutdown,
    config::{Account, Config},
    health::Health,
    store::Store,
    supervise::Failure,
    telegram::{self, Timing},
};
use guichet_core::{Action, Assistant, EntryId, Locale, Phrase, reply::Block};
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::support::{
    program::catalogue,
    telegram::{FakeTelegram, Person, Posted, TOKEN, tap_below, text},
};

/// Learnt once: learning takes longer than most conversations.
static SMALL_TOWN: LazyLock<Live> = LazyLock::new(|| Live::new(Assistant::load(&catalogue("small-town")).unwrap()));

/// A counter and the fake that it serves.
pub(super) struct Counter {
    pub(super) fake: FakeTelegram,
    pub(super) live: Live,
    data: TempDir,
    run: Option<Run>,
}

/// One run of the counter.
struct Run {
    store: Store,
    shutdown: Shutdown,
    task: JoinHandle<Result<(), Failure>>,
}

/// Times for tests: polls are short, so that a test of what happens after one does not wait.
pub(super) fn quick() -> Timing {
    Timing {
        long_poll: Duration::from_secs(2),
        call: Duration::from_secs(2),
        connect: Duration::from_secs(2),
    }
}

impl Counter {
    /// A counter of a small town, serving.
    pub(super) async fn open() -> Self {
        let mut counter = Self::closed().await;
        counter.start(quick());
        counter
    }

    /// The same, not yet serving.
    pub(super) async fn closed() -> Self {
        Self::of(SMALL_TOWN.clone(), FakeTelegram::start().await)
    }

    /// A counter with this FAQ.
    pub(super) async fn with_faq(faq: &Path) -> Self {
        let live = Live::new(Assistant::load(faq).unwrap());
        let mut counter = Self::of(live, FakeTelegram::start().await);
        counter.start(quick());
        counter
    }

    fn of(live: Live, fake: FakeTelegram) -> Self {
        Self {
            fake,
            live,
            data: tempfile::tempdir().unwrap(),
            run: None,
        }
    }

    /// Begins to serve the fake.
    pub(super) fn start(&mut self, timing: Timing) {
        self.serve(&self.fake.url(), timing);
    }

    /// Begins to serve another address, where perhaps nothing listens yet.
    pub(super) fn serve_elsewhere(&mut self, url: &str) {
        self.serve(url, quick());
    }

    fn serve(&mut self, url: &str, timing: Timing) {
        assert!(self.run.is_none(), "already serving");
        let store = Store::open(&self.data_folder()).unwrap();
        let shutdown = Shutdown::default();
        let run = telegram::run(
            account(url),
            timing,
            store.clone(),
            self.live.clone(),
            Health::default(),
            shutdown.clone(),
        );
        self.run = Some(Run {
            store,
            shutdown,
            task: tokio::spawn(run),
        });
    }

    /// Whether it still serves.
    pub(super) fn is_serving(&self) -> bool {
        self.run.as_ref().is_some_and(|run| !run.task.is_finished())
    }

    /// Stops serving, in an orderly way.
    pub(super) async fn close(&mut self) {
        let run = self.run.take().unwrap();
        run.shutdown.request();
        run.task.await.unwrap().unwrap();
        run.store.close().await;
    }

    /// Waits until the counter ends by itself.
    pub(super) async fn end(&mut self) -> Result<(), Failure> {
        let run = self.run.take().unwrap();
        let ended = run.task.await.unwrap();
        run.store.close().await;
        ended
    }

    /// The store of this run.
    pub(super) fn store(&self) -> &Store {
        &self.run.as_ref().unwrap().store
    }

    /// Where it keeps its data.
    pub(super) fn data_folder(&self) -> PathBuf {
        self.data.path().join("data")
    }

    /// How many updates ended in each state; the counter may be running.
    pub(super) fn states(&self) -> Vec<(String, i64)> {
        let db = self.database();
        let mut query = db
            .prepare("SELECT state, count(*) FROM inbox GROUP BY state ORDER BY state")
            .unwrap();
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// Says something, and waits for what the bot says to it.
    pub(super) async fn ask(&self, from: Person, words: &str) -> Posted {
        let before = self.fake.with(|state| state.posted_in(from.id).len());
        self.fake.happens(text(from, words));
        self.fake.post(from.id, before).await
    }

    /// Taps a button below a message, and waits for what the bot says to it: below, or in place of the message.
    pub(super) async fn press(&self, from: Person, message: &Posted, data: &str) -> Posted {
        let before = self.fake.with(|state| state.posted_in(from.id).len());
        self.fake.happens(tap_below(from, message, data));
        let edited = |posted: &&Posted| posted.id == message.id && posted.edits > message.edits;
        self.fake
            .until("what a tap leads to", |state| {
                let posted = state.posted_in(from.id);
                posted.get(before).or_else(|| posted.iter().find(edited)).cloned()
            })
            .await
    }

    /// A number out of the store; the counter may be running.
    pub(super) fn number(&self, query: &str) -> i64 {
        self.database().query_row(query, [], |row| row.get(0)).unwrap()
    }

    /// Waits until a number out of the store is this one.
    pub(super) async fn becomes(&self, query: &str, expected: i64) {
        self.fake
            .until(query, |_| (self.number(query) == expected).then_some(()))
            .await;
    }

    /// Waits until every message is decided.
    pub(super) async fn decided(&self) {
        self.becomes("SELECT count(*) FROM inbox WHERE state = 'open'", 0).await;
    }

    /// The store, to be read beside the counter.
    pub(super) fn database(&self) -> rusqlite::Connection {
        guichet::store::reader(&self.data_folder()).unwrap().unwrap()
    }

    /// The first line of prose of an entry's answer.
    pub(super) fn entry(&self, id: &str, locale: Locale) -> String {
        let action = Action::Open(EntryId::parse(id).unwrap());
        let reply = self.live.get().open(&action, locale, chrono::Utc::now());
        let line = reply
            .sections
            .iter()
            .flat_map(|section| &section.blocks)
            .find_map(|block| match block {
                Block::Paragraph(_) => block.plain_text().lines().next().map(str::to_owned),
                Block::List { .. } => None,
            });
        line.unwrap()
    }

    /// A sentence of the interface, up to its first gap.
    pub(super) fn says(&self, phrase: Phrase, locale: Locale) -> String {
        let assistant = self.live.get();
        let text = assistant.catalogue().interface.text(phrase, locale);
        text.split('{').next().unwrap().trim().to_owned()
    }
}

/// The account of the fake.
pub(super) fn account(url: &str) -> Account {
    let config = Config::read(|name| match name {
        "TELEGRAM_BOT_TOKEN" => Some(TOKEN.into()),
        "TELEGRAM_API_URL" => Some(url.into()),
        _ => None,
    });
    config.unwrap().telegram.unwrap()
}
