//! What goes wrong between us and the gateway: connections, sessions, refusals.

use std::time::Duration;

use guichet::{
    discord::{Budget, Pace},
    supervise::Failure,
};
use serde_json::json;

use super::counter::{Counter, POOL, ask, quick};
use crate::support::discord::{DeadEnd, Fault, Said, Stage, State};

const CHANNEL: u64 = 800;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_dropped_connection_is_resumed_and_nothing_is_answered_twice() {
    let counter = Counter::open().await;
    ask(&counter, CHANNEL).await;
    for how in 0..4 {
        let resumed = counter.fake.with(|state| {
            match how {
                0 => state.drop_connections(),
                1 => state.opcode(7, &json!(null)),
                2 => state.close(Some(4000)),
                _ => state.opcode(9, &json!(true)),
            }
            state.resumes
        });
        // Said while nobody listens: the session brings it back.
        let id = counter.fake.say(&Said::privately(CHANNEL + how, POOL));
        counter
            .fake
            .until("a resumed session", |s| {
                (s.resumes > resumed && s.is_connected()).then_some(())
            })
            .await;
        counter.fake.reply_to(CHANNEL + how, id).await;
        counter.fake.with(State::repeat_last_event);
        ask(&counter, CHANNEL + 10 + how).await;
        assert_eq!(
            counter.fake.with(|s| s.replies_to(CHANNEL + how, id)).len(),
            1,
            "way {how}"
        );
    }
    assert_eq!(
        counter.fake.with(|state| state.identifies),
        1,
        "a session is resumed, not begun anew"
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_that_stalls_at_any_stage_is_left_and_found_again() {
    for stage in [Stage::Upgrade, Stage::Hello, Stage::Ready, Stage::Acknowledge] {
        let impatient = Pace {
            silence: Duration::from_secs(3),
            ..quick()
        };
        let mut counter = Counter::closed().await;
        counter.fake.with(|state| state.heartbeat_ms = 500);
        counter.start(impatient);
        counter.fake.ready(1).await;
        ask(&counter, CHANNEL).await;
        let before = counter.fake.with(|state| {
            state.stall = Some(stage);
            state.drop_connections();
            state.connections
        });
        // It has tried at least twice in vain (the second look at an acknowledging gateway is the resumed session).
        counter
            .fake
            .until("attempts", |s| (s.connections >= before + 2).then_some(()))
            .await;
        let identified = counter.fake.with(|state| {
            state.stall = None;
            state.identifies
        });
        ask_after_recovery(&counter, stage).await;
        assert!(counter.fake.with(|s| s.identifies) <= identified + 2, "{stage:?}");
        counter.fake.assert_clean();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_that_swallows_connections_is_left_and_found_again() {
    for dead_end in [DeadEnd::before_tcp().await, DeadEnd::before_tls()] {
        let impatient = Pace {
            silence: Duration::from_secs(3),
            greeting: Duration::from_secs(1),
            ..quick()
        };
        let mut counter = Counter::closed().await;
        counter
            .fake
            .with(|state| state.resume_gateway = Some(dead_end.gateway.clone()));
        counter.start(impatient);
        counter.fake.ready(1).await;
        ask(&counter, CHANNEL).await;
        // First the library, which resumes, is stuck there; then our own look before a login.
        let looks = counter.fake.with(|state| {
            state.gateway = Some(dead_end.gateway.clone());
            state.drop_connections();
            state.requests("GET", "gateway").len()
        });
        counter.until_count("GET", "gateway", looks + 3).await;
        let identified = counter.fake.with(|state| {
            state.gateway = None;
            state.resume_gateway = None;
            state.identifies
        });
        assert_eq!(identified, 1, "what does not answer costs no login");
        counter.fake.ready(2).await;
        ask(&counter, CHANNEL).await;
        counter.fake.assert_clean();
    }
}

async fn ask_after_recovery(counter: &Counter, stage: Stage) {
    let connected = |s: &mut State| s.is_connected().then_some(());
    counter
        .fake
        .until(&format!("a connection after {stage:?}"), connected)
        .await;
    // What is said in the moment of a reconnection is found by resuming or by searching the channel.
    ask(counter, CHANNEL).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_closed_without_a_code_is_replaced() {
    let counter = Counter::open().await;
    ask(&counter, CHANNEL).await;
    let before = counter.fake.with(|state| {
        state.heartbeat_ms = 600_000;
        state.lose_session();
        state.identifies
    });
    counter.fake.ready(before + 1).await;
    // No heartbeat is due for ten minutes: only the probe can notice.
    let before = counter.fake.with(|state| {
        state.close(None);
        state.connections
    });
    counter
        .fake
        .until("a new connection", |s| {
            (s.connections > before && s.is_connected()).then_some(())
        })
        .await;
    ask(&counter, CHANNEL).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refused_sessions_use_up_the_day_and_a_restart_does_not_give_it_back() {
    let mut counter = Counter::closed().await;
    counter.fake.with(|state| state.refuse_sessions = true);
    let mut pace = quick();
    pace.budget = Budget {
        per_day: 4,
        ..pace.budget
    };
    counter.start(pace);
    counter
        .fake
        .until("four logins", |s| (s.identifies == 4).then_some(()))
        .await;
    for _ in 0..2 {
        counter.crash().await;
        let looks = counter.count("GET", "gateway");
        counter.start(pace);
        counter.until_count("GET", "gateway", looks + 1).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert_eq!(counter.fake.with(|s| s.identifies), 4);
    }
    counter.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_token_or_intent_ends_the_adapter_and_says_what_to_do() {
    for (code, word) in [
        (None, "DISCORD_BOT_TOKEN"),
        (Some(4004), "DISCORD_BOT_TOKEN"),
        (Some(4014), "4014"),
    ] {
        let mut counter = Counter::closed().await;
        counter.fake.with(|state| match code {
            None => state.faults.push_back((
                "GET",
                "gateway",
                Fault::Status(401, json!({"message": "401", "code": 0})),
            )),
            Some(code) => state.close_identify = Some(code),
        });
        counter.start(quick());
        let Err(Failure::Final(error)) = counter.ended().await else {
            panic!("{code:?} is not the end")
        };
        assert!(error.to_string().contains(word), "{error}");
        assert!(!error.to_string().contains("canary"), "{error}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_gateway_elsewhere_is_not_believed_and_a_failing_server_is_waited_for() {
    let mut counter = Counter::closed().await;
    counter.fake.with(|state| {
        state.gateway = Some("wss://gateway.discord.gg".into());
        for fault in [
            Fault::Html(502),
            Fault::Status(500, json!({})),
            Fault::Status(429, json!({"retry_after": 1.0})),
        ] {
            state.faults.push_back(("GET", "gateway", fault));
        }
    });
    counter.start(quick());
    counter.until_count("GET", "gateway", 6).await;
    assert_eq!(counter.fake.with(|s| s.connections), 0);
    counter.fake.with(|state| {
        state.gateway = None;
        state.logins_left = 0;
    });
    counter.until_count("GET", "gateway", 9).await;
    assert_eq!(counter.fake.with(|s| s.connections), 0, "no login is left today");
    counter.fake.with(|state| state.logins_left = 1);
    counter.fake.ready(1).await;
    ask(&counter, CHANNEL).await;
}
