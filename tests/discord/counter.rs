//! A counter under test: the real adapter and store, a small town, and a fake Discord.

use std::{path::Path, time::Duration};

use guichet::{
    Assistant, Config, Live, Shutdown,
    discord::{self, Budget, Pace},
    health::Health,
    store::Store,
    supervise::Failure,
};
use guichet_core::{
    Action, EntryId, Locale, Phrase, Reply,
    catalogue::{SourceFile, read_folder},
};
use serde_json::Value;
use tempfile::TempDir;
use tokio::task::JoinHandle;

use crate::support::{
    discord::{FakeDiscord, Said, State, TOKEN},
    program::catalogue,
};

/// What the small town lacks: an emergency, and an answer that is longer than a message once its markup is escaped.
const MORE: &str = "
entries:
  - id: danger
    title: {fr: Urgence, en: Emergency}
    priority: urgent
    signals: [danger]
    questions:
      fr: [c'est une urgence, qui appeler en cas de danger ?, il y a un danger immédiat, numéro d'urgence, appeler les secours]
      en: [it is an emergency, whom to call in danger?, there is immediate danger, emergency number, call for help]
    answer: {fr: Appelez le 112., en: Call 112.}
  - id: reglement
    title: {fr: Règlement intérieur, en: House rules}
    questions:
      fr: [quel est le règlement intérieur ?, le règlement de la ville, lire le règlement intérieur, où est le règlement ?,
           que dit le règlement intérieur ?]
      en: [what are the house rules?, rules of the town, read the house rules, where are the rules?, what do the rules say?]
    answer:
";

/// How many paragraphs the long answer has.
pub(crate) const RULES: usize = 15;

/// The small town of these tests.
pub(crate) fn town() -> Assistant {
    town_with("")
}

/// The same, with one more file.
pub(crate) fn town_with(more: &str) -> Assistant {
    let mut files = read_folder(&catalogue("small-town")).unwrap();
    let rules = |word: &str| {
        (1..=RULES)
            .map(|n| format!("{word} {n} : {}", "@".repeat(200)))
            .collect::<Vec<_>>()
    };
    let text = |word| rules(word).join("\n\n").replace('\n', "\n        ");
    let answer = format!(
        "      fr: |\n        {}\n      en: |\n        {}\n",
        text("Règle"),
        text("Rule")
    );
    files.push(SourceFile::new("more.yaml", format!("{MORE}{answer}")));
    if !more.is_empty() {
        files.push(SourceFile::new("yet-more.yaml", more.to_owned()));
    }
    Assistant::from_files(&files).unwrap()
}

/// A pace at which a test need not wait.
pub(crate) fn quick() -> Pace {
    Pace {
        budget: Budget {
            first_wait: Duration::from_millis(50),
            longest_wait: Duration::from_millis(400),
            per_day: 200,
        },
        request: Duration::from_secs(3),
        // Three heartbeats, and half of what a test waits: a connection that was begun in a stall is given up in time.
        silence: Duration::from_secs(30),
        probe: Duration::from_millis(100),
        greeting: Duration::from_secs(2),
        held_after: Duration::from_millis(300),
        menus: Duration::from_millis(100),
        retry_first: Duration::from_millis(50),
        retry_longest: Duration::from_millis(200),
    }
}

/// The counter, running.
pub(crate) struct Counter {
    pub(crate) fake: FakeDiscord,
    pub(crate) town: Live,
    data: TempDir,
    run: Option<Run>,
}

struct Run {
    shutdown: Shutdown,
    store: Store,
    task: JoinHandle<Result<(), Failure>>,
}

impl Counter {
    /// Opens, and waits until it is connected.
    pub(crate) async fn open() -> Self {
        let mut counter = Self::closed().await;
        counter.start(quick());
        counter.fake.ready(1).await;
        counter
    }

    /// A counter that is not open yet.
    pub(crate) async fn closed() -> Self {
        Self {
            fake: FakeDiscord::start().await,
            town: Live::new(town()),
            data: tempfile::tempdir().unwrap(),
            run: None,
        }
    }

    /// Opens at this pace.
    pub(crate) fn start(&mut self, pace: Pace) {
        let store = Store::open(&self.data()).unwrap();
        let url = self.fake.url();
        let config = Config::read(|name: &str| match name {
            "DISCORD_BOT_TOKEN" => Some(TOKEN.into()),
            "DISCORD_API_URL" => Some(url.clone().into()),
            _ => None,
        });
        let account = config.unwrap().discord.unwrap();
        let shutdown = Shutdown::default();
        let task = tokio::spawn(discord::run(
            account,
            pace,
            store.clone(),
            self.town.clone(),
            Health::default(),
            shutdown.clone(),
        ));
        self.run = Some(Run { shutdown, store, task });
    }

    /// The folder of the store.
    pub(crate) fn data(&self) -> std::path::PathBuf {
        Path::new(self.data.path()).join("data")
    }

    /// The numbers of the messages that are stored, answered or not.
    pub(crate) fn stored(&self) -> Vec<String> {
        let reader = guichet::store::reader(&self.data()).unwrap().unwrap();
        let mut keys = reader
            .prepare("SELECT update_key FROM inbox WHERE platform = 'discord'")
            .unwrap();
        keys.query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    }

    /// Waits until the adapter ends by itself.
    pub(crate) async fn ended(&mut self) -> Result<(), Failure> {
        let run = self.run.take().unwrap();
        let ended = run.task.await.unwrap();
        run.store.close().await;
        ended
    }

    /// Closes the counter in an orderly way.
    pub(crate) async fn close(&mut self) {
        self.run.as_ref().unwrap().shutdown.request();
        self.ended().await.unwrap();
    }

    /// Takes the store away from the running adapter, as a failing disk would.
    pub(crate) async fn break_store(&self) {
        self.run.as_ref().unwrap().store.close().await;
    }

    /// Ends the adapter without a word, as a crash would.
    pub(crate) async fn crash(&mut self) {
        let run = self.run.take().unwrap();
        run.task.abort();
        let _ = run.task.await;
        run.store.close().await;
        self.fake.with(State::lose_session);
    }

    /// A sentence of the interface.
    pub(crate) fn phrase(&self, phrase: Phrase, locale: Locale) -> String {
        self.town.get().catalogue().interface.text(phrase, locale).to_owned()
    }

    /// What the core says about an entry.
    pub(crate) fn entry(&self, id: &str, locale: Locale) -> Reply {
        let action = Action::Open(EntryId::parse(id).unwrap());
        self.town.get().open(&action, locale, chrono::Utc::now())
    }
}

/// A question, and the entry that answers it is `piscine`.
pub(crate) const POOL: &str = "la piscine est-elle ouverte ?";

/// Asks [`POOL`] in a direct message and waits for the one answer.
pub(crate) async fn ask(counter: &Counter, channel: u64) {
    let id = counter.fake.say(&Said::privately(channel, POOL));
    let answer = counter.fake.reply_to(channel, id).await;
    assert_says(&answer, &counter.entry("piscine", Locale::FRENCH));
}

/// All text of a message: its content and its embeds.
pub(crate) fn text(message: &Value) -> String {
    let mut parts = vec![message["content"].as_str().unwrap_or_default().to_owned()];
    for embed in message["embeds"].as_array().into_iter().flatten() {
        for part in [&embed["title"], &embed["description"], &embed["footer"]["text"]] {
            parts.push(part.as_str().unwrap_or_default().to_owned());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n")
}

/// Letters and digits only: what is left of a text when markup and layout are gone.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Fails unless the message says what the reply says.
pub(crate) fn assert_says(message: &Value, reply: &Reply) {
    let said = letters(&text(message));
    for section in &reply.sections {
        for block in &section.blocks {
            for line in block.plain_text().lines() {
                // The address of a link is not shown beside its text.
                let line = line.split(" (https://").next().unwrap_or_default();
                assert!(said.contains(&letters(line)), "{line:?} is not in {message:#}");
            }
        }
    }
}

/// The custom id of the button whose label contains `label`.
pub(crate) fn button(message: &Value, label: &str) -> String {
    let rows = message["components"].as_array().into_iter().flatten();
    let mut buttons = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    let found = buttons.find(|button| button["label"].as_str().is_some_and(|text| text.contains(label)));
    let found = found.unwrap_or_else(|| panic!("no button {label:?} in {message:#}"));
    found["custom_id"].as_str().unwrap().to_owned()
}

/// Whether only one person sees the message.
pub(crate) fn is_private(message: &Value) -> bool {
    message["flags"].as_u64().is_some_and(|flags| flags & 64 != 0)
}
