//! Compares a file's tree with the JSON schema of the FAQ, and names every difference, not only the first.
//!
//! The schema comes from the source structs: the editor, this check and `serde_yaml` read one description.

use std::collections::BTreeMap;

use saphyr_parser::ScalarStyle;
use schemars::{Schema, generate::SchemaSettings, transform::transform_subschemas};
use serde_json::Value;

use super::{
    guard,
    node::{Kind, Node, quoted},
    source::{Date, File},
    text::Text,
};
use crate::{
    diagnostic::{Diagnostic, Expected, Problem},
    nearest::nearest,
};

/// The JSON schema of a file of the FAQ, for editors.
#[must_use]
pub fn json_schema() -> Schema {
    let settings = SchemaSettings::draft07()
        .with(|s| s.inline_subschemas = true)
        .with_transform(without_null);
    settings.into_generator().into_root_schema_for::<File>()
}

/// A key that may be left out must not be left empty.
fn without_null(schema: &mut Schema) {
    transform_subschemas(&mut without_null, schema);
    let is_null = |value: &Value| *value == "null" || value.get("type").is_some_and(|t| t == "null");
    for key in ["type", "anyOf", "enum"] {
        let Some(Value::Array(choices)) = schema.get_mut(key) else {
            continue;
        };
        choices.retain(|choice| !is_null(choice) && !choice.is_null());
        let Some(only) = choices.first().filter(|_| choices.len() == 1).cloned() else {
            continue;
        };
        match (key, only) {
            ("type", only) => drop(schema.insert(key.into(), only)),
            ("anyOf", Value::Object(only)) => {
                schema.remove(key);
                schema.ensure_object().extend(only);
            }
            _ => {}
        }
    }
}

/// What may stand somewhere in a file.
#[derive(Debug)]
pub(super) enum Shape {
    Text,
    Flag,
    Date,
    OneOf(Vec<String>),
    List(Box<Shape>),
    /// Known keys, and the shape of the values of others where others are allowed.
    Map {
        known: BTreeMap<String, Shape>,
        required: Vec<String>,
        others: Option<Box<Shape>>,
    },
    /// The first shape that is of the value's kind.
    Any(Vec<Shape>),
}

impl Shape {
    /// The shape of a file.
    pub(super) fn of_a_file() -> Self {
        Self::read(json_schema().as_value())
    }

    fn read(schema: &Value) -> Self {
        let list = |key: &str| schema.get(key).and_then(Value::as_array);
        let texts = |values: &Vec<Value>| values.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        if let Some(choices) = list("anyOf") {
            return Self::Any(choices.iter().map(Self::read).collect());
        }
        if let Some(words) = list("enum") {
            return Self::OneOf(texts(words));
        }
        if let Some(words) = list("oneOf") {
            let words = words.iter().filter_map(|word| word.get("const")?.as_str());
            return Self::OneOf(words.map(str::to_owned).collect());
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("boolean") => Self::Flag,
            Some("array") => Self::List(Box::new(schema.get("items").map_or(Self::Text, Self::read))),
            Some("object") => {
                let known = schema
                    .get("properties")
                    .and_then(Value::as_object)
                    .into_iter()
                    .flatten();
                Self::Map {
                    known: known.map(|(key, value)| (key.clone(), Self::read(value))).collect(),
                    required: list("required").map(texts).unwrap_or_default(),
                    others: schema
                        .get("additionalProperties")
                        .filter(|s| s.is_object())
                        .map(|s| Box::new(Self::read(s))),
                }
            }
            _ if schema.get("format").is_some_and(|format| format == "date") => Self::Date,
            _ => Self::Text,
        }
    }

    /// What to call it in a message.
    fn expected(&self) -> Expected {
        match self {
            Self::Text | Self::Date | Self::OneOf(_) => Expected::Text,
            Self::Flag => Expected::Flag,
            Self::List(_) => Expected::List,
            Self::Map { others: Some(_), .. } => Expected::Languages,
            Self::Map { others: None, .. } => Expected::Keys,
            Self::Any(choices) => choices.last().map_or(Expected::Text, Self::expected),
        }
    }
}

/// Compares one file with its shape.
pub(super) struct Fitting<'a> {
    text: &'a Text,
    problems: Vec<Diagnostic>,
    /// Whether the returned tree lacks something that the file has.
    pub(super) pruned: bool,
}

impl<'a> Fitting<'a> {
    pub(super) const fn new(text: &'a Text) -> Self {
        Self {
            text,
            problems: Vec::new(),
            pruned: false,
        }
    }

    /// Every problem found so far.
    pub(super) fn into_problems(self) -> Vec<Diagnostic> {
        self.problems
    }

    /// The tree without what does not fit, so that the rest can still be read and checked.
    pub(super) fn fit(&mut self, shape: &Shape, node: Node) -> Option<Node> {
        let fitted = match (shape, node) {
            (Shape::Any(choices), node) => {
                let of_its_kind = choices
                    .iter()
                    .find(|choice| is_of_kind(choice, &node))
                    .or(choices.last())?;
                return self.fit(of_its_kind, node);
            }
            (
                Shape::List(shape),
                Node {
                    span,
                    kind: Kind::List(items),
                },
            ) => {
                let items = items.into_iter().filter_map(|item| self.fit(shape, item)).collect();
                Some(Node {
                    span,
                    kind: Kind::List(items),
                })
            }
            (
                Shape::Map {
                    known,
                    required,
                    others,
                },
                Node {
                    span,
                    kind: Kind::Map(pairs),
                },
            ) => self.fit_map((known, required, others.as_deref()), span, pairs),
            (Shape::Text | Shape::Flag | Shape::Date | Shape::OneOf(_), node) if node.as_str().is_some() => {
                self.fit_scalar(shape, node)
            }
            (shape, node) => {
                self.mismatch(shape, &node);
                None
            }
        };
        self.pruned |= fitted.is_none();
        fitted
    }

    fn fit_map(
        &mut self,
        (known, required, others): (&BTreeMap<String, Shape>, &[String], Option<&Shape>),
        span: std::ops::Range<usize>,
        pairs: Vec<(Node, Node)>,
    ) -> Option<Node> {
        let present: Vec<_> = pairs
            .iter()
            .filter_map(|(key, _)| key.as_str())
            .map(str::to_owned)
            .collect();
        let mut fitted = Vec::new();
        for (key, value) in pairs {
            let name = key.as_str().unwrap_or_default();
            let Some(shape) = known.get(name).or(others) else {
                self.unknown_key(&key, known);
                self.pruned = true;
                continue;
            };
            if others.is_some() && !known.contains_key(name) && guard::has_no_break_space(name) {
                self.add(key.span.clone(), Problem::NoBreakSpace);
            }
            if value.is_absent() {
                self.add(key.span.clone(), Problem::EmptyValue { key: name.to_owned() });
                self.pruned = true;
            } else if let Some(value) = self.fit(shape, value) {
                fitted.push((key, value));
            }
        }
        let node = Node {
            span,
            kind: Kind::Map(fitted),
        };
        for key in required.iter().filter(|key| !present.contains(key)) {
            self.add(self.first_key(&node), Problem::MissingKey { key: key.clone() });
        }
        // Without a required key, serde_yaml would refuse the file: the rest of this map is left out.
        let Kind::Map(fitted) = &node.kind else { return None };
        let has = |name: &String| fitted.iter().any(|(key, _)| key.as_str() == Some(name));
        required.iter().all(has).then_some(node)
    }

    fn fit_scalar(&mut self, shape: &Shape, node: Node) -> Option<Node> {
        let Kind::Scalar { value, style } = &node.kind else {
            return None;
        };
        let problem = match shape {
            Shape::OneOf(words) if !words.contains(value) => Some(Problem::BadValue {
                value: value.clone(),
                nearest: nearest(value.trim_matches(QUOTES), words.iter().map(String::as_str)),
                allowed: words.clone(),
            }),
            Shape::Flag if *style != ScalarStyle::Plain || !matches!(value.as_str(), "true" | "false") => {
                let word = value.to_lowercase();
                let nearest = FLAG_WORDS
                    .iter()
                    .find(|(said, _)| *said == word)
                    .map(|(_, meant)| (*meant).to_owned());
                Some(Problem::BadValue {
                    value: value.clone(),
                    nearest,
                    allowed: vec!["true".into(), "false".into()],
                })
            }
            Shape::Date if Date::parse(value).is_none() => Some(Problem::BadDate {
                value: value.clone(),
                rewritten: rewrite_date(value),
            }),
            _ => None,
        };
        if let Some(problem) = problem {
            self.add(node.span, problem);
            return None;
        }
        if matches!(shape, Shape::Text)
            && let Some(problem) = guard::text_problem(self.text, &node)
        {
            self.add(node.span.clone(), problem);
        }
        Some(node)
    }

    fn unknown_key(&mut self, key: &Node, known: &BTreeMap<String, Shape>) {
        let name = key.as_str().unwrap_or_default();
        let problem = if guard::has_no_break_space(name) {
            Problem::NoBreakSpace
        } else {
            Problem::UnknownKey {
                key: name.to_owned(),
                nearest: nearest(name, known.keys().map(String::as_str)),
                known: known.keys().cloned().collect(),
            }
        };
        self.add(key.span.clone(), problem);
    }

    fn mismatch(&mut self, shape: &Shape, node: &Node) {
        let found = match &node.kind {
            Kind::Scalar { .. } => Expected::Text,
            Kind::List(_) => Expected::List,
            Kind::Map(_) => Expected::Keys,
        };
        let meant_as_text = matches!(shape, Shape::Text)
            .then(|| guard::map_in_place_of_text(self.text, node))
            .flatten();
        let example = match (shape.expected(), node.as_str()) {
            (Expected::List, Some(value)) => Some(format!("[{}]", quoted(value))),
            (Expected::Languages, Some(value)) => Some(format!("{{fr: {}}}", quoted(value))),
            _ => None,
        };
        let problem = meant_as_text.unwrap_or(Problem::WrongType {
            expected: shape.expected(),
            found,
            example,
        });
        self.add(node.span.clone(), problem);
    }

    /// Where a map starts: its first key, which is shorter than the whole.
    fn first_key(&self, node: &Node) -> std::ops::Range<usize> {
        match &node.kind {
            Kind::Map(pairs) => pairs.first().map_or_else(
                || self.text.first_line(node.span.clone()),
                |(key, value)| self.text.first_line(key.span.start..value.span.end),
            ),
            Kind::Scalar { .. } | Kind::List(_) => node.span.clone(),
        }
    }

    fn add(&mut self, span: std::ops::Range<usize>, problem: Problem) {
        let place = self.text.place(self.text.first_line(span));
        self.problems.push(Diagnostic::new(Some(place), problem));
    }
}

/// Quotes that are no delimiters for YAML and that French keyboards and word processors put.
const QUOTES: &[char] = &['“', '”', '«', '»', '‘', '’', '„', ' ', '\u{a0}', '\u{202f}'];

/// What people write for a flag.
const FLAG_WORDS: &[(&str, &str)] = &[
    ("oui", "true"),
    ("yes", "true"),
    ("vrai", "true"),
    ("on", "true"),
    ("true", "true"),
    ("non", "false"),
    ("no", "false"),
    ("faux", "false"),
    ("off", "false"),
    ("false", "false"),
];

fn is_of_kind(shape: &Shape, node: &Node) -> bool {
    let is_scalar = matches!(shape, Shape::Text | Shape::Flag | Shape::Date | Shape::OneOf(_));
    match node.kind {
        Kind::Scalar { .. } => is_scalar,
        Kind::List(_) => matches!(shape, Shape::List(_)),
        Kind::Map(_) => matches!(shape, Shape::Map { .. }),
    }
}

/// A date written the French way, as the FAQ writes it.
fn rewrite_date(value: &str) -> Option<String> {
    let formats = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y-%m-%d", "%d/%m/%y"];
    formats
        .iter()
        .find_map(|format| chrono::NaiveDate::parse_from_str(value.trim(), format).ok())
        .filter(|date| (2000..2100).contains(&chrono::Datelike::year(date)))
        .map(|date| date.format("%Y-%m-%d").to_string())
}
