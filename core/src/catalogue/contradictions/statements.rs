//! Sentences that say of a service that it is open or closed, now and as a whole. Everything here is a guess about
//! French and English; what is not certain says nothing.

mod words;

use words::{ADVERBS, AT_TIMES, CLOSED, DAYS, ELSEWHERE, HEDGES, INVITATIONS, ITSELF, NEGATIONS, OPEN, SHUT, WORKING};

use crate::text::fold;

/// What a sentence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// It is shut.
    Closed,
    /// It works.
    Open,
}

/// How far behind a name the verb may stand, in characters.
const MAX_DISTANCE: usize = 25;

/// The sentences of a text, as written.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '!', '?', '\n', ';', ':'])
}

/// Lower case, no accents, markup as spaces, a space around: what names and phrases are looked for in.
pub(super) fn folded(text: &str) -> String {
    let plain = fold(text).replace(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '?'), " ");
    let plain = plain.replace('\'', "' ");
    let words: Vec<_> = plain.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}

/// What a folded sentence says of the service of this name.
pub(super) fn of_name(folded: &str, name: &str) -> Option<Says> {
    if holds_any(folded, HEDGES) || holds_any(folded, DAYS) || holds_any(folded, &[" n' "]) {
        return None;
    }
    let behind = folded.split(&format!(" {name} ")).nth(1)?;
    let near: String = behind.chars().take(MAX_DISTANCE).collect();
    if holds_any(&near, CLOSED) {
        Some(Says::Closed)
    } else {
        holds_any(&near, OPEN).then_some(Says::Open)
    }
}

/// The folded clauses of a sentence, each of which may say something of the service whose note it stands in; none when
/// the sentence is not about the moment.
pub(super) fn clauses(sentence: &str) -> Vec<String> {
    let whole = folded(sentence);
    if holds_any(&whole, ELSEWHERE) || holds_any(&whole, DAYS) {
        return Vec::new();
    }
    let parts = sentence.split([',', '(', ')', '–', '—']).map(folded);
    let parts = parts.flat_map(|part| {
        let joined = [" et ", " and ", " mais ", " but ", " ou ", " or "];
        let part = joined.iter().fold(part, |part, word| part.replace(word, " | "));
        part.split('|')
            .map(|clause| format!(" {} ", clause.trim()))
            .collect::<Vec<_>>()
    });
    parts.filter(|clause| !holds_any(clause, NEGATIONS)).collect()
}

/// What a clause that names the service whose note it stands in says of it: `Médiathèque fermée`.
pub(super) fn of_titled(clause: &str, name: &str) -> Option<Says> {
    let rest = clause.replacen(&format!(" {name} "), " ", 1);
    let rest = rest.trim();
    let articles = ["la ", "le ", "l' ", "les ", "the "];
    of_itself(
        articles
            .iter()
            .find_map(|article| rest.strip_prefix(article))
            .unwrap_or(rest),
    )
}

/// What a clause says of the service whose note it stands in.
pub(super) fn of_itself(clause: &str) -> Option<Says> {
    if holds_any(clause, INVITATIONS) {
        return Some(Says::Open);
    }
    let clause = clause.trim();
    let rest = ITSELF
        .iter()
        .find_map(|start| clause.strip_prefix(start)?.strip_prefix(' '))
        .unwrap_or(clause);
    let mut words = rest.split(' ').filter(|word| !ADVERBS.contains(word));
    let state = words.next()?;
    let (next, second) = (words.next(), words.next());
    let is_reason = next == Some("en") && second == Some("raison");
    let at_times = next.is_some_and(|word| AT_TIMES.contains(&word) || word == "en" && !is_reason);
    if SHUT.contains(&state) {
        // A lunch break is no state.
        (!at_times && second != Some("lunch")).then_some(Says::Closed)
    } else {
        let for_some = at_times && !matches!(next, Some("au" | "de" | "from" | "to" | "tous"));
        (WORKING.contains(&state) && !for_some).then_some(Says::Open)
    }
}

fn holds_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Option<Says> {
        sentences(text).flat_map(clauses).find_map(|clause| of_itself(&clause))
    }

    #[test]
    fn a_note_says_that_its_service_is_shut() {
        for text in [
            "Fermé jusqu'à nouvel ordre.",
            "Fermée pour travaux",
            "Le service est suspendu.",
            "Nous sommes actuellement fermés.",
            "**Service fermé** en raison de la panne.",
            "Fermé en raison de l'attaque.",
            "Appelez le standard. Fermeture : oui. Fermé.",
            "Closed until further notice.",
            "We are closed.",
        ] {
            assert_eq!(note(text), Some(Says::Closed), "{text}");
        }
    }

    #[test]
    fn a_note_says_that_its_service_works() {
        for text in [
            "Ouvert du lundi au vendredi.",
            "Appelez, ou venez sur place.",
            "La médiathèque n'est pas touchée et fonctionne normalement.",
            "Présentez-vous avec une pièce d'identité.",
            "Nous restons ouverts au public.",
            "We are open.",
            "Please come in person.",
        ] {
            assert_eq!(note(text), Some(Says::Open), "{text}");
        }
    }

    #[test]
    fn a_name_may_stand_in_front() {
        for (text, says) in [
            ("La médiathèque fermée jusqu'à nouvel ordre", Some(Says::Closed)),
            ("Médiathèque fermée", Some(Says::Closed)),
            ("Venez sur place à la médiathèque", Some(Says::Open)),
            ("Le parking de la médiathèque fermé", None),
        ] {
            assert_eq!(of_titled(&folded(text), "mediatheque"), says, "{text}");
        }
    }

    #[test]
    fn habits_hours_and_conditions_say_nothing_of_the_moment() {
        for text in [
            "Ouvert du lundi au vendredi habituellement.",
            "Ferme à 17 h.",
            "Fermé le mercredi.",
            "Fermé entre midi et deux, fermé les jours fériés, fermé au public.",
            "Closed on Monday. Closed for lunch.",
            "La boîte aux lettres est fermée, les e-mails sont suspendus.",
            "Le service sera fermé lundi.",
            "Rouvrira dès que possible ; il était fermé.",
            "Le guichet n'est pas fermé.",
            "Si vous avez rendez-vous, venez sur place.",
            "Ne venez pas sur place.",
            "Horaires d'ouverture inconnus.",
            "Est-ce ouvert ?",
        ] {
            assert_eq!(note(text), None, "{text}");
        }
    }
}
