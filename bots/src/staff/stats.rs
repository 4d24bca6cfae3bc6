//! `guichet stats`: how much is asked and answered, day by day, and what helped.

use std::collections::BTreeMap;

use anyhow::Result;
use chrono::{Days, Utc};
use guichet_core::{Catalogue, EntryId};

use super::{Session, bars::bar, csv};
use crate::{
    Exit,
    cli::Stats,
    config,
    language::Language,
    records,
    store::{self, Tally, TallyLine},
};

/// Reads the store, also beside a running counter.
pub(crate) fn stats(options: &Stats, session: &mut Session<'_, '_>) -> Result<Exit> {
    let assistant = session.open()?;
    let language = options
        .lang
        .map_or_else(|| session.language(&assistant), Language::named);
    let today = records::day(&assistant, Utc::now());
    let lines = match store::reader(&config::data(session.environment))? {
        Some(db) => store::tallies(&db, today, Days::new(options.days))?,
        None => Vec::new(),
    };
    let text = if options.csv {
        table(&lines)
    } else {
        report(&lines, options.days, assistant.catalogue(), language)
    };
    write!(session.streams.output, "{text}")?;
    Ok(Exit::Success)
}

/// Every number, for a spreadsheet.
fn table(lines: &[TallyLine]) -> String {
    let mut text = csv::line(&["day", "platform", "kind", "entry", "count"]);
    for line in lines {
        let entry = line.entry.as_ref().map(EntryId::as_str).unwrap_or_default();
        let (day, count) = (line.day.to_string(), line.count.to_string());
        text += &csv::line(&[&day, &line.platform, line.tally.name(), entry, &count]);
    }
    text
}

/// The numbers as bars; ends with a line break.
fn report(lines: &[TallyLine], days: u64, catalogue: &Catalogue, language: Language) -> String {
    let sum = |keep: &dyn Fn(&TallyLine) -> bool| lines.iter().filter(|line| keep(line)).map(|line| line.count).sum();
    let of = |tally| sum(&|line: &TallyLine| line.tally == tally);
    let rows = [
        (language.pick("répondu", "answered"), of(Tally::Answered)),
        (language.pick("à préciser", "asked back"), of(Tally::Clarified)),
        (language.pick("sans réponse", "no answer"), of(Tally::Unknown)),
    ];
    let total: i64 = rows.iter().map(|(_, count)| count).sum();
    let questions = language.count(
        usize::try_from(total).unwrap_or_default(),
        ["question", "questions"],
        ["question", "questions"],
    );
    let days = usize::try_from(days).unwrap_or(usize::MAX);
    let days = language.count(days, ["jour", "jours"], ["day", "days"]);
    let mut text = language.pick(format!("{questions} en {days}\n"), format!("{questions} in {days}\n"));
    if total == 0 {
        return text;
    }
    for (name, count) in rows {
        let percent = (count * 100 + total / 2) / total;
        text += &row(name, count, total, &format!(" {percent} %"));
    }
    let asked = |line: &TallyLine| matches!(line.tally, Tally::Answered | Tally::Clarified | Tally::Unknown);
    text += &section(language.pick("Par jour", "By day"), lines, asked, |line| {
        line.day.to_string()
    });
    text += &section(language.pick("Par canal", "By channel"), lines, asked, |line| {
        line.platform.clone()
    });
    text + &entries(lines, catalogue, language)
}

/// A bar for each value of `key`.
fn section(
    title: &str,
    lines: &[TallyLine],
    keep: impl Fn(&TallyLine) -> bool,
    key: impl Fn(&TallyLine) -> String,
) -> String {
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for line in lines.iter().filter(|line| keep(line)) {
        *sums.entry(key(line)).or_default() += line.count;
    }
    let most = sums.values().copied().max().unwrap_or_default();
    let rows: String = sums.iter().map(|(name, count)| row(name, *count, most, "")).collect();
    format!("\n{title}\n{rows}")
}

/// A bar for each entry, most answered first, with its thumbs.
fn entries(lines: &[TallyLine], catalogue: &Catalogue, language: Language) -> String {
    let mut sums: BTreeMap<&EntryId, [i64; 3]> = BTreeMap::new();
    for line in lines {
        let column = match line.tally {
            Tally::Answered => 0,
            Tally::Helped => 1,
            Tally::NotHelped => 2,
            Tally::Clarified | Tally::Unknown => continue,
        };
        let Some(entry) = &line.entry else { continue };
        if let Some(sum) = sums.entry(entry).or_default().get_mut(column) {
            *sum += line.count;
        }
    }
    let mut sums: Vec<_> = sums.into_iter().collect();
    sums.sort_by_key(|(id, [answered, ..])| (-answered, *id));
    let most = sums.first().map_or(0, |(_, [answered, ..])| *answered);
    let mut text = format!("\n{}\n", language.pick("Par sujet", "By topic"));
    for (id, [answered, helped, not_helped]) in sums {
        let thumbs = if helped + not_helped > 0 {
            format!(" 👍 {helped} 👎 {not_helped}")
        } else {
            String::new()
        };
        let gone = if catalogue.topic(id).is_none() {
            language.pick(" (supprimé)", " (removed)")
        } else {
            ""
        };
        text += &row(id.as_str(), answered, most, &(thumbs + gone));
    }
    text
}

fn row(name: &str, count: i64, most: i64, more: &str) -> String {
    format!("  {name:<24} {count:>7} {}{more}\n", bar(count, most))
}
