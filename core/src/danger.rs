//! Immediate danger to life, violence, suicide, and questions about emergency numbers: recognised before all else.
//!
//! A miss can cost a life and a false alarm a glance, so the lists lean to the safe side; what is figurative
//! (`mort de rire`, `feu d'artifice`) is masked by name.

use std::sync::LazyLock;

use crate::lexicon::{Lexicon, Words};

const FRENCH: &str = include_str!("../data/danger.fr.txt");
const ENGLISH: &str = include_str!("../data/danger.en.txt");
const OTHERS: &str = include_str!("../data/danger.other.txt");

/// All languages at once: people in danger do not choose the language of the counter.
static DANGER: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(&[FRENCH, ENGLISH, OTHERS]).0);

/// Whether a message speaks of immediate danger to life, or asks whom to call then.
///
/// ```
/// assert!(guichet_core::is_danger("y a l'fu din l'maison d'min voisin"));
/// assert!(!guichet_core::is_danger("y a-t-il un feu d'artifice ?"));
/// ```
#[must_use]
pub fn is_danger(message: &str) -> bool {
    speaks_of_danger(&Words::new(message))
}

/// The same for a message that is cut into words.
pub(crate) fn speaks_of_danger(message: &Words) -> bool {
    DANGER.is_match(message)
}

/// The label of the first pattern of danger that was found, for explanations and tests.
#[must_use]
pub fn danger_kind(message: &str) -> Option<&'static str> {
    DANGER.hits(&Words::new(message)).first().map(|hit| hit.label)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_lists_can_be_read() {
        assert_eq!(Lexicon::read(&[FRENCH]).1, []);
        assert_eq!(Lexicon::read(&[FRENCH, ENGLISH]).1, []);
        assert_eq!(Lexicon::read(&[FRENCH, ENGLISH, OTHERS]).1, []);
    }

    proptest! {
        #[test]
        fn any_message_is_judged(message in ".*") {
            let _ = is_danger(&message);
        }

        #[test]
        fn a_word_of_danger_is_found_in_any_crowd(before in "[a-z]{0,5}( [a-z]{1,3}){0,60}", after in "( [a-z]{1,3}){0,60}") {
            let message = format!("{before}. au secours, mon mari ne respire plus.{after}");
            prop_assert!(is_danger(&message));
        }
    }
}
