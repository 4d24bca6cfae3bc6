//! `guichet status` beside a counter that serves both platforms.

use std::{path::Path, time::Instant};

use guichet::Exit;

use super::{PATIENCE, Site};
use crate::support::{
    program::{Outcome, guichet},
    telegram::{FakeTelegram, Fault},
};

/// Waits until the report holds all of this.
async fn reported(data: &Path, words: &[&str]) -> Outcome {
    let start = Instant::now();
    loop {
        let outcome = guichet(["status", "--lang", "fr"]).with("GUICHET_DATA", data).run();
        if words.iter().all(|word| outcome.output.contains(word)) {
            return outcome;
        }
        assert!(start.elapsed() < PATIENCE, "{words:?} not in {}", outcome.output);
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_platform_out_of_reach_is_told_and_so_is_its_return() {
    const OPEN: [&str; 3] = [
        "Le guichet est ouvert.",
        "Telegram : en service depuis",
        "Discord : en service depuis",
    ];
    let site = Site::new().await;
    let process = site.start();
    let Site {
        telegram,
        discord,
        folder,
    } = site;
    let data = folder.path().join("data");
    assert_eq!(reported(&data, &OPEN).await.exit, Exit::Success);
    let stopped = telegram.stop().await;
    let one_missing = [
        "n'est PAS ouvert partout",
        "Telegram : HORS DE PORTÉE",
        "Discord : en service",
    ];
    assert_eq!(reported(&data, &one_missing).await.exit, Exit::Failure);
    let telegram = FakeTelegram::resume(stopped).await;
    assert_eq!(reported(&data, &OPEN).await.exit, Exit::Success);
    discord.stop().await;
    let other_missing = ["Telegram : en service", "Discord : HORS DE PORTÉE"];
    assert_eq!(reported(&data, &other_missing).await.exit, Exit::Failure);
    telegram.stop().await;
    assert_eq!(reported(&data, &["n'est ouvert NULLE PART"]).await.exit, Exit::Failure);
    process.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_platform_that_ended_for_good_is_told_with_what_to_do() {
    let site = Site::new().await;
    site.discord.with(|state| state.close_identify = Some(4004));
    let process = site.start();
    let data = site.folder.path().join("data");
    let refused = "Discord : ARRÊTÉ depuis";
    let words = [
        "n'est PAS ouvert partout",
        "Telegram : en service",
        refused,
        "Discord refuse le jeton",
    ];
    assert_eq!(reported(&data, &words).await.exit, Exit::Failure);
    process.kill();
    let stopped = reported(&data, &["Le guichet est arrêté.", refused]).await;
    assert!(!stopped.output.contains("en service"), "{}", stopped.output);
    assert_eq!(stopped.exit, Exit::Failure);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_program_with_the_same_token_is_told() {
    let site = Site::new().await;
    let conflict = || Fault::refuse(409, "Conflict: terminated by other getUpdates request");
    site.telegram
        .fault("getUpdates", std::iter::repeat_with(conflict).take(20));
    let process = site.start();
    let data = site.folder.path().join("data");
    let words = [
        "n'est PAS ouvert partout",
        "Telegram : DISPUTÉ",
        "@BotFather",
        "Discord : en service",
    ];
    assert_eq!(reported(&data, &words).await.exit, Exit::Failure);
    process.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_platform_that_makes_the_counter_wait_is_told_as_such() {
    let site = Site::new().await;
    site.telegram.fault("getUpdates", [Fault::too_many(3600)]);
    site.discord.with(|state| state.logins_left = 0);
    let process = site.start();
    let data = site.folder.path().join("data");
    let words = [
        "n'est ouvert NULLE PART",
        "Telegram : EN ATTENTE",
        "Telegram demande au guichet d'attendre jusqu'au",
        "Discord : EN ATTENTE",
        "Discord limite le nombre de connexions",
    ];
    assert_eq!(reported(&data, &words).await.exit, Exit::Failure);
    process.kill();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_counter_that_spaces_its_logins_says_so() {
    let site = Site::new().await;
    site.discord.with(|state| state.refuse_sessions = true);
    let process = site.start();
    let data = site.folder.path().join("data");
    let words = ["Telegram : en service", "Discord : EN ATTENTE", "avant la prochaine"];
    assert_eq!(reported(&data, &words).await.exit, Exit::Failure);
    process.kill();
}
