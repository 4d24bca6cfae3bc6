//! `guichet check --watch`: what a clerk sees in the window beside the editor.

use std::{
    thread,
    time::{Duration, Instant},
};

use super::TownHall;
use crate::support::binary::Process;

/// How long a test waits for something that must happen, before it fails. Generous: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

fn until(process: &Process, what: &str, times: usize) {
    let start = Instant::now();
    while process.output().matches(what).count() < times {
        assert!(
            start.elapsed() < PATIENCE,
            "still waiting for: {what}\n{}",
            process.output()
        );
        thread::sleep(Duration::from_millis(20));
    }
}

fn watched(hall: &TownHall, arguments: &[&str]) -> Process {
    let faq = hall.faq();
    let variables = [("LANG", "fr_FR.UTF-8"), ("GUICHET_FAQ", faq.to_str().unwrap())];
    Process::start(&variables, arguments, &hall.folder.path().join("log"))
}

#[test]
fn every_save_is_checked_until_ctrl_c() {
    let hall = TownHall::new();
    let mut process = watched(&hall, &["check", "--watch"]);
    until(&process, "Ctrl-C pour arrêter", 1);
    assert!(
        process.output().starts_with("FAQ lue : 2 services"),
        "{}",
        process.output()
    );

    hall.edit("town.yaml", "status: closed", "status: shut");
    until(&process, "Ctrl-C pour arrêter", 2);
    assert!(
        process
            .output()
            .contains("erreur: « shut » n'est pas une valeur possible"),
        "{}",
        process.output()
    );

    hall.edit("town.yaml", "status: shut", "status: closed");
    until(&process, "Ctrl-C pour arrêter", 3);
    assert_eq!(process.output().matches("FAQ lue").count(), 2, "{}", process.output());

    process.signal("INT");
    assert_eq!(process.wait().code(), Some(0));
}

#[test]
fn a_folder_that_is_broken_from_the_start_is_watched_too() {
    let hall = TownHall::new();
    hall.edit("town.yaml", "status: closed", "status: shut");
    let mut process = watched(&hall, &["check", "--watch", "--format", "json"]);
    until(&process, "bad-value", 1);
    hall.edit("entries.yaml", "answer:", "anser:");
    until(&process, "unknown-key", 1);
    process.signal("TERM");
    assert_eq!(
        process.wait().code(),
        Some(0),
        "the faults were told, the end was asked for"
    );
    let output = process.output();
    assert!(
        output.lines().all(|line| line.is_empty() || line.starts_with('{')),
        "{output}"
    );
}
