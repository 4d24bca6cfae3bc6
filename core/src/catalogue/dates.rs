//! Dates written the French way, rewritten.

use crate::text::fold;

/// A date as the FAQ writes it.
pub(super) fn rewritten(value: &str) -> Option<String> {
    let formats = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y-%m-%d", "%d/%m/%y"];
    formats
        .iter()
        .find_map(|format| chrono::NaiveDate::parse_from_str(value.trim(), format).ok())
        .filter(|date| (2000..2100).contains(&chrono::Datelike::year(date)))
        .map(|date| date.format("%Y-%m-%d").to_string())
        .or_else(|| in_words(value))
}

/// The months as French writes them, folded.
const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// `20 novembre 2026`
fn in_words(value: &str) -> Option<String> {
    let words = fold(value);
    let mut words = words.split_whitespace();
    let day = words.next()?.trim_end_matches("er").parse().ok()?;
    let month = words.next()?;
    let month = (1..).zip(MONTHS).find(|(_, name)| *name == month)?.0;
    let year = words.next()?.parse().ok()?;
    let date = chrono::NaiveDate::from_ymd_opt(year, month, day).filter(|_| (2000..2100).contains(&year))?;
    words.next().is_none().then(|| date.format("%Y-%m-%d").to_string())
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn french_dates_are_rewritten_and_others_are_not_guessed() {
        for (written, date) in [
            ("20/11/2026", Some("2026-11-20")),
            ("20 novembre 2026", Some("2026-11-20")),
            ("1er Août 2026", Some("2026-08-01")),
            ("2026-11-31", None),
            ("31 février 2026", None),
            ("20 novembre", None),
            ("hier", None),
        ] {
            assert_eq!(rewritten(written).as_deref(), date, "{written}");
        }
    }
}
