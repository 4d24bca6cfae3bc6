//! The real binary: asked to stop, started twice, started wrongly, and what it leaves on the disk.

use std::{path::Path, time::Duration};

use super::processes::site;
use crate::support::{
    site::Site,
    telegram::{Person, text},
};

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_stop_it_finishes_what_it_began_and_exits_with_0() {
    for signal in ["TERM", "INT"] {
        let site = site().await;
        site.fake
            .happen((1..=200).map(|chat| text(Person::french(chat), "la piscine est-elle ouverte ?")));
        let mut process = site.start();
        site.fake
            .until("a first reply", |state| (!state.posted.is_empty()).then_some(()))
            .await;
        process.signal(signal);
        let status = process.wait();
        assert_eq!(status.code(), Some(0), "{signal}:\n{}", process.output());
        let next = site.start();
        for chat in 1..=200 {
            site.fake.posts(chat, 1).await;
        }
        next.kill();
        let repeated = site.fake.with(|state| state.posted.len()) - 200;
        assert_eq!(repeated, 0, "{signal}: nothing may be sent twice after a clean stop");
        site.fake.assert_clean();
    }
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asked_to_stop_while_it_learns_it_exits_with_0() {
    let faq = tempfile::tempdir().unwrap();
    for signal in ["TERM", "INT"] {
        // Whoever learns faster than this process gets to its signal has more to learn.
        let mut learning = false;
        for questions in [4_000, 8_000, 16_000] {
            std::fs::write(faq.path().join("faq.yaml"), large_faq(questions)).unwrap();
            learning = stopped_before_it_served(faq.path(), signal).await;
            if learning {
                break;
            }
        }
        assert!(learning, "{signal}: it had learned already, each time");
    }
}

/// Starts a counter, asks it for a look at the FAQ and to stop as soon as it has a data folder. Whether it had not asked
/// Telegram for anything yet.
#[cfg(unix)]
async fn stopped_before_it_served(faq: &Path, signal: &str) -> bool {
    let site = Site::new(faq.to_owned()).await;
    let mut process = site.start();
    let database = site.data().join("guichet.db");
    site.fake
        .until("a data folder", |_| database.exists().then_some(()))
        .await;
    process.signal("HUP");
    process.signal(signal);
    assert_eq!(process.wait().code(), Some(0), "{signal}:\n{}", process.output());
    site.fake.with(|state| state.requests.is_empty())
}

/// Made-up words, so that every question is another one.
#[cfg(unix)]
fn large_faq(questions: usize) -> String {
    use std::fmt::Write as _;

    let word = |number: usize| -> String {
        let syllables = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru"];
        [1, 10, 100, 1000, 10_000]
            .map(|place| syllables[number / place % 10])
            .concat()
    };
    let mut yaml = String::from("town: {name: Valmont, timezone: Europe/Paris, languages: [fr]}\nentries:\n");
    for entry in 0..questions / 10 {
        let questions: Vec<String> = (0..10)
            .map(|number| {
                format!(
                    "où est {} de {} ?",
                    word(entry * 10 + number),
                    word(entry * 7 + 3 * number)
                )
            })
            .collect();
        let _ = writeln!(
            yaml,
            "  - {{id: sujet-{entry}, title: {{fr: Sujet {entry}}}, questions: {{fr: [{}]}}, answer: {{fr: Ici.}}}}",
            questions.join(", ")
        );
    }
    yaml
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_service_manager_is_told_that_it_serves_lives_and_stops() {
    let site = site().await;
    let address = site.data().with_file_name("notify");
    let socket = std::os::unix::net::UnixDatagram::bind(&address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let heard = || {
        let mut message = [0; 64];
        let length = socket.recv(&mut message).unwrap();
        String::from_utf8_lossy(&message[..length]).into_owned()
    };
    let told = [
        ("NOTIFY_SOCKET", address.to_str().unwrap()),
        ("WATCHDOG_USEC", "200000"),
    ];
    let mut process = site.start_with(&told);
    assert_eq!(heard(), "READY=1");
    for _ in 0..3 {
        assert_eq!(heard(), "WATCHDOG=1");
    }
    process.signal("TERM");
    assert_eq!(process.wait().code(), Some(0), "{}", process.output());
    loop {
        match heard().as_str() {
            "WATCHDOG=1" => {}
            last => break assert_eq!(last, "STOPPING=1"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_process_on_the_same_folder_refuses_to_start() {
    let site = site().await;
    let first = site.serve().await;
    let state = || std::fs::read(site.data().join("faq-state.json")).unwrap();
    let before = state();
    let mut second = site.start();
    let status = second.wait();
    assert!(!status.success());
    assert_eq!(state(), before, "whoever is refused the folder writes nothing into it");
    let output = second.output();
    assert!(
        output.contains("guichet : un autre guichet est déjà ouvert"),
        "{output}"
    );
    site.fake.happens(text(Person::french(41), "/start"));
    site.fake.post(41, 0).await;
    drop(first);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_token_is_told_in_a_sentence_and_an_exit_code() {
    let mut site = site().await;
    site.token = "987654321:AAcanaryWrongToken-0123456789abcdefgh";
    let mut process = site.start();
    assert_eq!(process.wait().code(), Some(1));
    let output = process.output();
    assert!(output.contains("@BotFather"), "{output}");
    assert!(!output.contains("canary"), "{output}");
    assert!(
        site.fake.with(|state| state.requests.len()) < 20,
        "a refused token must not be hammered"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_a_token_is_told_without_asking_telegram() {
    let mut site = site().await;
    for token in ["canary", "canary:AAcanary", "12:can ary", "12:canary\ncanary"] {
        site.token = token;
        let mut process = site.start();
        assert_eq!(process.wait().code(), Some(1), "{token:?}");
        let output = process.output();
        assert!(output.contains("TELEGRAM_BOT_TOKEN"), "{output}");
        assert!(!output.contains("canary") && !output.contains("can ary"), "{output}");
    }
    assert!(site.fake.with(|state| state.requests.is_empty()), "nothing was asked");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_data_folder_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;

    let site = site().await;
    let process = site.start();
    site.fake.happens(text(Person::french(41), "/start"));
    site.fake.post(41, 0).await;
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&site.data()), 0o700);
    let mut folders = vec![site.data()];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
                files += 1;
            }
        }
    }
    // The database and its companions, the lock, the state of the FAQ, the last good copy of it.
    assert!(files > 5, "{files} files");
    drop(process);
}
