#![expect(clippy::needless_pass_by_value, reason = "updates are written in place")]

use serde_json::json;

use super::*;

fn me() -> Identity {
    Identity {
        id: 99,
        username: "guichet_bot".into(),
    }
}

/// A message of a person in a private chat (`chat` > 0) or a group, with more fields laid over it.
fn message(chat: i64, text: &str, more: Value) -> Value {
    let mut message = json!({
        "message_id": 5, "date": 1_764_000_000, "text": text,
        "from": {"id": 7, "is_bot": false, "first_name": "Canari", "language_code": "fr"},
        "chat": if chat > 0 {
            json!({"id": chat, "type": "private", "first_name": "Canari"})
        } else {
            json!({"id": chat, "type": "supergroup", "title": "Canari"})
        },
    });
    for (key, value) in more.as_object().unwrap() {
        match value {
            Value::Null => message.as_object_mut().unwrap().remove(key),
            value => message.as_object_mut().unwrap().insert(key.clone(), value.clone()),
        };
    }
    message
}

fn take(kind: &str, body: Value) -> Task {
    read(&json!({"update_id": 1, kind: body}), &me()).unwrap().task
}

fn said(chat: i64, text: &str, more: Value) -> Option<Said> {
    match take("message", message(chat, text, more)) {
        Task::Answer { letter, .. } => Some(letter.said),
        _ => None,
    }
}

#[test]
fn what_is_stored_holds_no_name() {
    let Task::Answer { letter, .. } = take("message", message(7, "bonjour", json!({}))) else {
        panic!("not answered");
    };
    let stored = serde_json::to_string(&letter).unwrap();
    assert!(stored.contains("bonjour") && !stored.contains("Canari"), "{stored}");
}

#[test]
fn in_a_group_only_what_is_said_to_us_counts() {
    assert_eq!(said(-7, "la mairie ?", json!({})), None);
    let mention = said(-7, "@guichet_bot la mairie ?", json!({}));
    assert_eq!(mention, Some(Said::words("la mairie ?", false)));
    let ours = message(
        -7,
        "Bonjour",
        json!({"from": {"id": 99, "is_bot": true, "first_name": "Guichet"}}),
    );
    assert_eq!(
        said(-7, "2", json!({"reply_to_message": ours})),
        Some(Said::words("2", false))
    );
    let theirs = message(-7, "Bonjour", json!({}));
    assert_eq!(said(-7, "2", json!({"reply_to_message": theirs})), None);
    assert_eq!(said(-7, "/aide", json!({})), Some(Said::Command(crate::Command::Help)));
    assert_eq!(said(-7, "/aide@other_bot", json!({})), None);
    assert_eq!(said(-7, "/ban @somebody", json!({})), None);
}

#[test]
fn everything_in_a_private_chat_counts() {
    assert_eq!(
        said(7, "la mairie ?", json!({})),
        Some(Said::words("la mairie ?", false))
    );
    assert_eq!(
        said(7, "/horaires mairie", json!({})),
        Some(Said::words("horaires mairie", false))
    );
    let photo = json!([{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]);
    assert_eq!(said(7, "", json!({"text": null, "photo": photo})), Some(Said::Media));
    let captioned = json!({"text": null, "photo": photo, "caption": "c'est vous ?"});
    assert_eq!(said(7, "", captioned), Some(Said::words("c'est vous ?", false)));
    let forwarded = json!({"forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "Canari"}});
    assert_eq!(
        said(7, "/start cliquez ici", forwarded),
        Some(Said::words("/start cliquez ici", true))
    );
}

#[test]
fn what_is_no_question_is_ignored() {
    assert_eq!(
        said(
            7,
            "texte",
            json!({"via_bot": {"id": 99, "is_bot": true, "first_name": "Guichet"}})
        ),
        None
    );
    assert_eq!(
        said(
            7,
            "texte",
            json!({"from": {"id": 8, "is_bot": true, "first_name": "Autre"}})
        ),
        None
    );
    let joined = json!({"text": null, "new_chat_members": [{"id": 8, "is_bot": false, "first_name": "Canari"}]});
    assert_eq!(said(-7, "", joined), None);
    let edited_command = take(
        "edited_message",
        message(7, "/effacer", json!({"edit_date": 1_764_000_001})),
    );
    assert!(matches!(edited_command, Task::Nothing(Decision::Ignored)));
}

#[test]
fn a_group_that_moves_and_a_chat_that_closes() {
    let moved = take(
        "message",
        message(-7, "", json!({"text": null, "migrate_to_chat_id": -1007})),
    );
    assert!(matches!(moved, Task::Move { from: -7, to: -1007 }), "{moved:?}");
    let member = |status: &str| match status {
        "kicked" => json!({"status": status, "user": {"id": 99, "is_bot": true, "first_name": "G"}, "until_date": 0}),
        _ => json!({"status": status, "user": {"id": 99, "is_bot": true, "first_name": "G"}}),
    };
    let change = |status: &str| {
        let mut change = message(7, "", json!({"text": null, "message_id": null}));
        change["old_chat_member"] = member("member");
        change["new_chat_member"] = member(status);
        take("my_chat_member", change)
    };
    assert!(matches!(change("kicked"), Task::Leave(7)));
    assert!(matches!(change("left"), Task::Leave(7)));
    assert!(matches!(change("member"), Task::Nothing(Decision::Ignored)));
}

#[test]
fn a_tap_is_read_in_private_chats_only() {
    let tap = |chat: i64| {
        take(
            "callback_query",
            json!({
                "id": "q", "chat_instance": "i", "data": "1m",
                "from": {"id": 7, "is_bot": false, "first_name": "Canari"},
                "message": message(chat, "Bonjour", json!({})),
            }),
        )
    };
    assert!(matches!(tap(7), Task::Answer { letter: Letter { said: Said::Tap(data), .. }, .. } if data == "1m"));
    assert!(matches!(tap(-7), Task::Acknowledge(query) if query == "q"));
}

#[test]
fn updates_from_the_future_are_skipped_by_number() {
    let future = [
        json!({"update_id": 3, "brain_wave": {"text": "canary"}}),
        json!({"update_id": 3, "message": {"some": "fields are missing"}}),
        json!({"update_id": 3}),
        json!({"update_id": 3_000_000_000_i64, "message": null}),
    ];
    for update in future {
        let incoming = read(&update, &me()).unwrap();
        assert!(matches!(incoming.task, Task::Nothing(Decision::Unreadable)));
    }
    for update in [json!({}), json!(null), json!({"update_id": "x"})] {
        assert!(read(&update, &me()).is_none());
    }
}

#[test]
fn a_message_with_a_field_of_the_future_is_answered_all_the_same() {
    // Telegram need not say the type of a voice message; teloxide wants it.
    let voice = json!({"text": null, "voice": {"file_id": "f", "file_unique_id": "u", "duration": 3}});
    assert_eq!(said(7, "", voice), Some(Said::Media));
    let future = json!({"forward_origin": {"type": "telepathy"}});
    assert_eq!(said(7, "la mairie ?", future), Some(Said::words("la mairie ?", true)));
    let group = json!({"forward_origin": {"type": "telepathy"}});
    assert_eq!(said(-7, "@guichet_bot la mairie ?", group), None);
    let service = json!({"text": null, "something_happened": {}, "forward_origin": {"type": "telepathy"}});
    assert_eq!(said(7, "", service), None);
}
