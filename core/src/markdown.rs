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
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(text: &str) -> String {
        Markdown::parse(text).plain_text()
    }

    fn links(text: &str) -> Vec<(String, String)> {
        Markdown::parse(text).links().collect()
    }

    fn pair(text: &str, url: &str) -> (String, String) {
        (text.into(), url.into())
    }

    #[test]
    fn styles_become_spans() {
        let text = Markdown::parse("Ne **cliquez** *pas*.");
        let Some(Block::Paragraph(spans)) = text.blocks().first() else {
            panic!("{text:?}");
        };
        let emphasised = Span {
            emphasis: true,
            ..Span::plain("pas")
        };
        let expected = [
            Span::plain("Ne "),
            Span::strong("cliquez"),
            Span::plain(" "),
            emphasised,
            Span::plain("."),
        ];
        assert_eq!(spans, &expected);
    }

    #[test]
    fn lists_are_flattened_and_numbered() {
        assert_eq!(plain("1. un\n2. deux\n   - trois\n"), "1. un\n2. deux\n3. trois");
        assert_eq!(
            plain("Avant :\n\n- un\n\n  suite\n- deux\n\nAprès."),
            "Avant :\n\n- un\nsuite\n- deux\n\nAprès."
        );
    }

    #[test]
    fn what_chat_cannot_show_becomes_plain_text() {
        assert_eq!(plain("# Titre\nTexte"), "Titre\n\nTexte");
        assert!(matches!(
            Markdown::parse("# Titre").blocks().first(),
            Some(Block::Paragraph(spans)) if spans == &[Span::strong("Titre")]
        ));
        assert_eq!(plain("Tapez `1234` puis <b>OK</b>"), "Tapez 1234 puis <b>OK</b>");
        assert_eq!(
            plain("![plan de la mairie](https://exemple.fr/plan.png)"),
            "plan de la mairie"
        );
        assert_eq!(plain("<div>bloc</div>"), "<div>bloc</div>");
        assert_eq!(plain("> cité\n\n    code"), "cité\n\ncode");
        assert_eq!(plain("un\n\n---\n\ndeux"), "un\n\ndeux");
    }

    #[test]
    fn breaks_are_kept_apart() {
        assert_eq!(plain("une ligne\nla même"), "une ligne la même");
        assert_eq!(plain("une ligne  \nune autre"), "une ligne\nune autre");
    }

    #[test]
    fn links_are_listed_with_their_visible_text() {
        assert_eq!(
            links("Voir [le **site**](https://exemple.fr/a) ou <https://autre.fr>."),
            [
                pair("le site", "https://exemple.fr/a"),
                pair("https://autre.fr", "https://autre.fr")
            ]
        );
    }

    #[test]
    fn bare_addresses_are_links_too_because_applications_make_them_so() {
        assert_eq!(
            links("Allez sur cybermalveillance.gouv.fr, ou https://17cyber.gouv.fr/x.\n\n- exemple.org"),
            [
                pair("cybermalveillance.gouv.fr", "https://cybermalveillance.gouv.fr"),
                pair("https://17cyber.gouv.fr/x", "https://17cyber.gouv.fr/x"),
                pair("exemple.org", "https://exemple.org"),
            ]
        );
        assert_eq!(links("Appelez le 03.21.61.30.80 avant 8.30"), []);
    }

    #[test]
    fn a_link_that_shows_another_address_is_listed_under_what_it_shows() {
        assert_eq!(
            links("[exemple.fr](https://ailleurs.fr)"),
            [pair("exemple.fr", "https://ailleurs.fr")]
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in r"\PC{0,200}|[-*_`<>\[\]()#!&;:/.\\ \n\ta1é]{0,120}") {
            let parsed = Markdown::parse(&text);
            for block in parsed.blocks() {
                prop_assert!(!block.plain_text().trim().is_empty());
            }
            parsed.links().for_each(drop);
        }

        #[test]
        fn no_word_is_lost(words in proptest::collection::vec("[a-zàâéèêîôùç']{1,8}", 1..20), gaps in "[ \n*_#>-]{20}") {
            let text: Vec<String> = words.iter().zip(gaps.chars()).map(|(w, g)| format!("{w} {g}")).collect();
            let shown = plain(&text.join(" "));
            let mut rest = shown.as_str();
            for word in &words {
                let found = rest.split_once(word.as_str());
                prop_assert!(found.is_some(), "{word} of {text:?} is not in {shown:?}");
                rest = found.unwrap().1;
            }
        }
    }
}
