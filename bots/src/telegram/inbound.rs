//! An update of Telegram as the counter understands it. Pure; what is not needed to answer is dropped here, names first.

mod fallback;
mod message;

use chrono::{DateTime, Utc};
use guichet_core::Action;
use serde::Deserialize as _;
use serde_json::Value;
use teloxide::types::{
    CallbackQuery, ChatMemberUpdated, InlineKeyboardButton, InlineKeyboardButtonKind, InlineKeyboardMarkup,
    MaybeInaccessibleMessage, Message, MessageKind, Update, UpdateKind,
};

use super::send::Place;
use crate::{counter::Said, desk::Letter, store::Decision};

/// Who we are: how we are addressed in a group.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    /// Our number.
    pub(super) id: u64,
    /// Our name, without the `@`.
    pub(super) username: String,
}

/// An update, read.
#[derive(Debug)]
pub(super) struct Incoming {
    /// Its number, different from that of every other update.
    pub(super) id: i64,
    /// Its kind, for the log and the store.
    pub(super) kind: &'static str,
    /// When it was written, by Telegram's clock; `None` if that is not said.
    pub(super) date: Option<DateTime<Utc>>,
    /// Who wrote it: to tell floods apart, never stored.
    pub(super) author: i64,
    /// What there is to do.
    pub(super) task: Task,
}

/// What there is to do about an update.
#[derive(Debug)]
pub(super) enum Task {
    /// Answer in a chat; a tap is also acknowledged.
    Answer {
        chat: i64,
        letter: Letter<Place>,
        tap: Option<String>,
    },
    /// Acknowledge a tap, no more.
    Acknowledge(String),
    /// Offer entries to somebody who types in any chat.
    Offer {
        query: String,
        text: String,
        hint: Option<String>,
    },
    /// We were removed from a chat, or blocked.
    Leave(i64),
    /// A group got another number.
    Move { from: i64, to: i64 },
    /// Nothing.
    Nothing(Decision),
}

/// Reads one update as it came. `None` if it has no number: then it cannot even be acknowledged.
pub(super) fn read(raw: &Value, me: &Identity) -> Option<Incoming> {
    let id = raw.get("update_id")?.as_i64()?;
    // From a reference: teloxide finds the kind of an update only if the keys can be borrowed.
    let kind = Update::deserialize(raw).map(|update| update.kind);
    let by_hand = || fallback::read(id, raw, me).unwrap_or_else(|| nothing(id, "unreadable", Decision::Unreadable));
    Some(match kind {
        // What teloxide does not know it reads as a message without content, or as an error.
        Ok(
            UpdateKind::Message(Message {
                kind: MessageKind::Empty {},
                ..
            })
            | UpdateKind::EditedMessage(Message {
                kind: MessageKind::Empty {},
                ..
            })
            | UpdateKind::Error(_),
        )
        | Err(_) => by_hand(),
        Ok(UpdateKind::Message(message)) => message::read(id, "message", &message, me),
        Ok(UpdateKind::EditedMessage(message)) => message::read(id, "edited_message", &message, me),
        Ok(UpdateKind::CallbackQuery(tap)) => read_tap(id, tap),
        Ok(UpdateKind::InlineQuery(query)) => Incoming {
            id,
            kind: "inline_query",
            date: None,
            author: number(query.from.id.0),
            task: Task::Offer {
                query: query.id.0,
                text: query.query,
                hint: query.from.language_code,
            },
        },
        Ok(UpdateKind::MyChatMember(change)) => read_membership(id, &change),
        Ok(_) => nothing(id, "other", Decision::Ignored),
    })
}

/// An update that asks for nothing.
pub(super) fn nothing(id: i64, kind: &'static str, decision: Decision) -> Incoming {
    Incoming {
        id,
        kind,
        date: None,
        author: 0,
        task: Task::Nothing(decision),
    }
}

fn read_tap(id: i64, tap: CallbackQuery) -> Incoming {
    let CallbackQuery {
        id: query,
        from,
        message,
        data,
        ..
    } = tap;
    // In groups we show no buttons: a tap there is forged. So is one below a message posted through inline mode.
    let below = message.filter(|message| message.chat().id.0 > 0);
    let task = match below {
        Some(below) => {
            let data = data.unwrap_or_default();
            let other_buttons = matches!(Action::decode(&data), Some(Action::Vote(..)))
                .then(|| without_thumbs(&below))
                .flatten();
            Task::Answer {
                chat: below.chat().id.0,
                letter: Letter {
                    said: Said::Tap(data),
                    hint: from.language_code,
                    public: false,
                    author: number(from.id.0),
                    tapped: Some(below.id().0.into()),
                    place: Place {
                        other_buttons,
                        ..Place::default()
                    },
                },
                tap: Some(query.0),
            }
        }
        None => Task::Acknowledge(query.0),
    };
    Incoming {
        id,
        kind: "callback_query",
        date: None,
        author: number(from.id.0),
        task,
    }
}

/// The buttons below a message of ours that are no thumbs; `None` if Telegram does not show them, because it is old.
fn without_thumbs(message: &MaybeInaccessibleMessage) -> Option<InlineKeyboardMarkup> {
    let is_thumb = |button: &InlineKeyboardButton| match &button.kind {
        InlineKeyboardButtonKind::CallbackData(data) => matches!(Action::decode(data), Some(Action::Vote(..))),
        _ => false,
    };
    let mut keyboard = message.regular_message()?.reply_markup()?.clone();
    for row in &mut keyboard.inline_keyboard {
        row.retain(|button| !is_thumb(button));
    }
    keyboard.inline_keyboard.retain(|row| !row.is_empty());
    Some(keyboard)
}

fn read_membership(id: i64, change: &ChatMemberUpdated) -> Incoming {
    let task = if change.new_chat_member.is_left() || change.new_chat_member.is_banned() {
        Task::Leave(change.chat.id.0)
    } else {
        Task::Nothing(Decision::Ignored)
    };
    Incoming {
        id,
        kind: "my_chat_member",
        date: Some(change.date),
        author: number(change.from.id.0),
        task,
    }
}

/// A user's number as Telegram defines it: it fits into 52 bits.
fn number(id: u64) -> i64 {
    i64::try_from(id).unwrap_or_default()
}

#[cfg(test)]
mod tests;
