//! Whatever is typed, the counter says something and stays up. The shipped FAQ, in the ways that citizens reach it.

use std::sync::OnceLock;

use chrono::{DateTime, TimeDelta, Utc};
use guichet_core::{Action, Assistant, Locale, Utterance};
use proptest::prelude::*;

use crate::support::program::{guichet, shipped_faq};

fn assistant() -> &'static Assistant {
    static ASSISTANT: OnceLock<Assistant> = OnceLock::new();
    ASSISTANT.get_or_init(|| Assistant::load(&shipped_faq()).unwrap_or_else(|diagnostics| panic!("{diagnostics}")))
}

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

/// Answers, and makes sure that there is an answer.
fn reply(text: &str) -> String {
    let reply = assistant().reply(&Utterance::new(text, now()));
    let said = reply.plain_text();
    assert!(!said.trim().is_empty(), "nothing is said to {text:?}");
    said
}

/// Messages that were made to break programs.
fn hostile() -> Vec<String> {
    let zalgo: String = "mairie ouverte"
        .chars()
        .flat_map(|c| {
            [c].into_iter()
                .chain("\u{300}\u{489}\u{36f}".repeat(20).chars().collect::<Vec<_>>())
        })
        .collect();
    vec![
        String::new(),
        " \u{a0}\u{200b}\t\r\n".into(),
        "\0\u{1}\u{7f}\u{9b}".into(),
        "\u{1b}[2J\u{1b}]0;titre\u{7}".into(),
        "\u{202e}etriam al\u{202c}".into(),
        "🙂🙃👨‍👩‍👧‍👦🏳️‍🌈".into(),
        "?!…—.,;:".into(),
        "%s%n{town}{mairie.phone}${jndi:ldap://x}<script>'; DROP TABLE inbox;--".into(),
        "@everyone <@&1> [x](https://evil.example) *_~`".into(),
        "ﷺ".repeat(500),
        "a".repeat(100_000),
        "é".repeat(100_000),
        "la mairie est ouverte ? ".repeat(4_000),
        "\u{301}".repeat(100_000),
        "1".repeat(50_000),
        "https://".repeat(10_000),
        "a@".repeat(10_000),
        "l'".repeat(20_000),
        zalgo,
    ]
}

#[test]
fn hostile_messages_get_an_answer() {
    for text in hostile() {
        let said = reply(&text);
        assert!(
            !said.contains("evil.example") && !said.contains('\u{1b}') && !said.contains('\u{202e}'),
            "{said}"
        );
    }
}

#[test]
fn hostile_messages_get_an_answer_in_a_batch_and_in_the_chat() {
    let lines: Vec<_> = hostile()
        .iter()
        .map(|text| serde_json::json!({ "text": text }).to_string())
        .collect();
    let output = guichet(["ask", "--batch"])
        .on(&shipped_faq())
        .input(lines.join("\n"))
        .run()
        .success();
    assert_eq!(output.lines().count(), lines.len());
    guichet(["chat"])
        .on(&shipped_faq())
        .input(hostile().join("\n"))
        .run()
        .success();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_gets_an_answer_and_is_not_repeated(text in "\\PC{0,300}", canary in "[qxzkwj]{14}") {
        let said = reply(&format!("{text} {canary} {text}"));
        prop_assert!(!said.contains(&canary));
    }

    #[test]
    fn any_tap_gets_an_answer(data in "1[ocl+n:-]{1,2}[!-~]{0,40}") {
        if let Some(action) = Action::decode(&data) {
            let reply = assistant().open(&action, Locale::FRENCH, now());
            prop_assert!(!reply.plain_text().trim().is_empty());
        }
    }
}
