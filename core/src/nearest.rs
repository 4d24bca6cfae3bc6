//! "Did you mean": the known word that is nearest to a misspelt one.

use crate::text::fold;

/// The nearest of `known`, if one is near enough to be what was meant: a third of its letters may differ.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let word = plain(word);
    let distances = known
        .into_iter()
        .map(|other| (strsim::osa_distance(&word, &plain(other)), other));
    let allowed = |other: &str| (word.chars().count().max(other.chars().count()) / 3).max(1);
    let near = distances.filter(|(distance, other)| *distance <= allowed(other));
    near.min_by_key(|(distance, other)| (*distance, other.len()))
        .map(|(_, other)| other.to_owned())
}

/// Without case, accents, and what separates the words of a name.
fn plain(word: &str) -> String {
    fold(word).replace(['-', '_', ' '], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_mended_and_another_word_is_not() {
        let known = ["questions", "answer", "see_also", "id"];
        assert_eq!(nearest("question", known), Some("questions".into()));
        assert_eq!(nearest("see-also", known), Some("see_also".into()));
        assert_eq!(nearest("réponse", known), None);
        assert_eq!(nearest("", known), None);
    }
}
