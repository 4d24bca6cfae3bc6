use guichet_core::Locale;

use super::*;
use crate::testing::assistant;

fn setting() -> Setting {
    let now = DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    Setting {
        platform: Platform::Telegram,
        public: false,
        hint: None,
        asked_at: now,
        now,
    }
}

fn say(said: &Said, memory: &Memory) -> Turn {
    answer(assistant(), said, memory.clone(), &setting())
}

fn words(text: &str) -> Said {
    Said::words(text, false)
}

#[test]
fn a_chosen_language_holds_until_forgotten() {
    let chosen = say(&Said::Tap(Action::Speak(Locale::ENGLISH).encode()), &Memory::default());
    assert_eq!(chosen.reply.locale, Locale::ENGLISH);
    let later = say(&Said::Media, &chosen.memory);
    assert_eq!(later.reply.locale, Locale::ENGLISH);
    let forgotten = say(&Said::Command(Command::Forget), &later.memory);
    assert!(forgotten.forget);
    assert_eq!(forgotten.memory, Memory::default());
}

#[test]
fn a_language_that_the_town_does_not_speak_is_not_chosen() {
    let turn = say(&Said::Tap("1l:xx".into()), &Memory::default());
    assert_eq!(turn.memory.locale, None);
    assert_eq!(turn.reply.kind, ReplyKind::Welcome);
}

#[test]
fn a_choice_can_be_typed_within_ten_minutes() {
    let menu = say(&Said::Start(None), &Memory::default());
    let first = menu.reply.choices.first().unwrap();
    let tapped = say(&Said::Tap(first.action.encode()), &menu.memory);
    assert_eq!(say(&words("1"), &menu.memory).reply, tapped.reply);
    assert_eq!(
        say(&words(&first.label.to_uppercase()), &menu.memory).reply,
        tapped.reply
    );
    let late = Setting {
        now: setting().now + TimeDelta::minutes(11),
        ..setting()
    };
    let typed_late = answer(assistant(), &words("1"), menu.memory, &late);
    assert_eq!(typed_late.reply.kind, ReplyKind::Unknown);
}

#[test]
fn forged_and_stale_buttons_get_the_menu() {
    for data in [
        "",
        "0o:mairie",
        "1o:nothing-of-this-name",
        "1o:\u{202e}",
        "' OR 1=1",
        "1l:\n",
    ] {
        let turn = say(&Said::Tap(data.into()), &Memory::default());
        assert_eq!(turn.reply.kind, ReplyKind::Welcome, "{data:?}");
        assert!(!turn.reply.choices.is_empty());
    }
}

#[test]
fn every_command_has_something_to_say_in_both_languages() {
    for command in Command::ALL {
        for hint in [Locale::FRENCH, Locale::ENGLISH] {
            let setting = Setting {
                hint: Some(hint),
                ..setting()
            };
            let turn = answer(assistant(), &Said::Command(command), Memory::default(), &setting);
            assert_eq!(turn.reply.locale, hint, "{command:?}");
            assert!(!turn.reply.plain_text().is_empty(), "{command:?}");
            assert!(
                !turn.reply.plain_text().contains('{'),
                "{command:?}: {}",
                turn.reply.plain_text()
            );
        }
    }
}

#[test]
fn a_link_into_the_faq_is_checked() {
    let known = assistant().catalogue().entries.first().unwrap().id.clone();
    let opened = say(&Said::Start(Some(known.to_string())), &Memory::default());
    assert_eq!(opened.reply.ids, [known]);
    for link in [None, Some("nothing-of-this-name"), Some("é"), Some("")] {
        let turn = say(&Said::Start(link.map(Into::into)), &Memory::default());
        assert_eq!(turn.reply.kind, ReplyKind::Welcome, "{link:?}");
    }
}

#[test]
fn a_late_answer_apologises() {
    let on_time = say(&Said::Media, &Memory::default());
    let late = Setting {
        asked_at: setting().now - TimeDelta::hours(7),
        ..setting()
    };
    let turn = answer(assistant(), &Said::Media, Memory::default(), &late);
    assert_eq!(turn.reply.sections.len(), on_time.reply.sections.len() + 1);
    assert_eq!(turn.reply.sections[1..], on_time.reply.sections[..]);
}

#[test]
fn a_text_is_cut_between_characters() {
    let Said::Words { text, .. } = words(&"é\u{301}".repeat(LONGEST_TEXT)) else {
        unreachable!()
    };
    assert_eq!(text.chars().count(), LONGEST_TEXT);
}
