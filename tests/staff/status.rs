//! `guichet status` and `guichet schema`.

use std::fs;

use chrono::Utc;
use guichet::{
    Exit,
    reload::Keeper,
    store::{self, Arrival, Content, Conversation, Decision, Platform, Store},
};
use serde_json::Value;

use super::TownHall;
use crate::support::program::{Outcome, guichet, shipped_faq};

#[test]
fn before_the_counter_ever_ran_it_says_so() {
    let outcome = TownHall::new().run(&["status", "--lang", "fr"]).run();
    assert_eq!(
        (outcome.exit, outcome.output.as_str()),
        (Exit::Failure, "Aucun guichet n'a encore servi ici.\n")
    );
}

/// What an adapter that serves leaves in the store.
async fn serve(store: &Store) {
    let states = r#"{"telegram":{"state":"serving","since":"2026-11-20T08:00:00Z"}}"#;
    store.set_fact("adapters", states.to_owned()).await.unwrap();
}

#[tokio::test]
async fn a_counter_that_still_learns_is_not_yet_open() {
    let hall = TownHall::new();
    let store = Store::open(&hall.data()).unwrap();
    let starting = |outcome: Outcome| {
        assert_eq!(outcome.exit, Exit::Failure);
        assert!(
            outcome.output.starts_with("Le guichet démarre.\n"),
            "{}",
            outcome.output
        );
    };
    starting(hall.run(&["status", "--lang", "fr"]).run());
    let _keeper = Keeper::open(&hall.faq(), &hall.data()).unwrap();
    starting(hall.run(&["status", "--lang", "fr"]).run());
    serve(&store).await;
    hall.run(&["status"]).run().success();
}

#[tokio::test]
async fn an_open_counter_without_a_fault_is_success() {
    let hall = TownHall::new();
    let store = Store::open(&hall.data()).unwrap();
    let _keeper = Keeper::open(&hall.faq(), &hall.data()).unwrap();
    serve(&store).await;
    let report = hall.run(&["status"]).run().success();
    assert!(report.starts_with("Le guichet est ouvert.\n"), "{report}");
    assert!(report.contains("(2 services, 3 entrées)"), "{report}");
    let report = hall.run(&["status", "--lang", "en"]).run().success();
    assert!(report.starts_with("The counter is open.\n"), "{report}");
    assert!(report.contains("(2 services, 3 entries)"), "{report}");
}

#[tokio::test]
async fn what_was_not_answered_is_counted_and_what_was_set_aside_listed() {
    let hall = TownHall::new();
    let store = Store::open(&hall.data()).unwrap();
    let _keeper = Keeper::open(&hall.faq(), &hall.data()).unwrap();
    serve(&store).await;
    let arrival = |key: &str, content| Arrival {
        key: key.into(),
        kind: "message",
        chat: 7,
        asked_at: Utc::now(),
        content,
    };
    let open = || Content::Open(String::new());
    let batch = vec![
        arrival("1", open()),
        arrival("2", open()),
        arrival("3", Content::Decided(Decision::Shed)),
        arrival("4", Content::Decided(Decision::Shed)),
        arrival("5", Content::Decided(Decision::Ignored)),
    ];
    let tickets = store.accept(Platform::Telegram, batch, Utc::now()).await.unwrap();
    let set_aside = store::Outcome {
        decision: Decision::SetAside,
        conversation: Conversation::Unchanged,
        answered: None,
    };
    store.settle(tickets[0].seq, tickets[0].chat, set_aside).await.unwrap();
    let report = hall.run(&["status", "--lang", "fr"]).run().success();
    for told in [
        "1 message attend sa réponse.\n",
        "Depuis deux jours : 2 messages laissés sans réponse (trop à la fois).\n",
        "1 message MIS DE CÔTÉ : ",
        &format!(" telegram, n° {}\n", tickets[0].seq),
    ] {
        assert!(report.contains(told), "{told} is not in {report}");
    }
    let english = hall.run(&["status", "--lang", "en"]).run().success();
    assert!(english.contains("1 message SET ASIDE, "), "{english}");
}

#[test]
fn a_fault_is_shown_with_file_and_line() {
    let hall = TownHall::new();
    let store = Store::open(&hall.data()).unwrap();
    let mut keeper = Keeper::open(&hall.faq(), &hall.data()).unwrap();
    hall.edit("town.yaml", "status: closed", "status: shut");
    keeper.refresh();
    let outcome = hall.run(&["status", "--lang", "fr"]).run();
    assert_eq!(outcome.exit, Exit::Failure);
    assert!(outcome.output.contains("ils ne sont PAS servis"), "{}", outcome.output);
    assert!(
        outcome.output.contains("town.yaml:25:13: erreur: "),
        "{}",
        outcome.output
    );
    let english = hall.run(&["status", "--lang", "en"]).run().output;
    assert!(
        english.contains("town.yaml:25:13: error: ") && !english.contains("erreur"),
        "{english}"
    );
    drop((keeper, store));

    let _keeper = Keeper::open(&hall.faq(), &hall.data()).unwrap();
    let outcome = hall.run(&["status", "--lang", "fr"]).run();
    assert!(outcome.output.contains("DERNIÈRE COPIE CORRECTE"), "{}", outcome.output);
    assert!(
        outcome.output.starts_with("Le guichet est arrêté."),
        "{}",
        outcome.output
    );
}

#[test]
fn a_state_that_cannot_be_read_is_an_error() {
    let hall = TownHall::new();
    fs::create_dir(hall.data()).unwrap();
    fs::write(hall.data().join("faq-state.json"), "{").unwrap();
    let outcome = hall.run(&["status"]).run();
    assert_eq!((outcome.exit, outcome.output.as_str()), (Exit::Failure, ""));
    assert!(
        outcome
            .errors
            .starts_with("guichet : la commande a échoué. Le système dit : cannot read"),
        "{}",
        outcome.errors
    );
}

#[test]
fn one_service_and_one_entry_are_told_in_the_singular() {
    let hall = TownHall::new();
    let town = "town: {name: Valbourg, timezone: Europe/Paris, languages: [fr]}\n\
                services: [{id: mairie, name: {fr: Mairie}, status: normal, as_of: 2026-11-20}]\n";
    let entry = "entries: [{id: a, questions: {fr: [un, deux, trois, quatre, cinq]}, answer: {fr: Oui.}}]\n\
                 checks: [{say: un, expect: a}]\n";
    for file in fs::read_dir(hall.faq()).unwrap() {
        fs::remove_file(file.unwrap().path()).unwrap();
    }
    fs::write(hall.faq().join("faq.yaml"), town.to_owned() + entry).unwrap();
    let french = hall.run(&["check"]).run().success();
    assert!(
        french.contains("FAQ lue : 1 service, 1 entrée, ") && french.contains(", 1 contrôle."),
        "{french}"
    );
    let english = hall.run(&["check", "--lang", "en"]).run().success();
    assert!(
        english.contains("FAQ read: 1 service, 1 entry, ") && english.contains(", 1 check."),
        "{english}"
    );
    let _keeper = Keeper::open(&hall.faq(), &hall.data()).unwrap();
    let served = hall.run(&["status"]).run().output;
    assert!(served.contains("(1 service, 1 entrée)"), "{served}");
    let stats = hall.run(&["stats", "--days", "1"]).run().success();
    assert_eq!(stats, "0 question en 1 jour\n");
    let gaps = hall.run(&["gaps", "--days", "1"]).run().success();
    assert_eq!(gaps, "0 sujet sans réponse aujourd'hui.\n");
}

#[test]
fn the_schema_describes_the_files_in_french() {
    let schema: Value = serde_json::from_str(&guichet(["schema"]).run().success()).unwrap();
    let services = &schema["properties"]["services"];
    assert_eq!(services["type"], "array", "{schema:#}");
    assert!(
        services["description"]
            .as_str()
            .unwrap()
            .contains("services de la commune"),
        "{services}"
    );
}

#[test]
fn the_schema_that_ships_with_the_faq_is_current() {
    let shipped = fs::read_to_string(shipped_faq().join("schema.json")).expect("guichet schema > faq/schema.json");
    assert_eq!(
        shipped,
        guichet(["schema"]).run().success(),
        "guichet schema > faq/schema.json"
    );
}
