//! Compares a file's tree with its shape and names every difference, not only the first, as `serde_yaml` would.

use std::ops::Range;

use saphyr_parser::ScalarStyle;

use super::{
    dates, guard,
    node::{Kind, Node, quoted},
    shape::{Keys, Shape},
    source::Date,
    text::Text,
};
use crate::{
    diagnostic::{Diagnostic, Expected, Problem},
    nearest::meant,
};

/// Quotes that are none for YAML, and that French keyboards and word processors put.
const QUOTES: &[char] = &['“', '”', '«', '»', '‘', '’', '„', ' ', '\u{a0}', '\u{202f}'];

/// The comparison of one file.
pub(super) struct Fitting<'a> {
    text: &'a Text,
    /// The maps around the one that is compared, outermost first.
    around: Vec<&'a Keys>,
    /// The bytes that could not be read: what seems to be missing there may be in them.
    cuts: &'a [Range<usize>],
    /// Every difference found so far.
    pub(super) problems: Vec<Diagnostic>,
}

impl<'a> Fitting<'a> {
    pub(super) const fn new(text: &'a Text, cuts: &'a [Range<usize>]) -> Self {
        Self {
            text,
            cuts,
            around: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// The tree without what does not fit, so that the rest can still be read and checked.
    pub(super) fn fit(&mut self, shape: &'a Shape, node: Node) -> Option<Node> {
        let Node { span, kind, whole } = node;
        match (shape, kind) {
            (Shape::Any(choices), kind) => {
                let of_its_kind = choices
                    .iter()
                    .find(|choice| is_of_kind(choice, &kind))
                    .or(choices.last())?;
                self.fit(of_its_kind, Node { span, kind, whole })
            }
            (Shape::List(shape), Kind::List(items)) => {
                let count = items.len();
                let items: Vec<_> = items.into_iter().filter_map(|item| self.fit(shape, item)).collect();
                let whole = whole && items.len() == count && items.iter().all(|item| item.whole);
                Some(Node {
                    span,
                    kind: Kind::List(items),
                    whole,
                })
            }
            (Shape::Map(keys), Kind::Map(pairs)) => self.fit_map(keys, (span, whole), pairs),
            (Shape::Text, kind @ Kind::Scalar { .. }) => {
                let node = Node { span, kind, whole };
                let problem = guard::text_problem(self.text, &node);
                let is_lost = problem.is_some() && node.is_absent();
                if let Some(problem) = problem {
                    self.add(node.span.clone(), problem);
                }
                (!is_lost).then_some(node)
            }
            (Shape::Flag | Shape::Date | Shape::OneOf(_), Kind::Scalar { value, style }) => {
                if let Some(problem) = word_problem(shape, &value, style) {
                    self.add(span, problem);
                    return None;
                }
                Some(Node::new(span, Kind::Scalar { value, style }))
            }
            (shape, kind) => {
                self.mismatch(shape, &Node { span, kind, whole });
                None
            }
        }
    }

    fn fit_map(
        &mut self,
        keys: &'a Keys,
        (span, mut whole): (Range<usize>, bool),
        pairs: Vec<(Node, Node)>,
    ) -> Option<Node> {
        let first = pairs
            .first()
            .map_or_else(|| span.clone(), |(key, value)| key.span.start..value.span.end);
        let mut present: Vec<String> = pairs
            .iter()
            .filter_map(|(key, _)| key.as_str())
            .map(str::to_owned)
            .collect();
        let is_cut = self
            .cuts
            .iter()
            .any(|cut| cut.start <= span.end && span.start <= cut.end);
        whole &= !is_cut;
        let disguised = is_cut || present.iter().any(|key| guard::has_no_break_space(key));
        let mut fitted = Vec::new();
        let mut pairs = pairs.into_iter().peekable();
        while let Some((key, value)) = pairs.next() {
            let name = key.as_str().unwrap_or_default();
            let may_be_cut_off = value.is_absent() && keys.known.contains_key(name);
            let mut is_cut_off = false;
            while let Some((below, _)) = pairs.next_if(|(below, _)| may_be_cut_off && is_shifted(keys, below)) {
                is_cut_off = true;
                let problem = Problem::NotIndented {
                    key: below.as_str().unwrap_or_default().to_owned(),
                    above: name.to_owned(),
                };
                self.add(below.span, problem);
            }
            if is_cut_off {
                whole = false;
                continue;
            }
            let problem = self.key_problem(keys, &key, value.is_absent() && !disguised);
            if let Some(Problem::UnknownKey {
                nearest: Some(meant), ..
            }) = &problem
            {
                // Its other name is not missing as well.
                present.push(meant.clone());
            }
            let shape = keys
                .known
                .get(key.as_str().unwrap_or_default())
                .or(keys.others.as_deref());
            let kept = shape.filter(|_| problem.is_none() && !value.is_absent());
            self.problems
                .extend(problem.map(|problem| self.at(key.span.clone(), problem)));
            self.around.push(keys);
            let value = kept.and_then(|shape| self.fit(shape, value));
            self.around.pop();
            whole &= value.as_ref().is_some_and(|value| value.whole);
            fitted.extend(value.map(|value| (key, value)));
        }
        for key in keys.required.iter().filter(|key| !is_cut && !present.contains(key)) {
            self.add(first.clone(), Problem::MissingKey { key: key.clone() });
        }
        // Without a required key, serde_yaml would refuse the file: the rest of this map is left out.
        let has = |name: &String| fitted.iter().any(|(key, _)| key.as_str() == Some(name));
        keys.required.iter().all(has).then_some(Node {
            span,
            kind: Kind::Map(fitted),
            whole,
        })
    }

    /// What is wrong with a key, before its value is looked at.
    fn key_problem(&self, keys: &Keys, key: &Node, is_empty: bool) -> Option<Problem> {
        let name = key.as_str().unwrap_or_default();
        if keys.known.contains_key(name) {
            return is_empty.then(|| Problem::EmptyValue { key: name.to_owned() });
        }
        if guard::has_no_break_space(name) {
            return Some(guard::no_break_space_in(self.text, &key.span).1);
        }
        if keys.others.is_none() {
            return Some(Problem::UnknownKey {
                key: name.to_owned(),
                nearest: meant(name.trim_matches(QUOTES), keys.known.keys().map(String::as_str)),
                known: keys.known.keys().cloned().collect(),
            });
        }
        // Among languages, a key of the level above has too many spaces in front of it.
        let belongs_above = self.around.last().is_some_and(|above| above.known.contains_key(name));
        if belongs_above {
            return Some(Problem::MisplacedKey { key: name.to_owned() });
        }
        if !is_empty {
            return None;
        }
        // `{fr:"Bonjour."}`
        if let Some(glued) = guard::glued_key(name) {
            let behind = name.get(glued.len() + 1..).unwrap_or_default();
            return Some(Problem::MissingSpace {
                line: format!("{glued}: {behind}"),
            });
        }
        // `{fr: L'accueil, c'est ici}`
        if name.contains(' ') || name.chars().any(char::is_uppercase) {
            return Some(Problem::CommaInText);
        }
        Some(Problem::EmptyValue { key: name.to_owned() })
    }

    fn mismatch(&mut self, shape: &Shape, node: &Node) {
        let found = match &node.kind {
            Kind::Scalar { .. } => Expected::Text,
            Kind::List(_) => Expected::List,
            Kind::Map(_) => Expected::Keys,
        };
        let known_cause = match shape {
            Shape::Text => guard::map_in_place_of_text(self.text, node),
            Shape::Map(_) => guard::text_in_place_of_map(self.text, node),
            _ => None,
        };
        let other_sign = node.as_str().and_then(guard::key_without_colon);
        let example = match (shape.expected(), node.as_str()) {
            (Expected::Languages | Expected::Keys, Some(_)) if other_sign.is_some() => {
                other_sign.map(|(key, value)| format!("{key}: {value}"))
            }
            (Expected::Languages, None) => {
                let item = node.items().iter().find(|item| matches!(item.kind, Kind::Map(_)));
                item.map(|item| self.text.slice(self.text.first_line(item.span.clone())).to_owned())
            }
            (Expected::List, Some(value)) => Some(format!("[{}]", quoted(value))),
            (Expected::Languages, Some(value)) => Some(format!("{{fr: {}}}", quoted(value))),
            _ => None,
        };
        let wrong = Problem::WrongType {
            expected: shape.expected(),
            found,
            example,
        };
        self.add(node.span.clone(), known_cause.unwrap_or(wrong));
    }

    fn add(&mut self, span: Range<usize>, problem: Problem) {
        self.problems.push(self.at(span, problem));
    }

    fn at(&self, span: Range<usize>, problem: Problem) -> Diagnostic {
        let mut span = self.text.first_line(span);
        if span.is_empty() {
            span = self.text.content_at(span.start);
        }
        if matches!(problem, Problem::NoBreakSpace { .. }) {
            span = guard::no_break_space_in(self.text, &span).0;
        }
        Diagnostic::new(Some(self.text.place(span)), problem)
    }
}

/// What is wrong with a word of which only some are allowed.
fn word_problem(shape: &Shape, value: &str, style: ScalarStyle) -> Option<Problem> {
    let bad_value = |allowed: Vec<String>| Problem::BadValue {
        value: value.to_owned(),
        nearest: meant(value.trim_matches(QUOTES), allowed.iter().map(String::as_str)),
        allowed,
    };
    match shape {
        Shape::OneOf(words) => (!words.iter().any(|word| word == value)).then(|| bad_value(words.clone())),
        Shape::Flag => {
            let is_flag = style == ScalarStyle::Plain && matches!(value, "true" | "false");
            (!is_flag).then(|| bad_value(vec!["true".to_owned(), "false".to_owned()]))
        }
        Shape::Date => Date::parse(value).is_none().then(|| Problem::BadDate {
            value: value.to_owned(),
            rewritten: dates::rewritten(value),
        }),
        _ => None,
    }
}

fn is_of_kind(shape: &Shape, kind: &Kind) -> bool {
    match kind {
        Kind::Scalar { .. } => matches!(shape, Shape::Text | Shape::Flag | Shape::Date | Shape::OneOf(_)),
        Kind::List(_) => matches!(shape, Shape::List(_)),
        Kind::Map(_) => matches!(shape, Shape::Map(_)),
    }
}

/// Whether a key is a language where none can stand: `fr: "…"` on the level of `answer:`.
fn is_shifted(keys: &Keys, key: &Node) -> bool {
    let name = key.as_str().unwrap_or_default();
    name.len() == 2 && guard::is_key(name) && !keys.known.contains_key(name) && keys.others.is_none()
}
