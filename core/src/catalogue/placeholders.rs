//! `{mairie.phone}`: facts that live once, in a service, and are quoted in answers.

use std::collections::BTreeMap;

use crate::{Hours, Interface, Locale, Localised, diagnostic::Problem, nearest::nearest, service::Status};

/// What of a service can be quoted.
const FIELDS: &[&str] = &["name", "phone", "hours", "status", "address"];

/// The longest `{...}` that can be a placeholder, in bytes.
const MAX_PLACEHOLDER_BYTES: usize = 80;

/// What is known of a service, its own or inherited.
#[derive(Debug)]
pub(super) struct ServiceFacts {
    pub(super) name: Localised<String>,
    pub(super) phone: Option<String>,
    pub(super) hours: Option<Hours>,
    pub(super) status: Status,
    pub(super) address: Option<Localised<String>>,
}

/// Everything that can be quoted.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub(super) town: &'a str,
    pub(super) services: BTreeMap<&'a str, ServiceFacts>,
    /// Ids whose facts are not known because their file has other faults.
    pub(super) unread: &'a [String],
    /// Whether every file was read: otherwise any id may be one of those.
    pub(super) complete: bool,
    /// Status words and hours come in these words.
    pub(super) interface: &'a Interface,
}

/// What the filled text is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// Plain text.
    Plain,
    /// Markdown, in which a value must not become markup.
    Markdown,
}

impl Facts<'_> {
    /// Fills every placeholder of a text; one without a value stays, with what is wrong about it.
    pub(super) fn fill(&self, text: &str, locale: Locale, how: Fill) -> (String, Vec<(String, Problem)>) {
        let mut filled = String::with_capacity(text.len());
        let mut problems = Vec::new();
        let mut rest = text;
        while let Some((before, placeholder, behind)) = next(rest) {
            filled += before;
            match self.value(placeholder, locale) {
                Ok(value) if how == Fill::Markdown => filled += &escaped(&value),
                Ok(value) => filled += &value,
                Err(problem) => {
                    filled += placeholder;
                    problems.extend(problem.map(|problem| (placeholder.to_owned(), problem)));
                }
            }
            rest = behind;
        }
        (filled + rest, problems)
    }

    /// The value of one placeholder. `Err(None)` when it is not known and another fault is to blame.
    pub(super) fn value(&self, placeholder: &str, locale: Locale) -> Result<String, Option<Problem>> {
        let name = placeholder.trim_matches(['{', '}']);
        if name == "town.name" {
            return Ok(self.town.to_owned());
        }
        let (id, field) = name.rsplit_once('.').unwrap_or((name, ""));
        let may_be_unread = !self.complete && !self.services.contains_key(id);
        if FIELDS.contains(&field) && (may_be_unread || self.unread.iter().any(|unread| unread == id)) {
            return Err(None);
        }
        let Some(service) = self.services.get(id).filter(|_| FIELDS.contains(&field)) else {
            let nearest = nearest(name, self.names().iter().map(String::as_str)).map(|name| format!("{{{name}}}"));
            return Err(Some(Problem::UnknownPlaceholder {
                placeholder: placeholder.to_owned(),
                nearest,
            }));
        };
        let value = match field {
            "name" => Some(service.name.get(locale).clone()),
            "phone" => service.phone.clone(),
            "hours" => service.hours.as_ref().map(|hours| hours.text(self.interface, locale)),
            "status" => Some(self.interface.text(service.status.phrase(), locale).to_owned()),
            _ => service.address.as_ref().map(|address| address.get(locale).clone()),
        };
        value.ok_or_else(|| {
            Some(Problem::EmptyPlaceholder {
                placeholder: placeholder.to_owned(),
            })
        })
    }

    /// Every placeholder that has a value, without braces.
    fn names(&self) -> Vec<String> {
        let services = self
            .services
            .keys()
            .flat_map(|id| FIELDS.iter().map(move |field| format!("{id}.{field}")));
        services.chain(std::iter::once("town.name".to_owned())).collect()
    }
}

/// Every `{...}` of a text.
pub(super) fn find(mut text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    while let Some((_, placeholder, behind)) = next(text) {
        found.push(placeholder);
        text = behind;
    }
    found
}

/// The text before the next `{...}`, the `{...}` itself, and the text behind it.
fn next(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('{')?;
        let inner = text.get(start + 1..)?;
        let end = inner.find(['{', '}', '\n'])?;
        let end_at = start + 1 + end;
        if inner.get(end..)?.starts_with('}') && end > 0 && end <= MAX_PLACEHOLDER_BYTES {
            return Some((text.get(..start)?, text.get(start..=end_at)?, text.get(end_at + 1..)?));
        }
        from = end_at.max(start + 1);
    }
}

/// A value in Markdown: its characters stand for themselves.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for character in value.chars() {
        if matches!(
            character,
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '`' | '#' | '~' | '|' | '&'
        ) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_found() {
        assert_eq!(
            find("Appelez {a.phone}, ou {b.c} {} { {x} {\n}"),
            ["{a.phone}", "{b.c}", "{x}"]
        );
        assert_eq!(find("{{a}}"), ["{a}"]);
        assert_eq!(find("{"), Vec::<&str>::new());
    }

    #[test]
    fn a_value_is_never_markup() {
        assert_eq!(escaped("a*b_[c]"), "a\\*b\\_\\[c\\]");
    }
}
