//! Payloads as Discord sends them, with every field that the library insists on.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use chrono::TimeDelta;
use serde_json::{Value, json};

/// The bot's user id, and its application's.
pub(crate) const BOT: u64 = 100_000_000_000_000_001;

/// The server that the bot is in.
pub(crate) const GUILD: u64 = 100_000_000_000_000_002;

/// Where Discord's clock starts, in Unix milliseconds.
const EPOCH_MS: u64 = 1_420_070_400_000;

static COUNTER: AtomicU64 = AtomicU64::new(0);

/// A new id of now.
pub(super) fn snowflake() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let ms = u64::try_from(now.as_millis()).unwrap() - EPOCH_MS;
    (ms << 22) | (COUNTER.fetch_add(1, Ordering::Relaxed) % (1 << 22))
}

/// An id of now, by a clock that differs from this machine's.
pub(super) fn snowflake_by(difference: TimeDelta) -> u64 {
    snowflake().wrapping_add_signed(difference.num_milliseconds() << 22)
}

/// An id of some time ago.
pub(super) fn earlier(ago: Duration) -> u64 {
    snowflake() - (u64::try_from(ago.as_millis()).unwrap() << 22)
}

/// Who writes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Author {
    /// A person.
    Person(u64),
    /// Another program.
    OtherBot,
}

/// Something written in a channel.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) channel: u64,
    pub(crate) author: Author,
    pub(crate) text: String,
    pub(crate) guild: bool,
    pub(crate) mentions_bot: bool,
    pub(crate) attachment: bool,
}

impl Said {
    /// A direct message to the bot.
    pub(crate) fn privately(channel: u64, text: &str) -> Self {
        Self {
            channel,
            author: Author::Person(channel + 1),
            text: text.to_owned(),
            guild: false,
            mentions_bot: false,
            attachment: false,
        }
    }

    /// A message in a channel of the server.
    pub(crate) fn publicly(channel: u64, text: &str) -> Self {
        Self {
            guild: true,
            ..Self::privately(channel, text)
        }
    }

    /// A message in a channel of the server that mentions the bot.
    pub(crate) fn mentioning(channel: u64, text: &str) -> Self {
        let text = format!("<@{BOT}> {text}");
        Self {
            mentions_bot: true,
            ..Self::publicly(channel, &text)
        }
    }
}

pub(super) fn user(id: u64) -> Value {
    json!({"id": id.to_string(), "username": format!("canary-name-{id}"), "discriminator": "0", "avatar": null,
        "global_name": format!("Canary Nom {id}"), "bot": id == BOT})
}

pub(super) fn member(id: u64) -> Value {
    json!({"user": user(id), "roles": [], "deaf": false, "mute": false, "flags": 0, "pending": false,
        "joined_at": "2024-09-01T00:00:00+00:00", "permissions": "0"})
}

pub(super) fn message(id: u64, said: &Said) -> Value {
    let author = match said.author {
        Author::Person(id) => user(id),
        Author::OtherBot => {
            let mut other = user(777);
            other["bot"] = json!(true);
            other
        }
    };
    let attachments = if said.attachment {
        json!([{"id": "5", "filename": "photo.jpg", "size": 10, "url": "http://127.0.0.1/photo.jpg", "proxy_url": "http://127.0.0.1/p"}])
    } else {
        json!([])
    };
    let mut value = json!({
        "id": id.to_string(), "channel_id": said.channel.to_string(), "author": author, "content": said.text,
        "timestamp": timestamp(id), "edited_timestamp": null, "tts": false,
        "mention_everyone": false, "mention_roles": [], "attachments": attachments, "embeds": [], "pinned": false, "type": 0,
        "mentions": if said.mentions_bot { json!([user(BOT)]) } else { json!([]) },
    });
    if said.guild {
        value["guild_id"] = json!(GUILD.to_string());
    }
    value
}

/// Without the message content intent, a server message that does not mention the bot arrives empty.
pub(super) fn as_the_bot_sees_it(message: &Value) -> Value {
    let mut seen = message.clone();
    let from_bot = message["author"]["id"] == json!(BOT.to_string());
    let mentioned = message["mentions"]
        .as_array()
        .is_some_and(|m| m.iter().any(|u| u["id"] == json!(BOT.to_string())));
    if message.get("guild_id").is_some() && !mentioned && !from_bot {
        seen["content"] = json!("");
        seen["attachments"] = json!([]);
    }
    seen
}

/// A message of the bot itself, from what it sent.
pub(super) fn bot_message(id: u64, channel: u64, sent: &Value) -> Value {
    let mut said = message(
        id,
        &Said {
            author: Author::Person(BOT),
            ..Said::privately(channel, "")
        },
    );
    for field in ["content", "embeds", "components", "flags", "message_reference", "nonce"] {
        if let Some(value) = sent.get(field) {
            said[field] = value.clone();
        }
    }
    if said["content"].is_null() {
        said["content"] = json!("");
    }
    said
}

/// The time of an id, in RFC 3339.
fn timestamp(id: u64) -> String {
    let ms = i64::try_from((id >> 22) + EPOCH_MS).unwrap();
    chrono::DateTime::from_timestamp_millis(ms).unwrap().to_rfc3339()
}

fn interaction(kind: u8, channel: u64, guild: bool, locale: &str, data: &Value) -> Value {
    let mut value = json!({
        "application_id": BOT.to_string(), "type": kind, "version": 1, "channel_id": channel.to_string(), "locale": locale,
        "data": data, "entitlements": [], "attachment_size_limit": 10_485_760, "authorizing_integration_owners": {},
        "context": i32::from(!guild),
    });
    if guild {
        value["guild_id"] = json!(GUILD.to_string());
        value["guild_locale"] = json!("fr");
        value["member"] = member(channel + 1);
    } else {
        value["user"] = user(channel + 1);
    }
    value
}

/// A slash command, with one text option when `option` is given.
pub(crate) fn command(channel: u64, guild: bool, locale: &str, name: &str, option: Option<(&str, &str)>) -> Value {
    let options: Vec<Value> = option
        .iter()
        .map(|(name, value)| json!({"name": name, "type": 3, "value": value}))
        .collect();
    interaction(
        2,
        channel,
        guild,
        locale,
        &json!({"id": "55", "name": name, "type": 1, "options": options}),
    )
}

/// The keystrokes of a slash command's option so far.
pub(crate) fn typing(channel: u64, locale: &str, name: &str, option: (&str, &str)) -> Value {
    let options = json!([{"name": option.0, "type": 3, "value": option.1, "focused": true}]);
    interaction(
        4,
        channel,
        true,
        locale,
        &json!({"id": "55", "name": name, "type": 1, "options": options}),
    )
}

/// The message command on a message that somebody wrote.
pub(crate) fn message_command(channel: u64, locale: &str, name: &str, target: &Value) -> Value {
    let id = target["id"].as_str().unwrap();
    let data = json!({"id": "56", "name": name, "type": 3, "target_id": id, "resolved": {"messages": {id: target}}});
    interaction(2, channel, true, locale, &data)
}

/// A tap on a button of `message`, which the bot sent.
pub(crate) fn tap(channel: u64, guild: bool, locale: &str, message: &Value, custom_id: &str) -> Value {
    let mut value = interaction(
        3,
        channel,
        guild,
        locale,
        &json!({"custom_id": custom_id, "component_type": 2}),
    );
    value["message"] = bot_message(
        message["id"].as_str().map_or_else(snowflake, |id| id.parse().unwrap()),
        channel,
        message,
    );
    value
}

/// The same interaction, in a conversation between people in which one of them uses the bot as an app of their own.
pub(crate) fn among_people(mut interaction: Value) -> Value {
    let member = interaction["member"].take();
    interaction["context"] = json!(2);
    interaction["user"] = member["user"].clone();
    interaction["authorizing_integration_owners"] = json!({"1": member["user"]["id"]});
    let fields = interaction.as_object_mut().unwrap();
    for field in ["guild_id", "guild_locale", "member"] {
        fields.remove(field);
    }
    interaction
}

/// The same interaction, in a server that the bot is not in: a member uses it as an app of their own.
pub(crate) fn of_a_user_app(mut interaction: Value) -> Value {
    interaction["authorizing_integration_owners"] = json!({"1": interaction["member"]["user"]["id"]});
    interaction
}
