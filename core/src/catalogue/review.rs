//! Where facts come from and when they were last checked.

use super::{Review, node::At, proofreader::Proofreader, source};
use crate::{Locale, diagnostic::Problem, links::host_of};

/// Reads `sources`, `checked` and `review_by`.
pub(super) fn read(
    reader: &mut Proofreader,
    at: At<'_>,
    sources: &[String],
    checked: Option<&source::Checked>,
    review_by: Option<source::Date>,
) -> Review {
    for (position, source) in sources.iter().enumerate() {
        let is_https =
            source.starts_with("https://") && host_of(source).is_some() && !source.contains(char::is_whitespace);
        if !is_https {
            let problem = Problem::SourceNotHttps { source: source.clone() };
            reader.add(at.key("sources").item(position).place(), problem);
        }
    }
    if let (Some(day), Some(today)) = (review_by, reader.today)
        && day.0 < today
    {
        reader.add(
            at.key("review_by").place(),
            Problem::ReviewPassed {
                date: day.0.to_string(),
            },
        );
    }
    Review {
        sources: sources.to_vec(),
        checked: checked.and_then(|checked| last_checked(reader, at.key("checked"), checked)),
        review_by: review_by.map(|day| day.0),
    }
}

/// When the whole was last checked: the oldest day of all languages. A translation older than its text is told.
fn last_checked(reader: &mut Proofreader, at: At<'_>, checked: &source::Checked) -> Option<chrono::NaiveDate> {
    let days = match checked {
        source::Checked::One(day) => return Some(day.0),
        source::Checked::Each(days) => days,
    };
    let days: Vec<(Locale, chrono::NaiveDate)> = days
        .0
        .iter()
        .filter_map(|(code, day)| Some((reader.language(at, code)?, day.0)))
        .collect();
    let first = days
        .iter()
        .find(|(locale, _)| *locale == reader.first_language())
        .map(|(_, day)| *day);
    for (locale, day) in &days {
        if first.is_some_and(|first| *day < first) {
            let problem = Problem::TranslationOlder {
                language: locale.to_string(),
            };
            reader.add(at.key(locale.code()).place(), problem);
        }
    }
    days.into_iter().map(|(_, day)| day).min()
}
