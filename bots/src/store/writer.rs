//! The one writer: a thread that owns the connection and commits what waits together.
//!
//! A commit costs a flush of the disk (4 ms on a small machine), so everything that was asked for while the last flush
//! ran shares the next one: 200 messages a second do not mean 600 flushes.

use std::{
    sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel},
    thread,
    time::{Duration, Instant},
};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::folder::Folder;

/// Units of work that may wait; callers beyond it wait for room.
const QUEUE: usize = 1024;
/// Units of work in one transaction, so that none waits long for its neighbours.
const TOGETHER: usize = 128;
/// After this long without work, erased text is also cleared from the write-ahead log.
const IDLE: Duration = Duration::from_millis(500);
/// The same under constant work.
const CLEAR_EVERY: Duration = Duration::from_secs(30);

/// Why the store did not do what was asked. Nothing of it was kept.
#[derive(Debug)]
pub enum StoreError {
    /// SQLite refused: a full or failing disk.
    Failed(rusqlite::Error),
    /// The store was closed.
    Closed,
}

/// A handle on the writer thread.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    jobs: SyncSender<Job>,
}

/// What the thread is asked.
enum Job {
    /// One unit of work.
    Work(Box<dyn Work>),
    /// Close the file and say when it is done.
    Close(oneshot::Sender<()>),
}

/// A unit of work: run inside a transaction, then told how the transaction ended.
trait Work: Send {
    /// Does it; the result is kept until [`Work::ended`].
    fn run(&mut self, connection: &Connection) -> rusqlite::Result<()>;
    /// Hands the result to the caller.
    fn ended(self: Box<Self>, outcome: rusqlite::Result<()>);
}

/// A closure and the caller who waits for its value.
struct Unit<T, F> {
    work: Option<F>,
    value: Option<T>,
    caller: oneshot::Sender<Result<T, StoreError>>,
}

impl<T, F> Work for Unit<T, F>
where
    T: Send,
    F: FnOnce(&Connection) -> rusqlite::Result<T> + Send,
{
    fn run(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if let Some(work) = self.work.take() {
            self.value = Some(work(connection)?);
        }
        Ok(())
    }

    fn ended(self: Box<Self>, outcome: rusqlite::Result<()>) {
        let result = match (outcome, self.value) {
            (Ok(()), Some(value)) => Ok(value),
            (Ok(()), None) => Err(StoreError::Closed),
            (Err(error), _) => Err(StoreError::Failed(error)),
        };
        // The caller may have been cancelled; its work is done all the same.
        let _ = self.caller.send(result);
    }
}

impl Writer {
    /// Starts the thread. The folder stays locked until the thread ends.
    pub(super) fn start(connection: Connection, folder: Folder) -> std::io::Result<Self> {
        let (jobs, inbox) = sync_channel(QUEUE);
        thread::Builder::new().name("store".into()).spawn(move || {
            let closed = serve(&connection, &inbox);
            drop(connection);
            drop(folder);
            if let Some(closed) = closed {
                let _ = closed.send(());
            }
        })?;
        Ok(Self { jobs })
    }

    /// Runs one unit of work and waits until it is committed.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    {
        let (caller, result) = oneshot::channel();
        let unit = Unit {
            work: Some(work),
            value: None,
            caller,
        };
        self.send(Job::Work(Box::new(unit))).await?;
        result.await.unwrap_or(Err(StoreError::Closed))
    }

    /// Asks the thread to end, after everything that was asked before.
    pub(super) async fn close(&self) {
        let (caller, closed) = oneshot::channel();
        if self.send(Job::Close(caller)).await.is_ok() {
            let _ = closed.await;
        }
    }

    /// Puts a job into the queue, waiting for room without blocking the runtime.
    async fn send(&self, mut job: Job) -> Result<(), StoreError> {
        loop {
            match self.jobs.try_send(job) {
                Ok(()) => return Ok(()),
                Err(TrySendError::Disconnected(_)) => return Err(StoreError::Closed),
                Err(TrySendError::Full(back)) => job = back,
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

/// The thread's loop. Returns whom to tell that the file is closed.
fn serve(connection: &Connection, inbox: &Receiver<Job>) -> Option<oneshot::Sender<()>> {
    let mut cleared = Instant::now();
    let mut dirty = false;
    loop {
        let first = match inbox.recv_timeout(IDLE) {
            Ok(job) => Some(job),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        let idle = first.is_none();
        let mut together = Vec::new();
        let mut closing = None;
        for job in first.into_iter().chain(inbox.try_iter().take(TOGETHER)) {
            match job {
                Job::Work(work) => together.push(work),
                Job::Close(caller) => {
                    closing = Some(caller);
                    break;
                }
            }
        }
        if !together.is_empty() {
            dirty = true;
            commit(connection, together);
        }
        if dirty && (idle || closing.is_some() || cleared.elapsed() > CLEAR_EVERY) {
            dirty = !clear_log(connection);
            cleared = Instant::now();
        }
        if closing.is_some() {
            return closing;
        }
    }
}

/// Runs units in one transaction, each in its own savepoint, and tells each caller how it ended.
fn commit(connection: &Connection, units: Vec<Box<dyn Work>>) {
    if let Err(error) = connection.execute_batch("BEGIN IMMEDIATE") {
        return fail_all(units.into_iter().map(|unit| (unit, Ok(()))), &error);
    }
    let mut done = Vec::with_capacity(units.len());
    for mut unit in units {
        let outcome = in_savepoint(connection, unit.as_mut());
        done.push((unit, outcome));
    }
    if let Err(error) = connection.execute_batch("COMMIT") {
        // Already rolled back by SQLite after some errors: then this fails, and nothing is lost by it.
        let _ = connection.execute_batch("ROLLBACK");
        return fail_all(done, &error);
    }
    for (unit, outcome) in done {
        unit.ended(outcome);
    }
}

/// One unit; on an error the units beside it are untouched.
fn in_savepoint(connection: &Connection, unit: &mut dyn Work) -> rusqlite::Result<()> {
    connection.execute_batch("SAVEPOINT unit")?;
    let outcome = unit.run(connection);
    if outcome.is_err() {
        connection.execute_batch("ROLLBACK TO unit")?;
    }
    connection.execute_batch("RELEASE unit")?;
    outcome
}

/// Tells every caller that nothing was kept.
fn fail_all(units: impl IntoIterator<Item = (Box<dyn Work>, rusqlite::Result<()>)>, error: &rusqlite::Error) {
    for (unit, outcome) in units {
        unit.ended(outcome.and_then(|()| Err(copy(error))));
    }
}

/// The same failure for another caller: `rusqlite::Error` cannot be cloned.
fn copy(error: &rusqlite::Error) -> rusqlite::Error {
    match error {
        rusqlite::Error::SqliteFailure(code, message) => rusqlite::Error::SqliteFailure(*code, message.clone()),
        other => rusqlite::Error::ToSqlConversionFailure(other.to_string().into()),
    }
}

/// Moves the write-ahead log into the database and empties it, so that erased text is gone from the disk. Returns
/// whether it could: a reader may hold the log open.
fn clear_log(connection: &Connection) -> bool {
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    matches!(busy, Ok(0))
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Failed(error) => write!(f, "the database cannot be written: {error}"),
            Self::Closed => f.write_str("the database is closed"),
        }
    }
}

impl std::error::Error for StoreError {}
