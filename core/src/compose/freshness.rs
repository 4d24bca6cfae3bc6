//! How old an information is, whether it must be confirmed, and where it comes from.

use super::Composer;
use crate::{Phrase, catalogue::Review};

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
        let links = &self.catalogue.town.links;
        let allowed = review.sources.iter().filter(|url| is_allowed(url, links));
        allowed.take(MAX_SOURCES).cloned().collect()
    }
}

/// Whether an address is `https` and on one of these domains or below it.
fn is_allowed(url: &str, domains: &[String]) -> bool {
    let Some(rest) = url.strip_prefix("https://") else {
        return false;
    };
    // "https://mairie.fr@ailleurs.fr" leads to ailleurs.fr, so only letters, digits, dots and hyphens pass.
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let plain = host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    plain
        && domains.iter().any(|domain| {
            let below = host.strip_suffix(domain.as_str());
            below.is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_domains_of_the_town_are_shown() {
        let domains = ["cybermalveillance.gouv.fr".to_owned()];
        for (url, allowed) in [
            ("https://cybermalveillance.gouv.fr", true),
            ("https://www.cybermalveillance.gouv.fr/fiche?x=1", true),
            ("https://CyberMalveillance.gouv.fr/", true),
            ("http://cybermalveillance.gouv.fr", false),
            ("https://faux-cybermalveillance.gouv.fr", false),
            ("https://cybermalveillance.gouv.fr.exemple.com", false),
            ("https://cybermalveillance.gouv.fr@exemple.com", false),
            ("https://exemple.com/cybermalveillance.gouv.fr", false),
            ("https://exemple.com\\.cybermalveillance.gouv.fr", false),
        ] {
            assert_eq!(is_allowed(url, &domains), allowed, "{url}");
        }
    }
}
