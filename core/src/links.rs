//! Which links an answer may hold: `https`, to a domain that the town lists, and honest about where they lead.

use linkify::{LinkFinder, LinkKind};

use crate::{Markdown, reply::Block};

/// What is wrong with a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// Its domain is not allowed.
    NotAllowed {
        /// The domain.
        host: String,
    },
    /// It is not `https`.
    NotHttps,
    /// It has a user name, a port, a number or an internationalised name where a plain domain name is meant.
    Disguised,
    /// Its text shows another site than the one it leads to.
    TextLies {
        /// The site that the text shows.
        shown: String,
        /// The site that it leads to.
        host: String,
    },
    /// An e-mail address that is not official.
    Email,
}

/// The domains and addresses that an answer may hold.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    domains: Vec<String>,
    emails: Vec<String>,
}

impl Allowed {
    /// These domains with their sub-domains, and these e-mail addresses.
    pub fn new<'a>(domains: impl IntoIterator<Item = &'a str>, emails: impl IntoIterator<Item = &'a str>) -> Self {
        Self {
            domains: domains.into_iter().map(str::to_lowercase).collect(),
            emails: emails.into_iter().map(str::to_lowercase).collect(),
        }
    }

    /// Whether no domain is allowed at all.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.domains.is_empty()
    }

    /// Every link of a text that is at fault, as written, also those that Telegram and Discord would make of a bare
    /// domain name.
    #[must_use]
    pub fn faults(&self, text: &Markdown) -> Vec<(String, LinkFault)> {
        let lines = text.blocks().iter().flat_map(|block| match block {
            Block::Paragraph(spans) => vec![spans.as_slice()],
            Block::List { items, .. } => items.iter().map(Vec::as_slice).collect(),
        });
        let mut faults = Vec::new();
        for run in lines.flat_map(|spans| spans.chunk_by(|a, b| a.link == b.link)) {
            let shown: String = run.iter().map(|span| span.text.as_str()).collect();
            match run.first().and_then(|span| span.link.as_ref()) {
                Some(target) => faults.extend(self.link(target, &shown).map(|fault| (target.clone(), fault))),
                None => faults.extend(self.bare(&shown)),
            }
        }
        faults
    }

    /// Whether an `https` address leads to an allowed domain.
    #[must_use]
    pub fn allows(&self, link: &str) -> bool {
        self.link(link, "").is_none()
    }

    fn link(&self, target: &str, shown: &str) -> Option<LinkFault> {
        if let Some(email) = target.strip_prefix("mailto:") {
            return (!self.allows_email(email)).then_some(LinkFault::Email);
        }
        let Some(behind) = strip_https(target) else {
            return Some(LinkFault::NotHttps);
        };
        let Some(host) = plain_host(behind) else {
            return Some(LinkFault::Disguised);
        };
        if let Some(shown) = shown_host(shown).filter(|shown| !leads_to(shown, &host)) {
            return Some(LinkFault::TextLies { shown, host });
        }
        (!self.allows_host(&host)).then(|| not_allowed(&host))
    }

    /// Links that a client would make of plain text.
    fn bare(&self, text: &str) -> Vec<(String, LinkFault)> {
        let mut finder = LinkFinder::new();
        finder.url_must_have_scheme(false);
        let mut faults = Vec::new();
        for found in finder.links(text) {
            let written = found.as_str();
            let fault = match found.kind() {
                LinkKind::Email => (!self.allows_email(written)).then_some(LinkFault::Email),
                _ if written.contains("://") => self.link(written, ""),
                _ if !looks_like_address(written) => None,
                _ => match plain_host(written) {
                    Some(host) => (!self.allows_host(&host)).then(|| not_allowed(&host)),
                    None => Some(LinkFault::Disguised),
                },
            };
            faults.extend(fault.map(|fault| (written.to_owned(), fault)));
        }
        faults
    }

    fn allows_host(&self, host: &str) -> bool {
        self.domains.iter().any(|domain| leads_to(domain, host))
    }

    fn allows_email(&self, email: &str) -> bool {
        let email = email.split('?').next().unwrap_or_default().to_lowercase();
        let domain = email.rsplit('@').next().unwrap_or_default();
        self.emails.contains(&email) || self.allows_host(domain)
    }
}

/// The domain to allow, if it were right: `www.` in front of it does not count.
fn not_allowed(host: &str) -> LinkFault {
    let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
    LinkFault::NotAllowed { host }
}

/// The host of an `https` address or of a bare domain, in lower case, when nothing about it is disguised.
pub(crate) fn host_of(address: &str) -> Option<String> {
    plain_host(strip_https(address).unwrap_or(address))
}

/// Whether text is a domain name such as `service-public.fr`: letters, digits, hyphens and dots.
#[must_use]
pub fn is_domain(text: &str) -> bool {
    plain_host(text).is_some_and(|host| host == text.to_lowercase())
}

fn strip_https(address: &str) -> Option<&str> {
    let scheme = address.get(.."https://".len())?;
    scheme
        .eq_ignore_ascii_case("https://")
        .then(|| address.get("https://".len()..))
        .flatten()
}

/// The host in front of a path. `None` for user names, ports, numbers, non-ASCII and punycode.
fn plain_host(address: &str) -> Option<String> {
    let host = address.split(['/', '?', '#']).next()?.to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && label.len() <= 63
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with(['-'])
            && !label.ends_with('-')
            && !label.starts_with("xn--")
    };
    let has_name = labels
        .last()
        .is_some_and(|last| last.len() >= 2 && last.bytes().all(|b| b.is_ascii_alphabetic()));
    (labels.len() >= 2 && labels.iter().all(is_label) && has_name).then_some(host)
}

/// The site that a link's text shows, if it looks like an address.
fn shown_host(shown: &str) -> Option<String> {
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false).kinds(&[LinkKind::Url]);
    let found = finder
        .links(shown)
        .map(|link| link.as_str().to_owned())
        .find(|link| looks_like_address(link))?;
    let behind = found.split_once("://").map_or(found.as_str(), |(_, behind)| behind);
    Some(behind.split(['/', '?', '#']).next()?.to_lowercase())
}

/// Whether `host` is `domain`, or below it; `www.` in front of either does not count.
fn leads_to(domain: &str, host: &str) -> bool {
    let domain = domain.strip_prefix("www.").unwrap_or(domain);
    let host = host.strip_prefix("www.").unwrap_or(host);
    host == domain || host.strip_suffix(domain).is_some_and(|sub| sub.ends_with('.'))
}

/// Endings that clients turn into links and that are no French or English words after a missing space.
const ENDINGS: &[&str] = &[
    "fr", "com", "org", "net", "eu", "info", "gouv", "io", "co", "be", "ch", "lu", "de", "uk", "es", "it", "ru", "cn",
    "us", "ca", "ly", "top", "xyz", "click", "biz", "icu", "cc", "pw", "bzh", "gov", "edu", "nl", "pl", "pt",
];

/// Whether a host in lower case ends as those do that clients turn into links.
pub(crate) fn ends_like_domain(host: &str) -> bool {
    ENDINGS.contains(&host.rsplit('.').next().unwrap_or_default())
}

/// Whether a bare word is an address rather than two words without a space between ("merci.Bonjour").
pub(crate) fn looks_like_address(written: &str) -> bool {
    let address = written.split_once("://").map_or(written, |(_, behind)| behind);
    let host = address.split(['/', '?', '#', ':']).next().unwrap_or_default();
    address != written || ends_like_domain(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(markdown: &str) -> Vec<LinkFault> {
        let allowed = Allowed::new(["cnil.fr"], ["mairie@exemple.fr"]);
        allowed
            .faults(&Markdown::parse(markdown))
            .into_iter()
            .map(|(_, fault)| fault)
            .collect()
    }

    #[test]
    fn allowed_links_pass() {
        for text in [
            "[la CNIL](https://www.cnil.fr/fr/plaintes)",
            "[cnil.fr](https://cnil.fr)",
            "Voyez cnil.fr, ou écrivez à mairie@exemple.fr.",
            "<https://cnil.fr/a?b=c#d>",
            "Le C.C.A.S. est ouvert.Venez le lundi, de 8.30 à 12h. etc.",
            "Version 1.2.3, art. L.123-4",
        ] {
            assert_eq!(faults(text), [], "{text}");
        }
    }

    #[test]
    fn other_sites_are_refused_however_they_are_written() {
        for text in [
            "[x](https://evil.fr)",
            "evil.fr",
            "**evil.fr**",
            "[cnil](https://cnil.fr.evil.fr)",
            "https://notcnil.fr/cnil.fr",
            "`evil.com`",
        ] {
            assert!(
                matches!(faults(text)[..], [LinkFault::NotAllowed { .. }]),
                "{text}: {:?}",
                faults(text)
            );
        }
    }

    #[test]
    fn disguises_are_refused() {
        for text in [
            "[x](https://cnil.fr@evil.fr)",
            "[x](https://127.0.0.1/cnil.fr)",
            "[x](https://xn--cnl-5ma.fr)",
            "[x](https://cnïl.fr)",
            "[x](https://cnil.fr:8443)",
            "[x](https://cnil)",
        ] {
            assert_eq!(faults(text), [LinkFault::Disguised], "{text}");
        }
        for text in [
            "[x](http://cnil.fr)",
            "[x](javascript:alert)",
            "[x](tel:+33123456789)",
            "http://cnil.fr",
        ] {
            assert_eq!(faults(text), [LinkFault::NotHttps], "{text}");
        }
        assert!(matches!(
            faults("[service-public.fr](https://cnil.fr)")[..],
            [LinkFault::TextLies { .. }]
        ));
        assert_eq!(faults("écrivez à mairie@evil.fr"), [LinkFault::Email]);
    }

    #[test]
    fn domains_are_told_from_addresses() {
        assert!(is_domain("service-public.fr") && is_domain("17cyber.gouv.fr"));
        for wrong in ["https://cnil.fr", "cnil", "cnil.fr/", "-a.fr", "a..fr", "", "1.2.3.4"] {
            assert!(!is_domain(wrong), "{wrong}");
        }
    }
}
