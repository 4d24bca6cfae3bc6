//! `guichet stats`: how much is asked and answered.

use chrono::{Days, Utc};
use guichet::store::{Chat, Platform, Store, Tally, VotedAnswer};
use guichet_core::EntryId;

use super::TownHall;

fn id(id: &str) -> EntryId {
    EntryId::parse(id).unwrap()
}

async fn busy() -> (TownHall, Store) {
    let hall = TownHall::new();
    let store = Store::open(&hall.data()).unwrap();
    let today = Utc::now()
        .with_timezone(&"Europe/Paris".parse::<chrono_tz::Tz>().unwrap())
        .date_naive();
    for _ in 0..6 {
        store
            .count(Platform::Telegram, Tally::Answered, vec![id("piscine")], today)
            .await
            .unwrap();
    }
    store
        .count(
            Platform::Discord,
            Tally::Answered,
            vec![id("closed-school")],
            today - Days::new(1),
        )
        .await
        .unwrap();
    store
        .count(Platform::Discord, Tally::Clarified, vec![], today)
        .await
        .unwrap();
    for _ in 0..2 {
        store
            .count(Platform::Telegram, Tally::Unknown, vec![], today - Days::new(8))
            .await
            .unwrap();
    }
    for (message, helped) in [(1, true), (2, true), (3, false)] {
        let chat = Chat {
            platform: Platform::Telegram,
            id: 7,
        };
        store
            .vote(VotedAnswer { chat, message }, id("piscine"), helped, today)
            .await
            .unwrap();
    }
    (hall, store)
}

#[tokio::test]
async fn shares_days_channels_and_topics_are_drawn() {
    let (hall, _running) = busy().await;
    let report = hall.run(&["stats"]).run().success();
    let lines: Vec<_> = report
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(lines[0], "10 questions en 30 jours");
    for expected in [
        "répondu 7 █████████████████████ 70 %",
        "à préciser 1 ███ 10 %",
        "sans réponse 2 ██████ 20 %",
        "telegram 8 ██████████████████████████████",
        "discord 2 ███████▌",
        "piscine 6 ██████████████████████████████ 👍 2 👎 1",
        "closed-school 1 █████ (supprimé)",
    ] {
        assert!(
            lines.iter().any(|line| line == expected),
            "{expected} is missing:\n{report}"
        );
    }
    let day_lines = lines.iter().filter(|line| line.starts_with("20")).count();
    assert_eq!(day_lines, 3, "{report}");
}

#[tokio::test]
async fn a_shorter_time_can_be_asked_for() {
    let (hall, _running) = busy().await;
    let report = hall.run(&["stats", "--days", "7", "--lang", "en"]).run().success();
    assert!(report.starts_with("8 questions in 7 days\n"), "{report}");
}

#[tokio::test]
async fn spreadsheets_get_every_number() {
    let (hall, _running) = busy().await;
    let csv = hall.run(&["stats", "--csv"]).run().success();
    let lines: Vec<_> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "day,platform,kind,entry,count");
    assert!(
        lines.iter().any(|line| line.ends_with(",telegram,answered,piscine,6")),
        "{csv}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.ends_with(",telegram,not_helped,piscine,1")),
        "{csv}"
    );
}

#[test]
fn before_the_counter_ever_ran_there_is_nothing() {
    let hall = TownHall::new();
    assert_eq!(hall.run(&["stats"]).run().success(), "0 question en 30 jours\n");
}
