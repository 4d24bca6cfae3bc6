//! Slash commands: each of them in both languages, autocompletion, and posting an answer.

use guichet::{Command, store::Platform};
use guichet_core::{Action, EntryId, Locale, Phrase};

use super::{
    acts::question,
    counter::{Counter, POOL, assert_says, is_private, text},
};
use crate::support::discord::{command, typing};

const CHANNEL: u64 = 600;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_command_answers_privately_in_both_languages() {
    let counter = Counter::open().await;
    // Two people, so that neither asks too fast.
    for (person, (tag, locale)) in (CHANNEL..).zip([("fr", Locale::FRENCH), ("en-US", Locale::ENGLISH)]) {
        for known in Command::of(Platform::Discord) {
            // The name that is sent is the default one, whatever the person sees.
            let name = known.name(Platform::Discord, Locale::FRENCH);
            let answer = counter.answer(command(person, true, tag, &name, None)).await;
            assert!(is_private(&answer), "/{name}");
            let said = text(&answer);
            let (french, english) = (said.contains("vous"), said.contains("you"));
            match known {
                Command::Emergency => assert_says(&answer, &counter.entry("danger", locale)),
                Command::Services => assert_says(&answer, &counter.entry("services", locale)),
                Command::Privacy | Command::Help | Command::Forget => {
                    assert_eq!(
                        (french, english),
                        (locale == Locale::FRENCH, locale == Locale::ENGLISH),
                        "/{name}: {said}"
                    );
                }
                _ => assert!(!said.is_empty()),
            }
        }
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_is_answered_plainly_in_a_direct_message() {
    let counter = Counter::open().await;
    let asked = command(CHANNEL, false, "fr", "question", Some(("texte", POOL)));
    let answer = counter.answer(asked).await;
    assert!(!is_private(&answer));
    assert_says(&answer, &counter.entry("piscine", Locale::FRENCH));
    assert!(
        !answer["components"]
            .to_string()
            .contains(&counter.phrase(Phrase::Publish, Locale::FRENCH))
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_is_completed_and_a_proposal_is_its_entry() {
    let counter = Counter::open().await;
    let proposals = async |tag, name, option| {
        let proposed = counter.answer(typing(CHANNEL, tag, name, option)).await;
        proposed["choices"].as_array().unwrap().clone()
    };
    let choices = proposals("fr", "question", ("texte", "pisc")).await;
    let pool = choices.iter().find(|choice| choice["name"] == "Piscine").unwrap();
    let chosen = pool["value"].as_str().unwrap();
    assert_eq!(
        Action::decode(chosen),
        Some(Action::Open(EntryId::parse("piscine").unwrap()))
    );
    let answer = counter.answer(question(CHANNEL, "fr", chosen)).await;
    assert_says(&answer, &counter.entry("piscine", Locale::FRENCH));

    // Matched like a question: no entry holds these words one after the other.
    let choices = proposals("en-GB", "question", ("texte", "can one go swimming now")).await;
    assert_eq!(choices[0]["name"], "Swimming pool");

    let choices = proposals("en-GB", "services", ("service", "")).await;
    let names: Vec<&str> = choices.iter().map(|choice| choice["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Town hall", "Swimming pool"], "services and nothing else");
    let one = counter
        .answer(command(
            CHANNEL,
            true,
            "en-GB",
            "services",
            Some(("service", choices[1]["value"].as_str().unwrap())),
        ))
        .await;
    assert_says(&one, &counter.entry("piscine", Locale::ENGLISH));
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_is_posted_for_all_at_a_tap_and_once_in_ten_minutes() {
    let counter = Counter::open().await;
    let private = counter.answer(question(CHANNEL, "fr", POOL)).await;
    assert!(is_private(&private) && counter.fake.with(|s| s.posted(CHANNEL)).is_empty());

    let done = counter.tapped(CHANNEL, &private, "Publier").await;
    let public = counter.only_post(CHANNEL);
    assert!(!is_private(&public));
    assert_says(&public, &counter.entry("piscine", Locale::FRENCH));
    assert!(
        text(&public).contains(&format!("<@{}>", CHANNEL + 1)),
        "whoever passes it on is named"
    );
    assert!(
        text(&done).contains(public["id"].as_str().unwrap()),
        "the way to it: {done:#}"
    );

    let again = counter.tapped(CHANNEL, &private, "Publier").await;
    assert!(text(&again).contains(public["id"].as_str().unwrap()));
    counter.only_post(CHANNEL);
    counter.fake.assert_clean();
}
