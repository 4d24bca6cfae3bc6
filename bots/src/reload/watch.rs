//! The thread that notices changes of the FAQ folder.
//!
//! The folder is watched, not its files: a watch on a file is lost when an editor renames another over it. Events are
//! only a hint to look; what counts is what the files say. Network folders give no events, so the thread also looks
//! by itself from time to time.

use std::{
    path::Path,
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use guichet_core::{
    Diagnostics,
    catalogue::{SourceFile, read_folder},
};
use notify_debouncer_full::{
    DebounceEventResult, Debouncer, RecommendedCache, new_debouncer,
    notify::{EventKind, RecommendedWatcher, RecursiveMode},
};

use super::settle::settled;

/// Events closer together than this are one.
const DEBOUNCE: Duration = Duration::from_millis(200);

/// How often the thread looks without having been told. Reading the files of a FAQ takes about a millisecond.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// The same where the system cannot watch the folder.
const LOOK_EVERY_UNWATCHED: Duration = Duration::from_secs(1);

type Events = Debouncer<RecommendedWatcher, RecommendedCache>;

/// What a folder says: its files, or why they cannot be read.
pub(crate) type Files = Result<Vec<SourceFile>, Diagnostics>;

/// Who wants to see the folder after each change.
pub(crate) trait Onlooker: Send + 'static {
    /// The folder.
    fn folder(&self) -> &Path;

    /// The files that were good, or seen, last: what has become shorter since may still be being written.
    fn known(&self) -> &[SourceFile];

    /// Whether the folder differs from what was last looked at.
    fn is_news(&self, files: &Files) -> bool;

    /// Looks at the folder, in which nobody is writing; whether there was anything new.
    fn look(&mut self, files: Files) -> bool;
}

/// What the thread is told.
enum Signal {
    /// Something happened in the folder.
    Changed,
    /// Somebody asks to look now.
    Look,
    /// The program ends.
    Stop,
}

/// A running watch; it stops when this is dropped.
pub struct Watch {
    signals: Sender<Signal>,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    /// Watches for an onlooker, on a thread of its own.
    pub(crate) fn start(onlooker: impl Onlooker) -> std::io::Result<Self> {
        let (signals, received) = channel();
        let changed = signals.clone();
        let thread = thread::Builder::new()
            .name("faq".into())
            .spawn(move || run(onlooker, &received, &changed))?;
        Ok(Self {
            signals,
            thread: Some(thread),
        })
    }

    /// Looks at the folder now; for SIGHUP.
    pub fn look(&self) {
        // The thread only ends with the program.
        let _ = self.signals.send(Signal::Look);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.signals.send(Signal::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn run(mut onlooker: impl Onlooker, received: &Receiver<Signal>, changed: &Sender<Signal>) {
    let mut events = watch_folder(onlooker.folder(), changed.clone());
    loop {
        let pause = if events.is_some() {
            LOOK_EVERY
        } else {
            LOOK_EVERY_UNWATCHED
        };
        match received.recv_timeout(pause) {
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) if !onlooker.is_news(&read_folder(onlooker.folder())) => continue,
            Ok(Signal::Changed | Signal::Look) | Err(RecvTimeoutError::Timeout) => {}
        }
        let Some(files) = settled(onlooker.folder(), onlooker.known(), |quiet| {
            told_to_stop(received, quiet)
        }) else {
            return;
        };
        if onlooker.look(files) {
            // The folder may have been replaced as a whole, and the watch with it.
            events = watch_folder(onlooker.folder(), changed.clone());
        }
    }
}

/// Sleeps, unless the program ends. What happens meanwhile is seen by the reading that follows.
fn told_to_stop(received: &Receiver<Signal>, quiet: Duration) -> bool {
    let end = Instant::now() + quiet;
    loop {
        match received.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return true,
            Ok(Signal::Changed | Signal::Look) => {}
            Err(RecvTimeoutError::Timeout) => return false,
        }
    }
}

/// Asks the system for events of the folder; `None` when it cannot give any.
fn watch_folder(folder: &Path, changed: Sender<Signal>) -> Option<Events> {
    let report = move |result: DebounceEventResult| {
        let is_news = match result {
            // Reading a file is an event too, and we read.
            Ok(events) => events.iter().any(|event| !matches!(event.kind, EventKind::Access(_))),
            Err(_) => true,
        };
        if is_news {
            let _ = changed.send(Signal::Changed);
        }
    };
    let watched = new_debouncer(DEBOUNCE, None, report).and_then(|mut events| {
        events.watch(folder, RecursiveMode::Recursive)?;
        Ok(events)
    });
    match watched {
        Ok(events) => Some(events),
        Err(error) => {
            tracing::warn!("the FAQ folder is looked at every second, because it cannot be watched: {error}");
            None
        }
    }
}
