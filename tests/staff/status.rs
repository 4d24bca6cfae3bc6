//! `guichet status` and `guichet schema`.

use std::fs;

use guichet::{Exit, reload::Keeper, store::Store};
use serde_json::Value;

use super::TownHall;
use crate::support::program::{guichet, shipped_faq};

#[test]
fn before_the_counter_ever_ran_it_says_so() {
    let outcome = TownHall::new().run(&["status", "--lang", "fr"]).run();
    assert_eq!(
        (outcome.exit, outcome.output.as_str()),
        (Exit::Failure, "Aucun guichet n'a encore servi ici.\n")
    );
}

#[test]
fn an_open_counter_without_a_fault_is_success() {
    let hall = TownHall::new();
    let _store = Store::open(&hall.data()).unwrap();
    let _keeper = Keeper::open(&hall.faq(), &hall.data()).unwrap();
    let report = hall.run(&["status"]).run().success();
    assert!(report.starts_with("The counter is open.\n"), "{report}");
    assert!(report.contains("(2 services, 3 questions)"), "{report}");
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
    assert!(outcome.output.contains("town.yaml:25:13: "), "{}", outcome.output);
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
    assert!(outcome.errors.contains("cannot read"), "{}", outcome.errors);
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
