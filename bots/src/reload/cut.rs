//! Files that somebody is still writing: what is there so far can be a valid FAQ with its end missing.

use guichet_core::catalogue::SourceFile;

/// The first file that lost its end in the middle of a line. Such a set is never served: half a phone number is worse
/// than yesterday's.
pub(super) fn in_mid_line(served: &[SourceFile], files: &[SourceFile]) -> Option<String> {
    shortened(served, files)
        .find(|file| !file.bytes.ends_with(b"\n"))
        .map(|file| file.path.clone())
}

/// Whether some file is the beginning of what it was. Its last entry may have been deleted, or the rest is still to come.
pub(super) fn is_possible(served: &[SourceFile], files: &[SourceFile]) -> bool {
    shortened(served, files).next().is_some()
}

/// The files that are a beginning of what is served.
fn shortened<'a>(served: &'a [SourceFile], files: &'a [SourceFile]) -> impl Iterator<Item = &'a SourceFile> {
    files.iter().filter(|file| {
        let before = served.iter().find(|old| old.path == file.path);
        before.is_some_and(|old| old.bytes.len() > file.bytes.len() && old.bytes.starts_with(&file.bytes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Vec<SourceFile> {
        vec![SourceFile::new("a.yaml", text)]
    }

    #[test]
    fn a_cut_file_is_told_from_an_edited_one() {
        let served = file("a: 1\nb: 2\n");
        assert_eq!(in_mid_line(&served, &file("a: 1\nb:")), Some("a.yaml".into()));
        assert_eq!(in_mid_line(&served, &file("")), Some("a.yaml".into()));
        assert_eq!(in_mid_line(&served, &file("a: 1\n")), None);
        assert!(is_possible(&served, &file("a: 1\n")));
        for other in ["a: 1\nb: 3", "a: 1\nb: 2\nc", "a: 1\nb: 2\n"] {
            assert!(!is_possible(&served, &file(other)), "{other:?}");
        }
    }
}
