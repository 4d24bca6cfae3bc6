//! The whole path of a text to words: fold, cut, the staff's vocabulary, language, spelling, stems.

use super::{
    Concept, Guess, Kind, Languages, Spelling, Stemmer, Synonyms, Token, Vocabulary, fold, spelling::Context, tokenise,
};
use crate::{Locale, everyday::Everyday, parallel};

/// A word as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// As understood: folded, repaired.
    pub(crate) text: String,
    /// Its stem.
    pub(crate) stem: String,
    /// The ideas that it expresses, as numbers of synonym groups.
    pub(crate) concepts: Vec<Concept>,
    /// As written, folded, where it was repaired.
    pub(crate) repaired_from: Option<String>,
    /// The clause it stands in.
    pub(crate) clause: usize,
    /// Where it is at home.
    pub(crate) home: Home,
}

/// Where a word is at home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// The FAQ's questions use it.
    Faq,
    /// It is an ordinary word of the language.
    Language,
    /// Everyday messages use it and the FAQ hardly does: often the name of another place.
    Elsewhere,
    /// Nobody knows it: a name, or a word spelt beyond recognition.
    Nowhere,
}

/// A message, read.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// Its words in order.
    pub(crate) words: Vec<Word>,
    /// What its words say about its language.
    pub(crate) guess: Guess,
    /// The language it is read in.
    pub(crate) locale: Locale,
}

/// Reads messages the way the FAQ's own questions were read.
pub(crate) struct Analyser {
    languages: Languages,
    stemmers: Vec<(Locale, Stemmer)>,
    spelling: Spelling,
    vocabulary: Vocabulary,
    synonyms: Synonyms,
}

/// The most words of one message whose spelling is looked up: a long story holds a dozen unknown ones, and only noise
/// holds more than this.
const MOST_LOOKUPS: usize = 60;

/// An example question of the FAQ.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Example<'a> {
    pub(crate) locale: Locale,
    pub(crate) text: &'a str,
    pub(crate) class: usize,
}

impl Analyser {
    /// Learns the words of the FAQ. `vocabulary` holds language, what people write and what the FAQ says instead;
    /// `everyday` words are no misspelling of the FAQ's.
    pub(crate) fn learn<'a>(
        spoken: &[Locale],
        examples: &[Example<'_>],
        vocabulary: impl Iterator<Item = (Locale, &'a str, &'a str)>,
        everyday: Everyday,
    ) -> Self {
        let vocabulary = Vocabulary::new(vocabulary);
        let questions = parallel::in_batches(examples, |example| {
            (
                vocabulary.say(tokenise(&fold(example.text)), example.locale),
                example.locale,
            )
        });
        Self {
            languages: Languages::new(spoken),
            stemmers: spoken.iter().map(|locale| (*locale, Stemmer::new(*locale))).collect(),
            spelling: Spelling::learn(questions, everyday),
            vocabulary,
            synonyms: Synonyms::new(spoken),
        }
    }

    /// Reads a question of the FAQ, whose language is known and whose spelling is the FAQ's.
    pub(crate) fn read_example(&self, text: &str, locale: Locale) -> Vec<Word> {
        let tokens = self.vocabulary.say(tokenise(&fold(text)), locale).into_iter();
        tokens
            .map(|token| self.word(token.text, None, token.clause, locale))
            .collect()
    }

    /// Reads a citizen's message. `announced` is the language of their application.
    pub(crate) fn read(&self, text: &str, announced: Option<Locale>) -> Reading {
        let tokens = tokenise(&fold(text));
        let guess = self.languages.guess(tokens.iter().map(|token| token.text.as_str()));
        let locale = match guess {
            Guess::Spoken(locale) => locale,
            _ => self.locale_by_words(&tokens, announced),
        };
        let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
        let tokens = self.vocabulary.say(tokens, locale);
        let mut lookups = 0..MOST_LOOKUPS;
        for (i, token) in tokens.iter().enumerate() {
            let context = Context {
                before: words.last().map(|word| word.text.as_str()),
                after: tokens.get(i + 1).map(|next| next.text.as_str()),
            };
            let unknown = token.kind == Kind::Word && !self.spelling.is_right(&token.text);
            let repaired = if unknown && lookups.next().is_some() {
                self.spelling.repair(&token.text, context)
            } else {
                None
            };
            match repaired {
                None => words.push(self.word(token.text.clone(), None, token.clause, locale)),
                Some(parts) => {
                    for part in parts {
                        words.push(self.word(part, Some(token.text.clone()), token.clause, locale));
                    }
                }
            }
        }
        Reading { words, guess, locale }
    }

    /// The language whose questions alone use most of the words, for a message whose grammar does not tell, else the announced one, else the town's first.
    fn locale_by_words(&self, tokens: &[Token], announced: Option<Locale>) -> Locale {
        let languages = tokens.iter().filter_map(|token| self.spelling.language(&token.text));
        let languages: Vec<Locale> = languages.collect();
        let count = |locale: Locale| languages.iter().filter(|language| **language == locale).count();
        let announced = announced.filter(|a| self.stemmers.iter().any(|(l, _)| l == a));
        let fallback = announced
            .or(self.stemmers.first().map(|(l, _)| *l))
            .unwrap_or(Locale::FRENCH);
        let mut best = (fallback, count(fallback));
        for (locale, _) in &self.stemmers {
            let n = count(*locale);
            if n > best.1 {
                best = (*locale, n);
            }
        }
        best.0
    }

    fn home(&self, word: &str) -> Home {
        if self.spelling.is_elsewhere(word) {
            Home::Elsewhere
        } else if self.spelling.knows(word) {
            Home::Faq
        } else if self.spelling.is_ordinary(word) {
            Home::Language
        } else {
            Home::Nowhere
        }
    }

    fn word(&self, text: String, repaired_from: Option<String>, clause: usize, locale: Locale) -> Word {
        let stemmer = self.stemmers.iter().find(|(l, _)| *l == locale).map(|(_, s)| s);
        let stem = stemmer.map_or_else(|| text.clone(), |stemmer| stemmer.stem(&text).into_owned());
        let concepts = self.synonyms.of(&stem, locale).to_vec();
        Word {
            stem,
            concepts,
            home: self.home(&text),
            text,
            repaired_from,
            clause,
        }
    }
}
