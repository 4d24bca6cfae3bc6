//! A date in words.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::{Interface, Locale, Phrase};

/// "jeudi 12 septembre 2024", in the order and the words of the interface.
pub(super) fn in_words(day: NaiveDate, interface: &Interface, locale: Locale) -> String {
    let weekday = match day.weekday() {
        Weekday::Mon => Phrase::Monday,
        Weekday::Tue => Phrase::Tuesday,
        Weekday::Wed => Phrase::Wednesday,
        Weekday::Thu => Phrase::Thursday,
        Weekday::Fri => Phrase::Friday,
        Weekday::Sat => Phrase::Saturday,
        Weekday::Sun => Phrase::Sunday,
    };
    let months = interface.text(Phrase::Months, locale);
    let month = months.split_whitespace().nth(day.month0() as usize).unwrap_or_default();
    let values = [
        ("day", interface.text(weekday, locale)),
        ("number", &day.day().to_string()),
        ("month", month),
        ("year", &day.year().to_string()),
    ];
    interface.fill(Phrase::Date, locale, &values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_both_languages() {
        let interface = Interface::new(&[Locale::FRENCH]);
        let day = NaiveDate::from_ymd_opt(2024, 9, 12).unwrap();
        assert_eq!(in_words(day, &interface, Locale::FRENCH), "jeudi 12 septembre 2024");
        assert_eq!(in_words(day, &interface, Locale::ENGLISH), "Thursday 12 September 2024");
    }
}
