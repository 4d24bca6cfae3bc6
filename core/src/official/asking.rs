//! Whether a message is about a number or an address in it, or only mentions one.

use std::{ops::Range, sync::LazyLock};

use crate::lexicon::{Hit, Lexicon, Words};

const LIST: &str = include_str!("../../data/asking.txt");

static ASKING: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(&[LIST]).0);

/// What every number and address is for the list: a link, whatever it says.
const MARK: &str = " a.fr ";

/// The mark of a link among the words.
const MARKED: &str = "<link>";

/// A message with more words beside its numbers and addresses than this tells a story: only its first and its last
/// sentence may ask.
const STORY: usize = 30;

/// A question of at most this many words beside the numbers and addresses can be about nothing else.
const SHORT_QUESTION: usize = 3;

/// What a message says of the numbers and addresses in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Concern {
    /// Nothing that would call for a verdict on them.
    #[default]
    Mentioned,
    /// It asks whether they are real, or is nothing else.
    Asked,
    /// They came by a call or a message.
    Received,
    /// They are the citizen's own, left to be reached at.
    Own,
}

impl Concern {
    /// What a text says, whose numbers and addresses stand at these bytes.
    pub(super) fn of(text: &str, items: impl Iterator<Item = Range<usize>>) -> Self {
        let (around, any) = marked(text, items);
        if !any {
            return Self::Mentioned;
        }
        let words = Words::new(&around);
        let others = words.iter().filter(|word| *word != MARKED).count();
        let last = words.len().saturating_sub(1);
        let at_the_edge = |hit: &Hit<'_>| words.same_clause(0, hit.start) || words.same_clause(hit.start, last);
        let hits = ASKING.hits(&words);
        let says = |label| {
            let mut of_label = hits.iter().filter(|hit| hit.label == label);
            of_label.any(|hit| others <= STORY || at_the_edge(hit))
        };
        if hits.iter().any(|hit| hit.label == "own") {
            Self::Own
        } else if says("received") {
            Self::Received
        } else if says("asks") || (others <= SHORT_QUESTION && text.trim_end().ends_with('?')) {
            Self::Asked
        } else {
            Self::Mentioned
        }
    }
}

/// The text with one mark for each of these places, and whether there are any.
fn marked(text: &str, items: impl Iterator<Item = Range<usize>>) -> (String, bool) {
    let mut around = String::with_capacity(text.len());
    let mut from = 0;
    let mut any = false;
    for item in items {
        around.push_str(text.get(from..item.start).unwrap_or_default());
        around.push_str(MARK);
        from = from.max(item.end);
        any = true;
    }
    around.push_str(text.get(from..).unwrap_or_default());
    (around, any)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_read() {
        assert_eq!(Lexicon::read(&[LIST]).1, []);
    }

    #[test]
    fn only_the_ends_of_a_story_ask() {
        let story = "mon fils va à la cantine de l'école depuis trois ans et chaque mois je paie avec le même compte, \
                     puis hier soir une dame a téléphoné du X pour parler de la facture du mois de mai";
        let concern = |text: &str| {
            let at = text.find('X').unwrap();
            Concern::of(text, std::iter::once(at..at + 1))
        };
        assert_eq!(concern(&format!("{story}. Merci.")), Concern::Mentioned);
        assert_eq!(concern(&format!("{story}. C'est vous ?")), Concern::Asked);
        assert_eq!(
            concern(&format!("{story}. C'est vous ? Elle a dit au revoir. Bonne journée.")),
            Concern::Mentioned
        );
    }
}
