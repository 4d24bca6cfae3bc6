//! How much one small machine carries: the real binary on a fake Bot API over real HTTP, `cargo bench -p guichet-tests`.
//!
//! Prints figures and judges nothing: what a busy machine does in a second proves no behaviour. The fake and the people
//! who ask share the processor with the counter.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    dead_code,
    unused_imports,
    reason = "a bench prints, and ends when it cannot go on; it needs a part of the suite's support"
)]

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use support::{
    binary::{self, Process},
    program::shipped_faq,
    site::Site,
    telegram::{Person, State, text},
};
use tokio::time::MissedTickBehavior;

#[path = "../support"]
mod support {
    pub(crate) mod binary;
    pub(crate) mod program;
    pub(crate) mod site;
    pub(crate) mod telegram;
}

/// How long the load lasts, unless `GUICHET_LOAD_SECONDS` says otherwise.
const SECONDS: u64 = 60;
/// Messages a second: more than the peak that a town of 100,000 may see in its worst hour.
const RATE: usize = 200;
/// People who ask, in turn.
const PEOPLE: i64 = 5000;
/// Messages come in small bursts, as from a poll: so many bursts a second.
const BURSTS: usize = 20;
/// How long the flood lasts.
const FLOOD: Duration = Duration::from_secs(10);
/// What one person sends in a second of the flood.
const FLOOD_RATE: usize = 100;
/// Who goes on asking meanwhile, each every five seconds.
const CALM: i64 = 100;
/// Messages a second of all calm people together.
const CALM_RATE: usize = 20;
/// The flooder's number, apart from everybody else's.
const FLOODER: i64 = 999_999;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let seconds = std::env::var("GUICHET_LOAD_SECONDS")
        .ok()
        .and_then(|seconds| seconds.parse().ok());
    binary::path();
    steady(seconds.unwrap_or(SECONDS)).await;
    flood().await;
}

/// Many people, each with a few questions.
async fn steady(seconds: u64) {
    let site = Site::new(shipped_faq()).await;
    let process = site.serve().await;
    let idle = memory(&process, "VmRSS");
    let mut asked = Asked::default();
    let began = Instant::now();
    let mut people = (1..=PEOPLE).cycle();
    let mut peak = 0;
    bursts(Duration::from_secs(seconds), |_| {
        let burst = people.by_ref().take(RATE / BURSTS).collect::<Vec<_>>();
        asked.send(&site, burst);
        peak = peak.max(memory(&process, "VmRSS"));
    })
    .await;
    let mut delays = asked.answered(&site).await;
    let last = site
        .fake
        .with(|state| state.posted.iter().map(|posted| posted.at).max().unwrap());
    peak = peak.max(memory(&process, "VmRSS"));
    println!(
        "load: {RATE} messages/s for {seconds} s from {} chats, shipped FAQ",
        asked.at.len()
    );
    println!("  answered       {} of {}", delays.len(), asked.number);
    println!("  sustained      {:.0} messages/s", rate(delays.len(), last - began));
    print_delays("  latency       ", &mut delays);
    println!(
        "  memory         {idle} KiB before, {peak} KiB at most meanwhile, {} KiB ever",
        memory(&process, "VmHWM")
    );
    site.fake.assert_clean();
    process.kill();
}

/// A hundred calm people, alone and then beside one who floods.
async fn flood() {
    let site = Site::new(shipped_faq()).await;
    let process = site.serve().await;
    println!(
        "flood: one chat, {FLOOD_RATE} messages/s for {} s, beside {CALM} calm chats",
        FLOOD.as_secs()
    );
    for with_flood in [false, true] {
        let mut asked = Asked::default();
        let mut people = (1..=CALM).cycle();
        bursts(FLOOD, |burst| {
            if with_flood {
                site.fake.happen(
                    (0..FLOOD_RATE / BURSTS).map(|_| text(Person::french(FLOODER), QUESTIONS[burst % QUESTIONS.len()])),
                );
            }
            asked.send(&site, people.by_ref().take(CALM_RATE / BURSTS).collect());
        })
        .await;
        let mut delays = asked.answered(&site).await;
        let who = if with_flood {
            "  calm, flooded "
        } else {
            "  calm, alone   "
        };
        print_delays(who, &mut delays);
        // The next round counts from here.
        site.fake.quiet().await;
        let flooded = site.fake.with(|state| {
            let flooded = state.posted_in(FLOODER).len();
            state.posted.clear();
            flooded
        });
        if with_flood {
            println!("  the flooder    {flooded} replies to {} messages", FLOOD_RATE * 10);
        }
    }
    process.kill();
}

/// What people ask.
const QUESTIONS: [&str; 8] = [
    "Quels sont les horaires de la mairie ?",
    "la médiathèque est ouverte ?",
    "g recu un mail bizar",
    "Comment inscrire mon fils à l'école ?",
    "Is the town hall open on Saturday?",
    "mes données ont-elles été volées ?",
    "où garer mon zeppelin ?",
    "bonjour",
];

/// What was asked, and when.
#[derive(Default)]
struct Asked {
    at: HashMap<i64, Vec<Instant>>,
    number: usize,
}

impl Asked {
    /// These people ask, one message each.
    fn send(&mut self, site: &Site, people: Vec<i64>) {
        let now = Instant::now();
        let mut updates = Vec::new();
        for id in people {
            self.at.entry(id).or_default().push(now);
            updates.push(text(Person::french(id), QUESTIONS[self.number % QUESTIONS.len()]));
            self.number += 1;
        }
        site.fake.happen(updates);
    }

    /// Waits for every answer. A chat is answered in order, so its n-th answer belongs to its n-th message.
    async fn answered(&self, site: &Site) -> Vec<Duration> {
        let ours = |state: &State| state.posted.iter().filter(|posted| posted.chat != FLOODER).count();
        let all = |state: &mut State| (ours(state) >= self.number).then_some(());
        site.fake.until("every answer", all).await;
        let mut earlier: HashMap<i64, usize> = HashMap::new();
        site.fake.with(|state| {
            let posted = state.posted.iter().filter(|posted| posted.chat != FLOODER);
            let delay = posted.filter_map(|posted| {
                let nth = earlier.entry(posted.chat).or_default();
                let asked = self.at.get(&posted.chat)?.get(*nth)?;
                *nth += 1;
                Some(posted.at - *asked)
            });
            delay.collect()
        })
    }
}

/// Calls `send` for each burst of a time, evenly.
async fn bursts(time: Duration, mut send: impl FnMut(usize)) {
    let mut ticks = tokio::time::interval(Duration::from_secs(1) / u32::try_from(BURSTS).unwrap());
    // A machine that is late catches up: the rate is what is measured.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    for burst in 0..usize::try_from(time.as_secs()).unwrap() * BURSTS {
        ticks.tick().await;
        send(burst);
    }
}

fn print_delays(who: &str, delays: &mut [Duration]) {
    delays.sort_unstable();
    let at = |share: usize| delays[(delays.len() - 1) * share / 100].as_millis();
    println!("{who} p50 {} ms, p99 {} ms, longest {} ms", at(50), at(99), at(100));
}

#[expect(clippy::cast_precision_loss, reason = "some thousand messages")]
fn rate(messages: usize, time: Duration) -> f64 {
    messages as f64 / time.as_secs_f64()
}

/// A figure of the process's memory in KiB; 0 where the system does not tell.
fn memory(process: &Process, figure: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(figure));
    let number = line.and_then(|line| line.trim_start_matches(':').split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or_default()
}
