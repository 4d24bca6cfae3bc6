//! The message command: a volunteer answers somebody with the town's text.

use guichet_core::{Locale, Phrase};
use serde_json::json;

use super::{
    acts::question,
    counter::{Counter, POOL, assert_says, is_private, text},
};
use crate::support::discord::{Fault, Said};

const CHANNEL: u64 = 700;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn from_somebodys_message_to_the_answer_below_it() {
    let counter = Counter::open().await;
    let asked = Said::publicly(CHANNEL, "Is the swimming pool open please?");
    let message = counter.fake.write(&asked);
    let offer = counter.answers_for(CHANNEL, &message).await;
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

    let preview = counter.tapped(CHANNEL, &offer, "Piscine").await;
    // In the language of the person who asked.
    assert_says(&preview, &counter.entry("piscine", Locale::ENGLISH));
    assert!(
        is_private(&preview) && counter.fake.with(|s| s.posted(CHANNEL)).is_empty(),
        "nothing is posted yet"
    );

    let done = counter.tapped(CHANNEL, &preview, "Publier en réponse").await;
    let reply = counter.only_reply(CHANNEL, &message);
    assert_says(&reply, &counter.entry("piscine", Locale::ENGLISH));
    assert!(text(&done).contains(reply["id"].as_str().unwrap()));
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_that_was_just_given_is_linked_to() {
    let counter = Counter::open().await;
    let asked = Said::publicly(CHANNEL, POOL);
    let [first, second] = [counter.fake.write(&asked), counter.fake.write(&asked)];
    for message in [&first, &second] {
        let offer = counter.answers_for(CHANNEL, message).await;
        let preview = counter.tapped(CHANNEL, &offer, "Piscine").await;
        counter.tapped(CHANNEL, &preview, "Publier en réponse").await;
    }
    let given = counter.only_reply(CHANNEL, &first);
    assert_says(&given, &counter.entry("piscine", Locale::FRENCH));
    let link = counter.only_reply(CHANNEL, &second);
    assert!(text(&link).contains(given["id"].as_str().unwrap()), "{link:#}");
    assert_eq!(link["embeds"], json!([]), "the link alone");
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_given_to_a_mention_counts_as_just_given() {
    let counter = Counter::open().await;
    let asked = counter.fake.say(&Said::mentioning(CHANNEL, POOL));
    let given = counter.fake.reply_to(CHANNEL, asked).await;
    let message = counter.fake.write(&Said::publicly(CHANNEL, POOL));
    let offer = counter.answers_for(CHANNEL, &message).await;
    let preview = counter.tapped(CHANNEL, &offer, "Piscine").await;
    counter.tapped(CHANNEL, &preview, "Publier en réponse").await;
    let link = counter.only_reply(CHANNEL, &message);
    assert!(text(&link).contains(given["id"].as_str().unwrap()), "{link:#}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_was_deleted_meanwhile_gets_no_answer() {
    let counter = Counter::open().await;
    let message = counter.fake.write(&Said::publicly(CHANNEL, POOL));
    let offer = counter.answers_for(CHANNEL, &message).await;
    let preview = counter.tapped(CHANNEL, &offer, "Piscine").await;
    counter.fake.with(|state| state.channels.remove(&CHANNEL));
    let told = counter.tapped(CHANNEL, &preview, "Publier en réponse").await;
    assert_eq!(text(&told), counter.phrase(Phrase::MessageGone, Locale::FRENCH));
    assert!(counter.fake.with(|state| state.posted(CHANNEL)).is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn none_of_them_is_a_button_too_and_a_picture_has_no_answers() {
    let counter = Counter::open().await;
    let words = "la piscine et la mairie, où trouver les horaires du bus ?";
    let message = counter.fake.write(&Said::publicly(CHANNEL, words));
    let offer = counter.answers_for(CHANNEL, &message).await;
    let none = counter.phrase(Phrase::NoneFits, Locale::FRENCH);
    let thanks = counter.tapped(CHANNEL, &offer, &none).await;
    assert_eq!(text(&thanks), counter.phrase(Phrase::NoneFitsNoted, Locale::FRENCH));
    let picture = counter.fake.write(&Said::publicly(CHANNEL, ""));
    assert_eq!(
        text(&counter.answers_for(CHANNEL, &picture).await),
        counter.phrase(Phrase::NoText, Locale::FRENCH)
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_posting_that_fails_is_told_and_can_be_tried_again() {
    let counter = Counter::open().await;
    let private = counter.answer(question(CHANNEL, "fr", POOL)).await;
    counter
        .fake
        .with(|state| state.faults.push_back(("POST", "/webhooks/", Fault::Html(502))));
    let told = counter.tapped(CHANNEL, &private, "Publier").await;
    assert_eq!(text(&told), counter.phrase(Phrase::NotPublished, Locale::FRENCH));
    assert!(counter.fake.with(|state| state.posted(CHANNEL)).is_empty());
    counter.tapped(CHANNEL, &private, "Publier").await;
    counter.only_post(CHANNEL);
    counter.fake.assert_clean();
}
