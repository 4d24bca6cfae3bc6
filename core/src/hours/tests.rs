//! What staff write, what citizens are then told, and when it is open.

mod refusals;
mod states;
mod writing;

use chrono::NaiveDateTime;
use chrono_tz::Europe::Paris;

use super::*;

const MAIRIE: &str = "Mo-Fr 08:30-12:00,13:30-17:30; PH off";

fn hours(text: &str) -> Hours {
    Hours::parse(text, Paris).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn words(text: &str, locale: Locale) -> String {
    let interface = Interface::new(&[Locale::FRENCH, Locale::ENGLISH]);
    hours(text).text(&interface, locale)
}

fn refused(text: &str) -> HoursError {
    match Hours::parse(text, Paris) {
        Err(error) => error,
        Ok(_) => panic!("{text:?} is accepted as {}", words(text, Locale::FRENCH)),
    }
}

/// A moment in Paris.
fn paris(text: &str) -> DateTime<Tz> {
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    naive.and_local_timezone(Paris).latest().unwrap()
}
