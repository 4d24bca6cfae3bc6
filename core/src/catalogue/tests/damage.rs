//! No bytes at all make the loader panic, and every problem it tells lies inside its file.

use std::path::Path;

use proptest::prelude::*;

use super::{super::*, TOWN};
use crate::diagnostic::Severity;

/// The shipped files.
fn shipped() -> Vec<SourceFile> {
    read_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../faq")).unwrap()
}

#[test]
fn the_shipped_files_load_without_a_problem() {
    let (_, warnings) = Catalogue::from_files(&shipped()).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(warnings.is_empty(), "{warnings}");
}

/// Every problem lies in its file, and can be told in both languages.
fn is_told(files: &[SourceFile], problems: &Diagnostics) {
    for problem in problems {
        for locale in [Locale::FRENCH, Locale::ENGLISH] {
            assert!(!problem.words(locale).message.is_empty());
        }
        if let Some(place) = &problem.place {
            let file = files.iter().find(|file| file.path == place.file).unwrap();
            assert!(
                place.span().is_empty() || file.text().get(place.span()).is_some(),
                "{problem:?}"
            );
        }
    }
}

fn survives(files: &[SourceFile]) {
    match Catalogue::from_files(files) {
        Ok((_, warnings)) => {
            assert_eq!(warnings.count(Severity::Error), 0);
            is_told(files, &warnings);
        }
        Err(problems) => {
            assert!(problems.has_errors());
            is_told(files, &problems);
        }
    }
}

/// Pieces that mean something to YAML or to the FAQ.
const PIECES: &[&str] = &[
    "\n",
    "  ",
    "    ",
    "- ",
    ": ",
    ":",
    "\"",
    "'",
    "{",
    "}",
    "[",
    "]",
    ",",
    "#",
    " #",
    "&a",
    "*a",
    "!x",
    "|",
    ">",
    "---",
    "...",
    "%",
    "@",
    "`",
    "\t",
    "\u{a0}",
    "\r",
    "?",
    "~",
    "\\",
    "entries",
    "services",
    "id",
    "questions",
    "answer",
    "fr",
    "{mairie.phone}",
    "{",
    "https://",
    "é",
    "“",
    "\u{feff}",
    "\u{2028}",
    "part_of",
    "town",
    "<<",
    "2026-11-20",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        survives(&[SourceFile::new("a.yaml", bytes)]);
    }

    #[test]
    fn no_yaml_makes_it_panic(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        survives(&[SourceFile::new("town.yaml", TOWN), SourceFile::new("a.yaml", pieces.concat())]);
    }

    #[test]
    fn no_damage_makes_it_panic(
        file in any::<proptest::sample::Index>(),
        cuts in proptest::collection::vec((any::<proptest::sample::Index>(), 0..40_usize, proptest::sample::select(PIECES)), 1..4),
    ) {
        let mut files = damaged_samples();
        let file = file.get_mut(&mut files);
        for (at, length, piece) in cuts {
            let at = at.index(file.bytes.len().max(1));
            let end = (at + length).min(file.bytes.len());
            file.bytes.splice(at.min(end)..end, piece.bytes());
        }
        survives(&files);
    }
}

/// The head of every shipped file: whole files would make the property slow without meeting other code.
fn damaged_samples() -> Vec<SourceFile> {
    let mut files = shipped();
    for file in &mut files {
        file.bytes.truncate(6_000);
    }
    files
}
