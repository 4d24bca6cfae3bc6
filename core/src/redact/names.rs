//! Names of people: behind a title or an introduction, on the lists of names, or capitalised although no known word.

use std::collections::HashSet;

use super::{
    Found, Mark,
    cues::{HINTS, INTRODUCTIONS, LABELS, OFFICES, PARTICLES, SHORT_TITLES, TITLES},
    known::{is_grammar, is_strange, is_word, listed},
    words::{Form, Word, Words},
};

/// The most words that are masked behind a title or an introduction.
const MAX_NAMES: usize = 3;

/// A sentence of at most this many words, all with capitals, is a signature rather than a sentence.
const SIGNATURE: usize = 3;

/// Every name, one piece for all the words of one.
pub(super) fn find(words: &Words<'_>, public: &HashSet<String>) -> Vec<Found> {
    let reader = Reader { words, public };
    let mut named = vec![false; words.len()];
    for at in 0..words.len() {
        let told = reader.told_behind(at);
        for name in named.iter_mut().skip(at + 1).take(told) {
            *name = true;
        }
        if reader.is_name(at)
            && let Some(name) = named.get_mut(at)
        {
            *name = true;
        }
    }
    reader.extend(&mut named);
    reader.pieces(&named)
}

/// Reads the words of one message.
struct Reader<'a, 'b> {
    words: &'a Words<'b>,
    public: &'a HashSet<String>,
}

impl Reader<'_, '_> {
    fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.folded)
    }

    fn is_known(&self, word: &Word) -> bool {
        self.public.contains(&word.folded) || is_word(&word.folded)
    }

    /// How many of the words behind this one are a name because this one says so: a title or an introduction.
    fn told_behind(&self, at: usize) -> usize {
        let Some(word) = self.words.get(at) else { return 0 };
        let folded = word.folded.as_str();
        // "m'appelle" is no title.
        let title = TITLES.contains(&folded)
            && (folded != "m" || (word.is_capital() && !self.words.behind(at).starts_with(['\'', '’'])));
        if title {
            let sure = SHORT_TITLES.contains(&folded) || folded == "m";
            return self.told(at, |reader, next| sure || next.is_capital() || reader.may_be_name(next));
        }
        let introduced = INTRODUCTIONS.iter().any(|words| {
            let start = (at + 1).checked_sub(words.len());
            start.is_some_and(|start| {
                words
                    .iter()
                    .zip(start..)
                    .all(|(word, place)| self.folded(place) == *word)
            })
        });
        // A bare "nom" or "née" introduces what a colon or capitals mark as a name.
        let labelled = self.words.behind(at).contains([':', '=']);
        let single = LABELS.contains(&folded);
        match introduced {
            true if single && !labelled => self.told(at, |reader, next| next.is_capital() && reader.may_be_name(next)),
            true => self.told(at, |_, _| true),
            false => 0,
        }
    }

    /// How many words behind `at` are its name, the first of them if `accept` agrees.
    fn told(&self, at: usize, accept: impl Fn(&Self, &Word) -> bool) -> usize {
        let between = self.words.behind(at);
        if between
            .chars()
            .any(|c| !matches!(c, ' ' | '.' | ':' | '=' | '-' | '\'' | '’'))
        {
            return 0;
        }
        let mut count = 0;
        for place in at + 1..=at + MAX_NAMES {
            let Some(word) = self.words.get(place) else { break };
            let folded = word.folded.as_str();
            let grammar = is_grammar(folded) || OFFICES.contains(&folded);
            let particle = PARTICLES.contains(&folded) && self.leads_to_name(place);
            let joined = place == at + 1 || self.words.joined(place - 1);
            if word.is_number() || !joined || (grammar && !particle) {
                break;
            }
            if particle {
                count += 1;
                continue;
            }
            if count == 0 && !accept(self, word) {
                break;
            }
            // Behind the first name an ordinary word in small letters belongs to the sentence again.
            if count > 0 && !word.is_capital() && !listed(folded).family && self.is_known(word) {
                break;
            }
            count += 1;
        }
        count
    }

    /// Whether a word is no known word, or a family name too.
    fn may_be_name(&self, word: &Word) -> bool {
        listed(&word.folded).family || !self.is_known(word)
    }

    /// Whether a particle is followed, perhaps behind a second one, by what can only be a name.
    fn leads_to_name(&self, particle: usize) -> bool {
        let small = |word: &&Word| PARTICLES.contains(&word.folded.as_str());
        let mut next =
            (particle..particle + 2).map_while(|at| self.words.get(at + 1).filter(|_| self.words.joined(at)));
        let next = next.find(|word| !small(word));
        next.is_some_and(|word| !word.is_number() && !is_office(word) && (word.is_capital() || self.may_be_name(word)))
    }

    /// Whether a word is a name by itself.
    fn is_name(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at).filter(|word| !word.is_number()) else {
            return false;
        };
        let names = listed(&word.folded);
        let known = self.is_known(word);
        if !word.is_capital() {
            // In small letters only first names that are no words, or behind a word that expects a person.
            let hinted = at > 0 && HINTS.contains(&self.folded(at - 1)) && self.words.joined(at - 1);
            return names.first && !self.public.contains(&word.folded) && (hinted || !known);
        }
        if word.range.len() == 1 || (word.form == Form::Capitals && word.range.len() <= 3 && !names.first) {
            return false;
        }
        if word.first {
            let short = word.folded.len() < 5 && self.is_signature(at);
            let signed = (names.first || names.family) && self.is_signature(at);
            return signed || (!known && (names.first || names.family || short || is_strange(&word.folded)));
        }
        (names.first || names.family || !known) && !self.public.contains(&word.folded)
    }

    /// Whether the sentence that begins with this word is nothing but a few capitalised words, not all of them known.
    fn is_signature(&self, at: usize) -> bool {
        let rest = (at + 1..).map_while(|place| self.words.get(place).filter(|word| !word.first));
        let mut count = 1;
        let mut strange = self.words.get(at).is_some_and(|word| !self.is_known(word));
        for word in rest {
            count += 1;
            strange |= !self.is_known(word) || listed(&word.folded).family;
            if !word.is_capital() || count > SIGNATURE {
                return false;
            }
        }
        strange
    }

    /// Lets names grow over their neighbours: further capitalised words, particles, initials, and unknown words in
    /// small letters behind a name in small letters.
    fn extend(&self, named: &mut [bool]) {
        for at in 0..self.words.len() {
            if named.get(at) != Some(&true) {
                continue;
            }
            let reach = self.reach(at);
            for name in named.iter_mut().skip(at + 1).take(reach) {
                *name = true;
            }
        }
        for at in (1..self.words.len()).rev() {
            let Some(word) = self.words.get(at - 1) else { continue };
            let before = named.get(at) == Some(&true) && self.words.joined(at - 1) && word.is_capital();
            let initial = word.range.len() == 1 && self.words.behind(at - 1).starts_with('.');
            let family = listed(&word.folded).family
                || listed(&word.folded).first
                || !self.is_known(word)
                || (PARTICLES.contains(&word.folded.as_str()) && !word.first);
            if before
                && (initial || family)
                && let Some(name) = named.get_mut(at - 1)
            {
                *name = true;
            }
        }
    }

    /// How many words behind a name belong to it.
    fn reach(&self, at: usize) -> usize {
        let Some(next) = self.words.get(at + 1).filter(|_| self.words.joined(at)) else {
            return 0;
        };
        let folded = next.folded.as_str();
        if next.is_number() || self.public.contains(folded) {
            return 0;
        }
        let grammar = is_grammar(folded);
        if PARTICLES.contains(&folded) {
            let behind = self.words.get(at + 2).filter(|_| self.words.joined(at + 1));
            let second = behind.filter(|word| PARTICLES.contains(&word.folded.as_str()));
            let third = second.and_then(|_| self.words.get(at + 3).filter(|_| self.words.joined(at + 2)));
            let is_name = |word: &Word| word.is_capital() && !word.is_number() && !self.public.contains(&word.folded);
            return match (behind, third) {
                (_, Some(third)) if is_name(third) => 3,
                (Some(behind), _) if is_name(behind) && !is_office(behind) => 2,
                _ => 0,
            };
        }
        let capital = next.is_capital() && !grammar && !is_office(next);
        let small = !next.is_capital() && !grammar && next.folded.len() > 2 && !self.is_known(next);
        usize::from(capital || small)
    }

    /// The runs of named words as pieces of the text.
    fn pieces(&self, named: &[bool]) -> Vec<Found> {
        let mut pieces: Vec<Found> = Vec::new();
        let mut last: Option<usize> = None;
        for (at, word) in self
            .words
            .iter()
            .enumerate()
            .filter(|(at, _)| named.get(*at) == Some(&true))
        {
            match pieces.last_mut() {
                Some((range, _)) if last == at.checked_sub(1) && self.words.joined(at.saturating_sub(1)) => {
                    range.end = word.range.end;
                }
                _ => pieces.push((word.range.clone(), Mark::Name)),
            }
            last = Some(at);
        }
        pieces
    }
}

/// Whether a word names an office rather than a person.
fn is_office(word: &Word) -> bool {
    OFFICES.contains(&word.folded.as_str())
}
