//! Messages that teloxide cannot read: some field of theirs is newer than teloxide, or optional where teloxide wants it
//! (the type of a voice message). The citizen waits for an answer all the same, so the few fields that an answer
//! needs are read by themselves. In private chats only: elsewhere more is needed to know whether we are addressed.

use chrono::DateTime;
use serde::Deserialize;
use serde_json::Value;

use super::{Identity, Incoming, Task, message};
use crate::{counter::Said, desk::Letter, store::Decision, telegram::send::Place};

/// What a message has instead of a text when a person sent something else.
const MEDIA: [&str; 16] = [
    "animation",
    "audio",
    "contact",
    "dice",
    "document",
    "game",
    "location",
    "paid_media",
    "photo",
    "poll",
    "sticker",
    "story",
    "venue",
    "video",
    "video_note",
    "voice",
];

/// The fields that an answer needs.
#[derive(Deserialize)]
struct Bare {
    message_id: i32,
    date: i64,
    edit_date: Option<i64>,
    chat: Chat,
    from: User,
    text: Option<String>,
    caption: Option<String>,
    forward_origin: Option<Value>,
    via_bot: Option<Value>,
}

#[derive(Deserialize)]
struct Chat {
    id: i64,
    r#type: String,
}

#[derive(Deserialize)]
struct User {
    id: i64,
    is_bot: bool,
    language_code: Option<String>,
}

/// Reads a private message; `None` if this is none, or says nothing to us.
pub(super) fn read(id: i64, update: &Value, me: &Identity) -> Option<Incoming> {
    let (kind, raw) = ["message", "edited_message"]
        .into_iter()
        .find_map(|kind| Some((kind, update.get(kind)?)))?;
    let bare = Bare::deserialize(raw).ok()?;
    if bare.chat.r#type != "private" || bare.from.is_bot || bare.via_bot.is_some() {
        return None;
    }
    let said = match bare.text.or(bare.caption) {
        Some(text) => message::words(&text, bare.forward_origin.is_some(), me)?,
        None if MEDIA.iter().any(|key| raw.get(key).is_some()) => Said::Media,
        None => return None,
    };
    let edited = kind == "edited_message";
    let task = if edited && !matches!(said, Said::Words { .. }) {
        Task::Nothing(Decision::Ignored)
    } else {
        Task::Answer {
            chat: bare.chat.id,
            letter: Letter {
                said,
                hint: bare.from.language_code,
                public: false,
                author: bare.from.id,
                tapped: None,
                place: Place {
                    message: Some(bare.message_id),
                    edited,
                    ..Place::default()
                },
            },
            tap: None,
        }
    };
    Some(Incoming {
        id,
        kind,
        date: DateTime::from_timestamp(bare.edit_date.unwrap_or(bare.date), 0),
        author: bare.from.id,
        task,
    })
}
