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
                let place = language.pick("ligne", "line");
                writeln!(session.streams.errors, "guichet: {place} {number}: {reason}")?;
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
        return Err(language.pick("ligne trop longue".to_owned(), "line too long".to_owned()));
    };
    if bytes.trim_ascii().is_empty() {
        return Ok(None);
    }
    let question: Question = serde_json::from_slice(bytes).map_err(|error| {
        let expected = r#"{"text": "…", "lang": "fr"}"#;
        language.pick(
            format!("attendu {expected} ({error})"),
            format!("expected {expected} ({error})"),
        )
    })?;
    let own = question.lang.map(|tag| {
        Locale::parse(&tag).ok_or_else(|| language.pick("langue inconnue".to_owned(), "unknown language".to_owned()))
    });
    let locale = own.transpose()?.or(lang);
    Ok(Some(Utterance::new(question.text, Utc::now()).in_locale(locale)))
}
