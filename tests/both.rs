//! Telegram and Discord served by one process, as a town runs it.

use std::{
    fs,
    future::Future,
    path::PathBuf,
    time::{Duration, Instant},
};

use guichet_core::{Assistant, Locale, Utterance};
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

/// What is left of a text when markup and layout are gone.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The text of a message of Discord.
fn read(message: &serde_json::Value) -> String {
    let embeds = message["embeds"].as_array().into_iter().flatten();
    let parts = embeds.flat_map(|embed| [&embed["title"], &embed["description"], &embed["footer"]["text"]]);
    parts.filter_map(|part| part.as_str()).collect::<Vec<_>>().join("\n")
}

async fn asked_on_discord(fake: &FakeDiscord, channel: u64, question: &str) -> String {
    let id = fake.say(&Said::privately(channel, question));
    read(&fake.reply_to(channel, id).await)
}

async fn asked_on_telegram(fake: &FakeTelegram, chat: i64, question: &str) -> String {
    fake.happens(text(Person::french(chat), question));
    fake.post(chat, 0).await.text
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
        let utterance = Utterance::new(*question, chrono::Utc::now()).in_locale(Some(Locale::FRENCH));
        let reply = town.reply(&utterance);
        for section in reply.sections {
            for line in section
                .blocks
                .iter()
                .flat_map(|block| block.plain_text().lines().map(letters).collect::<Vec<_>>())
            {
                let line = line.split("https").next().unwrap_or_default().to_owned();
                assert!(
                    letters(&on_discord).contains(&line),
                    "{question}: {line} not in {on_discord}"
                );
                assert!(
                    letters(&on_telegram).contains(&line),
                    "{question}: {line} not in {on_telegram}"
                );
            }
        }
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
    asked_on_discord(&site.discord, 10, QUESTIONS[0]).await;
    asked_on_telegram(&site.telegram, 1, QUESTIONS[0]).await;
    let Site {
        telegram,
        discord,
        folder: _kept,
    } = site;
    let stopped = telegram.stop().await;
    for channel in 2..6 {
        asked_on_discord(&discord, 10 * channel, QUESTIONS[0]).await;
    }
    let telegram = FakeTelegram::resume(stopped).await;
    discord.stop().await;
    for chat in 2..6 {
        asked_on_telegram(&telegram, chat, QUESTIONS[0]).await;
    }
    process.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_one_platform_refuses_leaves_the_other_answering() {
    let site = Site::new().await;
    let refused = serde_json::json!({"message": "401: Unauthorized", "code": 0});
    site.discord.with(|state| {
        state
            .faults
            .push_back(("GET", "gateway", discord::Fault::Status(401, refused)));
    });
    let process = site.start();
    asked_on_telegram(&site.telegram, 1, QUESTIONS[0]).await;
    while !process.output().contains("Discord refuses the token") {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    asked_on_telegram(&site.telegram, 2, QUESTIONS[0]).await;
    assert_eq!(site.discord.with(|state| state.identifies), 0);
    process.kill();
}

/// How long a test waits for something that must happen, before it fails. Generous: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks again, each time as somebody else, until the answer holds these words; what was answered.
async fn answered<F: Future<Output = String>>(words: &str, mut ask: impl FnMut(u64) -> F) -> String {
    let start = Instant::now();
    for attempt in 0.. {
        let answer = ask(attempt).await;
        if answer.contains(words) {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "still waiting for {words}: {answer}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    unreachable!("somebody else is always left")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_goes_live_on_both_and_a_broken_one_on_neither() {
    const QUESTION: &str = "dois-je changer mon mot de passe ?";
    let site = Site::new().await;
    let process = site.start();
    site.discord.ready(1).await;
    let entries = site.faq().join("entries.yaml");
    let shipped = fs::read_to_string(&entries).unwrap();
    let save = |advice: &str| {
        let edited = shipped.replace("Changez d'abord le mot de passe de votre messagerie.", advice);
        assert_ne!(edited, shipped);
        fs::write(&entries, edited).unwrap();
    };
    // Every citizen has a conversation of their own, so that no limit is met.
    let mut citizens = 100_u64;
    let mut both = async |words: &str| {
        let base = citizens;
        citizens += 1_000;
        let chat = |attempt| i64::try_from(base + attempt).unwrap();
        answered(words, |attempt| {
            asked_on_telegram(&site.telegram, chat(attempt), QUESTION)
        })
        .await;
        answered(words, |attempt| {
            asked_on_discord(&site.discord, 10 * (base + attempt), QUESTION)
        })
        .await;
    };
    both("Changez d'abord").await;
    save("Le conseil du matin.");
    both("Le conseil du matin.").await;

    fs::write(&entries, "entries:\n  - id: [\n").unwrap();
    let start = Instant::now();
    while !process.output().contains("is NOT live") {
        assert!(
            start.elapsed() < PATIENCE,
            "the fault is not reported:\n{}",
            process.output()
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(process.output().contains("entries.yaml:2:"), "{}", process.output());
    for attempt in 0..3 {
        let on_telegram = asked_on_telegram(&site.telegram, 50 + attempt, QUESTION).await;
        let on_discord = asked_on_discord(&site.discord, 500 + 10 * attempt.cast_unsigned(), QUESTION).await;
        for told in [on_telegram, on_discord] {
            assert!(told.contains("Le conseil du matin."), "what was good stays: {told}");
        }
    }

    save("Le conseil du soir.");
    both("Le conseil du soir.").await;
    process.kill();
    site.discord.assert_clean();
    site.telegram.assert_clean();
}
