//! `guichet set`: one fact of one service, in place.

use std::fs;

use chrono::Utc;
use guichet::Exit;

use super::{TownHall, copy};
use crate::support::program::shipped_faq;

/// The lines that differ, as `-old` and `+new`.
fn changed(old: &str, new: &str) -> Vec<String> {
    let (old, new): (Vec<_>, Vec<_>) = (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let end = old[start..]
        .iter()
        .rev()
        .zip(new[start..].iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let gone = old[start..old.len() - end].iter().map(|line| format!("-{line}"));
    gone.chain(new[start..new.len() - end].iter().map(|line| format!("+{line}")))
        .collect()
}

#[test]
fn only_the_fact_and_its_date_change() {
    let hall = TownHall::new();
    let town = hall.faq().join("town.yaml");
    let before = fs::read_to_string(&town).unwrap();
    let output = hall.run(&["set", "piscine", "status=suspended"]).run().success();
    assert!(output.contains("Service suspendu"), "{output}");
    let today = Utc::now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
    let expected = [
        "-    status: closed\n",
        "-    as_of: 2026-11-20\n",
        "+    status: suspended\n",
    ]
    .map(str::to_owned);
    let after = fs::read_to_string(&town).unwrap();
    let changes = changed(&before, &after);
    assert_eq!(changes[..3], expected, "{changes:?}");
    assert_eq!(changes[3..], [format!("+    as_of: {today}\n")]);
    let names: Vec<_> = fs::read_dir(hall.faq())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert_eq!(names.len(), 2, "nothing is left behind: {names:?}");
}

#[test]
fn several_facts_at_once_and_a_date_of_its_own() {
    let hall = TownHall::new();
    let changes = [
        "status=adapted",
        "note.fr=Sonnez à l'entrée.",
        "note.en=Ring: twice",
        "as_of=2026-11-19",
    ];
    let output = hall.run(&[&["set", "piscine"][..], &changes].concat()).run().success();
    assert!(
        output.contains("Sonnez à l'entrée.") && output.contains("19 novembre 2026"),
        "{output}"
    );
    let english = hall.run(&["ask", "--lang", "en", "is the pool open?"]).run().success();
    assert!(english.contains("Ring: twice"), "{english}");
}

#[test]
fn what_would_break_the_faq_is_refused_with_its_reason() {
    let hall = TownHall::new();
    let town = hall.faq().join("town.yaml");
    let before = fs::read(&town).unwrap();
    for (change, reason) in [
        ("status=shut", "shut"),
        ("statut=closed", "statut"),
        ("note.fr=", "town.yaml:"),
        ("part_of=nowhere", "nowhere"),
        ("note.fr=Voir https://evil.example", "evil.example"),
    ] {
        let outcome = hall.run(&["set", "piscine", change]).run();
        assert_eq!((outcome.exit, outcome.output.as_str()), (Exit::Failure, ""), "{change}");
        assert!(outcome.errors.starts_with("Rien n'a été changé"), "{}", outcome.errors);
        assert!(outcome.errors.contains(reason), "{change}: {}", outcome.errors);
        assert_eq!(fs::read(&town).unwrap(), before, "{change}");
    }
}

#[test]
fn an_unknown_service_or_a_strange_key_is_said() {
    let hall = TownHall::new();
    let outcome = hall.run(&["set", "piscines", "status=closed"]).run();
    assert_eq!((outcome.exit, outcome.output.as_str()), (Exit::Unusable, ""));
    assert!(
        outcome.errors.contains("piscine, hotel-de-ville"),
        "the nearest first: {}",
        outcome.errors
    );
    for change in ["a.b.c=x", "no-value", "=x", "note: x=y"] {
        assert_eq!(
            hall.run(&["set", "piscine", change]).run().exit,
            Exit::Unusable,
            "{change}"
        );
    }
}

#[test]
fn files_of_windows_keep_their_line_ends_and_their_mark() {
    let hall = TownHall::new();
    let town = hall.faq().join("town.yaml");
    let text = fs::read_to_string(&town).unwrap();
    fs::write(&town, format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap();
    hall.run(&["set", "piscine", "channels.phone=closed"]).run().success();
    let after = fs::read_to_string(&town).unwrap();
    assert!(
        after.starts_with('\u{feff}') && after.contains("channels: {phone: closed}\r\n"),
        "{after}"
    );
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
}

#[test]
fn the_shipped_faq_can_be_set() {
    let hall = TownHall::new();
    fs::remove_dir_all(hall.faq()).unwrap();
    copy(&shipped_faq(), &hall.faq());
    let changes = ["status=suspended", "note.fr=Une note.", "note.en=A note."];
    let output = hall
        .run(&[&["set", "mediatheque"][..], &changes].concat())
        .run()
        .success();
    assert!(output.contains("suspendu") && output.contains("Une note."), "{output}");
}

#[test]
fn what_the_change_makes_contradictory_is_shown_at_once() {
    let hall = TownHall::new();
    let output = hall.run(&["set", "hotel-de-ville", "status=suspended"]).run().success();
    assert!(
        output.contains("À revoir depuis ce changement :")
            && output.contains(
                "« hotel-de-ville » n'est pas assuré (status: suspended), et son guichet est donné pour ouvert"
            )
            && output.contains("--> town.yaml:14:16")
            && output.contains("aide: écrivez `counter: closed`"),
        "{output}"
    );

    let rest = ["channels.counter=closed", "note.fr=Fermé jusqu'à nouvel ordre."];
    let output = hall
        .run(&[&["set", "hotel-de-ville"][..], &rest].concat())
        .run()
        .success();
    assert!(!output.contains("À revoir"), "{output}");

    let output = hall
        .run(&["set", "hotel-de-ville", "status=adapted", "--lang", "en"])
        .run()
        .success();
    assert!(
        output.contains("To look at since this change:")
            && output.contains("this sentence seems to contradict the state of `hotel-de-ville` (status: adapted)"),
        "{output}"
    );
}
