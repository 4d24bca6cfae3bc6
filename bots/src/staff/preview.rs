//! `guichet preview`: what citizens will be told differently, before they are.

mod compare;
mod old;
mod report;

use anyhow::Result;
use chrono::Utc;

use super::{Session, gaps};
use crate::{Exit, cli::Preview, language::Language};
use compare::Comparison;

/// Replays questions against the other version and this one, those of the FAQ and those that people asked in vain, and
/// reports what changes.
pub(crate) fn preview(options: &Preview, session: &mut Session<'_, '_>) -> Result<Exit> {
    let new = session.open()?;
    let language = options.lang.map_or_else(|| session.language(&new), Language::named);
    let old = old::load(&options.against, language, session)?;
    let gaps = match gaps::wordings(&new, options.min_people, session) {
        Ok(gaps) => gaps,
        Err(error) => {
            let text = language.pick(
                "guichet : les questions restées sans réponse ne peuvent pas être relues",
                "guichet: the questions without an answer cannot be replayed",
            );
            writeln!(session.streams.errors, "{text} ({error:#})")?;
            Vec::new()
        }
    };
    let comparison = Comparison::of(&old, &new, &gaps, Utc::now());
    let report = report::report(&comparison, language, session.streams.colour);
    write!(session.streams.output, "{report}")?;
    Ok(if comparison.lost.is_empty() {
        Exit::Success
    } else {
        Exit::Failure
    })
}
