//! The secrets under which people and answers are told apart: one a day, random, thrown away after the next day. Without
//! its key a hash says nothing about anybody any more.

use std::hash::Hasher as _;

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, OptionalExtension as _};
use siphasher::sip::SipHasher24;

use super::Platform;

/// How long the key of a day is kept after it: a conversation at midnight is still one.
pub(super) const KEYS_KEPT: Days = Days::new(1);

/// The key of a day; made when first needed.
pub(super) fn of(db: &Connection, day: NaiveDate) -> rusqlite::Result<[u8; 16]> {
    let day = day_text(day);
    db.execute(
        "INSERT OR IGNORE INTO keys (name, key) VALUES (?1, randomblob(16))",
        [&day],
    )?;
    db.query_row("SELECT key FROM keys WHERE name = ?1", [day], |row| row.get(0))
}

/// The key of a day, if it is still there or ever was.
pub(super) fn kept(db: &Connection, day: &str) -> rusqlite::Result<Option<[u8; 16]>> {
    db.query_row("SELECT key FROM keys WHERE name = ?1", [day], |row| row.get(0))
        .optional()
}

/// The days whose key is still there.
pub(super) fn days(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut names = db.prepare("SELECT name FROM keys")?;
    names.query_map([], |row| row.get(0))?.collect()
}

/// Throws the keys of the days before yesterday away.
pub(super) fn sweep(db: &Connection, today: NaiveDate) -> rusqlite::Result<()> {
    let before = today.checked_sub_days(KEYS_KEPT).unwrap_or(NaiveDate::MIN);
    db.execute("DELETE FROM keys WHERE name < ?1", [day_text(before)])?;
    Ok(())
}

/// `SipHash` under a secret key: without the key, nobody can try all the numbers there are.
pub(super) fn keyed_hash(key: &[u8; 16], platform: Platform, numbers: &[i64]) -> i64 {
    let mut hasher = SipHasher24::new_with_key(key);
    hasher.write(platform.name().as_bytes());
    for number in numbers {
        hasher.write_i64(*number);
    }
    hasher.finish().cast_signed()
}

/// A day as the database keeps it; sorts as it reads.
pub(super) fn day_text(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}
