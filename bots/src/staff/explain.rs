//! `guichet ask --explain`: why the counter answers so, as a table for a clerk or as JSON.

use std::io::{self, Write};

use guichet_core::{Catalogue, Explanation, Utterance, verdict::Outcome};
use serde::Serialize;

use super::answer::Answer;
use crate::{Assistant, language::Language};

/// Words that change the confidence by less than this are not worth a clerk's attention.
const WORTH_TELLING: f32 = 0.005;

/// The explanation as data, beside the answer.
#[derive(Serialize)]
pub(super) struct Explained<'a> {
    #[serde(flatten)]
    answer: Answer,
    words: Vec<Weighed<'a>>,
    answer_from: f32,
    clarify_from: f32,
    by_signal: bool,
}

#[derive(Serialize)]
struct Weighed<'a> {
    word: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<&'a str>,
    known: bool,
    counts: f32,
}

impl<'a> Explained<'a> {
    /// Puts the answer and what it rests on together.
    pub(super) fn new(utterance: &Utterance, assistant: &Assistant, explanation: &'a Explanation) -> Self {
        let words = explanation.words.iter().map(|word| Weighed {
            word: &word.word,
            written: word.written.as_deref(),
            known: word.known,
            counts: word.counts,
        });
        Self {
            answer: Answer::to(utterance, assistant),
            words: words.collect(),
            answer_from: explanation.answer_from,
            clarify_from: explanation.clarify_from,
            by_signal: explanation.by_signal,
        }
    }
}

/// Writes the explanation as a table.
pub(super) fn write(
    explanation: &Explanation,
    catalogue: &Catalogue,
    language: Language,
    output: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    words(explanation, language, output)?;
    candidates(explanation, catalogue, language, output)?;
    verdict(explanation, language, output)
}

fn words(explanation: &Explanation, language: Language, output: &mut (impl Write + ?Sized)) -> io::Result<()> {
    writeln!(output, "{}", language.pick("Mots compris", "Words understood"))?;
    for word in &explanation.words {
        let understood = match &word.written {
            Some(written) if *written != word.word => format!("{written} -> {}", word.word),
            _ => word.word.clone(),
        };
        let effect = if word.counts.abs() < WORTH_TELLING {
            String::new()
        } else {
            format!("{:+.0} %", word.counts * 100.0)
        };
        let unknown = if word.known {
            ""
        } else {
            language.pick("inconnu de la FAQ", "not in the FAQ")
        };
        writeln!(
            output,
            "  {}",
            format!("{understood:<28} {effect:>7}  {unknown}").trim_end()
        )?;
    }
    writeln!(output)
}

fn candidates(
    explanation: &Explanation,
    catalogue: &Catalogue,
    language: Language,
    output: &mut (impl Write + ?Sized),
) -> io::Result<()> {
    writeln!(output, "{}", language.pick("Réponses envisagées", "Answers considered"))?;
    for candidate in &explanation.verdict.candidates {
        let title = catalogue
            .topic(&candidate.id)
            .map_or("", |topic| topic.title(explanation.verdict.locale));
        let confidence = candidate.confidence * 100.0;
        writeln!(output, "  {confidence:>3.0} %  {:<24} {title}", candidate.id.as_str())?;
    }
    writeln!(output)
}

fn verdict(explanation: &Explanation, language: Language, output: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let (answer, clarify) = (explanation.answer_from * 100.0, explanation.clarify_from * 100.0);
    let kind = match explanation.verdict.outcome {
        Outcome::Answer(_) => language.pick("répondre", "answer"),
        Outcome::Clarify(_) => language.pick("faire préciser", "ask back"),
        Outcome::Unknown(_) => language.pick("dire que la FAQ ne le sait pas", "say that the FAQ does not know"),
    };
    let ids: Vec<&str> = explanation
        .verdict
        .outcome
        .ids()
        .iter()
        .map(guichet_core::EntryId::as_str)
        .collect();
    writeln!(output, "{}", language.pick("Décision", "Verdict"))?;
    writeln!(output, "  {}", format!("{kind} {}", ids.join(", ")).trim_end())?;
    if explanation.by_signal {
        let why = language.pick(
            "reconnu par une liste (danger, message suspect, numéros et sites officiels)",
            "recognised by a list (danger, suspicious message, official numbers and sites)",
        );
        writeln!(output, "  {why}")?;
    }
    let scale = language.pick(
        format!("réponse à partir de {answer:.0} %, question à partir de {clarify:.0} %"),
        format!("answers from {answer:.0} %, asks back from {clarify:.0} %"),
    );
    writeln!(output, "  {scale}")
}
