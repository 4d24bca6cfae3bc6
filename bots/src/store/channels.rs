//! Conversations that a platform does not bring back by itself: after an outage they are asked for what was missed.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{Connection, params};

use super::{Chat, Platform, Store, StoreError, seconds};

/// How long a silent conversation is remembered: who wrote a month ago may write during an outage.
const REMEMBERED: TimeDelta = TimeDelta::days(30);

impl Store {
    /// Somebody addressed us in this conversation at `at`.
    pub async fn heard_in(&self, chat: Chat, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(move |db| {
            db.prepare_cached(
                "INSERT INTO channels (platform, chat, heard_at) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET heard_at = max(heard_at, excluded.heard_at)",
            )?
            .execute(params![chat.platform, chat.id, seconds(at)])?;
            Ok(())
        })
        .await
    }

    /// The conversations of a platform in which we were addressed in the last 30 days, the latest first, at most `limit`.
    pub async fn channels(&self, platform: Platform, limit: u32) -> Result<Vec<Chat>, StoreError> {
        self.write(move |db| {
            let mut known =
                db.prepare_cached("SELECT chat FROM channels WHERE platform = ?1 ORDER BY heard_at DESC LIMIT ?2")?;
            let chats = known.query_map(params![platform, limit], |row| {
                Ok(Chat {
                    platform,
                    id: row.get(0)?,
                })
            })?;
            chats.collect()
        })
        .await
    }
}

/// Forgets conversations that have been silent for long.
pub(super) fn sweep(db: &Connection, now: DateTime<Utc>) -> rusqlite::Result<()> {
    db.execute("DELETE FROM channels WHERE heard_at < ?1", [seconds(now - REMEMBERED)])?;
    Ok(())
}
