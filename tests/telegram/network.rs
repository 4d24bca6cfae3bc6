//! Networks that are down, slow, or lie: rows F6 to F11 and F13 of the fault catalogue.

use std::time::Duration;

use guichet::{supervise::Failure, telegram::Timing};
use guichet_core::Locale;
use serde_json::json;
use tokio::net::TcpListener;

use super::counter::{Counter, account, quick};
use crate::support::telegram::{FakeTelegram, Fault, Person, text};

const QUESTION: &str = "la piscine est-elle ouverte ?";

/// Faults of every class that is not a refusal of the Bot API.
fn every_class() -> Vec<Fault> {
    vec![
        Fault::Raw(500, "Internal Server Error"),
        Fault::Raw(502, "<html><body>CanaryBody Bad Gateway</body></html>"),
        Fault::Raw(200, "<html>CanaryBody captive portal</html>"),
        Fault::Raw(407, "CanaryBody proxy wants a password"),
        Fault::Drop,
        Fault::refuse(500, "Internal Server Error"),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_start_without_a_network_waits_for_it() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = port.local_addr().unwrap();
    drop(port);
    let mut counter = Counter::closed().await;
    counter.serve_elsewhere(&format!("http://{address}"));
    tokio::time::sleep(Duration::from_millis(1500)).await;
    assert!(counter.is_serving(), "it must wait, not end");
    counter.fake = FakeTelegram::start_at(address).await;
    counter.fake.happens(text(Person::french(41), QUESTION));
    let answer = counter.fake.post(41, 0).await;
    assert!(answer.text.contains(&counter.entry("piscine", Locale::FRENCH)));
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_outage_between_two_questions_loses_neither() {
    let mut counter = Counter::open().await;
    counter.fake.happens(text(Person::french(41), QUESTION));
    counter.fake.post(41, 0).await;
    let fake = std::mem::replace(&mut counter.fake, FakeTelegram::start().await);
    let stopped = fake.stop().await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    counter.fake = FakeTelegram::resume(stopped).await;
    counter.fake.happens(text(Person::french(42), QUESTION));
    counter.fake.post(42, 0).await;
    assert_eq!(counter.fake.with(|state| state.posted_in(41).len()), 1);
    counter.fake.assert_clean();
}

/// A counter whose first polls fail like this.
async fn serve_despite(faults: Vec<Fault>) {
    let mut counter = Counter::closed().await;
    let failing = faults.len();
    counter.fake.fault("getMe", [Fault::Raw(502, "<html>")]);
    counter.fake.fault("getUpdates", faults);
    counter.fake.happens(text(Person::french(41), QUESTION));
    counter.start(quick());
    counter.fake.post(41, 0).await;
    counter.fake.quiet().await;
    let polls = counter.fake.with(|state| state.requests_of("getupdates"));
    assert!(polls.len() > failing);
    for poll in polls {
        let wanted = poll.body["allowed_updates"].as_array().unwrap();
        for kind in [
            "message",
            "edited_message",
            "callback_query",
            "inline_query",
            "my_chat_member",
        ] {
            assert!(wanted.contains(&json!(kind)), "{kind}");
        }
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn polls_that_fail_lose_nothing_and_say_every_time_what_they_want() {
    // The pauses double: a few faults at a time.
    let faults = every_class();
    let few = faults.chunks(3).map(|faults| serve_despite(faults.to_vec()));
    for served in few.map(tokio::spawn).collect::<Vec<_>>() {
        served.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poll_that_hangs_is_given_up() {
    let mut counter = Counter::closed().await;
    counter.fake.fault("getUpdates", [Fault::Hang]);
    counter.fake.happens(text(Person::french(41), QUESTION));
    counter.start(Timing {
        long_poll: Duration::from_secs(1),
        call: Duration::from_secs(1),
        ..quick()
    });
    counter.fake.post(41, 0).await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replies_that_fail_are_sent_again_and_others_do_not_wait() {
    let mut counter = Counter::closed().await;
    counter.fake.fault("sendMessage", every_class());
    let people = 41..61;
    counter
        .fake
        .happen(people.clone().map(|id| text(Person::french(id), QUESTION)));
    counter.start(quick());
    for id in people {
        counter.fake.post(id, 0).await;
        assert_eq!(counter.fake.with(|state| state.posted_in(id).len()), 1, "chat {id}");
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_hangs_holds_up_its_own_chat_only() {
    let mut counter = Counter::closed().await;
    counter.fake.fault("sendMessage", [Fault::Hang]);
    counter
        .fake
        .happen((41..46).map(|id| text(Person::french(id), QUESTION)));
    counter.start(Timing {
        call: Duration::from_secs(1),
        ..quick()
    });
    for id in 41..46 {
        counter.fake.post(id, 0).await;
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn updates_of_the_future_are_stepped_over() {
    let mut counter = Counter::closed().await;
    let future = |number: i64| match number % 3 {
        0 => json!({"brain_wave": {"text": "CanaryThought"}}),
        1 => json!({"message": {"message_id": "not a number", "text": "CanaryThought"}}),
        _ => json!({"message": {"deep": [[[[{"x": 1}]]]]}}),
    };
    let mixed = (0..50).flat_map(|number| [future(number), text(Person::french(1000 + number), QUESTION)]);
    counter.fake.happen(mixed);
    counter.start(quick());
    for number in 0..50 {
        counter.fake.post(1000 + number, 0).await;
    }
    counter.fake.quiet().await;
    let unreadable = counter.number("SELECT count(*) FROM inbox WHERE state = 'unreadable' AND content IS NULL");
    assert_eq!(unreadable, 50);
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_polls_wait_as_told() {
    let mut counter = Counter::closed().await;
    counter.fake.fault("getUpdates", [Fault::too_many(2)]);
    counter.fake.happens(text(Person::french(41), QUESTION));
    counter.start(quick());
    counter.fake.post(41, 0).await;
    let polls = counter.fake.with(|state| state.requests_of("getupdates"));
    assert!(polls[1].at - polls[0].at >= Duration::from_secs(2));
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wrong_token_ends_the_adapter() {
    let mut counter = Counter::closed().await;
    counter.fake.fault("getMe", [Fault::refuse(401, "Unauthorized")]);
    counter.start(quick());
    let Err(Failure::Final(error)) = counter.end().await else {
        panic!("it must end for good");
    };
    let message = error.to_string();
    assert!(
        message.contains("TELEGRAM_BOT_TOKEN") && !message.contains("canary"),
        "{message}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_revoked_while_serving_ends_the_adapter() {
    for method in ["getUpdates", "sendMessage"] {
        let mut counter = Counter::open().await;
        counter.fake.quiet().await;
        counter.fake.fault(method, [Fault::refuse(401, "Unauthorized")]);
        counter.fake.happens(text(Person::french(41), QUESTION));
        assert!(matches!(counter.end().await, Err(Failure::Final(_))), "{method}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_bot_with_the_same_token_loses_us_nothing() {
    let mut counter = Counter::closed().await;
    counter.fake.fault(
        "getUpdates",
        [Fault::refuse(409, "Conflict: terminated by other getUpdates request")],
    );
    counter.fake.happens(text(Person::french(41), QUESTION));
    counter.start(quick());
    counter.fake.post(41, 0).await;
    let polls = counter.fake.with(|state| state.requests_of("getupdates"));
    assert!(
        polls[1].at - polls[0].at >= Duration::from_secs(5),
        "a conflict must not be fought"
    );
    assert!(counter.fake.with(|state| state.requests_of("deletewebhook").is_empty()));
    assert_eq!(
        account(&counter.fake.url()).token.expose(),
        crate::support::telegram::TOKEN
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_whose_acceptance_was_lost_is_sent_again_rather_than_not_at_all() {
    let mut counter = Counter::closed().await;
    counter.fake.fault("sendMessage", [Fault::LostAnswer]);
    counter.fake.happens(text(Person::french(41), QUESTION));
    counter.start(quick());
    let twice = counter.fake.posts(41, 2).await;
    assert_eq!(twice[0].text, twice[1].text);
    counter.fake.assert_clean();
}
