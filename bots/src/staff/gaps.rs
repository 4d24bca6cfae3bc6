//! `guichet gaps`: what people ask that the FAQ does not answer, most asked first.

mod group;
mod print;

use anyhow::Result;
use chrono::{Days, Utc};

use super::Session;
use crate::{Exit, cli::Gaps, config, language::Language, store};

/// Reads the store, also beside a running counter, and groups what is alike.
pub(crate) fn gaps(options: &Gaps, session: &mut Session<'_, '_>) -> Result<Exit> {
    let assistant = session.open()?;
    let language = options
        .lang
        .map_or_else(|| session.language(&assistant), Language::named);
    let data = config::data(session.environment);
    let today = Utc::now()
        .with_timezone(&assistant.catalogue().town.timezone)
        .date_naive();
    let kept = match store::reader(&data)? {
        Some(db) => store::gaps(&db, today, Days::new(options.days))?,
        None => Vec::new(),
    };
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
