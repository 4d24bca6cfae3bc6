use super::*;

const FILE: &str = "\
# Les services
services:
  - id: mairie            # ne pas changer
    name: {fr: Mairie, en: Town hall}
    status: adapted   # depuis lundi
    note:
      fr: |
        Première ligne,
        deuxième ligne.

      en: 'It''s open'  # relire
    channels:
      phone: open
    phone: \"03 21 61 30 80\" # standard
    as_of:
      fr: hier
      en: yesterday
    questions:
      fr: [ouvert ?]

  # La bibliothèque
  - {id: mediatheque, name: {fr: Médiathèque}, status: normal, as_of: 2026-01-01}
  - id: vide
    note:
    name: {}
";

/// Sets a key, and returns the lines that differ: old ones with `-`, new ones with `+`.
fn diff(service: &str, key: &str, value: &str) -> Vec<String> {
    lines(FILE, &set(FILE, service, key, value).unwrap())
}

fn lines(old: &str, new: &str) -> Vec<String> {
    let diff = similar::TextDiff::from_lines(old, new);
    let changes = diff
        .iter_all_changes()
        .filter(|change| change.tag() != similar::ChangeTag::Equal);
    changes
        .map(|change| format!("{}{}", change.tag(), change.value().trim_end_matches('\n')))
        .collect()
}

#[test]
fn a_value_is_replaced_and_its_comment_stays() {
    for (key, value, expected) in [
        (
            "status",
            "suspended",
            [
                "-    status: adapted   # depuis lundi",
                "+    status: suspended   # depuis lundi",
            ],
        ),
        (
            "phone",
            "0321",
            [
                "-    phone: \"03 21 61 30 80\" # standard",
                "+    phone: \"0321\" # standard",
            ],
        ),
        (
            "note.en",
            "No: 3",
            ["-      en: 'It''s open'  # relire", "+      en: \"No: 3\"  # relire"],
        ),
        (
            "channels.phone",
            "closed",
            ["-      phone: open", "+      phone: closed"],
        ),
    ] {
        assert_eq!(diff("mairie", key, value), expected, "{key}");
    }
}

#[test]
fn a_text_over_several_lines_is_replaced_as_a_whole() {
    let expected = [
        "-      fr: |",
        "-        Première ligne,",
        "-        deuxième ligne.",
        "+      fr: \"Fermé.\"",
    ];
    assert_eq!(diff("mairie", "note.fr", "Fermé."), expected);
    let expected = [
        "-    as_of:",
        "-      fr: hier",
        "-      en: yesterday",
        "+    as_of: 2026-11-24",
    ];
    assert_eq!(diff("mairie", "as_of", "2026-11-24"), expected);
}

#[test]
fn what_is_missing_is_added() {
    assert_eq!(diff("mairie", "channels.email", "closed"), ["+      email: closed"]);
    assert_eq!(diff("mairie", "resumes.fr", "lundi"), ["+    resumes: {fr: lundi}"]);
    assert_eq!(diff("vide", "status", "closed"), ["+    status: closed"]);
    assert_eq!(
        diff("vide", "note.fr", "Non"),
        ["-    note:", "+    note: {fr: \"Non\"}"]
    );
    assert_eq!(
        diff("vide", "name.fr", "Vide"),
        ["-    name: {}", "+    name: {fr: \"Vide\"}"]
    );
}

#[test]
fn braces_stay_braces() {
    let new = set(FILE, "mediatheque", "status", "closed").unwrap();
    let new = set(&new, "mediatheque", "name.en", "Library").unwrap();
    let new = set(&new, "mediatheque", "phone", "03").unwrap();
    let expected = [
        "-  - {id: mediatheque, name: {fr: Médiathèque}, status: normal, as_of: 2026-01-01}",
        "+  - {id: mediatheque, name: {fr: Médiathèque, en: \"Library\"}, status: closed, as_of: 2026-01-01, phone: \"03\"}",
    ];
    assert_eq!(lines(FILE, &new), expected);
}

#[test]
fn the_line_ends_of_windows_stay() {
    let file = FILE.replace('\n', "\r\n");
    let new = set(&file, "mairie", "channels.email", "closed").unwrap();
    let new = set(&new, "mairie", "note.fr", "Fermé.").unwrap();
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
    assert!(new.contains("phone: open\r\n      email: closed\r\n"), "{new}");
}

#[test]
fn a_file_without_a_last_line_end_gets_one() {
    let file = "services:\n  - id: a";
    assert_eq!(
        set(file, "a", "status", "closed").unwrap(),
        "services:\n  - id: a\n    status: closed\n"
    );
}

#[test]
fn what_is_not_there_or_no_key_is_refused() {
    for (service, key) in [
        ("piscine", "status"),
        ("mairie", "a.b.c"),
        ("mairie", "a: b"),
        ("mairie", "note."),
    ] {
        assert_eq!(set(FILE, service, key, "x"), None, "{service} {key}");
    }
    assert_eq!(set("services: [", "a", "status", "x"), None);
    assert_eq!(services(FILE), ["mairie", "mediatheque", "vide"]);
}

#[test]
fn values_come_back_as_they_were_given() {
    for value in [
        "oui",
        "no",
        "8h30",
        "a: b # c",
        "«\u{a0}ici\u{a0}»",
        "l'eau",
        "\"x\"",
        "a\nb",
        "2026-11-24",
        "- 1",
        "",
    ] {
        let new = set(FILE, "mairie", "note.fr", value).unwrap();
        let root = outline(&new).unwrap();
        let note = &find(&root, "mairie").unwrap().get("note").unwrap().value;
        let Kind::Scalar(read) = &note.as_map().unwrap().get("fr").unwrap().value.kind else {
            panic!("{new}")
        };
        assert_eq!(read, value);
    }
}
