//! `guichet preview`: what citizens will be told differently, before they are.

mod compare;
mod old;
mod report;

use anyhow::Result;
use chrono::Utc;

use super::Session;
use crate::{Exit, cli::Preview, language::Language};
use compare::Comparison;

/// Replays questions against the other version and this one, and reports what changes.
pub(crate) fn preview(options: &Preview, session: &mut Session<'_, '_>) -> Result<Exit> {
    let new = session.open()?;
    let language = options.lang.map_or_else(|| session.language(&new), Language::named);
    let old = old::load(&options.against, language, session)?;
    let comparison = Comparison::of(&old, &new, &[], Utc::now());
    let report = report::report(&comparison, language, session.streams.colour);
    write!(session.streams.output, "{report}")?;
    Ok(if comparison.lost.is_empty() {
        Exit::Success
    } else {
        Exit::Failure
    })
}
