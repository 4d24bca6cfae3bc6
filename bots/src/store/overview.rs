//! What became of messages that were not answered, for `guichet status`. Numbers and times, no text.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{Decision, time};

/// The messages of the last two days that were not answered (yet).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// They wait for their answer.
    pub waiting: usize,
    /// Too many came at a time, from one person or from all together.
    pub shed: usize,
    /// The platform refused the answer, or nobody is there to read it.
    pub undeliverable: usize,
    /// They are of a kind that this version does not know.
    pub unreadable: usize,
    /// Handling them failed again and again: oldest first.
    pub set_aside: Vec<SetAside>,
}

/// A message that was set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Its number, also in the log.
    pub seq: i64,
    /// The platform's name.
    pub platform: String,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
}

/// Reads it, also beside a running counter.
pub fn overview(db: &Connection) -> rusqlite::Result<Overview> {
    let count = |state: &str| -> rusqlite::Result<usize> {
        let count: i64 = db.query_row("SELECT count(*) FROM inbox WHERE state = ?1", [state], |row| row.get(0))?;
        Ok(usize::try_from(count).unwrap_or_default())
    };
    let mut rows = db.prepare("SELECT seq, platform, received_at FROM inbox WHERE state = ?1 ORDER BY seq")?;
    let set_aside = rows.query_map([Decision::SetAside.name()], |row| {
        Ok(SetAside {
            seq: row.get(0)?,
            platform: row.get(1)?,
            received_at: time(row.get(2)?),
        })
    })?;
    Ok(Overview {
        waiting: count("open")?,
        shed: count(Decision::Shed.name())?,
        undeliverable: count(Decision::Undeliverable.name())?,
        unreadable: count(Decision::Unreadable.name())?,
        set_aside: set_aside.collect::<rusqlite::Result<_>>()?,
    })
}
