//! The Markdown of an answer, parsed once: paragraphs, bold, italics, lists and links.

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::reply::{Block, Span};

/// A text of staff, parsed, with its placeholders already filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Markdown {
    blocks: Vec<Block>,
}

impl Markdown {
    /// Wraps blocks that are already parsed.
    #[must_use]
    pub const fn new(blocks: Vec<Block>) -> Self {
        Self { blocks }
    }

    /// Reads the subset that chat applications can show; the rest of Markdown becomes the nearest plain thing.
    ///
    /// Headings become bold paragraphs, inner lists lines of the outer one, images their description, code and HTML
    /// the characters that were typed. A line break inside a paragraph is a space, as in any Markdown.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut builder = Builder::default();
        for event in Parser::new_ext(text, Options::empty()) {
            builder.event(event);
        }
        builder.end_block();
        Self { blocks: builder.blocks }
    }

    /// Its paragraphs and lists.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The text as a terminal shows it, see [`Block::plain_text`]; blocks apart by an empty line.
    #[must_use]
    pub fn plain_text(&self) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(Block::plain_text).collect();
        blocks.join("\n\n")
    }

    /// What a reader can tap, as visible text and address: the links, then the bare addresses in the text that chat
    /// applications turn into links by themselves (`example.fr` leads to `https://example.fr`).
    pub fn links(&self) -> impl Iterator<Item = (String, String)> {
        self.blocks.iter().flat_map(block_lines).flat_map(line_links)
    }
}

/// The runs of text of a block: the paragraph, or each line of the list.
fn block_lines(block: &Block) -> Vec<&[Span]> {
    match block {
        Block::Paragraph(spans) => vec![spans],
        Block::List { items, .. } => items.iter().map(Vec::as_slice).collect(),
    }
}

/// The links of one run of text.
fn line_links(spans: &[Span]) -> Vec<(String, String)> {
    let mut links: Vec<(String, String)> = Vec::new();
    for run in spans.chunk_by(|a, b| a.link == b.link) {
        if let Some(url) = run.first().and_then(|span| span.link.as_ref()) {
            links.push((visible(run), url.clone()));
        }
    }
    for (text, url) in bare_links(&visible(spans)) {
        if !links.iter().any(|(shown, _)| *shown == text) {
            links.push((text, url));
        }
    }
    links
}

/// The text of spans as it is seen, without the addresses behind it.
fn visible(spans: &[Span]) -> String {
    spans.iter().map(|span| span.text.as_str()).collect()
}

/// The addresses that stand in a text without being marked up.
fn bare_links(text: &str) -> Vec<(String, String)> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(false);
    let found = finder.links(text).filter_map(|link| {
        let shown = link.as_str();
        if shown.contains("://") {
            return Some((shown.to_owned(), shown.to_owned()));
        }
        let host = shown.split(['/', '?', '#', ':']).next()?;
        let top = host.rsplit('.').next()?;
        // "03.21.61.30.80" and "8.30" are no addresses.
        let is_domain = top.len() >= 2 && top.chars().all(char::is_alphabetic);
        is_domain.then(|| (shown.to_owned(), format!("https://{shown}")))
    });
    found.collect()
}

/// Collects the events of the parser into blocks.
#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    /// The lines of the outermost list that is open, and whether it is numbered.
    list: Option<(bool, Vec<Vec<Span>>)>,
    /// How many lists are open inside each other.
    depth: usize,
    strong: usize,
    emphasis: usize,
    link: Option<String>,
    /// A line break that is written only if more text follows in the same block.
    pending_break: bool,
}

impl Builder {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.pending_break = true,
            Event::Rule => self.end_block(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => {
                self.end_block();
                self.strong += 1;
            }
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } => self.link = Some(dest_url.into_string()),
            Tag::List(number) => {
                self.end_block();
                self.depth += 1;
                self.list.get_or_insert_with(|| (number.is_some(), Vec::new()));
            }
            // Inside a list line, a second paragraph goes on the next line.
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock if self.depth > 0 => self.pending_break = true,
            Tag::Item | Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => self.end_block(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.strong = self.strong.saturating_sub(1);
                self.end_block();
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => self.link = None,
            TagEnd::List(_) => self.end_list(),
            TagEnd::Item => self.end_block(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock if self.depth == 0 => self.end_block(),
            _ => {}
        }
    }

    /// Adds text in the present style, to the last span when it has the same style.
    fn text(&mut self, text: &str) {
        if std::mem::take(&mut self.pending_break) && !self.spans.is_empty() {
            self.push("\n");
        }
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        let style = Span {
            text: String::new(),
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            link: self.link.clone(),
        };
        match self.spans.last_mut() {
            Some(last) if (last.strong, last.emphasis, &last.link) == (style.strong, style.emphasis, &style.link) => {
                last.text.push_str(text);
            }
            _ => self.spans.push(Span {
                text: text.to_owned(),
                ..style
            }),
        }
    }

    /// Closes the paragraph, or the line of the list, that is being written; an empty one leaves nothing.
    fn end_block(&mut self) {
        self.pending_break = false;
        let mut spans = std::mem::take(&mut self.spans);
        if let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        spans.retain(|span| !span.text.is_empty());
        if spans.iter().all(|span| span.text.trim().is_empty()) {
            return;
        }
        match &mut self.list {
            Some((_, items)) => items.push(spans),
            None => self.blocks.push(Block::Paragraph(spans)),
        }
    }

    fn end_list(&mut self) {
        self.end_block();
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0
            && let Some((ordered, items)) = self.list.take()
            && !items.is_empty()
        {
            self.blocks.push(Block::List { ordered, items });
        }
    }
}

#[cfg(test)]
mod tests;
