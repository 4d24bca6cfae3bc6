//! What is said back to a citizen, free of any platform: each adapter renders it in its own way.

use crate::{Action, EntryId, Locale};

/// An answer, a question back, or an honest "I don't know".
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The language of its texts.
    pub locale: Locale,
    /// What kind of reply it is.
    pub kind: ReplyKind,
    /// The entries answered, or offered to choose from, best first.
    pub ids: Vec<EntryId>,
    /// The town's line above every answer, during the acute phase.
    pub banner: Option<Vec<Span>>,
    /// The texts, in order: one section per answered entry.
    pub sections: Vec<Section>,
    /// What can be tapped next, in order.
    pub choices: Vec<Choice>,
}

/// What kind of reply it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReplyKind {
    /// The text of one entry or more.
    Answer,
    /// Two or three entries to choose from.
    Clarify,
    /// The FAQ has no answer; says so and whom to call.
    Unknown,
    /// The counter presents itself.
    Welcome,
}

/// One titled text with what it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// The entry that it quotes, if it quotes one.
    pub id: Option<EntryId>,
    /// Its title, plain text.
    pub title: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// How old the information is, and whether it must be confirmed: plain text, one line each.
    pub freshness: Vec<String>,
    /// Public pages that the text rests on; only links that the town allows.
    pub sources: Vec<String>,
}

/// A paragraph or a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Running text; a line break inside it is a `\n` in a span.
    Paragraph(Vec<Span>),
    /// A list, one line each; `ordered` ones are numbered from 1.
    List {
        /// Whether the order counts.
        ordered: bool,
        /// The lines.
        items: Vec<Vec<Span>>,
    },
}

/// A run of text in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The characters, unescaped.
    pub text: String,
    /// Set in bold.
    pub strong: bool,
    /// Set in italics.
    pub emphasis: bool,
    /// Where it leads: an `https` address whose domain the town allows.
    pub link: Option<String>,
}

/// A button, or a numbered line where there are no buttons.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What it says.
    pub label: String,
    /// What a tap means.
    pub action: Action,
}

impl Span {
    /// Text without any style.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Bold text.
    pub fn strong(text: impl Into<String>) -> Self {
        Self {
            strong: true,
            ..Self::plain(text)
        }
    }
}

impl Block {
    /// A paragraph of unstyled text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Span::plain(text)])
    }
}

impl Reply {
    /// The whole reply as plain text, the way a terminal or a log of a test shows it: sections apart by an empty
    /// line, list items behind `- ` or their number, links written out where they differ from their text.
    /// Choices are not part of it.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.banner.as_deref().map(plain_spans));
        parts.extend(self.sections.iter().map(Section::plain_text));
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }
}

impl Section {
    /// Title, text, freshness and sources as plain text.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let mut parts: Vec<String> = self.title.clone().into_iter().collect();
        parts.extend(self.blocks.iter().map(Block::plain_text));
        parts.extend(self.freshness.iter().cloned());
        parts.extend((!self.sources.is_empty()).then(|| self.sources.join("\n")));
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }
}

impl Block {
    /// The block as plain text.
    #[must_use]
    pub fn plain_text(&self) -> String {
        match self {
            Self::Paragraph(spans) => plain_spans(spans),
            Self::List { ordered, items } => {
                let lines = items.iter().zip(1..).map(|(item, number)| {
                    let mark = if *ordered { format!("{number}. ") } else { "- ".into() };
                    mark + &plain_spans(item)
                });
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }
}

/// Spans as plain text; a link is written out unless its text already shows it.
fn plain_spans(spans: &[Span]) -> String {
    spans
        .iter()
        .map(|span| match &span.link {
            Some(link) if !link.contains(span.text.as_str()) => format!("{} ({link})", span.text),
            _ => span.text.clone(),
        })
        .collect()
}
