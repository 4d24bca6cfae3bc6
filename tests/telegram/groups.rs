//! Groups: only when addressed, in reply, without buttons that strangers could press.

use guichet_core::{Locale, Phrase};
use serde_json::json;

use super::counter::Counter;
use crate::support::telegram::{BOT_NAME, Person, group, of_the_bot, tap_in};

const GROUP: i64 = -1_000_000_007;
const ANNE: Person = Person::french(41);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_is_addressed_to_the_bot_is_answered() {
    let counter = Counter::open().await;
    let none = json!({});
    counter.fake.happen([
        group(GROUP, ANNE, "la piscine est-elle ouverte ?", &none),
        group(GROUP, ANNE, "@autre_bot la piscine est-elle ouverte ?", &none),
        group(GROUP, ANNE, "/aide@autre_bot", &none),
        group(GROUP, ANNE, "/inconnu", &none),
    ]);
    counter.fake.quiet().await;
    let addressed = group(
        GROUP,
        ANNE,
        &format!("@{BOT_NAME} la piscine est-elle ouverte ?"),
        &none,
    );
    counter.fake.happens(addressed);
    let answer = counter.fake.post(GROUP, 0).await;
    assert!(
        answer.text.contains(&counter.entry("piscine", Locale::FRENCH)),
        "{}",
        answer.text
    );
    assert!(answer.reply_to.is_some());
    assert!(answer.buttons.is_empty());
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_and_a_reply_to_the_bot_are_addressed_to_it() {
    let counter = Counter::open().await;
    counter.fake.happens(group(
        GROUP,
        ANNE,
        "/services",
        &json!({"message_thread_id": 77, "is_topic_message": true}),
    ));
    let overview = counter.fake.post(GROUP, 0).await;
    assert!(
        overview.text.contains(&counter.entry("services", Locale::FRENCH)),
        "{}",
        overview.text
    );
    let sent = counter
        .fake
        .with(|state| state.requests_of("sendmessage")[0].body.clone());
    assert_eq!(sent["message_thread_id"], 77, "the answer stays in its topic");
    let quoting = json!({"reply_to_message": of_the_bot(GROUP, overview.id)});
    counter.fake.happens(group(GROUP, ANNE, "et la piscine ?", &quoting));
    let answer = counter.fake.post(GROUP, 1).await;
    assert!(answer.reply_to.is_some(), "{}", answer.text);
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn choices_are_numbers_to_reply_with() {
    let counter = Counter::open().await;
    counter.fake.happens(group(GROUP, ANNE, "/langue", &json!({})));
    let asked = counter.fake.post(GROUP, 0).await;
    assert!(
        asked
            .text
            .contains(&counter.says(Phrase::ChooseLanguage, Locale::FRENCH)),
        "{}",
        asked.text
    );
    assert!(asked.text.contains("1. Français\n2. English"), "{}", asked.text);
    let quoting = json!({"reply_to_message": of_the_bot(GROUP, asked.id)});
    counter.fake.happens(group(GROUP, ANNE, "2", &quoting));
    let set = counter.fake.post(GROUP, 1).await;
    assert_eq!(set.text, counter.says(Phrase::LanguageSet, Locale::ENGLISH));
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forged_tap_in_a_group_is_acknowledged_and_no_more() {
    let counter = Counter::open().await;
    counter.fake.happens(tap_in(GROUP, ANNE, 5, "1m"));
    counter
        .fake
        .until("an acknowledgement", |s| {
            (s.requests_of("answercallbackquery").len() == 1).then_some(())
        })
        .await;
    counter.fake.quiet().await;
    assert!(counter.fake.with(|state| state.posted.is_empty()));
    counter.fake.assert_clean();
}
