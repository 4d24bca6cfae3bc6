//! How fast the shipped FAQ, and much larger ones, are learnt and answered: `cargo bench -p guichet-core`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on may end"
)]

mod made_up;

use std::{hint::black_box, path::Path};

use chrono::{DateTime, Utc};
use divan::Bencher;
use guichet_core::{Assistant, Utterance};
use made_up::{asked, made_up};

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
    let files = made_up(size.0, size.1);
    let assistant = Assistant::from_files(&files).expect("it loads");
    let utterance = Utterance::new(asked(&files), DateTime::<Utc>::UNIX_EPOCH);
    bencher.bench_local(|| assistant.reply(black_box(&utterance)));
}

const HOSTILE: [&str; 8] = [
    "zalgo",
    "override",
    "long",
    "emoji",
    "digits",
    "spread",
    "ligatures",
    "syllables",
];

/// The worst that can be sent.
#[divan::bench(sample_count = 3, sample_size = 3, args = HOSTILE)]
fn answer_hostile_text(bencher: Bencher<'_, '_>, kind: &str) {
    let assistant = Assistant::load(shipped()).expect("the shipped FAQ loads");
    let text = match kind {
        "zalgo" => "m\u{301}\u{302}\u{303}".repeat(30_000),
        "override" => "\u{202e}eiriam\u{200b} ".repeat(8_000),
        "long" => "la mairie est elle ouverte demain matin ".repeat(2_500),
        "emoji" => "😂🔥".repeat(12_000),
        "spread" => "1 a ".repeat(25_000),
        "syllables" => "각".repeat(30_000),
        "ligatures" => "\u{fdfa}".repeat(30_000),
        _ => "0321613080 ".repeat(9_000),
    };
    let utterance = Utterance::new(text, DateTime::<Utc>::UNIX_EPOCH);
    bencher.bench_local(|| assistant.reply(black_box(&utterance)));
}
