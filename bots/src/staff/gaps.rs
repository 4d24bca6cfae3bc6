//! `guichet gaps`: what people ask that the FAQ does not answer, most asked first.

mod group;
mod print;

use anyhow::Result;
use chrono::{Days, Utc};
use guichet_core::Locale;

use super::Session;
use crate::{
    Assistant, Exit,
    cli::Gaps,
    config,
    language::Language,
    records,
    store::{self, KeptGap},
};

/// Reads the store, also beside a running counter, and groups what is alike.
pub(crate) fn gaps(options: &Gaps, session: &mut Session<'_, '_>) -> Result<Exit> {
    let assistant = session.open()?;
    let language = options
        .lang
        .map_or_else(|| session.language(&assistant), Language::named);
    let kept = kept(&assistant, Days::new(options.days), session)?;
    let groups = group::groups(&kept);
    let shown: Vec<_> = groups
        .iter()
        .filter(|group| group.people >= options.min_people.max(1))
        .collect();
    let text = if options.json {
        print::json(&shown)?
    } else if options.csv {
        print::csv(&shown)
    } else {
        print::report(&shown, groups.len(), options, assistant.catalogue(), language)
    };
    write!(session.streams.output, "{text}")?;
    Ok(Exit::Success)
}

/// The questions without an answer of the last days; none before the counter ever ran.
fn kept(assistant: &Assistant, days: Days, session: &Session<'_, '_>) -> Result<Vec<KeptGap>> {
    let today = records::day(assistant, Utc::now());
    Ok(match store::reader(&config::data(session.environment))? {
        Some(db) => store::gaps(&db, today, days)?,
        None => Vec::new(),
    })
}

/// The wordings of all questions that are kept, as `guichet gaps` would show them, most asked first.
pub(super) fn wordings(
    assistant: &Assistant,
    min_people: usize,
    session: &Session<'_, '_>,
) -> Result<Vec<(Locale, String)>> {
    let kept = kept(assistant, store::GAPS_KEPT, session)?;
    let groups = group::groups(&kept);
    let shown = groups.iter().filter(|group| group.people >= min_people.max(1));
    Ok(shown.map(|group| (group.locale, group.wording.to_owned())).collect())
}
