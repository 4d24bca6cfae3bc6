//! The bot as an app of one person: in conversations that it is not part of, and in servers that it is not in.

use guichet_core::{Locale, Phrase};
use serde_json::json;

use super::{
    acts::{MENU, question},
    counter::{Counter, POOL, assert_says, button, is_private, text},
};
use crate::support::discord::{Fault, Said, among_people, message_command, of_a_user_app, tap};

const CHANNEL: u64 = 400;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn among_people_an_answer_is_private_until_it_is_posted() {
    let counter = Counter::open().await;
    let private = counter.answer(among_people(question(CHANNEL, "fr", POOL))).await;
    assert!(is_private(&private), "the other one did not ask: {private:#}");
    let publish = button(&private, "Publier");
    let done = counter
        .answer(among_people(tap(CHANNEL, true, "fr", &private, &publish)))
        .await;
    let public = counter.only_post(CHANNEL);
    assert_says(&public, &counter.entry("piscine", Locale::FRENCH));
    assert!(text(&done).contains(&format!("@me/{CHANNEL}/{}", public["id"].as_str().unwrap())));
    assert_eq!(
        counter.count("POST", "/channels/"),
        0,
        "only the interaction may write there"
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_bot_is_not_the_answer_says_what_it_replies_to() {
    for installed in [among_people, of_a_user_app] {
        let counter = Counter::open().await;
        let message = counter.fake.write(&Said::publicly(CHANNEL, POOL));
        let offer = counter
            .answer(installed(message_command(CHANNEL, "fr", MENU, &message)))
            .await;
        assert!(is_private(&offer));
        let mut shown = offer;
        let refused = Fault::Status(403, json!({"message": "Missing Access", "code": 50_001}));
        counter
            .fake
            .with(|state| state.faults.push_back(("POST", "/messages", refused)));
        for label in ["Piscine", "Publier en réponse"] {
            let custom_id = button(&shown, label);
            shown = counter
                .answer(installed(tap(CHANNEL, true, "fr", &shown, &custom_id)))
                .await;
        }
        let public = counter.only_post(CHANNEL);
        assert_says(&public, &counter.entry("piscine", Locale::FRENCH));
        let link = format!("/{CHANNEL}/{}", message["id"].as_str().unwrap());
        assert!(text(&public).contains(&link), "{public:#}");
        assert!(text(&shown).contains(public["id"].as_str().unwrap()), "{shown:#}");
        counter.fake.assert_clean();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_apps_are_hidden_nobody_is_told_that_it_was_posted() {
    let counter = Counter::open().await;
    counter.fake.with(|state| state.hides_apps = true);
    let private = counter.answer(of_a_user_app(question(CHANNEL, "fr", POOL))).await;
    for _ in 0..2 {
        let told = counter.tapped(CHANNEL, &private, "Publier").await;
        // The second time too: nothing counts as posted.
        assert_eq!(text(&told), counter.phrase(Phrase::CannotPublish, Locale::FRENCH));
    }
    assert!(counter.fake.with(|state| state.posted(CHANNEL)).is_empty());
    counter.fake.assert_clean();
}
