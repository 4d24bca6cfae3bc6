//! What was written to the bot while it was away.

use std::time::Duration;

use chrono::{TimeDelta, Utc};
use guichet::store::Store;
use guichet_core::{Locale, Phrase};

use super::counter::{Counter, POOL, ask, assert_says, quick, text};
use crate::support::discord::{Said, Stage, State};

const CHANNEL: u64 = 1_100;
/// A channel of a server.
const SQUARE: u64 = 1_200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_said_while_away_is_answered_once() {
    let mut counter = Counter::open().await;
    let channels: Vec<u64> = (0..10).map(|n| CHANNEL + 2 * n).collect();
    for channel in &channels {
        ask(&counter, *channel).await;
    }
    let id = counter.fake.say(&Said::mentioning(SQUARE, POOL));
    counter.fake.reply_to(SQUARE, id).await;
    counter.fake.with(|state| {
        state.stall = Some(Stage::Upgrade);
        state.lose_session();
    });
    let mut missed = Vec::new();
    for channel in &channels {
        for _ in 0..3 {
            missed.push((*channel, counter.fake.say(&Said::privately(*channel, POOL))));
        }
    }
    let not_to_us = counter.fake.say(&Said::publicly(SQUARE, POOL));
    missed.push((SQUARE, counter.fake.say(&Said::mentioning(SQUARE, POOL))));
    counter.fake.with(|state| state.stall = None);
    counter.fake.ready(2).await;
    for (channel, id) in &missed {
        counter.fake.reply_to(*channel, *id).await;
    }
    // A second look finds the same messages, and answers none of them again.
    counter.close().await;
    counter.start(quick());
    counter.fake.ready(3).await;
    ask(&counter, CHANNEL + 101).await;
    for (channel, id) in &missed {
        assert_eq!(counter.fake.with(|s| s.replies_to(*channel, *id)).len(), 1);
    }
    assert!(counter.fake.with(|s| s.replies_to(SQUARE, not_to_us)).is_empty());
    counter.fake.assert_clean();
}

/// A question that is asked while the counter has lost its session.
fn missed(counter: &Counter) -> u64 {
    counter.fake.with(|state| {
        state.stall = Some(Stage::Upgrade);
        state.lose_session();
    });
    let missed = counter.fake.say(&Said::privately(CHANNEL, POOL));
    counter.fake.with(|state| state.stall = None);
    missed
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_found_again_takes_nothing_from_what_somebody_may_ask() {
    let counter = Counter::open().await;
    for _ in 0..7 {
        ask(&counter, CHANNEL).await;
    }
    // The eighth of a burst of eight.
    let missed = missed(&counter);
    counter.fake.ready(2).await;
    let answer = counter.fake.reply_to(CHANNEL, missed).await;
    assert_says(&answer, &counter.entry("piscine", Locale::FRENCH));
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_long_absence_the_last_day_is_answered_and_nothing_older() {
    let mut counter = Counter::open().await;
    ask(&counter, CHANNEL).await;
    counter.close().await;
    counter.fake.with(State::lose_session);
    let store = Store::open(&counter.data()).unwrap();
    let long_ago = (Utc::now() - TimeDelta::days(3)).timestamp().to_string();
    store.set_fact("discord.alive_at", long_ago).await.unwrap();
    store.close().await;
    let hours = |hours: u64| Duration::from_secs(3600 * hours);
    let [old, recent] = [25, 2].map(|ago| {
        counter
            .fake
            .with(|state| state.said_earlier(&Said::privately(CHANNEL, POOL), hours(ago)))
    });
    counter.start(quick());
    let answer = counter.fake.reply_to(CHANNEL, recent).await;
    assert_says(&answer, &counter.entry("piscine", Locale::FRENCH));
    // Answered in order: the older one would have been first.
    assert!(counter.fake.with(|state| state.replies_to(CHANNEL, old)).is_empty());
    counter.fake.assert_clean();
}

/// A machine whose battery is empty wakes up in another year; the network puts its clock right minutes later, if at all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_wrong_by_days_makes_no_question_old() {
    for difference in [TimeDelta::days(-3), TimeDelta::days(3)] {
        let mut counter = Counter::closed().await;
        counter.fake.with(|state| state.difference = difference);
        counter.start(quick());
        counter.fake.ready(1).await;
        let late = counter.phrase(Phrase::Late, Locale::FRENCH);
        let answered = async |counter: &Counter, id: u64| {
            let answer = counter.fake.reply_to(CHANNEL, id).await;
            assert_says(&answer, &counter.entry("piscine", Locale::FRENCH));
            assert!(!text(&answer).contains(&late), "{difference}: {answer:#}");
        };
        let first = counter.fake.say(&Said::privately(CHANNEL, POOL));
        answered(&counter, first).await;
        let missed = missed(&counter);
        counter.fake.ready(2).await;
        answered(&counter, missed).await;
        counter.close().await;
        counter.fake.assert_clean();
    }
}
