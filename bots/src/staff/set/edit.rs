//! One fact of one service, changed in the text of its file.

use std::ops::Range;

use chrono::NaiveDate;

use super::outline::{Kind, Map, Node, Pair, outline};

/// Plain words that YAML, or whoever reads it, takes for something else than text.
const NOT_TEXT: [&str; 13] = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "oui", "non", "vrai", "faux",
];

/// The text with `key` (`status`, `note.fr`) of a service set to `value`. `None` when the service is not there, or the key
/// has more than two parts.
pub(super) fn set(text: &str, service: &str, key: &str, value: &str) -> Option<String> {
    let root = outline(text)?;
    let service = find(&root, service)?;
    let keys: Vec<_> = key.split('.').collect();
    let (place, new) = match keys.as_slice() {
        [key] if is_key(key) => put(text, service, key, &scalar(value)),
        [key, sub] if is_key(key) && is_key(sub) => match service.get(key) {
            Some(Pair {
                value: Node {
                    kind: Kind::Map(map), ..
                },
                ..
            }) if !map.pairs.is_empty() => put(text, map, sub, &scalar(value)),
            _ => put(text, service, key, &format!("{{{sub}: {}}}", scalar(value))),
        },
        _ => return None,
    };
    Some([text.get(..place.start)?, &new, text.get(place.end..)?].concat())
}

/// Whether a file describes this service.
pub(super) fn has_service(text: &str, service: &str) -> bool {
    outline(text).is_some_and(|root| find(&root, service).is_some())
}

/// The ids of the services of a file.
pub(super) fn services(text: &str) -> Vec<String> {
    let root = outline(text);
    let list = root.as_ref().and_then(list);
    list.unwrap_or_default()
        .iter()
        .filter_map(|service| id(service).map(str::to_owned))
        .collect()
}

fn find<'a>(root: &'a Node, service: &str) -> Option<&'a Map> {
    list(root)?.iter().find(|node| id(node) == Some(service))?.as_map()
}

fn list(root: &Node) -> Option<&[Node]> {
    match &root.as_map()?.get("services")?.value.kind {
        Kind::List(services) => Some(services),
        Kind::Scalar(_) | Kind::Map(_) => None,
    }
}

fn id(service: &Node) -> Option<&str> {
    match &service.as_map()?.get("id")?.value.kind {
        Kind::Scalar(id) => Some(id),
        Kind::List(_) | Kind::Map(_) => None,
    }
}

/// What to write where, so that `key` of a map is `value`.
fn put(text: &str, map: &Map, key: &str, value: &str) -> (Range<usize>, String) {
    match (map.get(key), map.pairs.last()) {
        (Some(pair), _) => replace(text, pair, value),
        (None, Some(last)) if map.is_flow => {
            let end = last.value.place.end.max(last.behind_colon);
            (end..end, format!(", {key}: {value}"))
        }
        (None, Some(last)) => insert_line(text, map, last, &format!("{key}: {value}")),
        // A service has an id, and an empty map is replaced as a whole.
        (None, None) => (0..0, String::new()),
    }
}

/// The value of a pair, replaced; what stands on lines of its own comes up behind the colon.
fn replace(text: &str, pair: &Pair, value: &str) -> (Range<usize>, String) {
    let place = &pair.value.place;
    let between = text.get(pair.behind_colon..place.start).unwrap_or_default();
    if between.is_empty() || between.contains('\n') {
        (pair.behind_colon..place.end, format!(" {value}"))
    } else {
        (place.clone(), value.to_owned())
    }
}

/// A new line behind the last pair of a map, with the indentation of the first and the line end of the file.
fn insert_line(text: &str, map: &Map, last: &Pair, line: &str) -> (Range<usize>, String) {
    let first = map.pairs.first().map_or(last.start, |pair| pair.start);
    let before = text.get(..first).unwrap_or_default();
    let indent = before.rsplit('\n').next().unwrap_or_default().chars().count();
    let indent = " ".repeat(indent);
    let end = last.value.place.end.max(last.behind_colon);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    match text.get(end..).and_then(|rest| rest.find('\n')) {
        Some(at) => (end + at + 1..end + at + 1, format!("{indent}{line}{line_end}")),
        None => (text.len()..text.len(), format!("{line_end}{indent}{line}{line_end}")),
    }
}

/// A value as YAML: plain where it can be nothing else than itself, in quotes otherwise. JSON's quotes are YAML's.
fn scalar(value: &str) -> String {
    let is_word = value.starts_with(|c: char| c.is_ascii_lowercase())
        && value.bytes().all(|b| b.is_ascii_lowercase() || b == b'-' || b == b'_')
        && !NOT_TEXT.contains(&value);
    let is_date = value.len() == 10 && value.parse::<NaiveDate>().is_ok();
    if is_word || is_date {
        value.to_owned()
    } else {
        serde_json::Value::from(value).to_string()
    }
}

/// Whether a key is a word: anything else would not stay one key.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
mod tests;
