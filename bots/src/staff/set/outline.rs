//! Where the keys and values of a YAML file stand, to change one and leave every other byte alone.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

/// A value and its place, in bytes.
#[derive(Debug)]
pub(super) struct Node {
    /// Its first byte: of a block text the `|`, of a block map the first key. Empty for a value that was left out.
    pub(super) place: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind {
    /// A text, a number, a date, nothing.
    Scalar(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with their values.
    Map(Map),
}

/// Keys with their values.
#[derive(Debug)]
pub(super) struct Map {
    /// Between braces.
    pub(super) is_flow: bool,
    /// In the order written.
    pub(super) pairs: Vec<Pair>,
}

/// A key with its value.
#[derive(Debug)]
pub(super) struct Pair {
    /// The key.
    pub(super) key: String,
    /// Where the key starts.
    pub(super) start: usize,
    /// The byte behind its colon.
    pub(super) behind_colon: usize,
    /// The value.
    pub(super) value: Node,
}

impl Map {
    /// The pair of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Pair> {
        self.pairs.iter().find(|pair| pair.key == key)
    }
}

impl Node {
    /// The map that it is.
    pub(super) const fn as_map(&self) -> Option<&Map> {
        match &self.kind {
            Kind::Map(map) => Some(map),
            Kind::Scalar(_) | Kind::List(_) => None,
        }
    }
}

/// Reads a file; `None` when it is not YAML, or nothing.
pub(super) fn outline(text: &str) -> Option<Node> {
    let mut reader = Reader {
        text,
        bytes: text.char_indices().map(|(at, _)| at).chain([text.len()]).collect(),
        parser: Parser::new_from_str(text),
    };
    loop {
        match reader.next()? {
            (Event::StreamStart | Event::DocumentStart(_), _) => {}
            (event, span) => return reader.node(event, span, None),
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    /// Where each character starts: the parser counts characters.
    bytes: Vec<usize>,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, span) = self.parser.next_event()?.ok()?;
        Some((event, self.range(span)))
    }

    fn range(&self, span: Span) -> Range<usize> {
        let byte = |at: usize| self.bytes.get(at).copied().unwrap_or(self.text.len());
        byte(span.start.index())..byte(span.end.index())
    }

    /// The value that starts with this event, `behind_colon` of its key if it has one.
    fn node(&mut self, event: Event<'a>, span: Range<usize>, behind_colon: Option<usize>) -> Option<Node> {
        match event {
            Event::Scalar(value, style, ..) => Some(Node {
                place: self.scalar_place(&span, style, behind_colon),
                kind: Kind::Scalar(value.into_owned()),
            }),
            Event::SequenceStart(..) => self.list(&span),
            Event::MappingStart(..) => self.map(&span),
            // Anchors are refused by the FAQ.
            _ => None,
        }
    }

    fn list(&mut self, start: &Range<usize>) -> Option<Node> {
        let mut items = Vec::new();
        let end = loop {
            match self.next()? {
                (Event::SequenceEnd, span) => break span.end,
                (event, span) => items.push(self.node(event, span, None)?),
            }
        };
        let inner = items
            .first()
            .zip(items.last())
            .map(|(first, last)| first.place.start..last.place.end);
        Some(Node {
            place: if start.is_empty() {
                inner.unwrap_or_else(|| start.clone())
            } else {
                start.start..end
            },
            kind: Kind::List(items),
        })
    }

    fn map(&mut self, start: &Range<usize>) -> Option<Node> {
        let mut pairs = Vec::new();
        let end = loop {
            match self.next()? {
                (Event::MappingEnd, span) => break span.end,
                (Event::Scalar(key, style, ..), span) => {
                    let key_place = self.scalar_place(&span, style, None);
                    let colon = self.text.get(key_place.end..)?.find(':')?;
                    let behind_colon = key_place.end + colon + 1;
                    let (event, span) = self.next()?;
                    pairs.push(Pair {
                        key: key.into_owned(),
                        start: key_place.start,
                        behind_colon,
                        value: self.node(event, span, Some(behind_colon))?,
                    });
                }
                _ => return None,
            }
        };
        let inner = pairs
            .first()
            .zip(pairs.last())
            .map(|(first, last)| first.start..last.value.place.end);
        let is_flow = !start.is_empty();
        Some(Node {
            place: if is_flow {
                start.start..end
            } else {
                inner.unwrap_or_else(|| start.clone())
            },
            kind: Kind::Map(Map { is_flow, pairs }),
        })
    }

    /// Where a scalar really stands: the parser's end of a quoted one may hold a comment, its start of a block is the
    /// text without the `|`, and a value that was left out is placed before its colon.
    fn scalar_place(&self, span: &Range<usize>, style: ScalarStyle, behind_colon: Option<usize>) -> Range<usize> {
        let source = self.text.get(span.clone()).unwrap_or_default();
        match style {
            ScalarStyle::SingleQuoted => span.start..span.start + quoted_len(source, '\''),
            ScalarStyle::DoubleQuoted => span.start..span.start + quoted_len(source, '"'),
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let before = self.text.get(..span.start).unwrap_or_default();
                let start = before
                    .rfind(['|', '>'])
                    .filter(|at| Some(*at) >= behind_colon)
                    .unwrap_or(span.start);
                start..span.start + source.trim_end().len()
            }
            ScalarStyle::Plain if source.is_empty() => {
                let at = behind_colon.unwrap_or(span.start);
                at..at
            }
            ScalarStyle::Plain => span.start..span.start + source.trim_end().len(),
        }
    }
}

/// The length of a quoted text at the start of `source`, quotes included.
fn quoted_len(source: &str, quote: char) -> usize {
    let mut characters = source.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        let next_is_quote = characters.peek().is_some_and(|(_, next)| *next == quote);
        if character == '\\' && quote == '"' || character == quote && quote == '\'' && next_is_quote {
            characters.next();
        } else if character == quote {
            return at + quote.len_utf8();
        }
    }
    source.len()
}
