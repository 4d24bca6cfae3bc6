//! The live FAQ while its files change in all the ways that editors and tools change files.

mod cuts;

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use chrono::Utc;
use guichet::{
    Live,
    reload::{FaqState, Keeper, Origin, Refresh, Watch},
};
use guichet_core::Utterance;
use tempfile::TempDir;

use crate::{
    staff::copy,
    support::program::{catalogue, shipped_faq},
};

/// How long a test waits for something that must happen, before it fails. Generous: the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(60);

/// A FAQ folder and a data folder of its own.
struct Counter {
    folder: TempDir,
}

/// A running counter.
struct Running {
    live: Live,
    _watch: Watch,
}

impl Counter {
    /// A copy of the small town.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("faq")).unwrap();
        for name in ["town.yaml", "entries.yaml"] {
            fs::copy(catalogue("small-town").join(name), folder.path().join("faq").join(name)).unwrap();
        }
        Self { folder }
    }

    /// A copy of the shipped FAQ.
    fn shipped() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&shipped_faq(), &folder.path().join("faq"));
        Self { folder }
    }

    fn faq(&self) -> PathBuf {
        self.folder.path().join("faq")
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn entries(&self) -> PathBuf {
        self.faq().join("entries.yaml")
    }

    fn keeper(&self) -> Keeper {
        Keeper::open(&self.faq(), &self.data()).unwrap()
    }

    fn run(&self) -> Running {
        let keeper = self.keeper();
        Running {
            live: keeper.live(),
            _watch: keeper.watch().unwrap(),
        }
    }

    fn state(&self) -> FaqState {
        FaqState::read(&self.data()).unwrap().unwrap()
    }
}

/// The entries with another answer about passwords.
fn edited(advice: &str) -> String {
    let text = fs::read_to_string(catalogue("small-town").join("entries.yaml")).unwrap();
    let changed = text.replace("Changez d'abord le mot de passe de votre messagerie.", advice);
    assert_ne!(changed, text);
    changed
}

/// What a citizen is told about passwords.
fn advice(live: &Live) -> String {
    live.get()
        .reply(&Utterance::new("dois-je changer mon mot de passe ?", Utc::now()))
        .plain_text()
}

fn until(what: &str, mut happened: impl FnMut() -> bool) {
    let start = Instant::now();
    while !happened() {
        assert!(start.elapsed() < PATIENCE, "still waiting for: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn every_way_of_saving_is_noticed() {
    type Save = fn(&Path, &str);
    let ways: [(&str, Save); 6] = [
        ("in place", |path, text| fs::write(path, text).unwrap()),
        ("rename over", |path, text| {
            let new = path.with_extension("new");
            fs::write(&new, text).unwrap();
            fs::rename(new, path).unwrap();
        }),
        ("rename over, a second time", |path, text| {
            let new = path.with_extension("tmp");
            fs::write(&new, text).unwrap();
            fs::rename(new, path).unwrap();
        }),
        ("the backup of vim", |path, text| {
            let backup = path.with_extension("yaml~");
            fs::write(path.with_file_name("4913"), "").unwrap();
            fs::remove_file(path.with_file_name("4913")).unwrap();
            fs::rename(path, &backup).unwrap();
            fs::write(path, text).unwrap();
            fs::remove_file(backup).unwrap();
        }),
        ("truncate, then write", |path, text| {
            fs::write(path, "").unwrap();
            thread::sleep(Duration::from_millis(50));
            fs::write(path, text).unwrap();
        }),
        ("another folder in its place", |path, text| {
            let faq = path.parent().unwrap();
            let next = faq.with_file_name("next");
            fs::create_dir(&next).unwrap();
            fs::copy(faq.join("town.yaml"), next.join("town.yaml")).unwrap();
            fs::write(next.join("entries.yaml"), text).unwrap();
            fs::rename(faq, faq.with_file_name("old")).unwrap();
            fs::rename(next, faq).unwrap();
        }),
    ];
    let counter = Counter::new();
    let running = counter.run();
    for (way, save) in ways {
        let text = format!("Le conseil ({way}).");
        save(&counter.entries(), &edited(&text));
        until(way, || advice(&running.live).contains(&text));
    }
    // The folder that was moved in is watched too.
    fs::write(counter.entries(), edited("Le dernier conseil.")).unwrap();
    until("an edit of the new folder", || {
        advice(&running.live).contains("Le dernier conseil.")
    });
}

#[test]
fn a_broken_file_changes_nothing_but_the_state() {
    let counter = Counter::new();
    let running = counter.run();
    let before = advice(&running.live);
    fs::write(counter.entries(), "entries:\n  - id: [\n").unwrap();
    until("the fault", || counter.state().fault.is_some());
    let fault = counter.state().fault.unwrap().french;
    assert!(fault.contains("entries.yaml:"), "{fault}");
    assert_eq!(advice(&running.live), before);

    fs::write(counter.entries(), edited("Réparé.")).unwrap();
    until("the repair", || advice(&running.live).contains("Réparé."));
    until("the good state", || counter.state().fault.is_none());
}

#[test]
fn two_files_that_belong_together_are_swapped_together() {
    let counter = Counter::new();
    let mut keeper = counter.keeper();
    let town = fs::read_to_string(counter.faq().join("town.yaml")).unwrap();
    // The answer quotes a service that only the other file has.
    fs::write(counter.entries(), edited("Appelez le {accueil.phone}.")).unwrap();
    assert_eq!(keeper.refresh(), Refresh::Refused);
    let service = "  - {id: accueil, name: {fr: Accueil, en: Reception}, phone: \"01 09 08 07 06\"}\n";
    fs::write(counter.faq().join("town.yaml"), town + service).unwrap();
    assert_eq!(keeper.refresh(), Refresh::Swapped);
    assert!(advice(&keeper.live()).contains("01 09 08 07 06"));
    assert_eq!(keeper.refresh(), Refresh::Unchanged);
}

#[test]
fn a_hundred_edits_in_a_row_end_with_the_last() {
    let counter = Counter::new();
    let running = counter.run();
    for edit in 0..100 {
        fs::write(counter.entries(), edited(&format!("Conseil numéro {edit}."))).unwrap();
        let told = advice(&running.live);
        assert!(
            told.contains("onseil") || told.contains("messagerie"),
            "half a set: {told}"
        );
        thread::sleep(Duration::from_millis(5));
    }
    until("the last edit", || advice(&running.live).contains("Conseil numéro 99."));
}

#[test]
fn after_a_restart_with_broken_files_the_last_good_set_is_served() {
    let counter = Counter::new();
    let good = edited("Le conseil d'hier.");
    fs::write(counter.entries(), &good).unwrap();
    drop(counter.run());
    fs::write(counter.entries(), "entries: oops\n").unwrap();

    let keeper = counter.keeper();
    assert!(advice(&keeper.live()).contains("Le conseil d'hier."));
    let state = counter.state();
    assert_eq!(state.origin, Origin::LastGood);
    assert!(state.fault.is_some());
    assert_eq!(&state, keeper.state());

    fs::write(counter.entries(), edited("Le conseil du jour.")).unwrap();
    let mut keeper = keeper;
    assert_eq!(keeper.refresh(), Refresh::Swapped);
    assert!(advice(&keeper.live()).contains("Le conseil du jour."));
    assert_eq!((counter.state().origin, counter.state().fault), (Origin::Folder, None));
}

#[test]
fn a_folder_that_goes_away_and_comes_back() {
    let counter = Counter::new();
    let mut keeper = counter.keeper();
    let before = advice(&keeper.live());
    let away = counter.folder.path().join("away");
    fs::rename(counter.faq(), &away).unwrap();
    assert_eq!(keeper.refresh(), Refresh::Refused);
    assert_eq!(keeper.refresh(), Refresh::Unchanged, "said once");
    assert_eq!(advice(&keeper.live()), before);
    fs::rename(&away, counter.faq()).unwrap();
    assert_eq!(keeper.refresh(), Refresh::Swapped);
    assert_eq!(counter.state().fault, None);
}

#[test]
fn without_any_good_set_there_is_nothing_to_serve() {
    let counter = Counter::new();
    fs::write(counter.entries(), "entries: oops\n").unwrap();
    assert!(Keeper::open(&counter.faq(), &counter.data()).is_err());
    assert!(FaqState::read(&counter.data()).unwrap().is_none());
}
