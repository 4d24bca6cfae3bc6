//! A reply as Telegram shows it: messages of HTML, and a keyboard below the last one. Pure.

use guichet_core::{
    Assistant, Phrase, Reply,
    reply::{Block, Choice, ReplyKind, Section, Span},
};
use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};

use super::html;
use crate::split;

/// The longest message, in UTF-16 units after the markup is read.
const LONGEST_MESSAGE: usize = 4096;
/// Between two paragraphs.
const GAP: &str = "\n\n";
/// Buttons whose labels are at most this long stand two in a row: that still fits the narrowest phone.
const SHORT_LABEL: usize = 16;
/// The most buttons that Telegram shows.
const MOST_BUTTONS: usize = 100;

/// A reply, ready to be sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Letters {
    /// Its messages, in order; at least one.
    pub(super) messages: Vec<Message>,
    /// Below the last message.
    pub(super) keyboard: Option<InlineKeyboardMarkup>,
}

/// One message.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    /// With markup.
    pub(super) html: String,
    /// The same without, should Telegram refuse the markup.
    pub(super) plain: String,
}

/// Renders a reply with the thumbs below it. Among strangers (`public`) choices are numbered lines instead of buttons
/// that anybody could tap.
pub(super) fn render(assistant: &Assistant, reply: &Reply, thumbs: &[Choice], public: bool) -> Letters {
    let say = |phrase| assistant.catalogue().interface.text(phrase, reply.locale);
    let mut blocks = Vec::new();
    blocks.extend(reply.banner.clone().map(Block::Paragraph));
    for section in &reply.sections {
        blocks.extend(section_blocks(section, say(Phrase::Sources)));
    }
    if public && !reply.choices.is_empty() {
        if reply.kind == ReplyKind::Clarify {
            blocks.push(Block::text(say(Phrase::ReplyWithNumber)));
        }
        blocks.push(numbered(&reply.choices));
    }
    blocks.retain(|block| !visible(block).trim().is_empty());
    let pieces = split::pieces(&blocks, LONGEST_MESSAGE, GAP.len(), &|block| units(&visible(block)));
    Letters {
        messages: pieces.iter().map(|piece| message(piece)).collect(),
        keyboard: (!public).then(|| keyboard(&reply.choices, thumbs)).flatten(),
    }
}

/// Title, text, freshness and sources.
fn section_blocks(section: &Section, sources: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let title = section.title.as_ref();
    blocks.extend(title.map(|title| Block::Paragraph(vec![Span::strong(title)])));
    blocks.extend(section.blocks.iter().cloned());
    if !section.freshness.is_empty() {
        blocks.push(Block::Paragraph(vec![Span {
            emphasis: true,
            ..Span::plain(section.freshness.join("\n"))
        }]));
    }
    if !section.sources.is_empty() {
        let mut spans = vec![Span::plain(sources)];
        for source in &section.sources {
            spans.push(Span::plain("\n"));
            // What is shown is where it leads.
            let shown = source.trim_start_matches("https://").trim_end_matches('/');
            spans.push(Span {
                link: Some(source.clone()),
                ..Span::plain(shown)
            });
        }
        blocks.push(Block::Paragraph(spans));
    }
    blocks
}

/// Choices as numbered lines: the number can be typed.
fn numbered(choices: &[Choice]) -> Block {
    Block::List {
        ordered: true,
        items: choices.iter().map(|choice| vec![Span::plain(&choice.label)]).collect(),
    }
}

fn message(blocks: &[Block]) -> Message {
    let mut message = Message::default();
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            message.html.push_str(GAP);
            message.plain.push_str(GAP);
        }
        for span in spans(block) {
            html::span(&mut message.html, &span);
            message.plain.push_str(&span.text);
        }
    }
    message
}

/// A block as one row of spans: a list gets its marks and line ends.
fn spans(block: &Block) -> Vec<Span> {
    let (ordered, items) = match block {
        Block::Paragraph(spans) => return spans.clone(),
        Block::List { ordered, items } => (*ordered, items),
    };
    let mut spans = Vec::new();
    for (item, number) in items.iter().zip(1..) {
        let end = if number == 1 { "" } else { "\n" };
        let mark = if ordered {
            format!("{number}. ")
        } else {
            "• ".to_owned()
        };
        spans.push(Span::plain(format!("{end}{mark}")));
        spans.extend(item.iter().cloned());
    }
    spans
}

/// What a block shows when its markup is read.
fn visible(block: &Block) -> String {
    spans(block).into_iter().map(|span| span.text).collect()
}

/// UTF-16 units, which Telegram counts.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// One button a row, two where both are short; the thumbs in a row of their own, the last.
fn keyboard(choices: &[Choice], thumbs: &[Choice]) -> Option<InlineKeyboardMarkup> {
    let mut rows: Vec<Vec<InlineKeyboardButton>> = Vec::new();
    let mut last_is_short = false;
    for choice in choices.iter().take(MOST_BUTTONS.saturating_sub(thumbs.len())) {
        let short = choice.label.chars().count() <= SHORT_LABEL;
        let button = button(choice);
        match rows.last_mut() {
            Some(row) if short && last_is_short && row.len() == 1 => row.push(button),
            _ => rows.push(vec![button]),
        }
        last_is_short = short;
    }
    if !thumbs.is_empty() {
        rows.push(thumbs.iter().map(button).collect());
    }
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

fn button(choice: &Choice) -> InlineKeyboardButton {
    InlineKeyboardButton::callback(choice.label.clone(), choice.action.encode())
}

#[cfg(test)]
mod tests;
