//! `guichet gaps`: what people ask that is not answered.

use chrono::{Days, NaiveDate, Utc};
use guichet::store::{Gap, GapKind, Person, Platform, Store};
use guichet_core::{EntryId, Locale};
use serde_json::Value;

use super::TownHall;

fn today() -> NaiveDate {
    Utc::now()
        .with_timezone(&"Europe/Paris".parse::<chrono_tz::Tz>().unwrap())
        .date_naive()
}

/// These people ask this, some days ago; the counter keeps running.
async fn ask(store: &Store, text: &str, people: &[i64], days_ago: u64) {
    for id in people {
        let gap = Gap {
            kind: GapKind::Unknown,
            masked: text.to_owned(),
            locale: Locale::FRENCH,
            nearest: EntryId::parse("piscine").into_iter().collect(),
        };
        let person = Person {
            platform: Platform::Telegram,
            id: *id,
        };
        store.gap(person, gap, today() - Days::new(days_ago)).await.unwrap();
    }
}

async fn crowd() -> (TownHall, Store) {
    let hall = TownHall::new();
    let store = Store::open(&hall.data()).unwrap();
    ask(&store, "y a-t-il des cours de \"yoga\" ?", &[1, 2], 0).await;
    ask(&store, "Y a t il des cours de \"yoga\"", &[3, 4], 0).await;
    ask(&store, "où est la crèche ?", &[1, 2, 3], 2).await;
    ask(&store, "ma voisine s'appelle [nom]", &[7, 7, 7, 7], 0).await;
    (hall, store)
}

#[tokio::test]
async fn groups_are_listed_most_asked_first_with_a_line_to_paste() {
    let (hall, _running) = crowd().await;
    let report = hall.run(&["gaps"]).run().success();
    let expected = "\
Y a t il des cours de \"yoga\"
  demandé 4 fois, par au moins 4 personnes (fr)
  le plus proche : piscine (Piscine). Si c'est bien la réponse, ajoutez sous `questions: fr:`
        - \"Y a t il des cours de \\\"yoga\\\"\"

où est la crèche ?
  demandé 3 fois, par au moins 3 personnes (fr)
  le plus proche : piscine (Piscine). Si c'est bien la réponse, ajoutez sous `questions: fr:`
        - \"où est la crèche ?\"

2 sujets sans réponse, des 30 derniers jours.
1 autre n'est pas montré, demandé par moins de 3 personnes le même jour (--min-people).
";
    assert_eq!(report, expected);
}

#[tokio::test]
async fn what_few_people_ask_is_shown_only_on_request() {
    let (hall, _running) = crowd().await;
    for format in [
        &["gaps"][..],
        &["gaps", "--json"],
        &["gaps", "--csv"],
        &["gaps", "--min-people", "2"],
    ] {
        let output = hall.run(format).run().success();
        assert!(!output.contains("voisine"), "{output}");
    }
    assert!(
        hall.run(&["gaps", "--min-people", "1"])
            .run()
            .success()
            .contains("voisine")
    );
}

#[tokio::test]
async fn the_line_to_paste_is_yaml_that_loads() {
    let (hall, _running) = crowd().await;
    let json: Value = serde_json::from_str(&hall.run(&["gaps", "--json"]).run().success()).unwrap();
    let line = json[0]["yaml"].as_str().unwrap();
    let more =
        format!("\n  - id: yoga\n    questions:\n      fr:\n        {line}\n    answer: {{fr: Non., en: No.}}\n");
    let path = hall.faq().join("entries.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, text + &more).unwrap();
    let answer = hall.run(&["ask", "y a-t-il des cours de \"yoga\" ?"]).run().success();
    assert!(answer.contains("Non."), "{answer}");
}

#[tokio::test]
async fn programs_get_json_and_spreadsheets_get_csv() {
    let (hall, _running) = crowd().await;
    let json: Value = serde_json::from_str(&hall.run(&["gaps", "--json"]).run().success()).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 2);
    let creche = &json[1];
    assert_eq!(
        (creche["people"].as_u64(), creche["asked"].as_u64()),
        (Some(3), Some(3))
    );
    assert_eq!(
        (creche["lang"].as_str(), creche["nearest"].as_str()),
        (Some("fr"), Some("piscine"))
    );
    let csv = hall.run(&["gaps", "--csv"]).run().success();
    let lines: Vec<_> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "people,asked,lang,nearest,wording");
    assert_eq!(lines[2], "3,3,fr,piscine,où est la crèche ?");
}

#[tokio::test]
async fn a_shorter_time_can_be_asked_for() {
    let (hall, _running) = crowd().await;
    let report = hall.run(&["gaps", "--days", "2"]).run().success();
    assert!(report.contains("yoga") && !report.contains("crèche"), "{report}");
}

#[test]
fn before_the_counter_ever_ran_there_is_nothing() {
    let hall = TownHall::new();
    let report = hall.run(&["gaps", "--lang", "en"]).run().success();
    assert_eq!(report, "0 topics without an answer, of the last 30 days.\n");
    assert!(!hall.data().exists(), "looking creates nothing");
}
