//! The words of a text with their places, and what their capitals may say.

use std::ops::Range;

use super::{key, markers, overlaps};

/// A run of letters, perhaps with hyphens inside, or a run of digits.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// Folded: lower case, no accents.
    pub(super) folded: String,
    /// What it is made of.
    pub(super) form: Form,
    /// Whether a sentence, a line or a quotation begins with it.
    pub(super) first: bool,
}

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Digits.
    Number,
    /// Letters of which nothing can be told: small ones, or any where everything is in capitals.
    Small,
    /// A capital, then letters of any kind.
    Capital,
    /// Two capitals or more, nothing else.
    Capitals,
}

impl Word {
    /// Whether it begins with a capital that means something.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.form, Form::Capital | Form::Capitals)
    }

    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        self.form == Form::Number
    }
}

/// The words of one text.
#[derive(Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    list: Vec<Word>,
}

/// From this share of capital letters on (in percent), and this many letters, capitals say nothing.
const SHOUTING_PERCENT: usize = 60;
const SHOUTING_LETTERS: usize = 12;

impl<'a> Words<'a> {
    /// Cuts a text into words; the words of the markers in it are passed over.
    pub(super) fn new(text: &'a str) -> Self {
        let markers = markers(text);
        let shouting = is_shouting(text);
        let mut words = Self { text, list: Vec::new() };
        for range in runs(text).into_iter().filter(|run| !overlaps(run, &markers)) {
            let written = text.get(range.clone()).unwrap_or_default();
            words.list.push(Word {
                folded: key(written),
                form: form(written, shouting),
                first: false,
                range,
            });
        }
        for at in 0..words.list.len() {
            let first = words.begins_sentence(at);
            if let Some(word) = words.list.get_mut(at) {
                word.first = first;
            }
        }
        words
    }

    /// How many words there are.
    pub(super) const fn len(&self) -> usize {
        self.list.len()
    }

    /// The words in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Word> {
        self.list.iter()
    }

    /// The word of a number.
    pub(super) fn get(&self, at: usize) -> Option<&Word> {
        self.list.get(at)
    }

    /// The first word that begins at this byte or behind it.
    pub(super) fn index_from(&self, byte: usize) -> usize {
        self.list.partition_point(|word| word.range.start < byte)
    }

    /// What stands between a word and the next one.
    pub(super) fn behind(&self, at: usize) -> &'a str {
        let start = self.list.get(at).map_or(0, |word| word.range.end);
        let end = self.list.get(at + 1).map_or(self.text.len(), |word| word.range.start);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether a word and the next one belong together: a space, a hyphen, an apostrophe or the dot of an initial
    /// between them, no line break.
    pub(super) fn joined(&self, at: usize) -> bool {
        at + 1 < self.list.len() && {
            let between = self.behind(at);
            let dotted = between.starts_with('.') && self.list.get(at).is_some_and(is_initial);
            let between = if dotted {
                between.trim_start_matches('.')
            } else {
                between
            };
            between.chars().count() <= 2 && between.chars().all(|c| matches!(c, ' ' | '-' | '\'' | '’'))
        }
    }

    /// Whether a sentence begins with this word. The dot of an abbreviation ("M. Petit") ends none.
    fn begins_sentence(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            let start = self.list.first().map_or(0, |word| word.range.start);
            return !self.text.get(..start).unwrap_or_default().contains(']');
        };
        let abbreviation = self
            .list
            .get(before)
            .is_some_and(|word| is_initial(word) || ABBREVIATIONS.contains(&word.folded.as_str()));
        let between = self.behind(before);
        let between = if abbreviation {
            between.trim_start_matches('.')
        } else {
            between
        };
        between.contains(|c: char| {
            matches!(
                c,
                '.' | '!' | '?' | '…' | ':' | '\n' | '«' | '"' | '“' | '(' | '•' | '*' | '>'
            )
        }) || between.contains(" - ")
    }
}

fn form(written: &str, shouting: bool) -> Form {
    let letters = written.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = written.chars().filter(|c| c.is_uppercase()).count();
    let initial = written.chars().next().is_some_and(char::is_uppercase);
    match letters {
        0 => Form::Number,
        _ if !initial || shouting => Form::Small,
        _ if letters > 1 && capitals == letters => Form::Capitals,
        _ => Form::Capital,
    }
}

/// Words whose dot ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "m", "mr", "mrs", "ms", "mme", "mmes", "mlle", "mm", "dr", "pr", "me", "st", "ste", "av", "bd", "tel", "ex",
];

/// A single capital letter: `J.`
fn is_initial(word: &Word) -> bool {
    word.is_capital() && word.range.len() == 1
}

/// Whether so much is in capitals that a capital says nothing.
fn is_shouting(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    letters >= SHOUTING_LETTERS && capitals * 100 >= letters * SHOUTING_PERCENT
}

/// The bytes of each run of letters (hyphens between letters belong to it) or of digits.
fn runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    let mut kind = None;
    let mut hyphen = false;
    for (at, c) in text.char_indices() {
        let this = (c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c))
            .then_some(true)
            .or_else(|| c.is_numeric().then_some(false));
        match (this, runs.last_mut()) {
            (Some(letter), Some(last)) if kind == Some(letter) && (last.end == at || (hyphen && letter)) => {
                last.end = at + c.len_utf8();
                hyphen = false;
            }
            (Some(letter), _) => {
                runs.push(at..at + c.len_utf8());
                kind = Some(letter);
                hyphen = false;
            }
            (None, last) => hyphen = c == '-' && kind == Some(true) && last.is_some_and(|last| last.end == at),
        }
    }
    runs
}
