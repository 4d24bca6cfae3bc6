//! The data folder: private, held by one process, with a sound database in it.

use std::{
    fs::{self, File, TryLockError},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, bail};
use rusqlite::{Connection, OpenFlags};

use super::schema;
use crate::{bilingual::Bilingual, private};

/// The database inside the data folder.
const DATABASE: &str = "guichet.db";
/// The file whose lock says that a process uses the folder.
const LOCK: &str = "guichet.lock";
/// What the name of a damaged database that was moved aside begins with.
const DAMAGED: &str = "guichet.db.damaged-";
/// How long a damaged database is kept for somebody to look at: it may hold texts of citizens.
const DAMAGED_KEPT: Duration = Duration::from_secs(30 * 24 * 3600);
/// How long a reader waits for the writer's checkpoint, and the writer for a reader.
const BUSY: Duration = Duration::from_secs(5);

/// A data folder that this process holds until it is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Unlocked when the file is closed, also by a kill.
    _lock: File,
}

impl Folder {
    /// Creates the folder for this user alone, and locks it.
    pub(super) fn lock(path: &Path) -> anyhow::Result<Self> {
        private::folder(path).with_context(|| {
            let path = path.display();
            Bilingual::new(
                format!("le dossier de données {path} ne peut pas être utilisé"),
                format!("cannot use the data folder {path}"),
            )
        })?;
        let lock_path = path.join(LOCK);
        let lock = private::file(&lock_path).with_context(|| {
            let path = lock_path.display();
            Bilingual::new(format!("impossible de créer {path}"), format!("cannot create {path}"))
        })?;
        match lock.try_lock() {
            Ok(()) => Ok(Self {
                path: path.to_owned(),
                _lock: lock,
            }),
            Err(TryLockError::WouldBlock) => {
                let path = path.display();
                bail!(Bilingual::new(
                    format!(
                        "un autre guichet est déjà ouvert avec le dossier de données {path}. Arrêtez-le d'abord, ou \
                         indiquez un autre dossier par la variable GUICHET_DATA."
                    ),
                    format!(
                        "another guichet is already running on the data folder {path}. Stop it first, or name another \
                         folder by the variable GUICHET_DATA."
                    ),
                ))
            }
            Err(TryLockError::Error(error)) => Err(error).with_context(|| {
                let path = lock_path.display();
                Bilingual::new(
                    format!("impossible de verrouiller {path}"),
                    format!("cannot lock {path}"),
                )
            }),
        }
    }

    /// Opens the database, after moving a damaged one aside.
    pub(super) fn open(&self) -> anyhow::Result<Connection> {
        self.forget_damaged();
        let path = self.path.join(DATABASE);
        match open_sound(&path) {
            Ok(connection) => Ok(connection),
            Err(error) if is_damage(&error) => {
                let aside = self.move_aside(&path)?;
                tracing::error!(
                    moved_to = %aside.display(),
                    "the database is damaged: it was moved aside and a new one begun; questions not yet answered are lost"
                );
                Ok(open_sound(&path)?)
            }
            Err(error) => Err(error).with_context(|| {
                let path = path.display();
                Bilingual::new(format!("impossible d'ouvrir {path}"), format!("cannot open {path}"))
            }),
        }
    }

    /// Removes databases that were moved aside long ago.
    fn forget_damaged(&self) {
        let old = |file: &fs::DirEntry| {
            let age = file
                .metadata()
                .and_then(|data| data.modified())
                .map(|time| time.elapsed());
            let is_old = matches!(age, Ok(Ok(age)) if age > DAMAGED_KEPT);
            is_old && file.file_name().to_string_lossy().starts_with(DAMAGED)
        };
        for file in fs::read_dir(&self.path).into_iter().flatten().flatten().filter(old) {
            if let Err(error) = fs::remove_file(file.path()) {
                tracing::warn!(file = %file.path().display(), %error, "a damaged database of long ago cannot be removed");
            }
        }
    }

    /// Renames the database and its companions so that somebody can look at them later.
    fn move_aside(&self, database: &Path) -> anyhow::Result<PathBuf> {
        let stamp = chrono::Utc::now().format("%Y%m%dT%H%M%S%3f");
        let aside = self.path.join(format!("{DAMAGED}{stamp}"));
        fs::rename(database, &aside).with_context(|| {
            let path = database.display();
            Bilingual::new(
                format!("{path} est endommagé et ne peut pas être mis de côté"),
                format!("cannot move {path} aside"),
            )
        })?;
        for companion in ["-wal", "-shm"] {
            // Without its database a log is useless; left in place it would be taken for the new one's.
            let _ = fs::remove_file(self.path.join(format!("{DATABASE}{companion}")));
        }
        Ok(aside)
    }
}

/// Opens the database of a data folder for reading, beside a running process: for the staff's commands. `None` when
/// there is none yet, or only an older version's.
///
/// # Errors
/// When it cannot be read.
pub fn reader(data: &Path) -> anyhow::Result<Option<Connection>> {
    let path = data.join(DATABASE);
    if !path.exists() {
        return Ok(None);
    }
    let open = || -> rusqlite::Result<_> {
        let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.busy_timeout(BUSY)?;
        Ok(schema::is_current(&connection)?.then_some(connection))
    };
    open().with_context(|| format!("cannot read {}", path.display()))
}

/// Whether a process uses the data folder at the moment.
#[must_use]
pub fn is_held(data: &Path) -> bool {
    let lock = File::open(data.join(LOCK));
    lock.is_ok_and(|lock| matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

/// Opens and checks the database, and brings its tables up to date.
fn open_sound(path: &Path) -> rusqlite::Result<Connection> {
    // SQLite gives its companions the permissions of the database, so it is created before SQLite sees it.
    private::file(path).map_err(|_| rusqlite::Error::InvalidPath(path.to_owned()))?;
    let mut connection = Connection::open(path)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "secure_delete", "on")?;
    let health: String = connection.pragma_query_value(None, "quick_check", |row| row.get(0))?;
    if health != "ok" {
        return Err(rusqlite::Error::SqliteFailure(
            rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
            None,
        ));
    }
    schema::migrate(&mut connection)?;
    Ok(connection)
}

/// Whether the file itself is at fault.
fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};

    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}
