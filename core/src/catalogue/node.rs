//! A file as a tree of keys and values, each with its place. `serde_yaml` keeps the values but not the places.

use std::ops::Range;

use saphyr_parser::ScalarStyle;

use super::text::Text;
use crate::diagnostic::Place;

/// A key or a value.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Its bytes in the file.
    pub(super) span: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether all that stands there in the file was kept: a fault is told once, not by what it leaves missing.
    pub(super) whole: bool,
}

/// What a node is.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A text, a number, a date, nothing.
    Scalar {
        /// Its value.
        value: String,
        /// Quoted, plain or a block.
        style: ScalarStyle,
    },
    /// A list.
    List(Vec<Node>),
    /// `key: value` pairs in the order written.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// A node as read.
    pub(super) const fn new(span: Range<usize>, kind: Kind) -> Self {
        Self {
            span,
            kind,
            whole: true,
        }
    }

    /// The text of a scalar.
    pub(super) fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { value, .. } => Some(value),
            Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// A value that was left out: nothing behind the colon. An empty text in quotes is one that is there.
    pub(super) fn is_absent(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { value, style: ScalarStyle::Plain } if value.is_empty())
    }

    /// The key, with its value, of this name.
    pub(super) fn get(&self, name: &str) -> Option<(&Self, &Self)> {
        match &self.kind {
            Kind::Map(pairs) => pairs
                .iter()
                .find(|(key, _)| key.as_str() == Some(name))
                .map(|(k, v)| (k, v)),
            Kind::Scalar { .. } | Kind::List(_) => None,
        }
    }

    /// The items of a list.
    pub(super) fn items(&self) -> &[Self] {
        match &self.kind {
            Kind::List(items) => items,
            Kind::Scalar { .. } | Kind::Map(_) => &[],
        }
    }

    /// Writes the tree as YAML on one line, every text quoted.
    pub(super) fn write(&self, out: &mut String) {
        match &self.kind {
            Kind::Scalar { value, style } => {
                // Only flags may stay as they are: quoted, they would be texts.
                let flag = *style == ScalarStyle::Plain && matches!(value.as_str(), "true" | "false");
                *out += &if flag { value.clone() } else { quoted(value) };
            }
            Kind::List(items) => {
                out.push('[');
                for item in items {
                    item.write(out);
                    out.push(',');
                }
                out.push(']');
            }
            Kind::Map(pairs) => {
                out.push('{');
                for (key, value) in pairs {
                    key.write(out);
                    out.push_str(": ");
                    value.write(out);
                    out.push(',');
                }
                out.push('}');
            }
        }
    }
}

/// A text between double quotes, as YAML reads it back.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{2028}' => out.push_str("\\L"),
            '\u{2029}' => out.push_str("\\P"),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}

/// A place in a tree, to walk down from: by key, by position in a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct At<'a> {
    text: &'a Text,
    node: &'a Node,
    key: Option<&'a Node>,
}

impl<'a> At<'a> {
    /// The top of a file.
    pub(super) const fn root(text: &'a Text, node: &'a Node) -> Self {
        Self { text, node, key: None }
    }

    /// The value of a key; the same place where there is no such key.
    pub(super) fn key(self, name: &str) -> Self {
        let found = self.node.get(name);
        found.map_or(self, |(key, node)| Self {
            node,
            key: Some(key),
            ..self
        })
    }

    /// An item of a list; the same place where there is no such item.
    pub(super) fn item(self, position: usize) -> Self {
        match &self.node.kind {
            Kind::List(items) => items.get(position).map_or(self, |node| Self {
                node,
                key: None,
                ..self
            }),
            Kind::Scalar { .. } | Kind::Map(_) => self,
        }
    }

    /// Whether all that stands there was read.
    pub(super) const fn is_whole(self) -> bool {
        self.node.whole
    }

    /// The value if it fits on its line, else its key, else what stands on its first line.
    pub(super) fn place(self) -> Place {
        let source = self.text.slice(self.node.span.clone());
        let span = match self.key {
            Some(key) if source.trim_end().contains('\n') || source.is_empty() => &key.span,
            // An item of a list that holds nothing is shown by its dash.
            None if source.is_empty() => return self.text.place(self.text.content_at(self.node.span.start)),
            _ => &self.node.span,
        };
        self.text.place(self.text.first_line(span.clone()))
    }

    /// The key itself.
    pub(super) fn key_place(self) -> Place {
        self.key
            .map_or_else(|| self.place(), |key| self.text.place(key.span.clone()))
    }

    /// Where `words` stand in the value; the value where they are not found as written.
    pub(super) fn find(self, words: &str) -> Place {
        let span = self.node.span.clone();
        let found = self.text.slice(span.clone()).find(words).filter(|_| !words.is_empty());
        found.map_or_else(
            || self.place(),
            |at| self.text.place(span.start + at..span.start + at + words.len()),
        )
    }
}
