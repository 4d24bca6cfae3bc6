//! Reads a file's YAML into a tree with places, and refuses what no FAQ needs: anchors, tags, a second document,
//! bottomless nesting. Runs before `serde_yaml`, whose own messages have no place or the wrong one for many faults.

use std::{collections::HashMap, ops::Range};

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{
    draft::Draft,
    node::{Kind, Node},
    syntax,
    text::Text,
};
use crate::diagnostic::{Diagnostic, Problem};

/// Levels of lists and maps. The FAQ has six; the rest is room for a mistake to be named as what it is.
const MAX_DEPTH: usize = 24;

/// Keys and values in a file: more than 256 KiB of honest YAML holds.
const MAX_NODES: usize = 60_000;

/// What one reading of a file gave.
pub(super) struct Scanned {
    /// The tree; `None` when nothing but comments stands in the file, or it cannot be read.
    pub(super) root: Option<Node>,
    /// What is wrong beside what the parser stopped at.
    pub(super) problems: Vec<Diagnostic>,
    /// What the parser stopped at, and the byte of the draft where it stopped.
    pub(super) stop: Option<(Diagnostic, usize)>,
}

/// Reads a file once, up to what cannot be read. The second of two equal keys is left out of the tree. All places are
/// those of the file as it was written.
pub(super) fn scan(draft: &Draft<'_>) -> Scanned {
    let mut reader = Scan::new(draft);
    let mut parser = Parser::new_from_str(&draft.text.content);
    while let Some(event) = parser.next_event() {
        let stop = match event {
            Ok((event, span)) => {
                let bytes = reader.bytes(span.start.index())..reader.bytes(span.end.index());
                let start = bytes.start;
                reader.event(event, bytes).err().map(|problem| (*problem, start))
            }
            Err(error) => {
                let at = reader.bytes(error.marker().index());
                let problem = syntax::explain(&draft.text, at, error.info());
                Some((draft.told(problem), at))
            }
        };
        if stop.is_some() {
            // Behind the first document, what was read of it counts.
            let root = reader.root.filter(|_| reader.documents > 1);
            return Scanned {
                root,
                problems: reader.problems,
                stop,
            };
        }
    }
    Scanned {
        root: reader.root,
        problems: reader.problems,
        stop: None,
    }
}

/// A list or map that is still open.
enum Open {
    List(Vec<Node>),
    Map {
        pairs: Vec<(Node, Node)>,
        /// The key whose value has not come yet, and whether that key stood here before.
        key: Option<(Node, bool)>,
        /// Whether a key that stood here before was left out.
        doubled: bool,
        /// The keys so far.
        seen: HashMap<String, Range<usize>>,
    },
}

struct Scan<'a> {
    draft: &'a Draft<'a>,
    /// The file as written.
    text: &'a Text,
    /// The byte of each character, when they differ; the parser counts characters.
    bytes: Option<Vec<usize>>,
    open: Vec<(usize, Open)>,
    root: Option<Node>,
    documents: usize,
    nodes: usize,
    problems: Vec<Diagnostic>,
}

impl<'a> Scan<'a> {
    fn new(draft: &'a Draft<'a>) -> Self {
        let content = &draft.text.content;
        let bytes = (!content.is_ascii()).then(|| content.char_indices().map(|(at, _)| at).collect());
        Self {
            draft,
            text: draft.original,
            bytes,
            open: Vec::new(),
            root: None,
            documents: 0,
            nodes: 0,
            problems: Vec::new(),
        }
    }

    /// The byte of the draft at which a character starts.
    fn bytes(&self, character: usize) -> usize {
        let end = self.draft.text.content.len();
        self.bytes
            .as_ref()
            .map_or(character.min(end), |table| table.get(character).copied().unwrap_or(end))
    }

    /// Adds one event to the tree, with its bytes in the draft. `Err` ends this reading.
    fn event(&mut self, event: Event<'_>, in_draft: Range<usize>) -> Result<(), Box<Diagnostic>> {
        let span = self.draft.original(in_draft.start)..self.draft.original(in_draft.end);
        let (anchor, tagged) = match &event {
            Event::Scalar(_, _, anchor, tag) | Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => {
                (*anchor, tag.is_some())
            }
            Event::Alias(_) => (1, false),
            _ => (0, false),
        };
        if anchor != 0 {
            return Err(self.at(span, Problem::Anchor));
        }
        if tagged {
            return Err(self.at(span, Problem::Tag));
        }
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.at(span, Problem::SecondDocument));
                }
            }
            Event::Scalar(value, style, ..) => {
                let value = value.into_owned();
                let written = written(self.draft.text.slice(in_draft.clone()), style).len();
                let span = span.start..self.draft.original(in_draft.start + written).max(span.start);
                self.add(Node::new(span, Kind::Scalar { value, style }))?;
            }
            Event::SequenceStart(..) => self.enter(span, Open::List(Vec::new()))?,
            Event::MappingStart(..) => {
                self.enter(
                    span,
                    Open::Map {
                        pairs: Vec::new(),
                        key: None,
                        doubled: false,
                        seen: HashMap::new(),
                    },
                )?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(span.end)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Alias(_) => {}
        }
        Ok(())
    }

    fn enter(&mut self, span: Range<usize>, open: Open) -> Result<(), Box<Diagnostic>> {
        if self.open.len() == MAX_DEPTH {
            return Err(self.at(span, Problem::TooDeep));
        }
        if matches!(self.open.last(), Some((_, Open::Map { key: None, .. }))) {
            return Err(self.at(span, Problem::ComplexKey));
        }
        self.open.push((span.start, open));
        Ok(())
    }

    fn leave(&mut self, end: usize) -> Result<(), Box<Diagnostic>> {
        let Some((start, open)) = self.open.pop() else {
            return Ok(());
        };
        let (kind, whole) = match open {
            Open::List(items) => (Kind::List(items), true),
            Open::Map { pairs, doubled, .. } => (Kind::Map(pairs), !doubled),
        };
        self.add(Node {
            whole,
            ..Node::new(start..end.max(start), kind)
        })
    }

    /// Puts a finished node into the list or map that is open.
    fn add(&mut self, node: Node) -> Result<(), Box<Diagnostic>> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err(self.at(node.span, Problem::TooManyValues { limit: MAX_NODES }));
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some((_, Open::List(items))) => items.push(node),
            Some((
                _,
                Open::Map {
                    pairs,
                    key,
                    doubled,
                    seen,
                },
            )) => match key.take() {
                Some((_, true)) => *doubled = true,
                Some((key, false)) => pairs.push((key, node)),
                None => {
                    let name = node.as_str().unwrap_or_default().to_owned();
                    let first = seen.get(&name).map(|first| self.text.place(first.clone()));
                    *key = Some((node.clone(), first.is_some()));
                    if let Some(first) = first {
                        let place = self.text.place(node.span);
                        let problem = Diagnostic::new(Some(place), Problem::DuplicateKey { key: name });
                        self.problems.push(problem.with_related(first));
                    } else {
                        seen.insert(name, node.span);
                    }
                }
            },
        }
        Ok(())
    }

    fn at(&self, span: Range<usize>, problem: Problem) -> Box<Diagnostic> {
        Box::new(Diagnostic::new(
            Some(self.text.place(self.text.first_line(span))),
            problem,
        ))
    }
}

/// What is written of a scalar. The parser lets a text in quotes go on to the end of the comment behind it.
fn written(source: &str, style: ScalarStyle) -> &str {
    let quote = match style {
        ScalarStyle::SingleQuoted => '\'',
        ScalarStyle::DoubleQuoted => '"',
        ScalarStyle::Plain | ScalarStyle::Literal | ScalarStyle::Folded => return source,
    };
    let mut characters = source.char_indices().skip(1).peekable();
    while let Some((at, c)) = characters.next() {
        let doubled = c == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'');
        if c == '\\' && quote == '"' || c == quote && doubled {
            characters.next();
        } else if c == quote {
            return source.get(..=at).unwrap_or(source);
        }
    }
    source
}
