//! What the Bot API refuses: rows F12 and F16 to F19 of the fault catalogue.

use std::time::Duration;

use guichet_core::Locale;

use super::counter::{Counter, quick};
use crate::support::telegram::{Fault, Person, Refusal, group, membership, tap, text};

const QUESTION: &str = "la piscine est-elle ouverte ?";
const ANNE: Person = Person::french(41);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wait_without_measure_is_not_believed() {
    let counter = Counter::open().await;
    counter.fake.fault("sendMessage", [Fault::too_many(u64::MAX)]);
    counter.fake.happens(text(Person::french(1), "/start"));
    counter
        .becomes(
            "SELECT count(*) FROM chats WHERE not_before BETWEEN unixepoch() AND unixepoch() + 86400",
            1,
        )
        .await;
    counter.ask(Person::french(2), "/start").await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn too_many_messages_wait_as_told_and_others_do_not() {
    let mut counter = Counter::closed().await;
    counter.fake.fault("sendMessage", [Fault::too_many(3)]);
    counter.fake.happens(text(ANNE, QUESTION));
    counter.start(quick());
    counter
        .fake
        .until("the refusal", |s| {
            (s.requests_of("sendmessage").len() == 1).then_some(())
        })
        .await;
    counter.fake.happens(text(Person::french(42), QUESTION));
    let other = counter.fake.post(42, 0).await;
    let late = counter.fake.post(ANNE.id, 0).await;
    assert!(other.at < late.at, "the other chat must not wait");
    let first = counter.fake.with(|state| state.requests_of("sendmessage")[0].at);
    assert!(late.at - first >= Duration::from_secs(3), "sent earlier than told");
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wait_survives_a_restart() {
    let mut counter = Counter::closed().await;
    counter.fake.fault("sendMessage", [Fault::too_many(4)]);
    counter.fake.happens(text(ANNE, QUESTION));
    counter.start(quick());
    let first = counter
        .fake
        .until("the refusal", |s| {
            s.requests_of("sendmessage").first().map(|request| request.at)
        })
        .await;
    counter.close().await;
    counter.start(quick());
    let late = counter.fake.post(ANNE.id, 0).await;
    // Times are kept in whole seconds.
    assert!(
        late.at - first >= Duration::from_secs(3),
        "sent {:?} after",
        late.at - first
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refused_markup_is_sent_once_more_as_plain_text() {
    let mut counter = Counter::closed().await;
    counter.fake.fault(
        "sendMessage",
        [Fault::refuse(400, "Bad Request: can't parse entities: CanaryEntity")],
    );
    counter.fake.happens(text(ANNE, QUESTION));
    counter.start(quick());
    let answer = counter.fake.post(ANNE.id, 0).await;
    assert!(answer.text.contains(&counter.entry("piscine", Locale::FRENCH)));
    assert!(!answer.html.contains('<'));
    let sent = counter.fake.with(|state| state.requests_of("sendmessage"));
    assert_eq!(sent.len(), 2);
    assert!(sent[1].body.get("parse_mode").is_none());
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_is_refused_twice_is_given_up_and_the_next_is_answered() {
    let mut counter = Counter::closed().await;
    let refused = Fault::refuse(400, "Bad Request: chat not found");
    counter.fake.fault("sendMessage", [refused.clone(), refused]);
    counter.fake.happen([text(ANNE, QUESTION), text(ANNE, "/aide")]);
    counter.start(quick());
    counter.fake.post(ANNE.id, 0).await;
    assert_eq!(counter.fake.with(|state| state.requests_of("sendmessage").len()), 3);
    counter.fake.quiet().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_sent_to_a_chat_that_blocked_the_bot() {
    // The sentences differ from version to version; only the number counts.
    let sentences = [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot was kicked from the group chat",
        "Unauthorized: bot was kicked from a chat",
        "Forbidden: bot can't initiate conversation with a user",
        "Forbidden: a sentence of the future",
    ];
    for sentence in sentences {
        let mut counter = Counter::closed().await;
        counter
            .fake
            .with(|state| state.refusing.insert(ANNE.id, Refusal::new(403, sentence)));
        counter
            .fake
            .happen([text(ANNE, QUESTION), text(ANNE, "/aide"), text(ANNE, "/contact")]);
        counter.fake.happens(text(Person::french(42), QUESTION));
        counter.start(quick());
        counter.fake.post(42, 0).await;
        counter.fake.quiet().await;
        counter.decided().await;
        let to_anne = counter.fake.with(|state| {
            state
                .requests_of("sendmessage")
                .iter()
                .filter(|request| request.body["chat_id"] == ANNE.id)
                .count()
        });
        assert_eq!(to_anne, 1, "{sentence}");
        let states = counter.states();
        assert!(
            states.contains(&("undeliverable".to_owned(), 3)),
            "{sentence}: {states:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_blocks_the_bot_is_forgotten_and_may_come_back() {
    let counter = Counter::open().await;
    counter.fake.happens(text(ANNE, QUESTION));
    counter.fake.post(ANNE.id, 0).await;
    counter.fake.happens(membership(ANNE, "kicked"));
    counter.becomes("SELECT count(*) FROM chats", 0).await;
    counter.fake.happen([membership(ANNE, "member"), text(ANNE, QUESTION)]);
    counter.fake.post(ANNE.id, 1).await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_that_moves_gets_its_answer_at_its_new_number() {
    const OLD: i64 = -7;
    const NEW: i64 = -1_000_000_007;
    let mut counter = Counter::closed().await;
    counter.fake.fault("sendMessage", [Fault::migrated(NEW)]);
    counter.fake.happens(group(OLD, ANNE, "/aide", &serde_json::json!({})));
    counter.start(quick());
    counter.fake.post(NEW, 0).await;
    assert!(counter.fake.with(|state| state.posted_in(OLD).is_empty()));
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tap_that_is_too_old_to_be_acknowledged_still_gets_its_content() {
    let counter = Counter::open().await;
    counter.fake.happens(text(ANNE, "/start"));
    let welcome = counter.fake.post(ANNE.id, 0).await;
    counter.fake.fault(
        "answerCallbackQuery",
        [Fault::refuse(400, "Bad Request: query is too old")],
    );
    counter.fake.happens(tap(ANNE, welcome.id, &welcome.buttons[0].1));
    counter.fake.post(ANNE.id, 1).await;
    counter.fake.assert_clean();
}
