//! Sites and e-mail addresses as people and swindlers write them.
//!
//! A link finder finds what clients make clickable. Here also that must be seen which only looks like an address, so
//! the text is cut at spaces and every piece is taken for what a browser, or a hurried reader, would make of it.

use std::ops::Range;

use super::{disguise::unescaped, hosts::Hosts};
use crate::links::ends_like_domain;

/// An address of a message.
#[derive(Clone, Debug)]
pub(super) enum Written {
    /// A site.
    Site(Site),
    /// An e-mail address.
    Email(Email),
}

/// A site as written.
#[derive(Clone, Debug)]
pub(super) struct Site {
    /// The host that a browser would open, in lower case.
    pub(super) host: String,
    /// The whole address, in lower case, escapes read.
    pub(super) whole: String,
    /// Whether it is written in the one way that hides nothing: `http(s)://` or nothing, letters, digits, hyphens and
    /// dots, no user name, no port of its own.
    pub(super) plain: bool,
}

/// An e-mail address as written, in lower case.
#[derive(Clone, Debug)]
pub(super) struct Email {
    /// In front of the last `@`.
    pub(super) local: String,
    /// Behind it.
    pub(super) host: String,
    /// Whether it is nothing but ASCII letters, digits and `._+-` around one `@`.
    pub(super) plain: bool,
}

/// Every address of a text with its bytes, in order.
pub(super) fn written(text: &str, hosts: &Hosts) -> Vec<(Range<usize>, Written)> {
    let mut found = Vec::new();
    let mut from = 0;
    for piece in text.split_whitespace() {
        let start = from + text.get(from..).and_then(|rest| rest.find(piece)).unwrap_or_default();
        from = start + piece.len();
        let before = found.len();
        for part in parts(piece) {
            found.extend(address(part, hosts).map(|address| (start..start + piece.len(), address)));
        }
        // Two addresses in one piece hide one another.
        if found.len() > before + 1 {
            for (_, address) in found.iter_mut().skip(before) {
                address.distrust();
            }
        }
    }
    found
}

impl Email {
    /// The whole address.
    pub(super) fn address(&self) -> String {
        format!("{}@{}", self.local, self.host)
    }
}

impl Written {
    fn distrust(&mut self) {
        match self {
            Self::Site(site) => site.plain = false,
            Self::Email(email) => email.plain = false,
        }
    }
}

/// A piece without the punctuation of the sentence around it, cut where a list has no space.
fn parts(piece: &str) -> impl Iterator<Item = &str> {
    // Inside a path commas and semicolons belong to it.
    let path = piece
        .split_once("://")
        .map_or(piece, |(_, behind)| behind)
        .contains('/');
    let parts = piece.split(move |c: char| {
        matches!(c, '<' | '>' | '"' | '«' | '»' | '“' | '”' | '|') || (!path && matches!(c, ',' | ';'))
    });
    parts.map(bare)
}

/// Punctuation at both ends, and an elided word in front (`l'`, `qu'`), gone.
fn bare(part: &str) -> &str {
    let part = part.trim_matches(|c: char| {
        matches!(
            c,
            '(' | ')'
                | '['
                | ']'
                | '{'
                | '}'
                | '*'
                | '_'
                | '~'
                | '`'
                | '\''
                | '’'
                | '‘'
                | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '…'
                | '-'
                | '–'
                | '.'
        )
    });
    match part.split_once(['\'', '’']) {
        Some((elided, rest)) if elided.len() <= 2 && elided.chars().all(char::is_alphabetic) => rest,
        _ => part,
    }
}

/// What a part is, if it is an address.
fn address(part: &str, hosts: &Hosts) -> Option<Written> {
    // Brackets around dots and "hxxp" keep an address from being clicked: people who warn write so.
    let armed = part.replace("[.]", ".").replace("(.)", ".").replace("[:]", ":");
    // Only ASCII: other capitals must not turn into letters of the list (the Kelvin sign is a `k` in lower case).
    let lower = armed.to_ascii_lowercase().replace("hxxp", "http");
    let mut plain = lower == part.to_ascii_lowercase();
    let (scheme, rest) = scheme(&lower);
    plain &= matches!(scheme, Scheme::None | Scheme::Web | Scheme::Mail | Scheme::Word);
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end)?;
    let escaped = unescaped(authority);
    plain &= escaped == authority && !authority.contains('\\') && !path.starts_with('\\');
    // An escape may hide the end of the host.
    let authority = escaped.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    if let Some((local, host)) = authority.rsplit_once('@') {
        if matches!(scheme, Scheme::None | Scheme::Mail | Scheme::Word) && path.is_empty() && !local.is_empty() {
            return email(local, host, plain);
        }
        return site(host, &lower, false, true, hosts);
    }
    let sure = !matches!(scheme, Scheme::None | Scheme::Word) || authority.starts_with("www.") || path.starts_with('/');
    site(authority, &lower, plain, sure, hosts)
}

/// What stands in front of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    None,
    /// `http://` or `https://`.
    Web,
    /// `mailto:`.
    Mail,
    /// A word and a colon: "site:cnil.fr".
    Word,
    /// Any other scheme, or one that is not written as it should be.
    Odd,
}

fn scheme(address: &str) -> (Scheme, &str) {
    let Some((word, rest)) = address.split_once(':') else {
        return match address.strip_prefix("//") {
            Some(rest) => (Scheme::Odd, rest),
            None => (Scheme::None, address),
        };
    };
    if word.is_empty() || !word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '+') {
        return (Scheme::None, address);
    }
    let behind = rest.trim_start_matches(['/', '\\']);
    match word {
        "http" | "https" if rest.strip_prefix("//") == Some(behind) => (Scheme::Web, behind),
        "http" | "https" => (Scheme::Odd, behind),
        "mailto" => (Scheme::Mail, behind),
        // What follows is a number.
        "tel" | "sms" => (Scheme::Word, ""),
        // A word before another address: "lien:https://…".
        _ if behind.contains("://") && behind == rest => scheme_once(behind),
        _ if behind != rest || SCRIPTS.contains(&word) => (Scheme::Odd, behind),
        _ => (Scheme::Word, behind),
    }
}

/// The scheme behind a word and a colon.
fn scheme_once(address: &str) -> (Scheme, &str) {
    match address.split_once("://") {
        Some(("http" | "https", rest)) if !rest.starts_with(['/', '\\']) => (Scheme::Web, rest),
        Some((_, rest)) => (Scheme::Odd, rest.trim_start_matches(['/', '\\'])),
        None => (Scheme::None, address),
    }
}

/// Schemes that run or hold something instead of leading somewhere.
const SCRIPTS: &[&str] = &[
    "javascript",
    "data",
    "vbscript",
    "file",
    "blob",
    "tg",
    "intent",
    "view-source",
];

/// Ports that are the ones of the scheme.
const PORTS: &[&str] = &["80", "443"];

/// Endings that are words too: a domain where the rest does not look like a word of a sentence.
const DOUBTFUL_ENDINGS: &[&str] = &[
    "site", "online", "shop", "app", "link", "live", "club", "vip", "store", "space", "website", "pro", "me", "to",
    "tv", "dev", "paris", "re", "support", "help", "page", "pages", "cloud",
];

fn site(authority: &str, whole: &str, plain: bool, sure: bool, hosts: &Hosts) -> Option<Written> {
    let (host, port) = authority
        .split_once(':')
        .map_or((authority, None), |(host, port)| (host, Some(port)));
    let host = host.strip_suffix('.').unwrap_or(host);
    let labels: Vec<&str> = host.split('.').collect();
    let named = labels.len() > 1 && host.chars().any(char::is_alphabetic);
    // Two words without a space between them ("merci.Bonjour") are no address, unless they look like one of ours.
    let ending = labels.last().copied().unwrap_or_default();
    let composed = host.contains(|c: char| c == '-' || c.is_ascii_digit()) || labels.len() > 2;
    let ends = ends_like_domain(host) || (composed && DOUBTFUL_ENDINGS.contains(&ending));
    let address = named && (ends || host.contains("xn--") || hosts.resembles(host));
    if !(address || (sure && labels.len() > 1 && !labels.iter().all(|label| label.is_empty()))) {
        return None;
    }
    let letters = |label: &&str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') && !label.starts_with("xn--")
    };
    let plain = plain && labels.iter().all(letters) && port.is_none_or(|port| PORTS.contains(&port));
    Some(Written::Site(Site {
        host: host.to_owned(),
        whole: unescaped(whole),
        plain,
    }))
}

fn email(local: &str, host: &str, plain: bool) -> Option<Written> {
    let host = host.strip_suffix('.').unwrap_or(host);
    let in_host = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-');
    let in_local = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+');
    host.contains('.').then(|| {
        Written::Email(Email {
            local: local.to_owned(),
            host: host.to_owned(),
            plain: plain && host.bytes().all(in_host) && local.bytes().all(in_local),
        })
    })
}
