//! `guichet preview`: what an edit changes for citizens.

use std::process::Command;

use chrono::Utc;
use guichet::{
    Exit,
    store::{Gap, GapKind, Person, Platform, Store},
};
use guichet_core::Locale;

use super::{TownHall, copy};

/// A town hall with a copy of its FAQ to compare with.
fn with_copy() -> (TownHall, String) {
    let hall = TownHall::new();
    let old = hall.folder.path().join("old");
    copy(&hall.faq(), &old);
    (hall, old.into_os_string().into_string().unwrap())
}

fn git(hall: &TownHall, arguments: &[&str]) {
    let done = Command::new("git")
        .args([
            "-c",
            "user.name=Clerk",
            "-c",
            "user.email=clerk@town.example",
            "-c",
            "init.defaultBranch=main",
        ])
        .arg("-C")
        .arg(hall.folder.path())
        .args(arguments)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn nothing_changes_without_an_edit() {
    let (hall, old) = with_copy();
    let report = hall.run(&["preview", "--against", &old]).run().success();
    assert!(
        report.contains("rien ne change") && report.lines().count() == 1,
        "{report}"
    );
}

#[test]
fn a_new_wording_is_shown_line_by_line() {
    let (hall, old) = with_copy();
    hall.edit("entries.yaml", "de votre messagerie.", "de votre banque.");
    let report = hall.run(&["preview", "--against", &old]).run().success();
    let expected = "\
mot-de-passe (fr) : texte modifié
  - Changez d'abord le mot de passe de votre messagerie.
  + Changez d'abord le mot de passe de votre banque.
";
    assert!(report.contains(expected), "{report}");
    assert!(!report.contains("message-suspect"), "{report}");
}

#[test]
fn a_status_that_changes_is_shown_as_citizens_read_it() {
    let (hall, old) = with_copy();
    hall.edit("town.yaml", "status: closed", "status: normal");
    let report = hall
        .run(&["preview", "--against", &old, "--lang", "en"])
        .run()
        .success();
    assert!(report.contains("piscine (fr): text changed"), "{report}");
    assert!(report.contains("  - Service fermé"), "{report}");
}

#[test]
fn questions_that_lose_their_answer_are_listed() {
    let (hall, old) = with_copy();
    let entries = std::fs::read_to_string(hall.faq().join("entries.yaml")).unwrap();
    let (kept, _) = entries.split_once("  - id: mot-de-passe").unwrap();
    std::fs::write(
        hall.faq().join("entries.yaml"),
        kept.replace("    see_also: [mot-de-passe]\n", ""),
    )
    .unwrap();
    let report = hall.run(&["preview", "--against", &old]).run().success();
    assert!(report.contains("mot-de-passe (fr) : texte supprimé"), "{report}");
    assert!(
        report.contains("« dois-je changer mon mot de passe ? »\n      mot-de-passe -> sans réponse"),
        "{report}"
    );
}

#[test]
fn an_important_question_that_is_lost_is_an_error() {
    let (hall, old) = with_copy();
    let check = "\nchecks:\n  - {say: dois-je changer mon mot de passe ?, expect: mot-de-passe, must: true}\n";
    for folder in [&hall.faq(), &std::path::PathBuf::from(&old)] {
        let path = folder.join("entries.yaml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, text + check).unwrap();
    }
    assert_eq!(hall.run(&["preview", "--against", &old]).run().exit, Exit::Success);
    // The entry goes, and with it the question that was to guard it.
    let entries = std::fs::read_to_string(hall.faq().join("entries.yaml")).unwrap();
    let (kept, _) = entries.split_once("  - id: mot-de-passe").unwrap();
    std::fs::write(
        hall.faq().join("entries.yaml"),
        kept.replace("    see_also: [mot-de-passe]\n", ""),
    )
    .unwrap();
    let outcome = hall.run(&["preview", "--against", &old]).run();
    assert_eq!(outcome.exit, Exit::Failure, "{}", outcome.output);
    assert!(
        outcome.output.starts_with("QUESTIONS IMPORTANTES PERDUES"),
        "{}",
        outcome.output
    );
    assert!(
        outcome.output.contains("doit mener à mot-de-passe"),
        "{}",
        outcome.output
    );
}

#[test]
fn a_git_revision_is_a_version_too_and_the_last_commit_is_the_default() {
    let hall = TownHall::new();
    git(&hall, &["init", "--quiet"]);
    git(&hall, &["add", "."]);
    git(&hall, &["commit", "--quiet", "-m", "FAQ"]);
    git(&hall, &["tag", "live"]);
    hall.edit("entries.yaml", "de votre messagerie.", "de votre banque.");
    let report = hall.run(&["preview", "--against", "live"]).run().success();
    assert!(
        report.contains("  + Changez d'abord le mot de passe de votre banque."),
        "{report}"
    );
    assert_eq!(hall.run(&["preview"]).run().success(), report);
    git(&hall, &["commit", "--quiet", "-a", "-m", "Edit"]);
    assert!(hall.run(&["preview"]).run().success().contains("rien ne change"));
}

#[test]
fn what_cannot_be_compared_with_is_said() {
    let hall = TownHall::new();
    for against in ["/nowhere", "--upload-pack=x", "v9"] {
        let outcome = hall.run(&["preview", &format!("--against={against}")]).run();
        assert_eq!(
            (outcome.exit, outcome.output.as_str()),
            (Exit::Unusable, ""),
            "{against}"
        );
        assert!(outcome.errors.contains(against), "{}", outcome.errors);
    }
    let broken = hall.folder.path().join("broken");
    copy(&hall.faq(), &broken);
    std::fs::write(broken.join("entries.yaml"), "entries: oops\n").unwrap();
    let outcome = hall.run(&["preview", "--against", broken.to_str().unwrap()]).run();
    assert_eq!(outcome.exit, Exit::Unusable);
    assert!(outcome.errors.contains("entries.yaml:1:"), "{}", outcome.errors);
}

/// So many people asked this in vain today.
async fn asked_in_vain(store: &Store, text: &str, people: i64) {
    let today = Utc::now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
    for id in 0..people {
        let gap = Gap {
            kind: GapKind::Unknown,
            masked: text.to_owned(),
            locale: Locale::FRENCH,
            nearest: Vec::new(),
        };
        let person = Person {
            platform: Platform::Discord,
            id,
        };
        store.gap(person, gap, today).await.unwrap();
    }
}

#[tokio::test]
async fn what_people_asked_in_vain_is_replayed_if_enough_of_them_did() {
    let (hall, old) = with_copy();
    let running = Store::open(&hall.data()).unwrap();
    asked_in_vain(&running, "où trouver du compost gratuit ?", 3).await;
    asked_in_vain(&running, "le compost de monsieur [nom] sent mauvais", 2).await;
    let unchanged = hall.run(&["preview", "--against", &old]).run().success();
    assert!(
        unchanged.contains(", dont 1 restée sans réponse : rien ne change"),
        "{unchanged}"
    );

    let entries = std::fs::read_to_string(hall.faq().join("entries.yaml")).unwrap();
    let compost = r#"  - id: compost
    questions:
      fr: ["du compost gratuit", "où est le compost ?", "sac de compost", "composteur", "trouver du compost"]
      en: ["compost", "free compost", "where is the compost?", "compost bin", "a bag of compost"]
    answer: {fr: "À la déchèterie.", en: "At the dump."}
"#;
    std::fs::write(hall.faq().join("entries.yaml"), entries + compost).unwrap();
    let report = hall.run(&["preview", "--against", &old]).run().success();
    assert!(
        report.contains("« où trouver du compost gratuit ? »\n      sans réponse -> compost"),
        "{report}"
    );
    assert!(!report.contains("[nom]"), "too few people asked it: {report}");
    let all = hall
        .run(&["preview", "--against", &old, "--min-people", "1"])
        .run()
        .success();
    assert!(all.contains("dont 2 restées sans réponse"), "{all}");
}

#[test]
fn a_store_that_cannot_be_read_costs_only_the_replay() {
    let (hall, old) = with_copy();
    std::fs::create_dir(hall.data()).unwrap();
    std::fs::write(hall.data().join("guichet.db"), "no database").unwrap();
    let outcome = hall.run(&["preview", "--against", &old]).run();
    assert_eq!(outcome.exit, Exit::Success, "{}", outcome.errors);
    assert!(
        outcome.errors.contains("ne peuvent pas être relues"),
        "{}",
        outcome.errors
    );
    assert!(outcome.output.contains("rien ne change"), "{}", outcome.output);
}
