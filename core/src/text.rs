//! From a message to words: normaliser, then tokeniser, then spelling and stems, each a file of its own.

mod language;
mod normaliser;
mod stemmer;
mod tokeniser;

pub(crate) use language::{Guess, Languages, is_function_word};
pub use normaliser::{MAX_CHARS, fold};
pub(crate) use stemmer::Stemmer;
pub(crate) use tokeniser::{Kind, Token, tokenise};
