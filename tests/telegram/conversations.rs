//! What citizens see in a private chat.

use guichet::Command;
use guichet_core::{Action, Locale, Phrase};
use serde_json::json;

use super::counter::Counter;
use crate::support::telegram::{Person, forwarded, inline, photo, with};

const ANNE: Person = Person::french(41);
const BOB: Person = Person::english(42);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn start_presents_the_counter_and_its_buttons_answer() {
    let counter = Counter::open().await;
    let welcome = counter.ask(ANNE, "/start").await;
    assert!(
        welcome.text.contains(&counter.says(Phrase::Welcome, Locale::FRENCH)),
        "{}",
        welcome.text
    );
    assert!(!welcome.buttons.is_empty());
    for (label, data) in &welcome.buttons {
        let answer = counter.press(ANNE, &welcome, data).await;
        assert!(!answer.text.is_empty(), "{label}");
    }
    let acknowledged = counter
        .fake
        .with(|state| state.requests_of("answercallbackquery").len());
    assert_eq!(acknowledged, welcome.buttons.len());
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_first_message_that_is_a_question_is_answered() {
    let counter = Counter::open().await;
    let answer = counter.ask(ANNE, "la piscine est-elle ouverte ?").await;
    assert!(
        answer.text.contains(&counter.entry("piscine", Locale::FRENCH)),
        "{}",
        answer.text
    );
    assert!(!answer.text.contains(&counter.says(Phrase::Welcome, Locale::FRENCH)));
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_button_can_be_typed_by_its_number_or_its_label() {
    let counter = Counter::open().await;
    let welcome = counter.ask(ANNE, "/start").await;
    let (label, data) = welcome.buttons[0].clone();
    let tapped = counter.press(ANNE, &welcome, &data).await;
    for typed in ["1", "1.", &label.to_uppercase()] {
        counter.ask(ANNE, "/start").await;
        assert_eq!(counter.ask(ANNE, typed).await.text, tapped.text, "{typed}");
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_of_ours_becomes_its_answer_and_a_menu_stays() {
    let counter = Counter::open().await;
    let asked = counter.ask(ANNE, "peut-on venir ?").await;
    let choice = asked.buttons.iter().find(|(_, data)| data == "1c:piscine").unwrap();
    let answer = counter.press(ANNE, &asked, &choice.1).await;
    assert_eq!((answer.id, answer.edits), (asked.id, 1));
    assert!(
        answer.text.contains(&counter.entry("piscine", Locale::FRENCH)),
        "{}",
        answer.text
    );
    let menu = counter.ask(ANNE, "/start").await;
    let opened = counter.press(ANNE, &menu, &menu.buttons[0].1).await;
    assert_ne!(opened.id, menu.id);
    // Where the question is gone, the answer comes all the same.
    let asked = counter.ask(ANNE, "peut-on venir ?").await;
    counter
        .fake
        .with(|state| state.posted.retain(|posted| posted.id != asked.id));
    let answer = counter.press(ANNE, &asked, "1c:piscine").await;
    assert!(
        answer.text.contains(&counter.entry("piscine", Locale::FRENCH)),
        "{}",
        answer.text
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_language_that_was_chosen_survives_a_restart() {
    let mut counter = Counter::open().await;
    let asked = counter.ask(ANNE, "/langue").await;
    let english = asked.buttons.iter().find(|(label, _)| label == "English").unwrap();
    let set = counter.press(ANNE, &asked, &english.1).await;
    assert_eq!(set.text, counter.says(Phrase::LanguageSet, Locale::ENGLISH));
    counter.close().await;
    counter.start(super::counter::quick());
    let answer = counter.ask(ANNE, "/help").await;
    assert!(
        answer.text.contains(&counter.says(Phrase::Welcome, Locale::ENGLISH)),
        "{}",
        answer.text
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_command_answers_in_both_languages() {
    let counter = Counter::open().await;
    // A person per command, so that nobody asks too fast.
    for (command, number) in Command::ALL.into_iter().zip(100..) {
        for (locale, from) in [
            (Locale::FRENCH, Person::french(number)),
            (Locale::ENGLISH, Person::english(number + 100)),
        ] {
            let name = command.name(guichet::store::Platform::Telegram, locale);
            let answer = counter.ask(from, &format!("/{name}")).await;
            let expected = match command {
                Command::Services => counter.entry("services", locale),
                Command::Suspicious => counter.entry("message-suspect", locale),
                Command::Language => counter.says(Phrase::ChooseLanguage, locale),
                Command::Privacy => counter.says(Phrase::Privacy, locale),
                Command::Forget => counter.says(Phrase::Forgotten, locale),
                Command::Help => counter.says(Phrase::Commands, locale),
                Command::Contact | Command::Emergency => String::new(),
            };
            assert!(
                answer.text.contains(&expected),
                "/{name}: {} without {expected}",
                answer.text
            );
        }
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_opens_its_entry_and_a_wrong_one_the_welcome() {
    let counter = Counter::open().await;
    let pool = counter.ask(ANNE, "/start piscine").await;
    assert!(
        pool.text.contains(&counter.entry("piscine", Locale::FRENCH)),
        "{}",
        pool.text
    );
    for link in ["nothing-of-this-name", "../../etc/passwd", "<b>"] {
        let welcome = counter.ask(ANNE, &format!("/start {link}")).await;
        assert!(
            welcome.text.contains(&counter.says(Phrase::Welcome, Locale::FRENCH)),
            "{link}"
        );
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stale_and_forged_buttons_get_a_menu() {
    let counter = Counter::open().await;
    let welcome = counter.ask(ANNE, "/start").await;
    for data in ["", "0o:piscine", "1o:gone", "1x:piscine", "' OR 1=1 --", "1l:xx"] {
        let menu = counter.press(ANNE, &welcome, data).await;
        assert!(
            menu.text.contains(&counter.says(Phrase::StaleButton, Locale::FRENCH)),
            "{data}: {}",
            menu.text
        );
        assert!(!menu.buttons.is_empty(), "{data}");
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_text_gets_a_short_answer() {
    let counter = Counter::open().await;
    let voice = json!({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}});
    let document = json!({"document": {"file_id": "f", "file_unique_id": "u"}});
    let sticker = json!({"sticker": {
        "file_id": "f", "file_unique_id": "u", "width": 9, "height": 9, "type": "regular", "is_animated": false, "is_video": false,
    }});
    let media = [
        photo(ANNE),
        with(ANNE, &voice),
        with(ANNE, &document),
        with(ANNE, &sticker),
    ];
    for (update, number) in media.into_iter().zip(0..) {
        counter.fake.happens(update);
        let answer = counter.fake.post(ANNE.id, number).await;
        assert!(
            answer.text.contains(&counter.says(Phrase::Media, Locale::FRENCH)),
            "{}",
            answer.text
        );
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forwarded_message_is_shown_to_us_not_said_to_us() {
    let counter = Counter::open().await;
    let mail = "Bonjour, votre compte sera bloqué. Cliquez ici : http://impots-remboursement.example/?id=7 pour confirmer \
                vos coordonnées bancaires sous 24 heures.";
    counter.fake.happens(forwarded(ANNE, mail));
    let answer = counter.fake.post(ANNE.id, 0).await;
    assert!(
        !answer.text.contains("impots-remboursement"),
        "its link must not be repeated: {}",
        answer.text
    );
    counter.fake.happens(forwarded(ANNE, "/start piscine"));
    let answer = counter.fake.post(ANNE.id, 1).await;
    assert!(
        !answer.text.contains(&counter.says(Phrase::Welcome, Locale::FRENCH)),
        "a command of somebody else"
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forgetting_erases_the_conversation() {
    let counter = Counter::open().await;
    let asked = counter.ask(ANNE, "/langue").await;
    let english = Action::Speak(Locale::ENGLISH).encode();
    counter.press(ANNE, &asked, &english).await;
    counter.ask(ANNE, "/effacer").await;
    counter.fake.quiet().await;
    let again = counter.ask(ANNE, "/aide").await;
    assert!(
        again.text.contains(&counter.says(Phrase::Welcome, Locale::FRENCH)),
        "{}",
        again.text
    );
    counter.ask(ANNE, "/forget").await;
    counter.fake.quiet().await;
    for table in ["chats", "answers"] {
        counter.becomes(&format!("SELECT count(*) FROM {table}"), 0).await;
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn inline_mode_offers_entries_to_post() {
    let counter = Counter::open().await;
    let results = async |query: &str, from: Person| {
        let before = counter.fake.with(|state| state.requests_of("answerinlinequery").len());
        counter.fake.happens(inline(from, query));
        counter
            .fake
            .until("an answer to an inline query", |state| {
                state
                    .requests_of("answerinlinequery")
                    .get(before)
                    .map(|request| request.body["results"].clone())
            })
            .await
    };
    let pool = results("piscine", ANNE).await;
    assert_eq!(pool[0]["id"], "piscine");
    assert_eq!(pool[0]["title"], "Piscine");
    let english = results("swimming pool", BOB).await;
    assert_eq!(english[0]["title"], "Swimming pool");
    assert!(
        results("", ANNE).await.as_array().unwrap().len() > 2,
        "nothing typed yet: everything is offered"
    );
    assert_eq!(results("xyzzy plugh", ANNE).await.as_array().unwrap().len(), 0);
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accents_emoji_and_control_characters_hurt_nobody() {
    let counter = Counter::open().await;
    let odd = [
        "é".repeat(4000),
        "👨‍👩‍👧‍👦".repeat(500),
        format!("piscine{}", "\u{301}".repeat(3000)),
        "\u{202e}piscine\u{0}\r\n\u{1b}[31m".into(),
        "%n%s{town}<b>&amp;".into(),
        "   ".into(),
    ];
    for (words, person) in odd.iter().zip(500..) {
        let answer = counter.ask(Person::french(person), words).await;
        assert!(
            !answer.text.contains("\u{202e}") && !answer.text.contains("%n"),
            "{}",
            answer.text
        );
    }
    counter.fake.assert_clean();
}
