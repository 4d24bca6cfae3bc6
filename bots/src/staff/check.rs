//! `guichet check`: every problem of the FAQ, each with its place and its remedy.

use anyhow::Result;

use super::Session;
use crate::{Assistant, Exit, cli::Check};

/// Checks a folder.
pub(crate) fn check(options: &Check, session: &mut Session<'_, '_>) -> Result<Exit> {
    if let Some(dir) = &options.dir {
        session.faq.clone_from(dir);
    }
    session.find()?;
    match Assistant::load(&session.faq) {
        Ok(_) => Ok(Exit::Success),
        Err(diagnostics) => {
            writeln!(session.streams.output, "{diagnostics}")?;
            Ok(Exit::Failure)
        }
    }
}
