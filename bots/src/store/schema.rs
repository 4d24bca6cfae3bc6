//! The tables, and how an older file becomes a current one.

use rusqlite::Connection;

/// Each step brings a file from version `index` to `index + 1` (`PRAGMA user_version`). Never change one: add the next.
pub(super) const MIGRATIONS: &[&str] = &[
    "
    -- Every update that was accepted. `content` is erased, and `chat` set to 0, as soon as it is decided: what stays
    -- is the key, so that a redelivered update is recognised.
    CREATE TABLE inbox (
        seq         INTEGER PRIMARY KEY AUTOINCREMENT,
        platform    TEXT NOT NULL,
        update_key  TEXT NOT NULL,
        kind        TEXT NOT NULL,
        chat        INTEGER NOT NULL,
        state       TEXT NOT NULL,
        content     TEXT,
        asked_at    INTEGER NOT NULL,
        received_at INTEGER NOT NULL,
        panics      INTEGER NOT NULL DEFAULT 0,
        lives       INTEGER NOT NULL DEFAULT 0,
        parts_sent  INTEGER NOT NULL DEFAULT 0,
        UNIQUE (platform, update_key)
    );
    CREATE INDEX inbox_open ON inbox (platform, chat, seq) WHERE state = 'open';
    CREATE INDEX inbox_age ON inbox (received_at);

    -- What a conversation needs to be understood: the language chosen, the topics of the last answers, the choices
    -- shown last.
    CREATE TABLE chats (
        platform   TEXT NOT NULL,
        chat       INTEGER NOT NULL,
        locale     TEXT,
        previous   TEXT NOT NULL DEFAULT '[]',
        offers     TEXT NOT NULL DEFAULT '[]',
        spoken_at  INTEGER NOT NULL DEFAULT 0,
        not_before INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (platform, chat)
    ) WITHOUT ROWID;

    -- Which message of ours answered which message of a citizen, for edited questions. Numbers only.
    CREATE TABLE answers (
        platform    TEXT NOT NULL,
        chat        INTEGER NOT NULL,
        message     INTEGER NOT NULL,
        replies     TEXT NOT NULL,
        digest      INTEGER NOT NULL,
        answered_at INTEGER NOT NULL,
        PRIMARY KEY (platform, chat, message)
    ) WITHOUT ROWID;
    CREATE INDEX answers_age ON answers (answered_at);

    -- Small things to remember about ourselves: what was last registered with a platform.
    CREATE TABLE facts (
        key   TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) WITHOUT ROWID;
",
    "
    -- Questions without an answer, masked; `author` is a hash under the key of the day, and a key lives two days.
    CREATE TABLE gaps (
        id      INTEGER PRIMARY KEY,
        day     TEXT NOT NULL,
        kind    TEXT NOT NULL,
        text    TEXT NOT NULL,
        locale  TEXT NOT NULL,
        nearest TEXT NOT NULL,
        author  INTEGER NOT NULL
    );
    CREATE INDEX gaps_day ON gaps (day, author);

    -- Random secrets: one a day for the authors of questions, one for the answers that were voted on.
    CREATE TABLE keys (
        name TEXT PRIMARY KEY,
        key  BLOB NOT NULL
    ) WITHOUT ROWID;

    -- Numbers for the statistics.
    CREATE TABLE tallies (
        day      TEXT NOT NULL,
        platform TEXT NOT NULL,
        tally    TEXT NOT NULL,
        entry    TEXT NOT NULL,
        count    INTEGER NOT NULL,
        PRIMARY KEY (day, platform, tally, entry)
    ) WITHOUT ROWID;

    -- Which answers have their vote, by hash.
    CREATE TABLE votes (
        answer INTEGER PRIMARY KEY,
        day    TEXT NOT NULL,
        entry  TEXT NOT NULL,
        helped INTEGER NOT NULL
    );
",
    "
    -- Conversations to ask for what was missed during an outage, where the platform does not bring it back. A number
    -- and a time, no text.
    CREATE TABLE channels (
        platform TEXT NOT NULL,
        chat     INTEGER NOT NULL,
        heard_at INTEGER NOT NULL,
        PRIMARY KEY (platform, chat)
    ) WITHOUT ROWID;
",
    "
    -- The key of the day serves the answers that were voted on too: one that never changes is kept no more.
    DELETE FROM votes;
    DELETE FROM keys WHERE name = 'votes';
",
];

/// Brings the file to the current version, all steps in one transaction.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    let version: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (step, number) in MIGRATIONS.iter().zip(1..).filter(|(_, number)| *number > version) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    transaction.commit()
}

/// Whether the file has all tables of this version.
pub(super) fn is_current(connection: &Connection) -> rusqlite::Result<bool> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(usize::try_from(version).is_ok_and(|version| version >= MIGRATIONS.len()))
}
