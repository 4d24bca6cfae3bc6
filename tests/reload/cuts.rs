//! Files that somebody is still writing, or that lost their end.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use guichet::reload::Refresh;
use guichet_core::{Catalogue, catalogue::read_folder};

use super::{Counter, advice};
use crate::support::program::shipped_faq;

#[test]
fn a_file_cut_at_any_byte_is_never_half_served() {
    let counter = Counter::new();
    let mut keeper = counter.keeper();
    let whole = fs::read(counter.entries()).unwrap();
    let before = advice(&keeper.live());
    let lines = whole.split_inclusive(|byte| *byte == b'\n');
    let ends: Vec<_> = lines
        .scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        })
        .collect();
    for end in (0..whole.len()).filter(|end| !ends.contains(end)) {
        fs::write(counter.entries(), &whole[..end]).unwrap();
        let refresh = keeper.refresh();
        assert_ne!(refresh, Refresh::Swapped, "cut at byte {end}");
        assert_eq!(advice(&keeper.live()), before, "cut at byte {end}");
    }
}

/// Every how many bytes a large file is cut; a prime, so that all columns are met.
const CUT_EVERY: usize = 251;

/// A file below this size is cut at every byte.
const SMALL: usize = 4_900;

#[test]
fn a_shipped_file_cut_in_any_line_is_never_served() {
    let counter = Counter::shipped();
    let mut keeper = counter.keeper();
    let live = keeper.live();
    let served = live.get();
    for file in yaml_files(&counter.faq()) {
        let whole = fs::read(&file).unwrap();
        let step = if whole.len() < SMALL { 1 } else { CUT_EVERY };
        for end in (0..whole.len()).step_by(step) {
            if whole[..end].ends_with(b"\n") {
                continue;
            }
            fs::write(&file, &whole[..end]).unwrap();
            let refresh = keeper.refresh();
            assert_ne!(refresh, Refresh::Swapped, "{} cut at byte {end}", file.display());
        }
        fs::write(&file, &whole).unwrap();
    }
    assert!(
        std::sync::Arc::ptr_eq(&served, &live.get()),
        "nothing else was ever served"
    );
}

/// Of the cuts between two lines, each this many is tried: each reads all files anew.
const CUT_EVERY_LINES: usize = 97;

#[test]
fn a_shipped_file_cut_between_lines_is_refused_or_whole_but_for_its_end() {
    let files = read_folder(&shipped_faq()).unwrap();
    let (whole, _) = Catalogue::from_files(&files).unwrap();
    let topics = |catalogue: &Catalogue| -> BTreeMap<String, String> {
        let topics = catalogue.topics();
        topics
            .map(|topic| (topic.id().to_string(), format!("{topic:?}")))
            .collect()
    };
    let whole = topics(&whole);
    let mut loaded = 0;
    for (number, file) in files.iter().enumerate() {
        let ends = file.bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        for (end, _) in ends.step_by(CUT_EVERY_LINES) {
            let mut cut = files.clone();
            cut[number].bytes.truncate(end + 1);
            let Ok((catalogue, _)) = Catalogue::from_files(&cut) else {
                continue;
            };
            loaded += 1;
            let changed = topics(&catalogue)
                .iter()
                .filter(|(id, text)| whole.get(*id) != Some(text))
                .count();
            // Only the entry in which the file ends can have lost something.
            assert!(
                changed <= 1,
                "{} cut at byte {end}: {changed} entries differ",
                file.path
            );
        }
    }
    assert!(loaded > 0, "no cut fell between two entries");
}

/// The YAML files of a folder.
fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .collect()
}
