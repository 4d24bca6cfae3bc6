//! The real binary on Discord: killed, asked to stop, and searched for what it must not print.

use std::{path::PathBuf, time::Duration};

use tempfile::TempDir;

use super::counter::{POOL, button};
use crate::support::{
    binary::Process,
    discord::{FakeDiscord, Fault, Said, TOKEN, command, message_command, tap, typing},
    program::catalogue,
};

const CHANNEL: u64 = 1_000;

/// A counter as an operator starts it.
struct Site {
    fake: FakeDiscord,
    folder: TempDir,
}

impl Site {
    async fn new() -> Self {
        Self {
            fake: FakeDiscord::start().await,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn start(&self, log: &str) -> Process {
        self.start_as(("DISCORD_BOT_TOKEN", TOKEN), log)
    }

    /// The same, with the token given in another way.
    fn start_as(&self, token: (&str, &str), log: &str) -> Process {
        let (url, data, faq) = (self.fake.url(), self.data(), catalogue("small-town"));
        let variables = [
            token,
            ("DISCORD_API_URL", url.as_str()),
            ("GUICHET_DATA", data.to_str().unwrap()),
            ("GUICHET_FAQ", faq.to_str().unwrap()),
            ("RUST_LOG", log),
            ("RUST_BACKTRACE", "full"),
        ];
        Process::start(&variables, &[], &self.folder.path().join("log"))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_and_started_again_it_answers_everything_once() {
    let site = Site::new().await;
    let mut process = site.start("info");
    site.fake.ready(1).await;
    // People who have written before: their channels are known.
    let channels: Vec<u64> = (0..8).map(|n| CHANNEL + 2 * n).collect();
    let mut asked = Vec::new();
    for channel in &channels {
        let id = site.fake.say(&Said::privately(*channel, POOL));
        site.fake.reply_to(*channel, id).await;
    }
    for kill in 1..=2 {
        for channel in &channels {
            asked.push((*channel, site.fake.say(&Said::privately(*channel, POOL))));
        }
        tokio::time::sleep(Duration::from_millis(15 * kill)).await;
        process.kill();
        for channel in &channels {
            asked.push((*channel, site.fake.say(&Said::privately(*channel, POOL))));
        }
        process = site.start("info");
        site.fake.ready(usize::try_from(kill).unwrap() + 1).await;
    }
    for (channel, id) in &asked {
        site.fake.reply_to(*channel, *id).await;
    }
    #[cfg(unix)]
    {
        process.signal("TERM");
        assert!(process.wait().success(), "{}", process.output());
        let left = |s: &mut crate::support::discord::State| (!s.is_connected()).then_some(());
        site.fake.until("a farewell", left).await;
    }
    for (channel, id) in &asked {
        assert_eq!(
            site.fake.with(|s| s.replies_to(*channel, *id)).len(),
            1,
            "answered once"
        );
    }
    site.fake.assert_clean();
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_token_may_be_in_a_file_that_nobody_else_reads() {
    use std::{fs, os::unix::fs::PermissionsExt as _};

    let site = Site::new().await;
    let file = site.folder.path().join("token");
    fs::write(&file, format!("{TOKEN}\r\n")).unwrap();
    let start = || site.start_as(("DISCORD_BOT_TOKEN_FILE", file.to_str().unwrap()), "info");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let mut open_to_all = start();
    assert_eq!(open_to_all.wait().code(), Some(1));
    assert!(open_to_all.output().contains("chmod 600"), "{}", open_to_all.output());
    assert!(site.fake.with(|state| state.requests.is_empty()), "nothing was asked");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    let process = start();
    site.fake.ready(1).await;
    let id = site.fake.say(&Said::privately(CHANNEL, POOL));
    site.fake.reply_to(CHANNEL, id).await;
    assert!(!process.output().contains(TOKEN));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_a_token_is_told_without_asking_discord() {
    let site = Site::new().await;
    for token in ["canary", "canary.canary", "Bot a.canary.b", "a.canary.\nb"] {
        let mut process = site.start_as(("DISCORD_BOT_TOKEN", token), "info");
        assert_eq!(process.wait().code(), Some(1), "{token:?}");
        let output = process.output();
        assert!(output.contains("DISCORD_BOT_TOKEN"), "{output}");
        assert!(!output.contains("canary"), "{output}");
    }
    assert!(site.fake.with(|state| state.requests.is_empty()), "nothing was asked");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_the_most_talkative_level_no_log_holds_a_name_a_text_or_a_token() {
    const SECRET: &str = "canaritexte";
    // Answered: nothing of it is kept.
    const ANSWERED: &str = "canarimention";
    let site = Site::new().await;
    let mut process = site.start("trace,serenity=trace,reqwest=trace,hyper=trace,tungstenite=trace,rusqlite=trace");
    site.fake.ready(1).await;
    site.fake.with(|state| {
        for (method, path) in [("POST", "/messages"), ("POST", "callback"), ("PATCH", "@original")] {
            state.faults.push_back((method, path, Fault::Html(502)));
        }
        let gone = serde_json::json!({"message": "Unknown interaction", "code": 10_062});
        state.faults.push_back(("POST", "callback", Fault::Status(404, gone)));
    });
    let words = format!("la piscine est-elle ouverte ? {SECRET} Jeanne Wambergue 06 12 34 56 78");
    site.fake
        .interact(command(CHANNEL, true, "fr", "question", Some(("texte", &words))));
    // Both faults of the acknowledgement are for this one: the next must not meet them.
    site.fake
        .until("the faults of the acknowledgement", |state| {
            let left = state.faults.iter().any(|(_, path, _)| *path == "callback");
            (!left).then_some(())
        })
        .await;
    let asked = command(CHANNEL, true, "fr", "question", Some(("texte", &words)));
    for question in [asked, typing(CHANNEL, "fr", "question", ("texte", &words))] {
        let token = site.fake.interact(question);
        site.fake.answer(&token).await;
    }
    let message = site.fake.write(&Said::publicly(CHANNEL, &words));
    let token = site
        .fake
        .interact(message_command(CHANNEL, "fr", "Répondre avec la FAQ", &message));
    let offer = site.fake.answer(&token).await;
    let none = site
        .fake
        .interact(tap(CHANNEL, true, "fr", &offer, &button(&offer, "Aucune")));
    site.fake.answer(&none).await;
    let id = site.fake.say(&Said::mentioning(
        CHANNEL,
        &format!("\u{1b}[31m\r\nla piscine est-elle ouverte ? {ANSWERED} 06 12 34 56 78 %n {{town}}"),
    ));
    site.fake.reply_to(CHANNEL, id).await;
    #[cfg(unix)]
    {
        process.signal("TERM");
        assert!(process.wait().success(), "{}", process.output());
    }
    let log = process.output();
    assert!(log.contains("connected"), "the log says what it must: {log}");
    for secret in [
        SECRET,
        ANSWERED,
        "canary",
        "Canary",
        "Wambergue",
        TOKEN,
        "interaction-token",
        "06 12 34",
        "\u{1b}",
    ] {
        assert!(!log.contains(secret), "{secret:?} is in the log:\n{log}");
    }
    let sent = site.fake.with(|state| state.requests("POST", "/"));
    for request in sent {
        assert!(
            !request.body.to_string().contains("canari"),
            "text of a citizen was sent: {request:?}"
        );
    }
    // The folder beside the files is the archive of the FAQ.
    let files = std::fs::read_dir(site.data())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    for file in files.filter(|path| path.is_file()) {
        let bytes = std::fs::read(file).unwrap();
        // The message that no answer fits is kept, without what is personal.
        for secret in [ANSWERED, "Canary", "Wambergue", "06 12 34", TOKEN] {
            assert!(
                !bytes.windows(secret.len()).any(|w| w == secret.as_bytes()),
                "{secret} is on the disk"
            );
        }
    }
}
