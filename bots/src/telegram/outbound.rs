//! A reply as Telegram shows it: messages of HTML, and a keyboard below the last one. Pure.

use guichet_core::{
    Assistant, Phrase, Reply,
    reply::{Block, Choice, ReplyKind, Section, Span},
};
use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};

use super::{
    html,
    page::{self, GAP, Paragraph},
};

/// The longest message, in UTF-16 units after the markup is read.
const LONGEST_MESSAGE: usize = 4096;
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    /// With markup.
    pub(super) html: String,
    /// The same without, should Telegram refuse the markup.
    pub(super) plain: String,
}

/// Renders a reply. Among strangers (`public`) choices are numbered lines instead of buttons that anybody could tap.
pub(super) fn render(assistant: &Assistant, reply: &Reply, public: bool) -> Letters {
    let mut paragraphs = Vec::new();
    paragraphs.extend(reply.banner.clone());
    let sources = assistant.catalogue().interface.text(Phrase::Sources, reply.locale);
    for section in &reply.sections {
        paragraphs.extend(section_paragraphs(section, sources));
    }
    if public && !reply.choices.is_empty() {
        let ask = match reply.kind {
            ReplyKind::Clarify => Some(Phrase::ReplyWithNumber),
            _ => None,
        };
        let ask = ask.map(|phrase| vec![Span::plain(assistant.catalogue().interface.text(phrase, reply.locale))]);
        paragraphs.extend(ask);
        paragraphs.push(numbered(&reply.choices));
    }
    paragraphs.retain(|paragraph| paragraph.iter().any(|span| !span.text.trim().is_empty()));
    let messages = page::paginate(paragraphs, LONGEST_MESSAGE)
        .iter()
        .map(|page| message(page))
        .collect();
    Letters {
        messages,
        keyboard: (!public).then(|| keyboard(&reply.choices)).flatten(),
    }
}

/// Title, text, freshness and sources.
fn section_paragraphs(section: &Section, sources: &str) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    paragraphs.extend(section.title.as_ref().map(|title| vec![Span::strong(title)]));
    paragraphs.extend(section.blocks.iter().map(block));
    if !section.freshness.is_empty() {
        paragraphs.push(vec![Span {
            emphasis: true,
            ..Span::plain(section.freshness.join("\n"))
        }]);
    }
    if !section.sources.is_empty() {
        let mut paragraph = vec![Span::plain(sources)];
        for source in &section.sources {
            paragraph.push(Span::plain("\n"));
            // What is shown is where it leads.
            let shown = source.trim_start_matches("https://").trim_end_matches('/');
            paragraph.push(Span {
                link: Some(source.clone()),
                ..Span::plain(shown)
            });
        }
        paragraphs.push(paragraph);
    }
    paragraphs
}

/// A paragraph as it is, a list as lines.
fn block(block: &Block) -> Paragraph {
    match block {
        Block::Paragraph(spans) => spans.clone(),
        Block::List { ordered, items } => {
            let mut lines = Paragraph::new();
            for (item, number) in items.iter().zip(1..) {
                let end = if number == 1 { "" } else { "\n" };
                let mark = if *ordered {
                    format!("{number}. ")
                } else {
                    "• ".to_owned()
                };
                lines.push(Span::plain(format!("{end}{mark}")));
                lines.extend(item.iter().cloned());
            }
            lines
        }
    }
}

/// Choices as numbered lines: the number can be typed.
fn numbered(choices: &[Choice]) -> Paragraph {
    let lines = choices
        .iter()
        .zip(1..)
        .map(|(choice, number)| format!("{number}. {}", choice.label));
    vec![Span::plain(lines.collect::<Vec<_>>().join("\n"))]
}

fn message(paragraphs: &[Paragraph]) -> Message {
    let mut html = String::new();
    let mut plain = String::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        if index > 0 {
            html.push_str(GAP);
            plain.push_str(GAP);
        }
        for span in paragraph {
            html::span(&mut html, span);
            plain.push_str(&span.text);
        }
    }
    Message { html, plain }
}

/// One button a row, two where both are short.
fn keyboard(choices: &[Choice]) -> Option<InlineKeyboardMarkup> {
    let mut rows: Vec<Vec<InlineKeyboardButton>> = Vec::new();
    let mut last_is_short = false;
    for choice in choices.iter().take(MOST_BUTTONS) {
        let short = choice.label.chars().count() <= SHORT_LABEL;
        let button = InlineKeyboardButton::callback(choice.label.clone(), choice.action.encode());
        match rows.last_mut() {
            Some(row) if short && last_is_short && row.len() == 1 => row.push(button),
            _ => rows.push(vec![button]),
        }
        last_is_short = short;
    }
    (!rows.is_empty()).then(|| InlineKeyboardMarkup::new(rows))
}

#[cfg(test)]
mod tests;
