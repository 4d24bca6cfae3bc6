//! Lists of ways to say a thing, written in a small pattern language that a person without code can review:
//! danger, insults, signs of a scam. The files are in `core/data/`; this is how they are read.
//!
//! ```text
//! # A comment.
//! who = mari femme pere mere          a class of words, used as $who
//! forgiving = ambulance pompier       words that may hold typing errors: one from 5 letters, two from 9
//! protected = prendre livre           right words that are never taken for a misspelling of those
//! filler = vite svp                   words that a whole-message pattern overlooks
//! [breath]                            the label of the patterns below
//! $who respire plus/pas               words in order, at most two others between two of them; `/` is "or"
//! douleur ... bras_gauche             `...` is up to eight others, `_` is none
//! en,an_finir_avec_!vie,moi           inside a phrase "or" is `,`; `!` is a word that is none of these
//! ^ samu                              nothing else in the message, except fillers
//! [harmless]                          masks: their words are blanked before the other patterns are tried
//! feu_d_artifice
//! ```
//! Words are folded; `suicid*` is a beginning. The first letter is never an error. A clause is not crossed, except by
//! `...` and `_`.

mod compile;
mod spelling;
mod words;

pub(crate) use words::Words;

/// The label of the patterns whose words are blanked first.
pub(crate) const HARMLESS: &str = "harmless";

/// Other words allowed between two items of a pattern: enough for an adverb and a pronoun.
const GAP: usize = 2;
/// Other words that `...` allows: half a sentence.
const WIDE_GAP: usize = 8;

/// Compiled patterns.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    spelling: spelling::Spelling,
    /// Every label once; the patterns refer to it by place.
    labels: Vec<String>,
    masks: Vec<Pattern>,
    patterns: Vec<Pattern>,
    /// For each atom the patterns that may begin with it: masks, then the others.
    mask_starts: Vec<Vec<usize>>,
    pattern_starts: Vec<Vec<usize>>,
    filler: Vec<u32>,
}

/// A line of a list.
#[derive(Clone, Debug)]
struct Pattern {
    label: usize,
    whole: bool,
    steps: Vec<Step>,
}

/// An item of a pattern.
#[derive(Clone, Debug)]
struct Step {
    /// Other words allowed before it.
    gap: usize,
    /// Whether the gap may cross into another clause.
    crosses: bool,
    /// Phrases, any of which will do; a phrase is a run of slots.
    phrases: Vec<Vec<Slot>>,
}

/// One word of a phrase: any of these atoms, or none of them.
#[derive(Clone, Debug)]
struct Slot {
    atoms: Vec<u32>,
    negated: bool,
}

/// What a list holds that cannot be read: a defect of the shipped files, which a test finds.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {what}")]
pub(crate) struct LexiconError {
    line: usize,
    what: String,
}

/// A pattern found in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit<'a> {
    /// The label of the pattern.
    pub(crate) label: &'a str,
    /// The place of its first word.
    pub(crate) start: usize,
    /// The place after its last word.
    pub(crate) end: usize,
}

impl Lexicon {
    /// Reads lists; classes and labels are shared by all of them. A line that cannot be read is left out and
    /// reported: the rest of a list of dangers must not depend on it.
    pub(crate) fn read(lists: &[&str]) -> (Self, Vec<LexiconError>) {
        compile::compile(lists)
    }

    /// Whether any pattern is found.
    pub(crate) fn is_match(&self, words: &Words) -> bool {
        self.find(words, &self.marked(words), |_| true)
    }

    /// Every pattern found, in the order of the message.
    pub(crate) fn hits(&self, words: &Words) -> Vec<Hit<'_>> {
        let marked = self.marked(words);
        let mut hits = Vec::new();
        self.find(words, &marked, |hit| {
            hits.push(hit);
            false
        });
        hits
    }

    /// For each word the atoms that it may be, with the words of harmless expressions blanked.
    fn marked(&self, words: &Words) -> Vec<Vec<u32>> {
        let mut marked: Vec<Vec<u32>> = words.iter().map(|word| self.spelling.atoms(word)).collect();
        let mut blanked = Vec::new();
        for start in 0..marked.len() {
            for pattern in starting(&self.mask_starts, &self.masks, &marked, start) {
                blanked.extend(self.trace(pattern, words, &marked, start).unwrap_or_default());
            }
        }
        for place in blanked {
            if let Some(atoms) = marked.get_mut(place) {
                atoms.clear();
            }
        }
        marked
    }

    /// Calls `enough` with every pattern found, in the order of the message, until it says so. Whether it did.
    fn find<'a>(&'a self, words: &Words, marked: &[Vec<u32>], mut enough: impl FnMut(Hit<'a>) -> bool) -> bool {
        for start in 0..marked.len() {
            for pattern in starting(&self.pattern_starts, &self.patterns, marked, start) {
                let end = self
                    .trace(pattern, words, marked, start)
                    .and_then(|places| places.last().copied());
                let Some(last) = end else { continue };
                let label = self.labels.get(pattern.label).map_or("", String::as_str);
                if enough(Hit {
                    label,
                    start,
                    end: last + 1,
                }) {
                    return true;
                }
            }
        }
        false
    }

    /// The places of the words of a pattern that begins at `start`, if it is found there.
    ///
    /// Every step keeps each end once, so the cost is bounded by steps x gap x words whatever the message.
    fn trace(&self, pattern: &Pattern, words: &Words, marked: &[Vec<u32>], start: usize) -> Option<Vec<usize>> {
        let mut paths: Vec<Vec<usize>> = vec![Vec::new()];
        for (index, step) in pattern.steps.iter().enumerate() {
            let mut next: Vec<Vec<usize>> = Vec::new();
            for path in &paths {
                let first = path.last().map_or(start, |place| place + 1);
                let reach = if index == 0 { 0 } else { step.gap };
                for from in first..=first + reach {
                    if index > 0 && !step.crosses && !words.same_clause(first.saturating_sub(1), from) {
                        break;
                    }
                    for phrase in &step.phrases {
                        let end = from + phrase.len();
                        let known = next.iter().any(|p| p.last() == Some(&(end - 1)));
                        if !known && fits(phrase, marked, from) {
                            next.push(path.iter().copied().chain(from..end).collect());
                        }
                    }
                }
            }
            paths = next;
        }
        paths
            .into_iter()
            .find(|path| !pattern.whole || self.nothing_else(path, marked))
    }

    /// Whether all words beside these are fillers.
    fn nothing_else(&self, path: &[usize], marked: &[Vec<u32>]) -> bool {
        let mut others = marked.iter().enumerate().filter(|(place, _)| !path.contains(place));
        others.all(|(_, atoms)| atoms.iter().any(|atom| self.filler.contains(atom)))
    }
}

/// The patterns that may begin with the word at `start`.
fn starting<'a>(
    starts: &'a [Vec<usize>],
    patterns: &'a [Pattern],
    marked: &'a [Vec<u32>],
    start: usize,
) -> impl Iterator<Item = &'a Pattern> + 'a {
    let atoms = marked.get(start).into_iter().flatten();
    let indices = atoms.flat_map(|atom| starts.get(*atom as usize).into_iter().flatten());
    indices.filter_map(|index| patterns.get(*index))
}

/// Whether a phrase stands at `from`.
fn fits(phrase: &[Slot], marked: &[Vec<u32>], from: usize) -> bool {
    phrase.iter().zip(from..).all(|(slot, place)| {
        let word = marked.get(place);
        word.is_some_and(|atoms| atoms.iter().any(|atom| slot.atoms.contains(atom)) != slot.negated)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(list: &str, text: &str) -> Vec<String> {
        let (lexicon, errors) = Lexicon::read(&[list]);
        assert_eq!(errors, []);
        let words = Words::new(text);
        lexicon
            .hits(&words)
            .into_iter()
            .map(|hit| hit.label.to_owned())
            .collect()
    }

    #[test]
    fn words_stand_in_order_with_small_gaps() {
        let list = "who = mari mere\n[breath]\n$who respire plus/pas";
        assert_eq!(labels(list, "Ma mère ne respire presque plus"), ["breath"]);
        assert!(labels(list, "plus respire ma mère").is_empty());
        assert!(
            labels(list, "ma mère. Respire plus").is_empty(),
            "a clause is not crossed"
        );
        assert!(
            labels(list, "ma mère a dit hier que je respire plus").is_empty(),
            "too far"
        );
    }

    #[test]
    fn typing_errors_are_forgiven_in_long_words_only() {
        let list = "forgiving = pendre ambulance mort\nprotected = prendre\n[x]\npendre\n[y]\nambulance\n[z]\nmort";
        assert_eq!(labels(list, "une anbulence"), ["y"]);
        assert_eq!(labels(list, "pendre pandre prendre mort port"), ["x", "x", "z"]);
        assert!(labels("[x]\npendre", "pandre").is_empty(), "only where it is asked for");
    }

    #[test]
    fn masks_blank_what_they_cover() {
        let list = "[x]\nfeu\n[harmless]\nfeu_d_artifice\nfeu_vert/feu_rouge";
        assert!(labels(list, "le feu d'artifice et le feu vert").is_empty());
        assert_eq!(labels(list, "le feu d'artifice, et le feu chez moi"), ["x"]);
    }

    #[test]
    fn whole_messages_overlook_fillers() {
        let list = "filler = vite svp le\n[x]\n^ samu\n^ au_secours";
        assert_eq!(labels(list, "le SAMU vite svp !!"), ["x"]);
        assert_eq!(labels(list, "Au secours"), ["x"]);
        assert!(labels(list, "le samu recrute").is_empty());
    }

    #[test]
    fn negated_words_and_wide_gaps() {
        let list = "[x]\nen_finir_!avec\n[y]\ndouleur ... bras_gauche";
        assert_eq!(labels(list, "en finir vite"), ["x"]);
        assert!(labels(list, "en finir avec ça").is_empty());
        assert_eq!(
            labels(list, "une douleur dans la poitrine. Elle descend dans le bras gauche"),
            ["y"]
        );
    }

    #[test]
    fn a_list_that_cannot_be_read_says_where() {
        let (lexicon, errors) = Lexicon::read(&["[x]\nun mot\n$nobody ici", "avant label"]);
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(errors, ["line 3: unknown class $nobody"]);
        assert!(lexicon.is_match(&Words::new("un mot")), "the other lines hold");
        assert_eq!(Lexicon::read(&["avant tout label"]).1.len(), 1);
        assert_eq!(Lexicon::read(&["[x]\nmot !jamais"]).1.len(), 1);
    }
}
