//! What Telegram shows about the bot before anybody writes.

use guichet::{Command, store::Platform};
use guichet_core::Locale;

use super::counter::{Counter, quick};
use crate::support::telegram::{Fault, Person, text};

/// How many things were set so far.
fn set(counter: &Counter) -> usize {
    counter.fake.with(|state| {
        state
            .requests
            .iter()
            .filter(|request| request.method.starts_with("set"))
            .count()
    })
}

/// Menus of three scopes, three texts; each for everybody and for the town's two languages. And the menu button.
const ITEMS: usize = 3 * (3 + 3) + 1;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_set_once_in_every_language() {
    let mut counter = Counter::open().await;
    counter
        .fake
        .until("the profile", |state| (state.profile.len() == ITEMS).then_some(()))
        .await;
    counter.fake.with(|state| {
        for scope in ["default", "all_private_chats", "all_group_chats"] {
            for (language, locale) in [("", Locale::FRENCH), ("fr", Locale::FRENCH), ("en", Locale::ENGLISH)] {
                let menu = state.profile[&format!("setmycommands/{scope}/{language}")].to_string();
                let name = Command::Emergency.name(Platform::Telegram, locale);
                assert!(menu.contains(&format!("\"{name}\"")), "{scope} {language}: {menu}");
            }
        }
        assert_ne!(
            state.profile["setmydescription//fr"],
            state.profile["setmydescription//en"]
        );
    });
    counter.close().await;
    counter.start(quick());
    counter.fake.happens(text(Person::french(41), "/start"));
    counter.fake.post(41, 0).await;
    counter.close().await;
    assert_eq!(set(&counter), ITEMS, "nothing had changed");
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_could_not_be_set_is_set_at_the_next_start_and_nobody_waits_for_it() {
    let mut counter = Counter::closed().await;
    counter.fake.fault("setMyName", [Fault::too_many(86_400)]);
    counter.start(quick());
    counter.fake.happens(text(Person::french(41), "/start"));
    counter.fake.post(41, 0).await;
    counter
        .fake
        .until("the refusal", |s| {
            (!s.requests_of("setmyname").is_empty()).then_some(())
        })
        .await;
    counter.close().await;
    counter.start(quick());
    counter
        .fake
        .until("the profile", |state| (state.profile.len() == ITEMS).then_some(()))
        .await;
    counter.fake.assert_clean();
}
