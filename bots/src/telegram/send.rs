//! Delivers replies: sends or edits messages, and says what Telegram's answer means.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::Arc,
    time::Duration,
};

use chrono::Utc;
use guichet_core::Action;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use teloxide::{
    payloads::{
        EditMessageReplyMarkup, EditMessageReplyMarkupSetters as _, EditMessageText, EditMessageTextSetters as _,
        SendMessage, SendMessageSetters as _,
    },
    types::{ChatId, InlineKeyboardMarkup, LinkPreviewOptions, MessageId, ParseMode, ReplyParameters, ThreadId},
};

use super::{
    api::{Api, Problem, Refusal},
    outbound::{self, Letters, Message},
};
use crate::{
    Live,
    counter::Turn,
    desk::{Address, Courier, Delivery},
    store::{Answered, Store},
};

/// How long to wait when Telegram says "too many" without saying how long.
const UNSAID_WAIT: Duration = Duration::from_secs(5);

/// Where exactly a reply goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// The citizen's message, if there is one.
    pub(super) message: Option<i32>,
    /// The topic of a forum.
    pub(super) thread: Option<i32>,
    /// Whether to show which message is answered.
    pub(super) quote: bool,
    /// Whether the message was edited, and may have been answered before.
    pub(super) edited: bool,
    /// When a thumb was tapped: the other buttons of its message, which stay.
    #[serde(default)]
    pub(super) other_buttons: Option<InlineKeyboardMarkup>,
}

/// Telegram's part of the desk.
#[derive(Debug)]
pub(super) struct Sender {
    pub(super) api: Arc<Api>,
    pub(super) store: Store,
    pub(super) live: Live,
}

impl Courier for Sender {
    type Place = Place;

    async fn deliver(&self, address: Address<'_, Place>, turn: &Turn) -> Delivery {
        if matches!(turn.action, Some(Action::Vote(..))) {
            return self.take_thumbs_away(&address).await;
        }
        let public = address.chat.id < 0;
        let letters = outbound::render(&self.live.get(), &turn.reply, &turn.thumbs, public);
        let digest = digest(&letters);
        let sent = match self.earlier(&address).await.or_else(|| question(&address, turn)) {
            Some(earlier) if earlier.digest == digest => return Delivery::Sent(Some(earlier)),
            Some(earlier) => self.replace(&address, &earlier, &letters).await,
            None => self.send_all(&address, &letters).await,
        };
        match sent {
            Ok(replies) => Delivery::Sent(address.place.message.map(|message| Answered {
                message: message.into(),
                replies,
                digest,
                at: Utc::now(),
            })),
            Err(problem) => meaning(&problem),
        }
    }
}

impl Sender {
    /// A thumb was counted, and the citizen thanked with the acknowledgement: the thumbs go, the other buttons stay.
    async fn take_thumbs_away(&self, address: &Address<'_, Place>) -> Delivery {
        let message = address.tapped.and_then(|message| i32::try_from(message).ok());
        let (Some(message), Some(buttons)) = (message, &address.place.other_buttons) else {
            return Delivery::Sent(None);
        };
        let edit =
            EditMessageReplyMarkup::new(ChatId(address.chat.id), MessageId(message)).reply_markup(buttons.clone());
        match self.api.call(&edit).await {
            // They are gone already, or their message is.
            Ok(_) | Err(Problem::Refused(Refusal { code: 400, .. })) => Delivery::Sent(None),
            Err(problem) => meaning(&problem),
        }
    }

    /// The answer that an edited message already has.
    async fn earlier(&self, address: &Address<'_, Place>) -> Option<Answered> {
        let message = address.place.message.filter(|_| address.place.edited)?;
        self.store.answered(address.chat, message.into()).await.ok().flatten()
    }

    /// Edits the earlier answer; where that is not possible, sends the new one.
    async fn replace(
        &self,
        address: &Address<'_, Place>,
        earlier: &Answered,
        letters: &Letters,
    ) -> Result<Vec<i64>, Problem> {
        if let ([reply], [message]) = (earlier.replies.as_slice(), letters.messages.as_slice())
            && let Ok(id) = i32::try_from(*reply)
        {
            match self.edit(address.chat.id, id, message, letters.keyboard.as_ref()).await {
                Ok(()) => return Ok(vec![*reply]),
                // An earlier attempt changed it, and only its confirmation was lost. Should the sentence ever be
                // another one, the answer is sent once more: better twice than not at all.
                Err(Problem::Refused(refusal)) if refusal.description.contains("not modified") => {
                    return Ok(vec![*reply]);
                }
                // The message is gone or too old.
                Err(Problem::Refused(Refusal {
                    code: 400,
                    migrate_to: None,
                    ..
                })) => {}
                Err(problem) => return Err(problem),
            }
        }
        self.send_all(address, letters).await
    }

    async fn edit(
        &self,
        chat: i64,
        reply: i32,
        message: &Message,
        keyboard: Option<&InlineKeyboardMarkup>,
    ) -> Result<(), Problem> {
        let mut edit = EditMessageText::new(ChatId(chat), MessageId(reply), message.html.as_str())
            .parse_mode(ParseMode::Html)
            .link_preview_options(no_preview());
        edit.reply_markup = keyboard.cloned();
        self.api.call(&edit).await.map(drop)
    }

    /// Sends the messages that an earlier attempt did not send. Returns the ids of those that were sent now.
    async fn send_all(&self, address: &Address<'_, Place>, letters: &Letters) -> Result<Vec<i64>, Problem> {
        let mut ids = Vec::new();
        let last = letters.messages.len();
        for (message, number) in letters.messages.iter().zip(1_u32..) {
            if number <= address.parts_sent {
                continue;
            }
            let is_last = usize::try_from(number).is_ok_and(|number| number == last);
            let keyboard = letters.keyboard.as_ref().filter(|_| is_last);
            let sent = self.send(address, message, keyboard).await?;
            ids.extend(sent.get("message_id").and_then(Value::as_i64));
            if !is_last {
                // If this fails the part may be sent twice: better than not at all.
                let _ = self.store.parts_sent(address.seq, number).await;
            }
        }
        Ok(ids)
    }

    /// Sends one message; if Telegram refuses it, once more without any markup.
    async fn send(
        &self,
        address: &Address<'_, Place>,
        message: &Message,
        keyboard: Option<&InlineKeyboardMarkup>,
    ) -> Result<Value, Problem> {
        let marked_up = prepare(address, &message.html, keyboard).parse_mode(ParseMode::Html);
        match self.api.call(&marked_up).await {
            Err(Problem::Refused(Refusal {
                code: 400,
                migrate_to: None,
                description,
                ..
            })) => {
                tracing::warn!(description, "a message was refused: sent as plain text");
                self.api.call(&prepare(address, &message.plain, None)).await
            }
            outcome => outcome,
        }
    }
}

/// Our question that a tap answers: it becomes what comes of it. What was offered beside an answer, or in a menu, is
/// opened below instead: the answer stays, and the menu serves again.
fn question(address: &Address<'_, Place>, turn: &Turn) -> Option<Answered> {
    let answers = matches!(
        turn.action,
        Some(Action::Choose(_) | Action::NoneOfThese | Action::Speak(_))
    );
    let question = address.tapped.filter(|_| answers)?;
    Some(Answered {
        message: 0,
        replies: vec![question],
        digest: 0,
        at: Utc::now(),
    })
}

fn prepare(address: &Address<'_, Place>, text: &str, keyboard: Option<&InlineKeyboardMarkup>) -> SendMessage {
    let place = address.place;
    let mut send = SendMessage::new(ChatId(address.chat.id), text).link_preview_options(no_preview());
    send.message_thread_id = place.thread.map(|thread| ThreadId(MessageId(thread)));
    send.reply_parameters = place
        .message
        .filter(|_| place.quote)
        .map(|message| ReplyParameters::new(MessageId(message)).allow_sending_without_reply());
    send.reply_markup = keyboard.map(|keyboard| keyboard.clone().into());
    send
}

/// No address in our messages is fetched by anybody.
pub(super) const fn no_preview() -> LinkPreviewOptions {
    LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    }
}

/// What a refusal means for the message.
fn meaning(problem: &Problem) -> Delivery {
    let Problem::Refused(refusal) = problem else {
        return Delivery::Later;
    };
    match refusal {
        Refusal {
            migrate_to: Some(to), ..
        } => Delivery::Moved(*to),
        Refusal {
            code: 429, retry_after, ..
        } => Delivery::Wait(retry_after.map_or(UNSAID_WAIT, Duration::from_secs)),
        Refusal { code: 403, .. } => Delivery::Gone,
        Refusal { code: 401 | 404, .. } => Delivery::Unauthorised,
        refusal => {
            tracing::warn!(
                code = refusal.code,
                description = refusal.description,
                "a message was refused"
            );
            Delivery::Refused
        }
    }
}

/// Tells one answer from another.
fn digest(letters: &Letters) -> i64 {
    let mut hasher = DefaultHasher::new();
    for message in &letters.messages {
        message.html.hash(&mut hasher);
    }
    for button in letters
        .keyboard
        .iter()
        .flat_map(|keyboard| keyboard.inline_keyboard.iter().flatten())
    {
        button.text.hash(&mut hasher);
    }
    hasher.finish().cast_signed()
}

#[cfg(test)]
mod tests;
