//! The JSON schema of the FAQ, and the same as a shape that a file's tree can be compared with.
//!
//! Both come from the source structs: the editor, the check of all keys and `serde_yaml` read one description.

use std::collections::BTreeMap;

use schemars::{Schema, generate::SchemaSettings, transform::transform_subschemas};
use serde_json::Value;

use super::source::File;
use crate::diagnostic::Expected;

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
    /// A map.
    Map(Keys),
    /// The first shape that is of the value's kind.
    Any(Vec<Shape>),
}

/// What may stand in a map.
#[derive(Debug)]
pub(super) struct Keys {
    /// The keys that have a meaning.
    pub(super) known: BTreeMap<String, Shape>,
    /// Those that must be there.
    pub(super) required: Vec<String>,
    /// The shape of the values of other keys, languages for example, where others are allowed.
    pub(super) others: Option<Box<Shape>>,
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
                Self::Map(Keys {
                    known: known.map(|(key, value)| (key.clone(), Self::read(value))).collect(),
                    required: list("required").map(texts).unwrap_or_default(),
                    others: schema
                        .get("additionalProperties")
                        .filter(|s| s.is_object())
                        .map(|s| Box::new(Self::read(s))),
                })
            }
            _ if schema.get("format").is_some_and(|format| format == "date") => Self::Date,
            _ => Self::Text,
        }
    }

    /// What to call it in a message.
    pub(super) fn expected(&self) -> Expected {
        match self {
            Self::Text | Self::Date | Self::OneOf(_) => Expected::Text,
            Self::Flag => Expected::Flag,
            Self::List(_) => Expected::List,
            Self::Map(Keys { others: Some(_), .. }) => Expected::Languages,
            Self::Map(Keys { others: None, .. }) => Expected::Keys,
            Self::Any(choices) => choices.last().map_or(Expected::Text, Self::expected),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_knows_what_the_schema_says() {
        let Shape::Map(Keys {
            known, others: None, ..
        }) = Shape::of_a_file()
        else {
            panic!("a file is a map")
        };
        let Some(Shape::List(entry)) = known.get("entries") else {
            panic!("entries are a list")
        };
        let Shape::Map(Keys { known, required, .. }) = &**entry else {
            panic!("an entry is a map")
        };
        assert_eq!(*required, ["id", "questions"]);
        assert!(matches!(known.get("priority"), Some(Shape::OneOf(words)) if *words == ["normal", "urgent"]));
        assert!(matches!(known.get("review_by"), Some(Shape::Date)));
        assert!(matches!(known.get("checked"), Some(Shape::Any(choices)) if choices.len() == 2));
        assert!(matches!(
            known.get("answer"),
            Some(Shape::Map(Keys { others: Some(_), .. }))
        ));
    }

    #[test]
    fn every_key_is_explained_to_whoever_types_it() {
        fn unexplained(schema: &Value, path: &str, missing: &mut Vec<String>) {
            let properties = schema
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten();
            for (key, value) in properties.filter(|_| !path.ends_with("interface")) {
                let path = format!("{path}.{key}");
                if value.get("description").is_none() {
                    missing.push(path.clone());
                }
                unexplained(value, &path, missing);
                unexplained(value.get("items").unwrap_or(&Value::Null), &path, missing);
            }
        }
        let mut missing = Vec::new();
        unexplained(json_schema().as_value(), "", &mut missing);
        assert_eq!(missing, Vec::<String>::new());
    }
}
