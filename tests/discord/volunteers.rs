//! The message command: a volunteer answers somebody with the town's text.

use guichet_core::{Locale, Phrase};
use serde_json::{Value, json};

use super::counter::{Counter, assert_says, button, is_private, text};
use crate::support::discord::{Fault, Said, command, message_command, tap};

const CHANNEL: u64 = 700;
const MENU: &str = "Répondre avec la FAQ";

/// Somebody writes in the channel, without addressing the bot; the message as Discord hands it to the message command.
fn somebody_writes(counter: &Counter, words: &str) -> Value {
    let id = counter.fake.say(&Said::publicly(CHANNEL, words));
    let id = id.to_string();
    counter.fake.with(|state| {
        state.channels[&CHANNEL]
            .iter()
            .find(|m| m["id"] == id.as_str())
            .cloned()
            .unwrap()
    })
}

/// Uses the message command on a message; returns what the volunteer sees.
async fn answers_for(counter: &Counter, message: &Value) -> Value {
    let token = counter.fake.interact(message_command(CHANNEL, "fr", MENU, message));
    counter.fake.answer(&token).await
}

async fn tapped(counter: &Counter, shown: &Value, label: &str) -> Value {
    let token = counter
        .fake
        .interact(tap(CHANNEL, true, "fr", shown, &button(shown, label)));
    counter.fake.answer(&token).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_somebodys_message_to_the_answer_below_it() {
    let counter = Counter::open().await;
    let message = somebody_writes(&counter, "Is the swimming pool open please?");
    let offer = answers_for(&counter, &message).await;
    assert!(is_private(&offer));
    let offered = text(&offer);
    assert!(offered.contains("1. Piscine"), "{offered}");
    assert!(
        offered.contains(&counter.phrase(Phrase::Likely, Locale::FRENCH)),
        "confidence in words: {offered}"
    );
    let numbers = offer["components"].to_string().matches("\"label\":\"").count();
    assert!(
        (2..=4).contains(&numbers),
        "at most three answers and 'none': {offer:#}"
    );

    let preview = tapped(&counter, &offer, "Piscine").await;
    // In the language of the person who asked.
    assert_says(&preview, &counter.entry("piscine", Locale::ENGLISH));
    assert!(
        is_private(&preview) && counter.fake.with(|s| s.posted(CHANNEL)).is_empty(),
        "nothing is posted yet"
    );

    let done = tapped(&counter, &preview, "Publier en réponse").await;
    let replies = counter
        .fake
        .with(|s| s.replies_to(CHANNEL, message["id"].as_str().unwrap().parse().unwrap()));
    let [reply] = replies.as_slice() else {
        panic!("{replies:#?}")
    };
    assert_says(reply, &counter.entry("piscine", Locale::ENGLISH));
    assert!(text(&done).contains(reply["id"].as_str().unwrap()));
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_was_just_given_is_linked_to() {
    let counter = Counter::open().await;
    let mut first = None;
    for turn in 0..2 {
        let message = somebody_writes(&counter, "la piscine est-elle ouverte ?");
        let offer = answers_for(&counter, &message).await;
        let preview = tapped(&counter, &offer, "Piscine").await;
        tapped(&counter, &preview, "Publier en réponse").await;
        let replies = counter
            .fake
            .with(|s| s.replies_to(CHANNEL, message["id"].as_str().unwrap().parse().unwrap()));
        let [reply] = replies.as_slice() else {
            panic!("{replies:#?}")
        };
        if turn == 0 {
            first = reply["id"].as_str().map(str::to_owned);
            assert_says(reply, &counter.entry("piscine", Locale::FRENCH));
        } else {
            let said = text(reply);
            assert!(
                said.contains(first.as_deref().unwrap()) && reply["embeds"] == serde_json::json!([]),
                "{reply:#}"
            );
        }
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_given_to_a_mention_counts_as_just_given() {
    let counter = Counter::open().await;
    let asked = counter
        .fake
        .say(&Said::mentioning(CHANNEL, "la piscine est-elle ouverte ?"));
    let given = counter.fake.reply_to(CHANNEL, asked).await;
    let message = somebody_writes(&counter, "la piscine est-elle ouverte ?");
    let offer = answers_for(&counter, &message).await;
    let preview = tapped(&counter, &offer, "Piscine").await;
    let done = tapped(&counter, &preview, "Publier en réponse").await;
    assert!(!text(&done).is_empty());
    let replies = counter
        .fake
        .with(|s| s.replies_to(CHANNEL, message["id"].as_str().unwrap().parse().unwrap()));
    assert!(
        text(&replies[0]).contains(given["id"].as_str().unwrap()),
        "{replies:#?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_was_deleted_meanwhile_gets_no_answer() {
    let counter = Counter::open().await;
    let message = somebody_writes(&counter, "la piscine est-elle ouverte ?");
    let offer = answers_for(&counter, &message).await;
    let preview = tapped(&counter, &offer, "Piscine").await;
    counter.fake.with(|state| state.channels.remove(&CHANNEL));
    let told = tapped(&counter, &preview, "Publier en réponse").await;
    assert_eq!(text(&told), counter.phrase(Phrase::MessageGone, Locale::FRENCH));
    assert!(counter.fake.with(|state| state.posted(CHANNEL)).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn none_of_them_is_a_button_too_and_a_picture_has_no_answers() {
    let counter = Counter::open().await;
    let message = somebody_writes(&counter, "la piscine et la mairie, où trouver les horaires du bus ?");
    let offer = answers_for(&counter, &message).await;
    let thanks = tapped(&counter, &offer, &counter.phrase(Phrase::NoneFits, Locale::FRENCH)).await;
    assert_eq!(text(&thanks), counter.phrase(Phrase::NoneFitsNoted, Locale::FRENCH));
    let picture = somebody_writes(&counter, "");
    assert_eq!(
        text(&answers_for(&counter, &picture).await),
        counter.phrase(Phrase::NoText, Locale::FRENCH)
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_bot_is_no_member_the_answer_says_what_it_replies_to() {
    let counter = Counter::open().await;
    let message = somebody_writes(&counter, "la piscine est-elle ouverte ?");
    let offer = answers_for(&counter, &message).await;
    let preview = tapped(&counter, &offer, "Piscine").await;
    let refused = Fault::Status(403, json!({"message": "Missing Access", "code": 50_001}));
    counter
        .fake
        .with(|state| state.faults.push_back(("POST", "/messages", refused)));
    tapped(&counter, &preview, "Publier en réponse").await;
    let posted = counter.fake.with(|state| state.posted(CHANNEL));
    let [public] = posted.as_slice() else {
        panic!("{posted:#?}")
    };
    assert_says(public, &counter.entry("piscine", Locale::FRENCH));
    assert!(
        text(public).contains(&format!("/{CHANNEL}/{}", message["id"].as_str().unwrap())),
        "{public:#}"
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_posting_that_fails_is_told_and_can_be_tried_again() {
    let counter = Counter::open().await;
    let asked = command(
        CHANNEL,
        true,
        "fr",
        "question",
        Some(("texte", "la piscine est-elle ouverte ?")),
    );
    let token = counter.fake.interact(asked);
    let private = counter.fake.answer(&token).await;
    counter
        .fake
        .with(|state| state.faults.push_back(("POST", "/webhooks/", Fault::Html(502))));
    let told = tapped(&counter, &private, "Publier").await;
    assert_eq!(text(&told), counter.phrase(Phrase::NotPublished, Locale::FRENCH));
    assert!(counter.fake.with(|state| state.posted(CHANNEL)).is_empty());
    tapped(&counter, &private, "Publier").await;
    assert_eq!(counter.fake.with(|state| state.posted(CHANNEL)).len(), 1);
    counter.fake.assert_clean();
}
