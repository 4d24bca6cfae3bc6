//! Edited messages: answered again only if the answer changes, and then in the place of the earlier answer.

use guichet_core::Locale;

use super::counter::Counter;
use crate::support::telegram::{Fault, Person, edited, text};

const ANNE: Person = Person::french(41);

/// Asks a first question; returns the number of the citizen's message.
async fn asked(counter: &Counter, words: &str) -> i64 {
    let update = counter.fake.happens(text(ANNE, words));
    counter.fake.post(ANNE.id, 0).await;
    counter.fake.quiet().await;
    // The citizen's message is the one before ours.
    assert!(counter.fake.with(|state| state.acknowledged.contains(&update)));
    counter.fake.with(|state| state.posted[0].id) - 1
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_question_has_the_answer_edited() {
    let counter = Counter::open().await;
    let message = asked(&counter, "la piscine est-elle ouverte ?").await;
    counter
        .fake
        .happens(edited(ANNE, message, "dois-je changer mon mot de passe ?"));
    let password = counter.entry("mot-de-passe", Locale::FRENCH);
    counter
        .fake
        .until("an edited answer", |s| {
            s.posted[0].text.contains(&password).then_some(())
        })
        .await;
    assert_eq!(counter.fake.with(|state| state.posted.len()), 1);
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_corrected_letter_changes_nothing() {
    let counter = Counter::open().await;
    let message = asked(&counter, "la piscine est-elle ouverte").await;
    counter
        .fake
        .happens(edited(ANNE, message, "la piscine est-elle ouverte ?"));
    // Behind it in the same conversation: when this is answered, the edit was handled.
    counter.fake.happens(text(ANNE, "/aide"));
    counter.fake.post(ANNE.id, 1).await;
    assert_eq!(
        counter.fake.with(|state| (state.posted.len(), state.posted[0].edits)),
        (2, 0)
    );
    assert!(
        counter
            .fake
            .with(|state| state.requests_of("editmessagetext").is_empty())
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_whose_confirmation_was_lost_is_not_sent_once_more() {
    let counter = Counter::open().await;
    let message = asked(&counter, "la piscine est-elle ouverte ?").await;
    counter.fake.fault("editMessageText", [Fault::LostAnswer]);
    counter
        .fake
        .happens(edited(ANNE, message, "dois-je changer mon mot de passe ?"));
    counter
        .fake
        .until("a second attempt", |s| (s.calls("editmessagetext") == 2).then_some(()))
        .await;
    counter.decided().await;
    assert_eq!(counter.fake.with(|state| state.posted.len()), 1);
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_earlier_answer_is_gone_a_new_one_is_sent() {
    let counter = Counter::open().await;
    let message = asked(&counter, "la piscine est-elle ouverte ?").await;
    counter.fake.with(|state| state.posted.clear());
    counter
        .fake
        .happens(edited(ANNE, message, "dois-je changer mon mot de passe ?"));
    let answer = counter.fake.post(ANNE.id, 0).await;
    assert!(
        answer.text.contains(&counter.entry("mot-de-passe", Locale::FRENCH)),
        "{}",
        answer.text
    );
    counter.fake.assert_clean();
}
