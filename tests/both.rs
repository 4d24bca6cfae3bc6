//! Telegram and Discord served by one process, as a town runs it.

use guichet_core::{Assistant, Locale, Utterance};
use tempfile::TempDir;

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
        Self {
            telegram: FakeTelegram::start().await,
            discord: FakeDiscord::start().await,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn start(&self) -> Process {
        let (data, faq) = (self.folder.path().join("data"), catalogue("small-town"));
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
