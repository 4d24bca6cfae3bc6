//! No name, no text and no token anywhere but where it must be: in the log, on the disk, in what others receive.

use serde_json::json;

use crate::support::{
    binary::Process,
    program::catalogue,
    site::Site,
    telegram::{Fault, Person, TOKEN, edited, forwarded, group, inline, membership, photo, tap, text, with},
};

/// A word that stands in every text of a citizen in this test.
const CANARY: &str = "canaritexte";
const ANNE: Person = Person::french(7_777_777_777);

/// One of everything that can happen, each with the canary in its text.
fn everything() -> Vec<serde_json::Value> {
    let words =
        format!("la piscine {CANARY} 06 12 34 56 78 anne.{CANARY}@exemple.fr FR76 3000 6000 0112 3456 7890 189");
    let caption =
        json!({"caption": CANARY, "photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]});
    vec![
        text(ANNE, "/start"),
        text(ANNE, &words),
        text(ANNE, &format!("/start {CANARY}")),
        text(ANNE, &format!("\u{1b}[31m\r\n{CANARY} %n {{town}}")),
        edited(ANNE, 2, &words),
        forwarded(Person::french(7_777_777_778), &words),
        with(Person::french(7_777_777_779), &caption),
        photo(Person::french(7_777_777_779)),
        tap(Person::french(7_777_777_780), 3, CANARY),
        inline(ANNE, CANARY),
        group(-77, ANNE, CANARY, &json!({})),
        group(-77, ANNE, &format!("/aide {CANARY}"), &json!({})),
        membership(Person::french(7_777_777_781), "kicked"),
        json!({"brain_wave": {"text": CANARY}}),
        json!({"message": {"message_id": CANARY, "text": CANARY}}),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn at_the_most_talkative_level_no_log_holds_a_name_a_text_or_the_token() {
    let site = Site::new(catalogue("small-town")).await;
    let (fake, data) = (&site.fake, site.data());
    let broken = "<html>CanaryBody</html>";
    fake.fault(
        "getUpdates",
        [Fault::Raw(502, broken), Fault::refuse(409, "Conflict: CanaryConflict")],
    );
    fake.fault(
        "sendMessage",
        [
            Fault::Raw(500, broken),
            Fault::refuse(400, "Bad Request: refused"),
            Fault::Drop,
        ],
    );
    fake.happen(everything());
    let mut process = site.start_with(&[
        (
            "RUST_LOG",
            "trace,teloxide=trace,teloxide_core=trace,reqwest=trace,hyper=trace,rusqlite=trace,tokio=trace",
        ),
        ("RUST_BACKTRACE", "full"),
    ]);
    fake.quiet().await;
    // The last of several conversations: when it is answered, so are the others.
    fake.happens(text(Person::french(7_000), "/aide"));
    fake.post(7_000, 0).await;
    fake.until("every reply", |state| (state.posted.len() >= 9).then_some(()))
        .await;
    let states = || -> i64 {
        let db = guichet::store::reader(&data).unwrap().unwrap();
        db.query_row("SELECT count(*) FROM inbox WHERE state = 'open'", [], |row| row.get(0))
            .unwrap()
    };
    fake.until("every message decided", |_| (states() == 0).then_some(()))
        .await;
    #[cfg(target_os = "linux")]
    assert!(
        !arguments(process.id()).contains("canary"),
        "the token stands in the command line"
    );
    stop(&mut process);

    let log = process.output();
    assert!(log.contains("CONFLICT"), "the log says what happens:\n{log}");
    for secret in [
        "canary",
        "Canary",
        CANARY,
        "7777777777",
        "7_777",
        "AAcanary",
        TOKEN.split_at(11).1,
    ] {
        assert!(!log.contains(secret), "{secret} stands in the log:\n{log}");
    }
    assert!(
        !log.contains('\u{1b}') && !log.contains('\r'),
        "control characters in the log"
    );
    let personal = ["06 12 34 56 78", "anne.", "FR76 3000"];
    assert_not_on_disk(&data, &personal);
    // A question without an answer is kept, masked: that, and nothing else, may hold the word.
    let db = rusqlite::Connection::open(data.join("guichet.db")).unwrap();
    let erased = db.execute_batch("PRAGMA secure_delete = on; DELETE FROM gaps; PRAGMA wal_checkpoint(TRUNCATE)");
    erased.unwrap();
    drop(db);
    assert_not_on_disk(
        &data,
        &[
            CANARY,
            "CanaryFirst",
            "CanaryLast",
            "canary_username",
            "CanaryGroup",
            TOKEN,
        ],
    );
    let spoken = fake.with(|state| {
        state
            .posted
            .iter()
            .map(|posted| posted.text.clone())
            .collect::<String>()
    });
    assert!(!spoken.contains(CANARY), "a citizen's words were repeated: {spoken}");
    fake.assert_clean();
}

/// Asks the process to stop, and expects that it does so in peace.
fn stop(process: &mut Process) {
    #[cfg(unix)]
    {
        process.signal("TERM");
        assert!(process.wait().success());
    }
}

/// No file below the folder holds any of these.
fn assert_not_on_disk(folder: &std::path::Path, secrets: &[&str]) {
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            assert_not_on_disk(&path, secrets);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for secret in secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} stands in {}", path.display());
        }
    }
}

#[cfg(target_os = "linux")]
fn arguments(process: u32) -> String {
    std::fs::read_to_string(format!("/proc/{process}/cmdline")).unwrap()
}
