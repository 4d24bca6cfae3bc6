//! Telegram and Discord served by one process, as a town runs it.

mod edits;
mod status;

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use guichet_core::{Assistant, Locale, Utterance, reply::Block};
use tempfile::TempDir;

use crate::staff::copy;
use crate::support::{
    binary::Process,
    discord::{self, FakeDiscord, Said},
    program::catalogue,
    telegram::{self, FakeTelegram, Person, text},
};

const QUESTIONS: [&str; 5] = [
    "la piscine est-elle ouverte ?",
    "is the town hall open?",
    "j'ai reçu un message suspect",
    "which services work?",
    "combien coûte un billet pour la lune ?",
];

struct Site {
    telegram: FakeTelegram,
    discord: FakeDiscord,
    folder: TempDir,
}

impl Site {
    async fn new() -> Self {
        let site = Self {
            telegram: FakeTelegram::start().await,
            discord: FakeDiscord::start().await,
            folder: tempfile::tempdir().unwrap(),
        };
        copy(&catalogue("small-town"), &site.faq());
        site
    }

    /// The FAQ that it serves: a copy of the small town's.
    fn faq(&self) -> PathBuf {
        self.folder.path().join("faq")
    }

    fn start(&self) -> Process {
        let (data, faq) = (self.folder.path().join("data"), self.faq());
        let variables = [
            ("TELEGRAM_BOT_TOKEN", telegram::TOKEN),
            ("TELEGRAM_API_URL", &self.telegram.url()),
            ("DISCORD_BOT_TOKEN", discord::TOKEN),
            ("DISCORD_API_URL", &self.discord.url()),
            ("GUICHET_DATA", data.to_str().unwrap()),
            ("GUICHET_FAQ", faq.to_str().unwrap()),
        ];
        Process::start(&variables, &[], &self.folder.path().join("log"))
    }
}

/// The lines of a message as a person reads them, without layout: the platforms put the same parts in other places.
fn lines(text: &str) -> Vec<String> {
    let letters = |line: &str| {
        let line = line.replace("https://", "");
        line.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let mut lines: Vec<String> = text.lines().map(letters).filter(|line| !line.is_empty()).collect();
    lines.sort();
    lines
}

/// A text of Discord without the addresses of its links, which are not shown.
fn without_addresses(markdown: &str) -> String {
    let mut parts = markdown.split("](");
    let mut shown = parts.next().unwrap().to_owned();
    for part in parts {
        let (_, rest) = part.split_once(')').unwrap();
        shown.push_str(rest);
    }
    shown
}

/// What a person sees on either platform: the text, and what can be tapped.
#[derive(Debug, PartialEq)]
struct Seen {
    lines: Vec<String>,
    labels: Vec<String>,
}

impl Seen {
    fn says(&self, words: &str) -> bool {
        let words = lines(words).concat();
        self.lines.iter().any(|line| line.contains(&words))
    }
}

async fn asked_on_discord(fake: &FakeDiscord, channel: u64, question: &str) -> Seen {
    let id = fake.say(&Said::privately(channel, question));
    let message = fake.reply_to(channel, id).await;
    let embeds = message["embeds"].as_array().into_iter().flatten();
    let parts = embeds.flat_map(|embed| [&embed["title"], &embed["description"], &embed["footer"]["text"]]);
    let text: Vec<&str> = parts.filter_map(|part| part.as_str()).collect();
    let rows = message["components"].as_array().into_iter().flatten();
    let buttons = rows.flat_map(|row| row["components"].as_array().unwrap());
    Seen {
        lines: lines(&without_addresses(&text.join("\n"))),
        labels: buttons
            .map(|button| button["label"].as_str().unwrap().to_owned())
            .collect(),
    }
}

async fn asked_on_telegram(fake: &FakeTelegram, chat: i64, question: &str) -> Seen {
    let before = fake.with(|state| state.posted_in(chat).len());
    fake.happens(text(Person::french(chat), question));
    let post = fake.post(chat, before).await;
    Seen {
        lines: lines(&post.text),
        labels: post.buttons.into_iter().map(|(label, _)| label).collect(),
    }
}

/// What the core says, as it would be seen.
fn said(town: &Assistant, question: &str) -> Seen {
    let utterance = Utterance::new(question, chrono::Utc::now()).in_locale(Some(Locale::FRENCH));
    let reply = town.reply(&utterance);
    let mut text = String::new();
    for section in &reply.sections {
        let blocks = section.blocks.iter().flat_map(|block| match block {
            Block::Paragraph(spans) => vec![spans],
            Block::List { items, .. } => items.iter().collect(),
        });
        let blocks = blocks.map(|spans| spans.iter().map(|span| span.text.as_str()).collect());
        let parts = section.title.iter().chain(&section.freshness).chain(&section.sources);
        let parts: Vec<String> = blocks.chain(parts.cloned()).collect();
        text.push_str(&parts.join("\n"));
        text.push('\n');
    }
    Seen {
        lines: lines(&text),
        labels: reply.choices.into_iter().map(|choice| choice.label).collect(),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_question_gets_the_same_text_on_both() {
    let site = Site::new().await;
    let process = site.start();
    site.discord.ready(1).await;
    let town = Assistant::load(&catalogue("small-town")).unwrap();
    for (question, number) in QUESTIONS.iter().zip(1..) {
        let on_discord = asked_on_discord(&site.discord, 10 * number, question).await;
        let on_telegram = asked_on_telegram(&site.telegram, i64::try_from(number).unwrap(), question).await;
        let expected = said(&town, question);
        assert!(!expected.lines.is_empty());
        assert_eq!(on_discord, on_telegram, "{question}");
        assert_eq!(on_discord.lines, expected.lines, "{question}");
        // Thumbs come last.
        assert!(
            on_discord.labels.starts_with(&expected.labels),
            "{question}: {on_discord:?}"
        );
    }
    process.kill();
    site.discord.assert_clean();
    site.telegram.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_platforms_end_leaves_the_other_answering() {
    let site = Site::new().await;
    let process = site.start();
    site.discord.ready(1).await;
    let expected = said(&Assistant::load(&catalogue("small-town")).unwrap(), QUESTIONS[0]).lines;
    let Site {
        telegram,
        discord,
        folder: _kept,
    } = site;
    assert_eq!(asked_on_telegram(&telegram, 1, QUESTIONS[0]).await.lines, expected);
    let stopped = telegram.stop().await;
    for channel in 1..5 {
        assert_eq!(
            asked_on_discord(&discord, 10 * channel, QUESTIONS[0]).await.lines,
            expected
        );
    }
    let telegram = FakeTelegram::resume(stopped).await;
    discord.stop().await;
    for chat in 1..5 {
        assert_eq!(asked_on_telegram(&telegram, chat, QUESTIONS[0]).await.lines, expected);
    }
    // One process did all this: it was never started again.
    process.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_that_discord_refuses_leaves_telegram_answering() {
    let refused = serde_json::json!({"message": "401: Unauthorized", "code": 0});
    let unauthorised = discord::Fault::Status(401, refused);
    for (fault, close, told) in [
        (Some(unauthorised), None, "Discord refuses the token"),
        (None, Some(4004), "Discord refuses the token"),
        (None, Some(4014), "Discord refuses the intents"),
    ] {
        let site = Site::new().await;
        site.discord.with(|state| {
            state.faults.extend(fault.map(|fault| ("GET", "gateway", fault)));
            state.close_identify = close;
        });
        let process = site.start();
        asked_on_telegram(&site.telegram, 1, QUESTIONS[0]).await;
        printed(&process, told).await;
        asked_on_telegram(&site.telegram, 2, QUESTIONS[0]).await;
        assert!(site.discord.with(|state| state.identifies) <= 1, "{told}");
        process.kill();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bot_that_telegram_refuses_leaves_discord_answering() {
    let site = Site::new().await;
    site.telegram
        .fault("getMe", [telegram::Fault::refuse(401, "Unauthorized")]);
    let process = site.start();
    printed(&process, "Telegram refuses the token").await;
    site.discord.ready(1).await;
    asked_on_discord(&site.discord, 10, QUESTIONS[0]).await;
    process.kill();
}

/// Waits until the process has printed `words`.
async fn printed(process: &Process, words: &str) {
    let start = Instant::now();
    while !process.output().contains(words) {
        assert!(start.elapsed() < PATIENCE, "{words:?} not in {}", process.output());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// How long a test waits for something that must happen, before it fails. Generous: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);
