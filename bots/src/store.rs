//! What must survive a crash: messages not yet answered, what was answered, and a little about each conversation.
//!
//! One SQLite file with one writer. Text of citizens is in it only from the moment a message is accepted to the moment
//! it is decided; names never are.

mod answers;
mod channels;
mod chats;
mod day_keys;
mod facts;
mod folder;
mod gaps;
mod inbox;
mod outcome;
mod overview;
mod schema;
mod tallies;
mod writer;

use std::{fmt, path::Path};

use chrono::{DateTime, Utc};
use rusqlite::{Connection, types::ToSql};

pub use answers::Answered;
pub use chats::{Memory, Offer};
pub use facts::fact;
pub use folder::{is_held, reader};
pub use gaps::{GAPS_KEPT, Gap, GapKind, KeptGap, Person, gaps, people};
pub use inbox::{Arrival, Claim, Content, Ticket};
pub use outcome::{Conversation, Decision, Outcome};
pub use overview::{Overview, SetAside, overview};
pub use tallies::{Tally, TallyLine, VotedAnswer, tallies};
pub use writer::StoreError;

use folder::Folder;
use writer::Writer;

/// Where a message came from. Part of every key, so that two platforms never mix their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Platform {
    /// Telegram.
    Telegram,
    /// Discord.
    Discord,
    /// The terminal of whoever tries the FAQ. Nothing of it is stored.
    Console,
}

/// A conversation: a private chat, a group or a channel of one platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chat {
    /// Its platform.
    pub platform: Platform,
    /// Its number there.
    pub id: i64,
}

/// The store of this process. Cheap to clone; every method waits until its change is on the disk.
#[derive(Clone, Debug)]
pub struct Store {
    writer: Writer,
}

impl Store {
    /// Opens the store of a data folder, creating both when needed, and locks the folder for this process.
    ///
    /// A file that SQLite finds damaged is moved aside and a new one begun: the counter must answer.
    ///
    /// # Errors
    /// When the folder cannot be used, or another process holds it.
    pub fn open(data: &Path) -> anyhow::Result<Self> {
        let folder = Folder::lock(data)?;
        let connection = folder.open()?;
        Ok(Self {
            writer: Writer::start(connection, folder)?,
        })
    }

    /// Runs one unit of work; it is on the disk, or undone, when this returns.
    async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        self.writer.run(work).await
    }

    /// Finishes what was asked of the store and closes its file. Later calls fail.
    pub async fn close(&self) {
        self.writer.close().await;
    }
}

impl Platform {
    /// Its name in the database and in the log.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Telegram => "telegram",
            Self::Discord => "discord",
            Self::Console => "console",
        }
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl ToSql for Platform {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

/// A time as the database keeps it: seconds since 1970.
fn seconds(time: DateTime<Utc>) -> i64 {
    time.timestamp()
}

/// A time from the database; 1970 if it is out of range.
fn time(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

#[cfg(test)]
mod disk_tests;
#[cfg(test)]
mod gap_tests;
#[cfg(test)]
mod tests;
