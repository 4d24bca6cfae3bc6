//! What is known of a conversation: the language chosen, the last topics, the last choices. No text of a citizen.

use chrono::{DateTime, TimeDelta, Utc};
use guichet_core::{Action, EntryId, Locale};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use super::{Chat, Decision, Person, Store, StoreError, gaps, inbox, seconds, time};

/// How long topics and choices are understood: a later "and on Saturday?" opens a new conversation.
pub(crate) const REMEMBERED: TimeDelta = TimeDelta::minutes(10);
/// How long the chosen language of a silent conversation is kept.
const LANGUAGE_KEPT: TimeDelta = TimeDelta::days(180);

/// What is known of a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The language that the citizen chose.
    pub locale: Option<Locale>,
    /// The entries last answered, newest first.
    pub previous: Vec<EntryId>,
    /// The choices shown with the last reply, in order: they may also be typed.
    pub offers: Vec<Offer>,
    /// When the last reply was given.
    pub spoken_at: DateTime<Utc>,
}

/// A choice that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it said.
    pub label: String,
    /// What it means.
    pub action: Action,
}

impl Memory {
    /// The same conversation as it is at `now`: topics and choices of more than ten minutes ago are forgotten.
    #[must_use]
    pub fn at(mut self, now: DateTime<Utc>) -> Self {
        if (now - self.spoken_at).abs() > REMEMBERED {
            self.previous.clear();
            self.offers.clear();
        }
        self
    }
}

/// An [`Offer`] as the database keeps it.
#[derive(Serialize, Deserialize)]
struct StoredOffer {
    label: String,
    action: String,
}

impl Store {
    /// What is known of a conversation.
    pub async fn memory(&self, chat: Chat) -> Result<Memory, StoreError> {
        self.write(move |db| load(db, chat)).await
    }

    /// Replaces what is known of a conversation.
    pub async fn remember(&self, chat: Chat, memory: Memory) -> Result<(), StoreError> {
        self.write(move |db| save(db, chat, &memory)).await
    }

    /// Forgets what is known of a person: `alone`, their conversation with us if nobody else takes part in it, and their
    /// questions, as far as it can still be told which they are: those of today and yesterday.
    pub async fn forget(&self, person: Person, alone: Option<Chat>) -> Result<(), StoreError> {
        self.write(move |db| forget(db, person, alone)).await
    }

    /// The platform says that nothing can be delivered here any more: nothing is tried again, nothing is kept.
    pub async fn drop_chat(&self, chat: Chat) -> Result<(), StoreError> {
        self.write(move |db| drop_chat(db, chat)).await
    }

    /// Nothing may be sent to this conversation before `time`, also after a restart.
    pub async fn postpone(&self, chat: Chat, until: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute(
                "INSERT INTO chats (platform, chat, not_before) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET not_before = excluded.not_before",
                params![chat.platform, chat.id, seconds(until)],
            )?;
            Ok(())
        })
        .await
    }

    /// A conversation got another number (a group that became a supergroup): everything of it moves there.
    pub async fn move_chat(&self, from: Chat, to: i64) -> Result<(), StoreError> {
        self.write(move |db| {
            for table in ["chats", "answers", "inbox"] {
                // What exists under the new number already is newer and stays.
                db.execute(
                    &format!("UPDATE OR IGNORE {table} SET chat = ?3 WHERE platform = ?1 AND chat = ?2"),
                    params![from.platform, from.id, to],
                )?;
            }
            erase(db, from)
        })
        .await
    }
}

/// Reads a conversation; what is not understood (another version wrote it) counts as forgotten.
pub(super) fn load(db: &Connection, chat: Chat) -> rusqlite::Result<Memory> {
    let memory = db
        .prepare_cached("SELECT locale, previous, offers, spoken_at FROM chats WHERE platform = ?1 AND chat = ?2")?
        .query_row(params![chat.platform, chat.id], |row| {
            let locale: Option<String> = row.get(0)?;
            let previous: Vec<String> = serde_json::from_str(row.get_ref(1)?.as_str()?).unwrap_or_default();
            let offers: Vec<StoredOffer> = serde_json::from_str(row.get_ref(2)?.as_str()?).unwrap_or_default();
            Ok(Memory {
                locale: locale.as_deref().and_then(Locale::parse),
                previous: previous.iter().filter_map(|id| EntryId::parse(id)).collect(),
                offers: offers.into_iter().filter_map(StoredOffer::read).collect(),
                spoken_at: time(row.get(3)?),
            })
        })
        .optional()?;
    Ok(memory.unwrap_or_default())
}

/// Writes a conversation.
pub(super) fn save(db: &Connection, chat: Chat, memory: &Memory) -> rusqlite::Result<()> {
    let previous: Vec<&str> = memory.previous.iter().map(EntryId::as_str).collect();
    let offers: Vec<StoredOffer> = memory.offers.iter().map(StoredOffer::write).collect();
    db.prepare_cached(
        "INSERT INTO chats (platform, chat, locale, previous, offers, spoken_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT DO UPDATE SET locale = excluded.locale, previous = excluded.previous,
                                   offers = excluded.offers, spoken_at = excluded.spoken_at",
    )?
    .execute(params![
        chat.platform,
        chat.id,
        memory.locale.as_ref().map(Locale::code),
        json(&previous),
        json(&offers),
        seconds(memory.spoken_at),
    ])?;
    Ok(())
}

/// When something may be sent to a conversation again.
pub(super) fn not_before(db: &Connection, chat: Chat) -> rusqlite::Result<DateTime<Utc>> {
    let until = db
        .prepare_cached("SELECT not_before FROM chats WHERE platform = ?1 AND chat = ?2")?
        .query_row(params![chat.platform, chat.id], |row| row.get(0))
        .optional()?;
    Ok(time(until.unwrap_or_default()))
}

/// Empties conversations that fell silent, and removes those of which nothing is left to know.
pub(super) fn sweep(db: &Connection, now: DateTime<Utc>) -> rusqlite::Result<()> {
    db.execute(
        "UPDATE chats SET previous = '[]', offers = '[]'
         WHERE spoken_at < ?1 AND (previous <> '[]' OR offers <> '[]')",
        [seconds(now - REMEMBERED)],
    )?;
    db.execute(
        "DELETE FROM chats WHERE not_before < ?1 AND (spoken_at < ?3 OR (spoken_at < ?2 AND locale IS NULL))",
        [now, now - REMEMBERED, now - LANGUAGE_KEPT].map(seconds),
    )?;
    Ok(())
}

/// Forgets a person. What is known of a group belongs to everybody in it, and stays.
pub(super) fn forget(db: &Connection, person: Person, alone: Option<Chat>) -> rusqlite::Result<()> {
    if let Some(chat) = alone {
        erase(db, chat)?;
    }
    gaps::erase(db, person)
}

/// Closes a conversation.
pub(super) fn drop_chat(db: &Connection, chat: Chat) -> rusqlite::Result<()> {
    inbox::close(db, "chat = :value", chat.id, chat.platform, Decision::Undeliverable)?;
    erase(db, chat)
}

/// Removes every trace of a conversation that is not an open message.
pub(super) fn erase(db: &Connection, chat: Chat) -> rusqlite::Result<()> {
    for table in ["chats", "answers", "channels"] {
        db.execute(
            &format!("DELETE FROM {table} WHERE platform = ?1 AND chat = ?2"),
            params![chat.platform, chat.id],
        )?;
    }
    Ok(())
}

/// Lists of numbers and labels as JSON: writing them cannot fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|_| "[]".into())
}

impl StoredOffer {
    fn write(offer: &Offer) -> Self {
        Self {
            label: offer.label.clone(),
            action: offer.action.encode(),
        }
    }

    fn read(self) -> Option<Offer> {
        Some(Offer {
            action: Action::decode(&self.action)?,
            label: self.label,
        })
    }
}
