//! How time and memory grow with the FAQ.

use std::{
    env, fs,
    hint::black_box,
    process::Command,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use guichet_core::{Assistant, Utterance};

use crate::made_up::{asked, made_up};

/// The word that makes this program measure one size and print it as numbers: each has a process, and memory, of its
/// own.
pub(crate) const ONE: &str = "one-size";

/// Sizes in entries, of ten questions each.
const SIZES: &[usize] = &[10, 30, 100, 300, 500, 1_000, 3_000, 10_000];

/// How often the answer is timed; the middle time counts.
const ANSWERS: usize = 51;

/// What one size costs.
#[derive(Clone, Copy)]
struct Cost {
    load_ms: f64,
    answer_us: f64,
    peak_mib: f64,
}

/// Prints the table and the exponents: cost ~ entries ^ exponent, by least squares over the logarithms.
pub(crate) fn report() {
    println!("entries x 10 questions       load      answer   peak memory   answer / entry");
    let costs: Vec<(f64, Cost)> = SIZES
        .iter()
        .map(|entries| (*entries as f64, measured(*entries)))
        .collect();
    for (entries, cost) in &costs {
        println!(
            "{entries:22} {:7.0} ms {:8.1} µs {:9.1} MiB {:13.3} µs",
            cost.load_ms,
            cost.answer_us,
            cost.peak_mib,
            cost.answer_us / entries
        );
    }
    let exponent = |of: fn(&Cost) -> f64| {
        let points: Vec<(f64, f64)> = costs
            .iter()
            .map(|(entries, cost)| (entries.ln(), of(cost).ln()))
            .collect();
        slope(&points)
    };
    println!(
        "{:>22} {:7.2}    {:8.2}    {:9.2}\n",
        "exponent",
        exponent(|cost| cost.load_ms),
        exponent(|cost| cost.answer_us),
        exponent(|cost| cost.peak_mib)
    );
}

/// Measures one size in a process of its own.
fn measured(entries: usize) -> Cost {
    let program = env::current_exe().expect("this program has a path");
    let done = Command::new(program)
        .args([ONE, &entries.to_string()])
        .output()
        .expect("it starts again");
    let printed = String::from_utf8_lossy(&done.stdout);
    let numbers: Vec<f64> = printed
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [load_ms, answer_us, peak_mib] = numbers[..] else {
        panic!("{entries} entries: {}", String::from_utf8_lossy(&done.stderr))
    };
    Cost {
        load_ms,
        answer_us,
        peak_mib,
    }
}

/// Loads a FAQ of so many entries, answers, and prints what that cost.
pub(crate) fn one(entries: usize) {
    let files = made_up(entries, 10);
    let text = asked(&files);
    let start = Instant::now();
    let assistant = Assistant::from_files(&files).expect("the FAQ loads");
    let load = start.elapsed();
    let utterance = Utterance::new(text, DateTime::<Utc>::UNIX_EPOCH);
    let mut answers = [Duration::ZERO; ANSWERS];
    for answer in &mut answers {
        let start = Instant::now();
        black_box(assistant.reply(black_box(&utterance)));
        *answer = start.elapsed();
    }
    answers.sort_unstable();
    let answer = answers[ANSWERS / 2];
    println!(
        "{} {} {}",
        load.as_secs_f64() * 1e3,
        answer.as_secs_f64() * 1e6,
        peak_mib()
    );
}

/// The most memory that this process held so far, where the system tells (Linux); otherwise 0.
fn peak_mib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}

/// The slope of the line through the points, by least squares.
fn slope(points: &[(f64, f64)]) -> f64 {
    let count = points.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let over: f64 = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    over / points.iter().map(|p| (p.0 - x).powi(2)).sum::<f64>()
}
