//! Updates as Telegram words them, without their number.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};

use super::state::Posted;

/// The bot's number.
pub(crate) const BOT_ID: i64 = 1_234_567_890;
/// The bot's name, without the `@`.
pub(crate) const BOT_NAME: &str = "guichet_test_bot";

/// A person, with a name that must never be seen again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    pub(crate) id: i64,
    pub(crate) language: Option<&'static str>,
}

impl Person {
    /// A French speaker.
    pub(crate) const fn french(id: i64) -> Self {
        Self {
            id,
            language: Some("fr"),
        }
    }

    /// An English speaker.
    pub(crate) const fn english(id: i64) -> Self {
        Self {
            id,
            language: Some("en-GB"),
        }
    }

    fn user(self) -> Value {
        let mut user = json!({
            "id": self.id, "is_bot": false, "first_name": "CanaryFirst", "last_name": "CanaryLast",
            "username": "canary_username",
        });
        if let Some(language) = self.language {
            user["language_code"] = language.into();
        }
        user
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    chrono::Utc::now().timestamp()
}

/// A message without content, in the person's private chat.
fn message(from: Person) -> Value {
    json!({
        "message_id": 0, "date": now(), "from": from.user(),
        "chat": {"id": from.id, "type": "private", "first_name": "CanaryFirst"},
    })
}

/// A text in the person's private chat.
pub(crate) fn text(from: Person, text: &str) -> Value {
    with(from, &json!({"text": text}))
}

/// A message in the person's private chat, with these fields.
pub(crate) fn with(from: Person, fields: &Value) -> Value {
    json!({"message": merged(message(from), fields)})
}

/// A text in a group, with more fields.
pub(crate) fn group(group: i64, from: Person, text: &str, fields: &Value) -> Value {
    let message = merged(
        message(from),
        &json!({
            "text": text,
            "chat": {"id": group, "type": "supergroup", "title": "CanaryGroup"},
        }),
    );
    json!({"message": merged(message, fields)})
}

/// The same message, edited.
pub(crate) fn edited(from: Person, message_id: i64, text: &str) -> Value {
    let fields = json!({"message_id": message_id, "text": text, "edit_date": now()});
    json!({"edited_message": merged(message(from), &fields)})
}

/// A message forwarded from somebody else.
pub(crate) fn forwarded(from: Person, text: &str) -> Value {
    with(
        from,
        &json!({
            "text": text,
            "forward_origin": {"type": "hidden_user", "date": now(), "sender_user_name": "CanarySender"},
        }),
    )
}

/// A photo.
pub(crate) fn photo(from: Person) -> Value {
    with(
        from,
        &json!({"photo": [{"file_id": "f", "file_unique_id": "u", "width": 9, "height": 9}]}),
    )
}

/// A message of the bot, as it is quoted by a reply to it.
pub(crate) fn of_the_bot(chat: i64, message_id: i64) -> Value {
    json!({
        "message_id": message_id, "date": now(), "text": "Bonjour",
        "from": {"id": BOT_ID, "is_bot": true, "first_name": "Guichet", "username": BOT_NAME},
        "chat": {"id": chat, "type": if chat < 0 { "supergroup" } else { "private" }, "title": "CanaryGroup"},
    })
}

/// A tap on a button below one of the bot's messages, in the person's private chat.
pub(crate) fn tap(from: Person, message_id: i64, data: &str) -> Value {
    tap_in(from.id, from, message_id, data)
}

/// A tap on a button below a message of the bot as it is now, with all its buttons.
pub(crate) fn tap_below(from: Person, posted: &Posted, data: &str) -> Value {
    let mut update = tap(from, posted.id, data);
    let rows = posted
        .buttons
        .iter()
        .map(|(label, data)| json!([{"text": label, "callback_data": data}]));
    update["callback_query"]["message"]["reply_markup"] = json!({"inline_keyboard": rows.collect::<Vec<_>>()});
    update
}

/// A tap in any chat.
pub(crate) fn tap_in(chat: i64, from: Person, message_id: i64, data: &str) -> Value {
    json!({"callback_query": {
        "id": query_id(), "from": from.user(), "chat_instance": "1", "data": data,
        "message": of_the_bot(chat, message_id),
    }})
}

/// What somebody types after the bot's name, in any chat.
pub(crate) fn inline(from: Person, query: &str) -> Value {
    json!({"inline_query": {"id": query_id(), "from": from.user(), "query": query, "offset": ""}})
}

/// The bot's place in a chat changes.
pub(crate) fn membership(from: Person, status: &str) -> Value {
    let member = |status: &str| {
        let mut member = json!({"status": status, "user": {"id": BOT_ID, "is_bot": true, "first_name": "Guichet"}});
        if status == "kicked" {
            member["until_date"] = 0.into();
        }
        member
    };
    json!({"my_chat_member": {
        "chat": {"id": from.id, "type": "private", "first_name": "CanaryFirst"}, "from": from.user(), "date": now(),
        "old_chat_member": member("member"), "new_chat_member": member(status),
    }})
}

fn query_id() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed).to_string()
}

/// `base` with `fields` laid over it.
pub(crate) fn merged(mut base: Value, fields: &Value) -> Value {
    for (key, value) in fields.as_object().unwrap() {
        base[key] = value.clone();
    }
    base
}
