//! Waits until the folder is quiet: a save is several steps, and a copy of a folder is many.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use guichet_core::catalogue::{SourceFile, read_folder};

use super::{Files, cut};

/// The folder must read the same twice, this far apart.
const QUIET: Duration = Duration::from_millis(300);

/// The same when a file has become shorter, which is what a file in the middle of being written looks like.
const QUIET_WHEN_SHORTER: Duration = Duration::from_millis(1200);

/// A folder that never becomes quiet is looked at all the same after this long; whole sets only are ever served.
const PATIENCE: Duration = Duration::from_secs(30);

/// The files of the folder once they have stopped changing. `wait` sleeps, and says whether to give up.
pub(super) fn settled(folder: &Path, served: &[SourceFile], mut wait: impl FnMut(Duration) -> bool) -> Option<Files> {
    let start = Instant::now();
    let mut before = read_folder(folder);
    loop {
        let shorter = before.as_ref().is_ok_and(|files| cut::is_possible(served, files));
        if wait(if shorter { QUIET_WHEN_SHORTER } else { QUIET }) {
            return None;
        }
        let after = read_folder(folder);
        if before == after || start.elapsed() > PATIENCE {
            return Some(after);
        }
        before = after;
    }
}
