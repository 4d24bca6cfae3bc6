//! Small things to remember about ourselves across restarts.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::{Store, StoreError};

impl Store {
    /// A value that was set before, perhaps by an earlier process.
    pub async fn fact(&self, key: &str) -> Result<Option<String>, StoreError> {
        let key = key.to_owned();
        self.write(move |db| fact(db, &key)).await
    }

    /// Sets a value.
    pub async fn set_fact(&self, key: &str, value: String) -> Result<(), StoreError> {
        let key = key.to_owned();
        self.write(move |db| {
            db.execute(
                "INSERT OR REPLACE INTO facts (key, value) VALUES (?1, ?2)",
                params![key, value],
            )?;
            Ok(())
        })
        .await
    }
}

/// A value that was set, also read beside a running counter.
pub fn fact(db: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    db.query_row("SELECT value FROM facts WHERE key = ?1", [key], |row| row.get(0))
        .optional()
}
