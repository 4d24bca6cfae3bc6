//! What Discord shows in its menus: registered when it differs from what Discord has, and only then.

use std::time::Duration;

use guichet_core::Phrase;
use serde_json::{Value, json};

use super::counter::{Counter, quick, town_with};
use crate::support::discord::{Fault, State};

/// What somebody, or a former version, did to the commands that Discord has.
type Change = fn(&mut Vec<Value>);

/// A counter whose commands are registered.
async fn registered() -> Counter {
    let counter = Counter::open().await;
    counter.until_count("PUT", "commands", 1).await;
    counter
}

/// Two sessions begin: when the commands are looked at for the second one, whatever the first look led to is done.
async fn two_sessions(counter: &Counter) {
    for _ in 0..2 {
        let (sessions, looks) = (counter.fake.with(|s| s.identifies), counter.count("GET", "commands"));
        counter.fake.with(State::lose_session);
        counter.fake.ready(sessions + 1).await;
        counter.until_count("GET", "commands", looks + 1).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_are_registered_once_however_many_sessions_and_restarts() {
    let mut counter = registered().await;
    two_sessions(&counter).await;
    counter.close().await;
    counter.start(quick());
    counter.until_count("GET", "commands", 4).await;
    two_sessions(&counter).await;
    assert_eq!(counter.count("PUT", "commands"), 1, "nothing had changed");
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn any_difference_from_what_discord_has_is_mended() {
    let counter = registered().await;
    let right = counter.fake.with(|state| state.commands.clone());
    let changes: [(&str, Change); 7] = [
        ("a description", |all| all[0]["description"] = json!("autre")),
        ("its translation", |all| {
            all[0]["description_localizations"]["en-GB"] = json!("other");
        }),
        ("a name's translation", |all| {
            all[1]["name_localizations"]["fr"] = json!("Autre");
        }),
        ("an option's description", |all| {
            all[0]["options"][0]["description_localizations"]["fr"] = json!("autre");
        }),
        ("an option's switch", |all| {
            all[0]["options"][0]["autocomplete"] = json!(false);
        }),
        ("a command of a former version", |all| {
            all.push(json!({"id": "9", "application_id": "9", "version": "1", "type": 1, "name": "ancien", "description": "a"}));
        }),
        ("a command that is missing", |all| {
            all.pop();
        }),
    ];
    for ((what, change), done) in changes.into_iter().zip(1..) {
        counter.fake.with(|state| change(&mut state.commands));
        two_sessions(&counter).await;
        assert_eq!(counter.count("PUT", "commands"), done + 1, "{what}");
        assert_eq!(counter.fake.with(|state| state.commands.clone()), right, "{what}");
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_the_faq_is_shown_at_once_and_only_one_that_is_seen() {
    let counter = registered().await;
    for (word, count) in [("Premier", 2), ("Second", 3)] {
        // What does not show in the menus comes first, and leads to nothing.
        counter.town.set(town_with("interface: {menu: {fr: Tout}}"));
        tokio::time::sleep(quick().menus * 3).await;
        let (help, activity) = (format!("{word} mot"), format!("{word} état"));
        counter.town.set(town_with(&format!(
            "interface: {{command_help: {{fr: {help}}}, activity: {{fr: {activity}}}}}"
        )));
        let shown = |state: &mut State| (state.activity == activity).then_some(());
        counter.fake.until("a new activity", shown).await;
        counter.until_count("PUT", "commands", count).await;
        let commands = counter.fake.with(|state| json!(state.commands).to_string());
        assert!(commands.contains(&help), "{commands}");
    }
    assert_eq!(counter.fake.with(|state| state.identifies), 1, "in the same session");
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_registered_is_tried_again_unless_discord_refuses_it() {
    let mut counter = Counter::closed().await;
    counter.fake.with(|state| {
        for fault in [Fault::Html(502), Fault::Status(429, json!({"retry_after": 1.0}))] {
            state.faults.push_back(("PUT", "commands", fault));
        }
    });
    counter.start(quick());
    counter
        .fake
        .until("commands", |state| (!state.commands.is_empty()).then_some(()))
        .await;
    assert_eq!(counter.count("PUT", "commands"), 3);
    let refused = Fault::Status(400, json!({"message": "Invalid Form Body", "code": 50_035}));
    counter.fake.with(|state| {
        state.commands.clear();
        state.faults.push_back(("PUT", "commands", refused));
    });
    counter.fake.with(State::lose_session);
    counter.until_count("PUT", "commands", 4).await;
    // Longer than the wait after a failure that may pass.
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(counter.count("PUT", "commands"), 4, "refused is refused");
    counter.fake.with(State::lose_session);
    counter.until_count("PUT", "commands", 5).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn commands_have_names_in_both_languages_and_the_profile_says_what_to_type() {
    let counter = registered().await;
    let commands = counter.fake.with(|state| state.commands.clone());
    let names = |locale: &str| -> Vec<String> {
        let name = |command: &Value| {
            let name = &command["name_localizations"][locale];
            name.as_str().unwrap_or_default().to_owned()
        };
        commands.iter().map(name).collect()
    };
    let french = [
        "services",
        "contact",
        "message-suspect",
        "urgence",
        "aide",
        "confidentialite",
        super::acts::MENU,
    ];
    let english = [
        "services",
        "contact",
        "suspicious",
        "emergency",
        "help",
        "privacy",
        "Answer with the FAQ",
    ];
    for (locale, wanted) in [("fr", french), ("en-GB", english), ("en-US", english)] {
        for name in wanted {
            assert!(names(locale).contains(&name.to_owned()), "{name}: {:?}", names(locale));
        }
    }
    let question = commands.iter().find(|command| command["name"] == "question").unwrap();
    assert_eq!(question["options"][0]["autocomplete"], true);
    let french = guichet_core::Locale::FRENCH;
    assert_eq!(
        counter.fake.with(|state| state.activity.clone()),
        counter.phrase(Phrase::Activity, french)
    );
}
