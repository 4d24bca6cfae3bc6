//! How old an information is, whether it must be confirmed, and where it comes from.

use super::Composer;
use crate::{Phrase, catalogue::Review, links::Allowed};

/// How many sources an answer shows: enough to check it, few enough to be read.
const MAX_SOURCES: usize = 2;

impl Composer<'_> {
    /// The town's words on how old an information is.
    pub(super) fn as_of(&self, date: &str) -> String {
        self.fill(Phrase::AsOf, &[("date", date)])
    }

    /// When staff verified it last, and where to have it confirmed once its review is overdue.
    pub(super) fn checked(&self, review: &Review, phone: Option<&str>) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(checked) = review.checked {
            let date = self.calendar().full_date(checked);
            lines.push(self.fill(Phrase::Checked, &[("date", &date)]));
        }
        if let Some(review_by) = review.review_by.filter(|day| self.today() > *day) {
            let date = self.calendar().full_date(review_by);
            lines.push(match phone {
                Some(phone) => self.fill(Phrase::ToBeConfirmedAt, &[("date", &date), ("phone", phone)]),
                None => self.fill(Phrase::ToBeConfirmed, &[("date", &date)]),
            });
        }
        lines
    }

    /// The sources that citizens may be sent to: only addresses on the town's list of links. The others are kept for
    /// staff.
    pub(super) fn sources(&self, review: &Review) -> Vec<String> {
        let links = Allowed::new(self.catalogue.town.links.iter().map(String::as_str), []);
        let shown = review.sources.iter().filter(|url| links.allows(url));
        shown.take(MAX_SOURCES).cloned().collect()
    }
}
