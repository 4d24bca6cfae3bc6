//! From a message to words: normaliser, tokeniser, language, spelling and stems, each a file of its own.

mod analyser;
mod language;
mod normaliser;
mod pairs;
mod phonetic;
mod spelling;
mod stemmer;
mod synonyms;
mod targets;
mod tokeniser;
mod vocabulary;

pub(crate) use analyser::{Analyser, Example, Home, Reading, Word};
pub(crate) use language::{Guess, Languages, function_words};
pub use normaliser::{MAX_CHARS, fold};
pub(crate) use normaliser::{MAX_UNIFIED_CHARS, is_invisible};
pub(crate) use phonetic::key as phonetic_key;
pub(crate) use spelling::Spelling;
pub(crate) use stemmer::Stemmer;
pub(crate) use synonyms::{Concept, Synonyms};
pub(crate) use tokeniser::{Kind, Token, tokenise};
pub(crate) use vocabulary::Vocabulary;
