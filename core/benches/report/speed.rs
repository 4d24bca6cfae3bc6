//! How long an answer takes on the shipped FAQ, message by message.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use guichet_core::Utterance;

use crate::labelled::shipped;

/// Each message is timed so often; its middle time counts, so that what else the machine does does not.
const ROUNDS: usize = 25;

/// Prints the mean and the tail of the time from a message to its verdict, and to its reply.
pub(crate) fn report() {
    let set = shipped("citizens");
    let messages: Vec<Utterance> = set
        .messages
        .iter()
        .map(|labelled| Utterance::new(labelled.text.as_str(), DateTime::<Utc>::UNIX_EPOCH))
        .collect();
    println!(
        "{} citizens' messages, one thread       mean       p50       p99       max",
        messages.len()
    );
    line("verdict", &messages, |utterance| {
        drop(black_box(set.assistant.judge(utterance)));
    });
    line("reply", &messages, |utterance| {
        drop(black_box(set.assistant.reply(utterance)));
    });
    println!();
}

fn line(what: &str, messages: &[Utterance], work: impl Fn(&Utterance)) {
    let mut times: Vec<Duration> = messages
        .iter()
        .map(|message| {
            let mut rounds: Vec<Duration> = (0..ROUNDS)
                .map(|_| {
                    let start = Instant::now();
                    work(message);
                    start.elapsed()
                })
                .collect();
            rounds.sort_unstable();
            rounds[ROUNDS / 2]
        })
        .collect();
    times.sort_unstable();
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len()).unwrap_or(u32::MAX);
    println!(
        "{what:40} {:6.1} µs {:6.1} µs {:6.1} µs {:6.1} µs",
        micros(mean),
        micros(times[times.len() / 2]),
        micros(times[times.len() * 99 / 100]),
        micros(times[times.len() - 1])
    );
}
