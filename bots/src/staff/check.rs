//! `guichet check`: every problem of the FAQ, each with its place and its remedy.

use anyhow::Result;

use super::Desk;
use crate::{Exit, cli::Check, stand_in::Assistant};

/// Checks a folder.
pub(crate) fn check(options: &Check, desk: &mut Desk<'_, '_>) -> Result<Exit> {
    if let Some(dir) = &options.dir {
        desk.faq.clone_from(dir);
    }
    desk.find()?;
    match Assistant::load(&desk.faq) {
        Ok(_) => Ok(Exit::Success),
        Err(diagnostics) => {
            writeln!(desk.streams.output, "{diagnostics}")?;
            Ok(Exit::Failure)
        }
    }
}
