//! What became of the messages that were not answered, in words.

use super::local;
use crate::{language::Language, store::Overview};

/// Messages that were set aside are listed up to this number, the latest ones.
const LISTED: usize = 10;

/// What waits, and what the last two days left unanswered; nothing where there is nothing to say.
pub(super) fn lines(overview: &Overview, language: Language) -> String {
    let mut text = String::new();
    if overview.waiting > 0 {
        let waiting = language.count(
            overview.waiting,
            ["message attend sa réponse", "messages attendent leur réponse"],
            ["message waits for its answer", "messages wait for their answer"],
        );
        text += &waiting;
        text += ".\n";
    }
    let left: Vec<String> = [
        (
            overview.shed,
            [
                "message laissé sans réponse (trop à la fois)",
                "messages laissés sans réponse (trop à la fois)",
            ],
            [
                "message left unanswered (too many at a time)",
                "messages left unanswered (too many at a time)",
            ],
        ),
        (
            overview.undeliverable,
            [
                "réponse que personne ne pouvait recevoir",
                "réponses que personne ne pouvait recevoir",
            ],
            ["answer that nobody could receive", "answers that nobody could receive"],
        ),
        (
            overview.unreadable,
            ["message d'un genre inconnu", "messages d'un genre inconnu"],
            ["message of an unknown kind", "messages of an unknown kind"],
        ),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, french, english)| language.count(number, french, english))
    .collect();
    if !left.is_empty() {
        text += language.pick("Depuis deux jours : ", "Within two days: ");
        text += &left.join(", ");
        text += ".\n";
    }
    text + &set_aside(overview, language)
}

/// The messages that the counter could not handle.
fn set_aside(overview: &Overview, language: Language) -> String {
    let all = overview.set_aside.as_slice();
    if all.is_empty() {
        return String::new();
    }
    let number = language.count(
        all.len(),
        ["message MIS DE CÔTÉ", "messages MIS DE CÔTÉ"],
        ["message SET ASIDE", "messages SET ASIDE"],
    );
    let mut text = language.pick(
        format!("{number} : le guichet a échoué à chaque essai (voir le journal).\n"),
        format!("{number}, the counter failed at every try (see the log):\n"),
    );
    let earlier = all.len().saturating_sub(LISTED);
    for message in all.iter().skip(earlier) {
        let (seq, platform, at) = (message.seq, &message.platform, local(message.received_at));
        text += &language.pick(
            format!("  {at} {platform}, n° {seq}\n"),
            format!("  {at} {platform}, no. {seq}\n"),
        );
    }
    if earlier > 0 {
        text += &language.pick(format!("  et {earlier} avant\n"), format!("  and {earlier} before\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::store::SetAside;

    #[test]
    fn numbers_have_the_right_form_and_zero_is_not_said() {
        assert_eq!(lines(&Overview::default(), Language::French), "");
        let one = Overview {
            waiting: 1,
            shed: 2,
            undeliverable: 1,
            ..Overview::default()
        };
        assert_eq!(
            lines(&one, Language::French),
            "1 message attend sa réponse.\nDepuis deux jours : 2 messages laissés sans réponse (trop à la fois), 1 réponse que \
             personne ne pouvait recevoir.\n"
        );
        let set_aside = |seq| SetAside {
            seq,
            platform: "telegram".into(),
            received_at: DateTime::UNIX_EPOCH,
        };
        let many = Overview {
            set_aside: (1..=12).map(set_aside).collect(),
            ..Overview::default()
        };
        let text = lines(&many, Language::English);
        assert!(text.starts_with("12 messages SET ASIDE, "), "{text}");
        assert!(
            text.contains("telegram, no. 12\n") && !text.contains("no. 2\n"),
            "{text}"
        );
        assert!(text.ends_with("  and 2 before\n"), "{text}");
    }
}
