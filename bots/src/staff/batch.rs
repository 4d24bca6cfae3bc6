//! `guichet ask --batch`: one JSON object a line in, one a line out, in the same order and in constant memory.

use std::io::{BufReader, BufWriter, Write};

use anyhow::Result;
use chrono::Utc;
use guichet_core::{Locale, Utterance};
use serde::Deserialize;

use super::{Session, answer::Answer};
use crate::{
    Assistant, Exit,
    language::Language,
    lines::{Line, next_line},
};

/// How much of each stream is held at a time, in bytes.
const BUFFER_BYTES: usize = 1 << 16;

/// A line of input.
#[derive(Deserialize)]
struct Question {
    text: String,
    #[serde(default)]
    lang: Option<String>,
}

/// Answers every line. A bad one is reported with its number; the others are answered all the same.
pub(super) fn batch(lang: Option<Locale>, assistant: &Assistant, session: &mut Session<'_, '_>) -> Result<Exit> {
    let language = session.language(assistant);
    let mut input = BufReader::with_capacity(BUFFER_BYTES, &mut *session.streams.input);
    let mut output = BufWriter::with_capacity(BUFFER_BYTES, &mut *session.streams.output);
    let mut exit = Exit::Success;
    let mut number = 0_u64;
    while let Some(line) = next_line(&mut input)? {
        number += 1;
        match read(&line, lang, language) {
            Ok(None) => {}
            Ok(Some(utterance)) => {
                serde_json::to_writer(&mut output, &Answer::to(&utterance, assistant)).map_err(std::io::Error::from)?;
                output.write_all(b"\n")?;
            }
            Err(reason) => {
                exit = Exit::Failure;
                let text = language.pick(
                    format!("guichet : ligne {number} : {reason}"),
                    format!("guichet: line {number}: {reason}"),
                );
                writeln!(session.streams.errors, "{text}")?;
            }
        }
        // Nothing more has arrived yet: whoever asks line by line gets the answer before asking again.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(exit)
}

/// The message of a line, `None` when the line is empty, or why it is none.
fn read(line: &Line, lang: Option<Locale>, language: Language) -> Result<Option<Utterance>, String> {
    let Line::Complete(bytes) = line else {
        return Err(language.pick("elle est trop longue.".to_owned(), "it is too long.".to_owned()));
    };
    if bytes.trim_ascii().is_empty() {
        return Ok(None);
    }
    let question: Question = serde_json::from_slice(bytes).map_err(|error| misread(&error, language))?;
    let own = question.lang.map(|tag| {
        Locale::parse(&tag).ok_or_else(|| {
            language.pick(
                "la langue de \"lang\" n'existe pas ; par exemple \"fr\" ou \"en\".".to_owned(),
                "the language of \"lang\" does not exist; for example \"fr\" or \"en\".".to_owned(),
            )
        })
    });
    let locale = own.transpose()?.or(lang);
    Ok(Some(Utterance::new(question.text, Utc::now()).in_locale(locale)))
}

/// Why a line is not a message, in words of our own: those of the parser are English.
fn misread(error: &serde_json::Error, language: Language) -> String {
    const EXPECTED: &str = r#"{"text": "…", "lang": "fr"}"#;
    if error.is_data() {
        return language.pick(
            format!("il y manque le message sous \"text\", ou une valeur n'est pas un texte. Écrivez : {EXPECTED}"),
            format!("it lacks the message under \"text\", or a value is no text. Write: {EXPECTED}"),
        );
    }
    let column = error.column();
    language.pick(
        format!("ce n'est pas du JSON à partir du caractère {column}. Écrivez : {EXPECTED}"),
        format!("it is not JSON from character {column} on. Write: {EXPECTED}"),
    )
}
