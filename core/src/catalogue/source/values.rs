//! The values of the FAQ's files that `serde` has no type for. Their visitors keep the place of an error, which
//! untagged enums and flattened maps would lose.

use std::{borrow::Cow, fmt, marker::PhantomData};

use chrono::NaiveDate;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{
    Deserialize, Deserializer,
    de::{Error, IntoDeserializer, MapAccess, Visitor, value::MapAccessDeserializer},
};

use crate::Phrase;

/// `key: value` pairs in the order written; a map would drop the first of two equal keys in silence.
#[derive(Clone, Debug)]
pub(in crate::catalogue) struct Ordered<V>(pub(in crate::catalogue) Vec<(String, V)>);

impl<V> Default for Ordered<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Ordered<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

struct PairsVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<V> {
    type Value = Ordered<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("key: value pairs")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut pairs: Vec<(String, V)> = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Ordered(pairs))
    }
}

impl<V: JsonSchema> JsonSchema for Ordered<V> {
    fn schema_name() -> Cow<'static, str> {
        format!("Each_{}", V::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<V>() })
    }
}

/// One value, or one per language.
#[derive(Clone, Debug)]
pub(in crate::catalogue) enum OneOrEach<O, E> {
    /// The same for all languages.
    One(O),
    /// By language.
    Each(Ordered<E>),
}

impl<'de, O: Deserialize<'de>, E: Deserialize<'de>> Deserialize<'de> for OneOrEach<O, E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrEachVisitor(PhantomData))
    }
}

struct OneOrEachVisitor<O, E>(PhantomData<(O, E)>);

impl<'de, O: Deserialize<'de>, E: Deserialize<'de>> Visitor<'de> for OneOrEachVisitor<O, E> {
    type Value = OneOrEach<O, E>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or one per language")
    }

    fn visit_str<R: Error>(self, value: &str) -> Result<Self::Value, R> {
        O::deserialize(value.into_deserializer()).map(OneOrEach::One)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Ordered::deserialize(MapAccessDeserializer::new(map)).map(OneOrEach::Each)
    }
}

impl<O: JsonSchema, E: JsonSchema> JsonSchema for OneOrEach<O, E> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}_or_each_{}", O::schema_name(), E::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [generator.subschema_for::<O>(), generator.subschema_for::<Ordered<E>>()] })
    }
}

/// A date such as `2026-11-20`.
#[derive(Clone, Copy, Debug)]
pub(in crate::catalogue) struct Date(pub(in crate::catalogue) NaiveDate);

impl Date {
    /// Reads `2026-11-20`, digit by digit: `26-1-2` is more likely a mistake than a date.
    pub(in crate::catalogue) fn parse(text: &str) -> Option<NaiveDate> {
        (text.len() == "2026-11-20".len())
            .then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())
            .flatten()
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .map(Self)
            .ok_or_else(|| D::Error::custom("expected a date such as 2026-11-20"))
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

/// The town's own wording of the counter's sentences.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(in crate::catalogue) struct Interface(pub(in crate::catalogue) Ordered<OneOrEach<String, String>>);

impl JsonSchema for Interface {
    fn schema_name() -> Cow<'static, str> {
        "Interface".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<OneOrEach<String, String>>().to_value();
        let keys = Phrase::ALL.iter().map(|phrase| (phrase.key().to_owned(), text.clone()));
        let keys: serde_json::Map<_, _> = keys.collect();
        json_schema!({ "type": "object", "properties": keys, "additionalProperties": false })
    }
}
