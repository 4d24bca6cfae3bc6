//! Files that change while both platforms are served.

use std::{
    fs,
    future::Future,
    time::{Duration, Instant},
};

use super::{PATIENCE, Seen, Site, asked_on_discord, asked_on_telegram, printed};

/// Asks again, each time as somebody else, until the answer holds these words; what was answered.
async fn answered<F: Future<Output = Seen>>(words: &str, mut ask: impl FnMut(u64) -> F) -> Seen {
    let start = Instant::now();
    for attempt in 0.. {
        let answer = ask(attempt).await;
        if answer.says(words) {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "still waiting for {words}: {answer:?}");
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
    printed(&process, "is NOT live").await;
    assert!(process.output().contains("entries.yaml:2:"), "{}", process.output());
    for attempt in 0..3 {
        let on_telegram = asked_on_telegram(&site.telegram, 50 + attempt, QUESTION).await;
        let on_discord = asked_on_discord(&site.discord, 500 + 10 * attempt.cast_unsigned(), QUESTION).await;
        for told in [on_telegram, on_discord] {
            assert!(told.says("Le conseil du matin."), "what was good stays: {told:?}");
        }
    }

    save("Le conseil du soir.");
    both("Le conseil du soir.").await;
    process.kill();
    site.discord.assert_clean();
    site.telegram.assert_clean();
}
