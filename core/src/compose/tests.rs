//! What citizens read, status by status and case by case.

mod cards;
mod replies;

use super::{testing::*, *};

/// A Thursday morning in Paris.
const THURSDAY: &str = "2026-09-10 10:00";

/// The answer about these ids as plain text.
fn say(catalogue: &Catalogue, locale: Locale, at: &str, names: &[&str]) -> String {
    Composer::new(catalogue, locale, paris(at))
        .answer(&ids(names))
        .plain_text()
}
