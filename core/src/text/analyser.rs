//! The whole path of a text to words: fold, cut, the staff's vocabulary, language, spelling, stems.

use std::collections::HashMap;

use super::{Concept, Guess, Kind, Languages, Spelling, Stemmer, Synonyms, Token, fold, spelling::Context, tokenise};
use crate::Locale;

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
    /// Whether the FAQ uses it.
    pub(crate) known: bool,
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
    /// Per language: the first word of a written phrase -> the rest of it, and what the FAQ says instead.
    vocabulary: HashMap<(Locale, String), Vec<(Vec<String>, Vec<Token>)>>,
    synonyms: Synonyms,
    /// Per language the words of its questions, for messages whose grammar does not tell.
    words_of: HashMap<String, Vec<Locale>>,
}

/// An example question of the FAQ.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Example<'a> {
    pub(crate) locale: Locale,
    pub(crate) text: &'a str,
    pub(crate) class: usize,
}

impl Analyser {
    /// Learns the words of the FAQ. `vocabulary` holds language, what people write and what the FAQ says instead.
    pub(crate) fn learn<'a>(
        spoken: &[Locale],
        examples: impl Iterator<Item = Example<'a>> + Clone,
        vocabulary: impl Iterator<Item = (Locale, &'a str, &'a str)>,
        protected: impl Iterator<Item = String>,
    ) -> Self {
        let mut analyser = Self {
            languages: Languages::new(spoken),
            stemmers: spoken.iter().map(|locale| (*locale, Stemmer::new(*locale))).collect(),
            spelling: Spelling::default(),
            vocabulary: HashMap::new(),
            synonyms: Synonyms::new(spoken),
            words_of: HashMap::new(),
        };
        for (locale, written, said) in vocabulary {
            let mut phrase = tokenise(&fold(written)).into_iter().map(|token| token.text);
            let Some(first) = phrase.next() else { continue };
            let entry = analyser.vocabulary.entry((locale, first)).or_default();
            entry.push((phrase.collect(), tokenise(&fold(said))));
            // The longest phrase that fits wins.
            entry.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        let mut questions: Vec<Vec<String>> = Vec::new();
        for example in examples {
            let mut words = Vec::new();
            for token in analyser.say_as_staff(tokenise(&fold(example.text)), example.locale) {
                let languages = analyser.words_of.entry(token.text.clone()).or_default();
                if !languages.contains(&example.locale) {
                    languages.push(example.locale);
                }
                words.push(token.text);
            }
            questions.push(words);
        }
        analyser.spelling = Spelling::learn(questions.iter().map(Vec::as_slice), protected);
        analyser
    }

    /// Reads an example question, whose language is known and whose spelling is the FAQ's.
    pub(crate) fn read_example(&self, example: Example<'_>) -> Vec<Word> {
        let tokens = self.say_as_staff(tokenise(&fold(example.text)), example.locale);
        tokens
            .into_iter()
            .map(|token| self.word(token.text, None, token.clause, example.locale))
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
        let tokens = self.say_as_staff(tokens, locale);
        for (i, token) in tokens.iter().enumerate() {
            let context = Context {
                before: words.last().map(|word| word.text.as_str()),
                after: tokens.get(i + 1).map(|next| next.text.as_str()),
            };
            match self
                .spelling
                .repair(&token.text, context)
                .filter(|_| token.kind == Kind::Word)
            {
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

    /// The language whose questions use most of the words, else the announced one, else the town's first.
    fn locale_by_words(&self, tokens: &[Token], announced: Option<Locale>) -> Locale {
        let count = |locale: Locale| {
            tokens
                .iter()
                .filter(|t| self.words_of.get(&t.text).is_some_and(|l| l.as_slice() == [locale]))
                .count()
        };
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

    fn word(&self, text: String, repaired_from: Option<String>, clause: usize, locale: Locale) -> Word {
        let stemmer = self.stemmers.iter().find(|(l, _)| *l == locale).map(|(_, s)| s);
        let stem = stemmer.map_or_else(|| text.clone(), |stemmer| stemmer.stem(&text).into_owned());
        let concepts = self.synonyms.of(&stem, locale).to_vec();
        Word {
            stem,
            concepts,
            known: self.spelling.knows(&text),
            text,
            repaired_from,
            clause,
        }
    }

    /// Replaces what people write by what the FAQ says, from the staff's vocabulary of this language.
    fn say_as_staff(&self, tokens: Vec<Token>, locale: Locale) -> Vec<Token> {
        if self.vocabulary.is_empty() {
            return tokens;
        }
        let mut said = Vec::with_capacity(tokens.len());
        let mut rest = tokens.as_slice();
        while let [token, after @ ..] = rest {
            let phrases = self.vocabulary.get(&(locale, token.text.clone()));
            let fitting = phrases.into_iter().flatten().find(|(written, _)| {
                written.len() <= after.len() && written.iter().zip(after).all(|(w, t)| *w == t.text)
            });
            match fitting {
                Some((written, instead)) => {
                    said.extend(instead.iter().map(|t| Token {
                        clause: token.clause,
                        ..t.clone()
                    }));
                    rest = after.get(written.len()..).unwrap_or_default();
                }
                None => {
                    said.push(token.clone());
                    rest = after;
                }
            }
        }
        said
    }
}
