//! Lists of ways to say a thing, written in a small pattern language that a person without code can review:
//! danger, insults, signs of a scam. The files are in `core/data/`; this is how they are read.
//!
//! ```text
//! # A comment.
//! who = mari femme pere mere          a class of words, used as $who
//! language = fr                       a message in another language holds no misspelt word of this list
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
//! Words are folded, those of other scripts by the reader (`не_дышит`); `suicid*` is a beginning. The first letter is never an error. A clause is not crossed, except by
//! `...` and `_`.

mod compile;
mod forgiving;
mod search;
mod spelling;
mod words;

use search::{Candidate, Marked};
pub(crate) use words::Words;

/// The label of the patterns whose words are blanked first.
pub(crate) const HARMLESS: &str = "harmless";

/// Other words allowed between two items of a pattern: enough for an adverb and a pronoun.
const GAP: u8 = 2;
/// Other words that `...` allows: half a sentence.
const WIDE_GAP: u8 = 8;

/// Compiled patterns.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    spelling: spelling::Spelling,
    /// Every label once; the patterns refer to it by place.
    labels: Vec<String>,
    masks: Patterns,
    patterns: Patterns,
    /// Every item once: the same classes of words stand in hundreds of patterns.
    items: Vec<Item>,
    filler: Vec<u32>,
}

/// Patterns with the index that spares a message those that it cannot hold.
#[derive(Debug, Default)]
struct Patterns {
    list: Vec<Pattern>,
    /// For each atom the patterns that cannot be found without it or one of its like: by their rarest item.
    by_atom: Vec<Box<[u32]>>,
}

/// A line of a list. There are thousands, so nothing in them is longer than it must be.
#[derive(Debug)]
struct Pattern {
    label: usize,
    whole: bool,
    steps: Box<[Step]>,
    /// Its rarest item, by which it is found.
    key: usize,
    /// At most so many words stand before that item.
    before: usize,
}

/// An item in its place in a pattern.
#[derive(Clone, Copy, Debug)]
struct Step {
    /// Other words allowed before it.
    gap: u8,
    /// Whether the gap may cross into another clause.
    crosses: bool,
    /// Its number among the items.
    item: u32,
}

/// An item of patterns.
#[derive(Debug)]
struct Item {
    /// Phrases, any of which will do; a phrase is a run of slots.
    phrases: Box<[Box<[Slot]>]>,
    /// The atoms that its phrases begin with, in order.
    initials: Box<[u32]>,
}

impl Item {
    /// The words of its longest phrase.
    fn longest(&self) -> usize {
        self.phrases.iter().map(|phrase| phrase.len()).max().unwrap_or_default()
    }
}

/// One word of a phrase: any of these atoms, or none of them.
#[derive(Debug)]
struct Slot {
    /// In order.
    atoms: Box<[u32]>,
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
        self.look(words).find(|_| true)
    }

    /// Every pattern found, in the order of the message, then of the lists.
    pub(crate) fn hits(&self, words: &Words) -> Vec<Hit<'_>> {
        self.look(words).hits()
    }

    /// A first look at a message, for a fraction of the cost of finding the patterns.
    pub(crate) fn look<'a, 'w>(&'a self, words: &'w Words) -> Look<'a, 'w> {
        let marked = Marked::new(&self.spelling, words);
        Look {
            candidates: self.patterns.that_may_be_in(&self.items, &marked),
            lexicon: self,
            words,
            marked,
        }
    }

    fn label(&self, pattern: &Pattern) -> &str {
        self.labels.get(pattern.label).map_or("", String::as_str)
    }
}

/// A message with the patterns that it may hold: it has a word for each of their items, in whatever order.
pub(crate) struct Look<'a, 'w> {
    lexicon: &'a Lexicon,
    words: &'w Words,
    marked: Marked,
    candidates: Vec<Candidate<'a>>,
}

impl<'a> Look<'a, '_> {
    /// The labels of those patterns, some twice: at least those of the patterns that would be found in the message or in
    /// a part of it.
    pub(crate) fn labels(&self) -> impl Iterator<Item = &'a str> {
        let candidates = self.candidates.iter();
        candidates.map(|candidate| self.lexicon.label(candidate.pattern))
    }

    /// Every pattern found, in the order of the message, then of the lists.
    pub(crate) fn hits(self) -> Vec<Hit<'a>> {
        let mut hits = Vec::new();
        self.find(|hit| {
            hits.push(hit);
            false
        });
        hits.sort_by_key(|hit| hit.start);
        hits
    }

    /// Calls `enough` with every pattern found until it says so. Whether it did.
    fn find(mut self, mut enough: impl FnMut(Hit<'a>) -> bool) -> bool {
        if self.candidates.is_empty() {
            return false;
        }
        let (lexicon, words) = (self.lexicon, self.words);
        let mut blanked = Vec::new();
        for mask in lexicon.masks.that_may_be_in(&lexicon.items, &self.marked) {
            for start in mask.starts {
                let places = lexicon.trace(mask.pattern, words, &self.marked, start);
                blanked.extend(places.unwrap_or_default());
            }
        }
        self.marked.blank(&blanked);
        self.candidates.into_iter().any(|candidate| {
            candidate.starts.into_iter().any(|start| {
                let places = lexicon.trace(candidate.pattern, words, &self.marked, start);
                let last = places.and_then(|places| places.last().copied());
                last.is_some_and(|last| {
                    enough(Hit {
                        label: lexicon.label(candidate.pattern),
                        start,
                        end: last + 1,
                    })
                })
            })
        })
    }
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
    fn a_misspelt_word_is_one_of_the_language_of_the_message() {
        let list = "language = en\nforgiving = trapped\n[x]\ntrapped";
        assert_eq!(labels(list, "we are traped in the lift"), ["x"]);
        assert_eq!(labels(list, "traped"), ["x"], "the words do not tell");
        assert!(labels(list, "on peut les laisser dans la trappe").is_empty());
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
    fn words_of_other_scripts_are_written_as_people_do() {
        let list = "[x]\nне_дышит/дихає\n[y]\nلا ... يتنفس*\n[z]\nпожар*";
        assert_eq!(labels(list, "Мой муж НЕ дышит!"), ["x"]);
        assert_eq!(labels(list, "дихає"), ["x"]);
        assert_eq!(labels(list, "زوجي سقط و لا يَتَنَفَّسُ، بمن أتصل؟"), ["y"]);
        assert_eq!(labels(list, "у нас пожары"), ["z"]);
        assert!(labels(list, "он дышит").is_empty());
        for wrong in ["éteint", "не-дышит", "неd"] {
            assert_eq!(Lexicon::read(&[&format!("[x]\n{wrong}")]).1.len(), 1, "{wrong}");
        }
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
