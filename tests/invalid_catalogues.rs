//! Every way of breaking a FAQ that we know, and what a clerk then reads, to the letter.
//!
//! Each folder of `catalogues/invalid` is a FAQ with one kind of fault; `expected.txt` beside it is what
//! `guichet check` says in French. `GUICHET_BLESS=1 cargo test invalid` writes these files anew, to be read line by line.

use std::{fs, path::PathBuf};

use chrono::NaiveDate;
use guichet::render;
use guichet_core::{
    Assistant, Catalogue, Diagnostics, Locale,
    catalogue::{SourceFile, read_folder},
};

use crate::support::program::{catalogue, guichet};

fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(catalogue("invalid")).unwrap();
    let mut folders: Vec<_> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

/// The files of a folder, and all that is wrong with them on a fixed day.
fn problems(folder: &std::path::Path) -> (Vec<SourceFile>, Diagnostics) {
    let files = read_folder(folder).unwrap();
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let problems = match Catalogue::from_files_on(&files, today) {
        Ok((_, warnings)) => {
            let doubts = Assistant::from_files(&files).unwrap().doubts();
            warnings.and(doubts.iter().cloned())
        }
        Err(problems) => problems,
    };
    (files, problems)
}

#[test]
fn each_invalid_catalogue_is_explained_as_expected() {
    let bless = std::env::var_os("GUICHET_BLESS").is_some();
    let folders = folders();
    assert!(folders.len() >= 40, "only {} folders were found", folders.len());
    let mut wrong = Vec::new();
    for folder in folders {
        let (files, problems) = problems(&folder);
        let told = render::render(&problems, &files, Locale::FRENCH, false);
        let expected = folder.join("expected.txt");
        if bless {
            fs::write(&expected, &told).unwrap();
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if told.is_empty() || told != expected {
            wrong.push(format!("{}\nexpected:\n{expected}\ntold:\n{told}", folder.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_problem_is_told_in_english_too_and_lies_in_its_file() {
    for folder in folders() {
        let (files, problems) = problems(&folder);
        for problem in &problems {
            let (french, english) = (problem.words(Locale::FRENCH), problem.words(Locale::ENGLISH));
            assert_ne!(french.message, english.message, "{}", folder.display());
            assert_eq!(french.help.is_empty(), english.help.is_empty(), "{problem:?}");
            assert_eq!(french.label.is_empty(), english.label.is_empty(), "{problem:?}");
            if let Some(place) = &problem.place {
                let file = files.iter().find(|file| file.path == place.file).unwrap();
                assert!(file.text().get(place.span()).is_some(), "{problem:?}");
            }
        }
    }
}

#[test]
fn machines_get_the_same_problems() {
    let folder = catalogue("invalid").join("id-duplicate");
    let (_, problems) = problems(&folder);
    let json = render::json_lines(&problems, Locale::ENGLISH);
    let object: serde_json::Value = serde_json::from_str(json.trim()).unwrap();
    assert_eq!(object["code"], "duplicate-id");
    assert_eq!(object["place"]["file"], "dossier/b.yaml");
    assert_eq!(
        (&object["place"]["line"], &object["related"]["line"]),
        (&2.into(), &2.into())
    );
    assert_eq!(
        render::github(&problems, "faq/", Locale::ENGLISH),
        "::error file=faq/dossier/b.yaml,line=2,col=9,title=duplicate-id::\
         the id `bonjour` is used twice%0Agive another id to one of them\n"
    );
}

#[test]
fn check_ends_with_what_it_found() {
    let invalid = |name: &str| catalogue("invalid").join(name);
    let run = |folder: PathBuf, more: &[&str]| guichet(["check"].iter().chain(more)).on(&folder).run();

    let broken = run(invalid("many-at-once"), &[]);
    assert_eq!(broken.exit, guichet::Exit::Failure);
    assert!(
        broken.output.contains("erreur: clé inconnue : « titel »"),
        "{}",
        broken.output
    );
    let english = run(invalid("many-at-once"), &["--lang", "en"]);
    assert!(
        english.output.contains("error: unknown key `titel`"),
        "{}",
        english.output
    );
    let json = run(invalid("many-at-once"), &["--format", "json"]);
    assert_eq!(json.exit, guichet::Exit::Failure);
    assert!(
        json.output
            .lines()
            .all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
    );

    let warned = run(invalid("warning-translation"), &[]);
    assert_eq!(warned.exit, guichet::Exit::Success);
    assert!(warned.output.contains("3 avertissements"), "{}", warned.output);
}

#[test]
fn a_question_of_the_town_that_leads_elsewhere_is_told_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let faq = r#"
town: {name: Valbourg, timezone: Europe/Paris, languages: [fr]}
entries:
  - id: piscine
    questions: {fr: ["la piscine est ouverte ?", "horaires de la piscine", "nager dimanche", "bassin fermé", "prix de la piscine"]}
    answer: {fr: "La piscine."}
  - id: dechets
    questions: {fr: ["jour des poubelles", "ramassage du verre", "bac jaune", "déchetterie ouverte", "encombrants"]}
    answer: {fr: "Les déchets."}
checks:
  - {say: "la piscine est ouverte ?", expect: piscine, must: true}
  - {say: "horaires de la piscine", expect: dechets, must: true}
  - {say: "ramassage du verre", expect: piscine}
"#;
    fs::write(folder.path().join("faq.yaml"), faq).unwrap();
    let outcome = guichet(["check", "--format", "json"]).on(folder.path()).run();
    let told: Vec<serde_json::Value> = outcome
        .output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let told: Vec<_> = told
        .iter()
        .map(|problem| (problem["code"].as_str(), problem["place"]["line"].as_u64()))
        .collect();
    assert_eq!(told, [(Some("check-lost"), Some(12)), (Some("check-missed"), Some(13))]);
    assert_eq!(outcome.exit, guichet::Exit::Failure);
}
