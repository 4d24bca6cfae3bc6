//! Whole catalogues: what loads, and what is inherited.
//! Each single fault has its folder in `tests/catalogues/invalid`.

mod damage;

use std::path::Path;

use super::*;
use crate::{diagnostic::Diagnostic, service::ChannelState};
use chrono::NaiveDate;

const TOWN: &str = "town: {name: Valbourg, timezone: Europe/Paris, languages: [fr, en], links: [cnil.fr]}\n";

fn load(files: &[(&str, &str)]) -> Result<(Catalogue, Diagnostics), Diagnostics> {
    let files: Vec<_> = files.iter().map(|(path, text)| SourceFile::new(*path, *text)).collect();
    Catalogue::from_files(&files)
}

/// The catalogue of a town with this second file, which must have no error.
fn catalogue(text: &str) -> Catalogue {
    load(&[("town.yaml", TOWN), ("faq.yaml", text)])
        .unwrap_or_else(|problems| panic!("{problems}"))
        .0
}

fn codes(problems: &Diagnostics) -> Vec<&'static str> {
    problems.iter().map(Diagnostic::code).collect()
}

#[test]
fn a_minimal_folder_loads_without_a_word() {
    let town = "town:\n  name: Public set\n  timezone: Europe/Paris\n  languages: [en]\n";
    let entries = "entries:\n  - id: \"card_arrival\"\n    questions:\n      en: [\"a b\", \"b c\", \"c d\", \"d e\", \"e f\"]\n    answer:\n      en: \"Answer card_arrival\"\n";
    let (catalogue, warnings) = load(&[("town.yaml", town), ("entries.yaml", entries)]).unwrap();
    assert!(warnings.is_empty(), "{warnings}");
    assert_eq!(catalogue.default_locale(), Locale::ENGLISH);
    let entry = catalogue.entries.first().unwrap();
    assert_eq!((entry.id.as_str(), entry.questions.len()), ("card_arrival", 5));
    assert_eq!(entry.title.get(Locale::ENGLISH), "a b");
}

#[test]
fn a_procedure_inherits_what_it_does_not_say() {
    let catalogue = catalogue(
        r#"
services:
  - id: etat-civil
    name: {fr: "État civil", en: "Registry"}
    part_of: mairie
    status: closed
    channels: {counter: closed}
  - id: mairie
    name: {fr: "Mairie", en: "Town hall"}
    status: normal
    phone: "03 21 00 00 00"
    hours: "Mo-Fr 08:30-12:00"
    address: {fr: "1 place du Marché", en: "1 place du Marché"}
    channels: {counter: open, phone: open}
    resumes: {fr: "lundi, au {mairie.phone}", en: "on Monday"}
    as_of: 2026-11-20
"#,
    );
    let [procedure, service] = &catalogue.services[..] else {
        panic!("two services")
    };
    assert_eq!((procedure.status, service.status), (Status::Closed, Status::Normal));
    assert_eq!(procedure.phone, service.phone);
    assert!(procedure.hours.is_some() && procedure.address == service.address);
    assert_eq!(procedure.channels.counter, Some(ChannelState::Closed));
    assert_eq!(procedure.channels.phone, Some(ChannelState::Open));
    assert_eq!(
        procedure.resumes.as_ref().unwrap().get(Locale::FRENCH),
        "lundi, au 03 21 00 00 00"
    );
    assert_eq!(
        procedure.as_of.as_ref().unwrap().get(Locale::FRENCH),
        "20 novembre 2026"
    );
    assert!(procedure.questions.iter().any(|question| question.text == "État civil"));
}

#[test]
fn placeholders_are_filled_in_the_language_of_the_text() {
    let catalogue = catalogue(
        r#"
services:
  - {id: mairie, name: {fr: "Mairie *centrale*", en: "Town hall"}, status: closed, phone: "03 21 00 00 00", as_of: 2026-11-20}
entries:
  - id: joindre
    questions: {fr: ["a b", "b c", "c d", "d e", "e f"], en: ["f g"]}
    answer:
      fr: "{mairie.name} de {town.name} : {mairie.status}, **{mairie.phone}**."
      en: "{mairie.name}: {mairie.status}."
"#,
    );
    let Body::Answer(answer) = &catalogue.entries[0].body else {
        panic!("an answer")
    };
    let text = |locale| answer.get(locale).plain_text();
    let closed = |locale| catalogue.interface.text(crate::Phrase::StatusClosed, locale);
    assert_eq!(
        text(Locale::FRENCH),
        format!(
            "Mairie *centrale* de Valbourg : {}, 03 21 00 00 00.",
            closed(Locale::FRENCH)
        )
    );
    assert_eq!(
        text(Locale::ENGLISH),
        format!("Town hall: {}.", closed(Locale::ENGLISH))
    );
}

#[test]
fn the_town_words_the_counter_and_its_vocabulary() {
    let catalogue = catalogue(
        r#"
entries: [{id: salut, questions: {fr: [salut, bonjour], en: [hi]}, answer: {fr: Bonjour., en: Hello.}, signals: [courtesy]}]
interface:
  menu: {en: "Back"}
  unknown: "Appelez le {phone}."
vocabulary: {fr: {mdp: mot de passe, rdv: rendez-vous}}
checks: [{say: "bonjour", expect: salut, must: true}]
"#,
    );
    assert_eq!(catalogue.interface.text(crate::Phrase::Menu, Locale::ENGLISH), "Back");
    assert_eq!(
        catalogue.interface.text(crate::Phrase::Unknown, Locale::FRENCH),
        "Appelez le {phone}."
    );
    let words = &catalogue.vocabulary[&Locale::FRENCH];
    assert_eq!(words[1], ("rdv".to_owned(), "rendez-vous".to_owned()));
    assert!(catalogue.checks[0].must);
    assert_eq!(catalogue.entries[0].signals, [Signal::Courtesy]);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_no_place() {
    let text = "\u{feff}entries:\r\n  - id: bonjour\r\n    réponse: {fr: x}\r\n";
    let problems = load(&[("town.yaml", TOWN), ("faq.yaml", text)]).unwrap_err();
    let unknown = problems.iter().find(|problem| problem.code() == "unknown-key").unwrap();
    let place = unknown.place.as_ref().unwrap();
    assert_eq!(place.to_string(), "faq.yaml:3:5");
    let file = SourceFile::new("faq.yaml", text);
    assert_eq!(file.text().get(place.span()), Some("réponse"));
}

#[test]
fn a_file_that_cannot_be_read_hides_no_fault_of_others_and_invents_none() {
    let broken = ("kaput.yaml", "services: [");
    let faq = "entries:\n  - {id: a, questions: {fr: [q]}, answer: {fr: '{mairie.phone}'}, see_also: [perdu], titre: {fr: A}}\n";
    let problems = load(&[("town.yaml", TOWN), broken, ("faq.yaml", faq)]).unwrap_err();
    let codes = codes(&problems);
    assert!(
        codes.contains(&"unclosed-bracket") && codes.contains(&"unknown-key"),
        "{problems}"
    );
    assert!(
        !codes.contains(&"unknown-id"),
        "`perdu` may stand in the broken file: {problems}"
    );
}

#[test]
fn a_review_date_counts_only_on_a_day() {
    let faq = "entries: [{id: a, questions: {fr: [q], en: [q]}, answer: {fr: A., en: A.}, review_by: 2026-11-20}]";
    let files = [SourceFile::new("town.yaml", TOWN), SourceFile::new("faq.yaml", faq)];
    let overdue = |day| {
        let (_, warnings) = Catalogue::from_files_on(&files, NaiveDate::from_ymd_opt(2026, 11, day).unwrap()).unwrap();
        codes(&warnings).contains(&"review-passed")
    };
    assert!(!overdue(20) && overdue(21));
    assert!(!codes(&Catalogue::from_files(&files).unwrap().1).contains(&"review-passed"));
}

#[test]
fn a_folder_is_read_in_order_without_what_editors_leave() {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    for path in [
        "b.yaml",
        "a/c.yml",
        "a/.d.yaml",
        ".git/e.yaml",
        "f.yaml~",
        "#g.yaml#",
        "notes.txt",
        "h.yaml.swp",
    ] {
        write(path, "");
    }
    let names: Vec<_> = read_folder(folder.path())
        .unwrap()
        .into_iter()
        .map(|file| file.path)
        .collect();
    assert_eq!(names, ["a/c.yml", "b.yaml"]);

    write("big.yaml", &"#".repeat(300 * 1024));
    let files = read_folder(folder.path()).unwrap();
    assert!(codes(&Catalogue::from_files(&files).unwrap_err()).contains(&"file-too-large"));
}

#[test]
fn a_folder_that_cannot_be_read_is_told_from_one_with_faults() {
    let missing = read_folder(Path::new("/does/not/exist")).unwrap_err();
    assert!(missing.is_unreadable() && missing.has_errors());
    let empty = tempfile::tempdir().unwrap();
    let nothing = read_folder(empty.path()).unwrap_err();
    assert!(!nothing.is_unreadable());
    assert_eq!(codes(&nothing), ["no-files"]);
}

#[test]
fn a_folder_has_a_limit() {
    let folder = tempfile::tempdir().unwrap();
    let file = b"#".repeat(usize::try_from(MAX_FILE_BYTES).unwrap());
    let count = MAX_FOLDER_BYTES / MAX_FILE_BYTES;
    for number in 0..count {
        std::fs::write(folder.path().join(format!("{number}.yaml")), &file).unwrap();
    }
    assert!(read_folder(folder.path()).is_ok());
    std::fs::write(folder.path().join("more.yaml"), "# one more").unwrap();
    assert_eq!(codes(&read_folder(folder.path()).unwrap_err()), ["folder-too-large"]);
}
