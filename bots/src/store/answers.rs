//! Which messages of ours answered which message of a citizen: an edited question has its answer edited.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{Chat, Store, StoreError, seconds, time};

/// The answer to one message: numbers only, no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The citizen's message.
    pub message: i64,
    /// Our messages, in order.
    pub replies: Vec<i64>,
    /// Tells whether the answer has changed: a hash of what was sent.
    pub digest: i64,
    /// When it was answered.
    pub at: DateTime<Utc>,
}

impl Store {
    /// How a message was answered, if that is still known.
    pub async fn answered(&self, chat: Chat, message: i64) -> Result<Option<Answered>, StoreError> {
        self.write(move |db| {
            db.prepare_cached(
                "SELECT replies, digest, answered_at FROM answers WHERE platform = ?1 AND chat = ?2 AND message = ?3",
            )?
            .query_row(params![chat.platform, chat.id, message], |row| {
                Ok(Answered {
                    message,
                    replies: serde_json::from_str(row.get_ref(0)?.as_str()?).unwrap_or_default(),
                    digest: row.get(1)?,
                    at: time(row.get(2)?),
                })
            })
            .optional()
        })
        .await
    }
}

impl Answered {
    /// Writes it, in place of an earlier answer to the same message.
    pub(super) fn save(&self, db: &Connection, chat: Chat) -> rusqlite::Result<()> {
        let replies = serde_json::to_string(&self.replies).unwrap_or_else(|_| "[]".into());
        db.prepare_cached(
            "INSERT OR REPLACE INTO answers (platform, chat, message, replies, digest, answered_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            chat.platform,
            chat.id,
            self.message,
            replies,
            self.digest,
            seconds(self.at)
        ])?;
        Ok(())
    }
}
