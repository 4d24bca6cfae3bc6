//! How fast the shipped FAQ, and much larger ones, are learnt and answered: `cargo bench -p guichet-core`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on may end"
)]

use std::{fmt::Write as _, hint::black_box, path::Path};

use chrono::{DateTime, Utc};
use divan::Bencher;
use guichet_core::{Assistant, Utterance, catalogue::SourceFile};

fn main() {
    divan::main();
}

/// The shipped FAQ.
fn shipped() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../faq"))
}

/// Citizens' messages: one JSON object a line, of which only the text counts here.
fn messages() -> Vec<Utterance> {
    let lines = include_str!("../../tests/corpora/citizens.jsonl").lines();
    let texts = lines.filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    texts
        .map(|row| Utterance::new(row["text"].as_str().unwrap_or_default(), DateTime::<Utc>::UNIX_EPOCH))
        .collect()
}

/// A FAQ of `entries` entries with `questions` questions each, in made-up words that the entries partly share.
fn made_up(entries: usize, questions: usize) -> Vec<SourceFile> {
    const WORDS: &[&str] = &[
        "mairie",
        "horaires",
        "ouverture",
        "dossier",
        "école",
        "carte",
        "facture",
        "rue",
        "jardin",
        "livre",
        "enfant",
        "aide",
        "papier",
        "numéro",
        "service",
        "demande",
    ];
    let mut files = vec![SourceFile::new(
        "town.yaml",
        "town: {name: Ville, timezone: Europe/Paris, languages: [fr]}",
    )];
    let per_file = (2_000 / questions).max(1);
    let all: Vec<usize> = (0..entries).collect();
    for (number, part) in all.chunks(per_file).enumerate() {
        let mut yaml = String::from("entries:\n");
        for entry in part {
            let _ = writeln!(
                yaml,
                "  - id: e{entry}\n    answer: {{fr: Réponse {entry}.}}\n    questions:\n      fr:"
            );
            for question in 0..questions {
                let word = |n: usize| WORDS[(entry * 7 + question * n + n) % WORDS.len()];
                let _ = writeln!(
                    yaml,
                    "        - {} sujet{entry} {} mot{question} {}",
                    word(1),
                    word(3),
                    word(5)
                );
            }
        }
        files.push(SourceFile::new(format!("e{number}.yaml"), yaml));
    }
    files
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn load_the_shipped_faq(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| Assistant::load(black_box(shipped())).expect("the shipped FAQ loads"));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn judge_all_citizens_messages(bencher: Bencher<'_, '_>) {
    let assistant = Assistant::load(shipped()).expect("the shipped FAQ loads");
    let messages = messages();
    bencher
        .counter(divan::counter::ItemsCount::new(messages.len()))
        .bench_local(|| messages.iter().filter(|m| assistant.judge(m).confidence > 0.5).count());
}

#[divan::bench(sample_count = 1, sample_size = 1, args = [(10, 10), (100, 10), (150, 100), (400, 10)])]
fn load_made_up(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    let files = made_up(size.0, size.1);
    bencher.bench_local(|| Assistant::from_files(black_box(&files)).expect("it loads"));
}

#[divan::bench(sample_count = 3, sample_size = 20, args = [(10, 10), (100, 10), (150, 100), (400, 10)])]
fn answer_made_up(bencher: Bencher<'_, '_>, size: (usize, usize)) {
    let assistant = Assistant::from_files(&made_up(size.0, size.1)).expect("it loads");
    let utterance = Utterance::new("horaires sujet7 de la mairie mot3 svp", DateTime::<Utc>::UNIX_EPOCH);
    bencher.bench_local(|| assistant.reply(black_box(&utterance)));
}

/// The worst that can be sent.
#[divan::bench(sample_count = 3, sample_size = 3, args = ["zalgo", "override", "long", "emoji", "digits"])]
fn answer_hostile_text(bencher: Bencher<'_, '_>, kind: &str) {
    let assistant = Assistant::load(shipped()).expect("the shipped FAQ loads");
    let text = match kind {
        "zalgo" => "m\u{301}\u{302}\u{303}".repeat(30_000),
        "override" => "\u{202e}eiriam\u{200b} ".repeat(8_000),
        "long" => "la mairie est elle ouverte demain matin ".repeat(2_500),
        "emoji" => "😂🔥".repeat(12_000),
        _ => "0321613080 ".repeat(9_000),
    };
    let utterance = Utterance::new(text, DateTime::<Utc>::UNIX_EPOCH);
    bencher.bench_local(|| assistant.reply(black_box(&utterance)));
}
