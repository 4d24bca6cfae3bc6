//! What goes wrong with requests: limits, failures, floods, and our own crashes.

use std::time::Duration;

use guichet_core::Locale;
use serde_json::json;

use super::{
    acts::question,
    counter::{Counter, POOL, ask, assert_says, quick, text},
};
use crate::support::discord::{Fault, Said, State, typing};

const CHANNEL: u64 = 900;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_meets_limits_and_failures_arrives_once() {
    let counter = Counter::open().await;
    let busy = json!({"message": "You are being rate limited.", "retry_after": 1.0, "global": false});
    let faults = [
        Fault::Status(429, busy),
        Fault::Html(502),
        Fault::DoneButHang,
        Fault::Hang,
    ];
    for (fault, channel) in faults.into_iter().zip(CHANNEL..) {
        let place = fault.clone();
        counter
            .fake
            .with(|state| state.faults.push_back(("POST", "/messages", fault)));
        let id = counter.fake.say(&Said::privately(channel, POOL));
        let tries = |s: &mut State| {
            let posts = s.requests("POST", &format!("channels/{channel}/messages"));
            (posts.len() == 2 && !s.replies_to(channel, id).is_empty()).then_some(posts)
        };
        let posts = counter
            .fake
            .until(&format!("a second try after {place:?}"), tries)
            .await;
        assert_eq!(
            posts[0].body["nonce"], posts[1].body["nonce"],
            "the same answer has the same number"
        );
        ask(&counter, channel + 50).await;
        assert_eq!(counter.fake.with(|s| s.replies_to(channel, id)).len(), 1, "{place:?}");
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_channel_where_we_may_not_write_is_given_up_and_others_are_answered() {
    let counter = Counter::open().await;
    let refused = Fault::Status(
        403,
        json!({"message": "Cannot send messages to this user", "code": 50_007}),
    );
    counter
        .fake
        .with(|state| state.faults.push_back(("POST", "channels/900/messages", refused)));
    counter.fake.say(&Said::privately(CHANNEL, POOL));
    counter
        .fake
        .until("the refusal", |s| {
            (s.requests("POST", "channels/900/messages").len() == 1).then_some(())
        })
        .await;
    ask(&counter, CHANNEL + 1).await;
    assert_eq!(
        counter.fake.with(|s| s.requests("POST", "channels/900/messages").len()),
        1,
        "not tried again"
    );
}

/// How many interactions happen at once.
const MANY: u64 = 500;
/// How often they do: a machine that is busy with other things may be late for some of these, a counter that is too slow
/// is late for all.
const BURSTS: usize = 5;

/// As many threads as other work on the machine may have: this one is against the clock, which the issue sets.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn five_hundred_interactions_at_once_are_all_acknowledged_and_answered() {
    for _ in 0..BURSTS {
        if let Some(slowest) = slowest_of_a_burst().await {
            println!("slowest of {MANY} acknowledgements: {slowest:?}");
            return;
        }
    }
    panic!("late for some in each of {BURSTS} bursts");
}

/// How long the slowest acknowledgement took, if all came in time. Then all are answered too.
async fn slowest_of_a_burst() -> Option<Duration> {
    let mut counter = Counter::open().await;
    counter.fake.with(|state| state.patience = Duration::from_millis(2_500));
    // Nobody can write into the database until all are acknowledged.
    let database = rusqlite::Connection::open(counter.data().join("guichet.db")).unwrap();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    let tokens: Vec<String> = (0..MANY)
        .map(|n| counter.fake.interact(question(10_000 + n, "fr", POOL)))
        .collect();
    let typed = counter
        .fake
        .interact(typing(CHANNEL, "fr", "question", ("texte", "pisc")));
    let all = tokens.len() + 1;
    let seen = counter
        .fake
        .until("all acknowledged, or one too late", |s| {
            (s.acknowledged() == all || s.too_late > 0).then_some(s.too_late)
        })
        .await;
    if seen > 0 {
        database.execute_batch("ROLLBACK").unwrap();
        counter.crash().await;
        return None;
    }
    counter.fake.answer(&typed).await;
    database.execute_batch("ROLLBACK").unwrap();
    for token in &tokens {
        assert_says(
            &counter.fake.answer(token).await,
            &counter.entry("piscine", Locale::FRENCH),
        );
    }
    counter.fake.assert_clean();
    counter.fake.with(|state| state.slowest_acknowledgement())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_interaction_is_answered_although_requests_fail() {
    let counter = Counter::open().await;
    let busy = json!({"message": "You are being rate limited.", "retry_after": 1.0, "global": false});
    for (path, method, fault) in [
        ("callback", "POST", Fault::Html(502)),
        // Discord gives up after 3 seconds what has no first response.
        ("callback", "POST", Fault::Hang),
        ("callback", "POST", Fault::DoneButHang),
        ("@original", "PATCH", Fault::Html(502)),
        ("@original", "PATCH", Fault::Status(429, busy)),
    ] {
        counter
            .fake
            .with(|state| state.faults.push_back((method, path, fault.clone())));
        let answer = counter.answer(question(CHANNEL, "fr", POOL)).await;
        assert_says(&answer, &counter.entry("piscine", Locale::FRENCH));
        assert!(counter.fake.with(|state| state.faults.is_empty()), "{fault:?} was met");
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_crash_at_any_moment_every_stored_question_is_answered_once() {
    let mut counter = Counter::open().await;
    let rounds: u64 = std::env::var("GUICHET_CRASHES")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(15);
    ask(&counter, CHANNEL).await;
    let mut asked = Vec::new();
    for round in 0..rounds {
        for n in 0..4 {
            // A new person each time, so that nobody asks too fast; the channels are known after the first answers.
            let channel = CHANNEL + 100 + 2 * (round * 4 + n);
            asked.push((channel, counter.fake.say(&Said::privately(channel, POOL))));
        }
        // The first of this round is under way; the crash comes somewhere in its handling.
        let last = asked[asked.len() - 4];
        counter
            .fake
            .until("the first of a round", |s| {
                (!s.replies_to(last.0, last.1).is_empty()).then_some(())
            })
            .await;
        tokio::time::sleep(Duration::from_millis(round % 7)).await;
        let stored = counter.stored();
        asked.retain(|(_, id)| stored.contains(&id.to_string()));
        counter.crash().await;
        counter.start(quick());
        counter
            .fake
            .until("a new session", |s| s.is_connected().then_some(()))
            .await;
    }
    for (channel, id) in &asked {
        let answer = counter.fake.reply_to(*channel, *id).await;
        assert!(text(&answer).contains("Piscine"));
    }
    counter.close().await;
    for (channel, id) in &asked {
        assert_eq!(
            counter.fake.with(|s| s.replies_to(*channel, *id)).len(),
            1,
            "answered once"
        );
    }
    counter.fake.assert_clean();
}
