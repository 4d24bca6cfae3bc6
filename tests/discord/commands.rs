//! Slash commands: their registration, each of them in both languages, and autocompletion.

use guichet::{Command, store::Platform};
use guichet_core::{Action, EntryId, Locale, Phrase};

use super::counter::{Counter, assert_says, button, is_private, quick, text};
use crate::support::discord::{command, tap, typing};

const CHANNEL: u64 = 600;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_are_registered_once_and_again_only_when_something_changed() {
    let mut counter = Counter::closed().await;
    let registrations = |counter: &Counter| counter.fake.with(|state| state.requests("PUT", "commands").len());
    counter.start(quick());
    counter
        .fake
        .until("a registration", |state| (!state.commands.is_empty()).then_some(()))
        .await;
    counter.close().await;
    assert_eq!(registrations(&counter), 1);

    counter.start(quick());
    counter.fake.ready(2).await;
    counter
        .fake
        .until("a look at what is registered", |s| {
            (s.requests("GET", "commands").len() == 2).then_some(())
        })
        .await;
    counter.close().await;
    assert_eq!(registrations(&counter), 1, "nothing had changed");

    counter
        .fake
        .with(|state| state.commands[0]["description_localizations"]["fr"] = "autre".into());
    counter.start(quick());
    counter
        .fake
        .until("a second registration", |s| {
            (s.requests("PUT", "commands").len() == 2).then_some(())
        })
        .await;
    counter.close().await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_have_names_in_both_languages() {
    let counter = Counter::open().await;
    let commands = counter
        .fake
        .until("a registration", |s| {
            (!s.commands.is_empty()).then(|| s.commands.clone())
        })
        .await;
    let names = |locale: &str| -> Vec<String> {
        let name = |c: &serde_json::Value| c["name_localizations"][locale].as_str().unwrap_or_default().to_owned();
        commands.iter().map(name).collect()
    };
    for name in [
        "services",
        "contact",
        "message-suspect",
        "urgence",
        "aide",
        "confidentialite",
        "Répondre avec la FAQ",
    ] {
        assert!(names("fr").contains(&name.to_owned()), "{name}: {:?}", names("fr"));
    }
    for name in [
        "services",
        "contact",
        "suspicious",
        "emergency",
        "help",
        "privacy",
        "Answer with the FAQ",
    ] {
        assert!(names("en-GB").contains(&name.to_owned()), "{name}");
        assert!(names("en-US").contains(&name.to_owned()), "{name}");
    }
    assert!(
        commands
            .iter()
            .any(|c| c["name"] == "question" && c["options"][0]["autocomplete"] == true)
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_command_answers_privately_in_both_languages() {
    let counter = Counter::open().await;
    // Two people, so that neither asks too fast.
    for (person, (tag, locale)) in (CHANNEL..).zip([("fr", Locale::FRENCH), ("en-US", Locale::ENGLISH)]) {
        for known in Command::of(Platform::Discord) {
            // The name that is sent is the default one, whatever the person sees.
            let name = known.name(Platform::Discord, Locale::FRENCH);
            let token = counter.fake.interact(command(person, true, tag, &name, None));
            let answer = counter.fake.answer(&token).await;
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
    let asked = command(
        CHANNEL,
        false,
        "fr",
        "question",
        Some(("texte", "la piscine est-elle ouverte ?")),
    );
    let token = counter.fake.interact(asked);
    let answer = counter.fake.answer(&token).await;
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
async fn the_message_decides_the_language_when_it_is_clear() {
    let counter = Counter::open().await;
    let asked = command(
        CHANNEL,
        true,
        "fr",
        "question",
        Some(("texte", "is the swimming pool open at the moment?")),
    );
    let token = counter.fake.interact(asked);
    assert_says(
        &counter.fake.answer(&token).await,
        &counter.entry("piscine", Locale::ENGLISH),
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_is_completed_and_a_proposal_is_its_entry() {
    let counter = Counter::open().await;
    let token = counter
        .fake
        .interact(typing(CHANNEL, "fr", "question", ("texte", "pisc")));
    let choices = counter.fake.answer(&token).await["choices"].clone();
    let pool = choices
        .as_array()
        .unwrap()
        .iter()
        .find(|choice| choice["name"] == "Piscine")
        .unwrap();
    let chosen = pool["value"].as_str().unwrap();
    assert_eq!(
        Action::decode(chosen),
        Some(Action::Open(EntryId::parse("piscine").unwrap()))
    );
    let token = counter
        .fake
        .interact(command(CHANNEL, true, "fr", "question", Some(("texte", chosen))));
    assert_says(
        &counter.fake.answer(&token).await,
        &counter.entry("piscine", Locale::FRENCH),
    );

    let token = counter
        .fake
        .interact(typing(CHANNEL, "en-GB", "services", ("service", "")));
    let choices = counter.fake.answer(&token).await["choices"].clone();
    let names: Vec<&str> = choices
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Town hall", "Swimming pool"], "services and nothing else");
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_is_posted_for_all_at_a_tap_and_once_in_ten_minutes() {
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
    assert!(is_private(&private) && counter.fake.with(|s| s.posted(CHANNEL)).is_empty());
    let publish = button(&private, "Publier");

    let token = counter.fake.interact(tap(CHANNEL, true, "fr", &private, &publish));
    let done = counter.fake.answer(&token).await;
    let posted = counter.fake.with(|state| state.posted(CHANNEL));
    let [public] = posted.as_slice() else {
        panic!("{posted:#?}")
    };
    assert!(!is_private(public));
    assert_says(public, &counter.entry("piscine", Locale::FRENCH));
    assert!(
        text(public).contains(&format!("<@{}>", CHANNEL + 1)),
        "whoever passes it on is named"
    );
    assert!(
        text(&done).contains(public["id"].as_str().unwrap()),
        "the way to it: {done:#}"
    );

    let token = counter.fake.interact(tap(CHANNEL, true, "fr", &private, &publish));
    let again = counter.fake.answer(&token).await;
    assert!(text(&again).contains(public["id"].as_str().unwrap()));
    assert_eq!(
        counter.fake.with(|state| state.posted(CHANNEL)).len(),
        1,
        "not repeated"
    );
    counter.fake.assert_clean();
}
