//! A reply as messages of Discord: embeds within the limits, and buttons. Pure; nothing is sent here.

use std::collections::HashSet;

use guichet_core::{
    Interface, Phrase, Reply,
    reply::{Block, Choice, Section},
};
use serenity::all::{CreateActionRow, CreateButton, CreateEmbed, CreateEmbedFooter};

use super::{button::Button, markup};
use crate::split;

/// The longest content of a message.
const MAX_CONTENT: usize = 2_000;
/// The longest title of an embed.
const MAX_TITLE: usize = 256;
/// The longest text of an embed.
const MAX_TEXT: usize = 4_096;
/// The longest footer of an embed: half of what Discord allows, so that one embed is never too much for one message.
const MAX_FOOTER: usize = 1_024;
/// The most that all embeds of a message may hold together.
const MAX_MESSAGE: usize = 6_000;
/// The most embeds of a message.
const MAX_EMBEDS: usize = 10;
/// The most buttons in a row.
const MAX_IN_ROW: usize = 5;
/// The most rows of buttons.
const MAX_ROWS: usize = 5;
/// Between two blocks: an empty line.
const GAP: &str = "\n\n";
/// The band beside an answer: a calm blue, the same for all of them, because colour carries no meaning here.
const BAND: u32 = 0x00_4A_90;

/// One message to send.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    /// What stands above the embeds.
    pub(super) content: String,
    /// The texts.
    pub(super) cards: Vec<Card>,
    /// What can be tapped, in order.
    pub(super) buttons: Vec<Button>,
    /// The last row: whether the answer helped.
    pub(super) thumbs: Vec<Button>,
}

/// One embed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Card {
    /// Plain text.
    pub(super) title: String,
    /// Markdown.
    pub(super) text: String,
    /// Plain text: how fresh the information is.
    pub(super) footer: String,
}

/// The messages that say `reply`: usually one. Buttons are on the last one, and the thumbs below them.
#[must_use]
pub(super) fn pages(reply: &Reply, thumbs: &[Choice], interface: &Interface) -> Vec<Page> {
    let banner = reply.banner.as_deref().map(markup::spans).unwrap_or_default();
    let fits = units(&banner) <= MAX_CONTENT;
    let mut cards = Vec::new();
    if let (Some(spans), false) = (&reply.banner, fits) {
        cards.extend(texts(&[Block::Paragraph(spans.clone())]).into_iter().map(Card::text));
    }
    let sources = interface.text(Phrase::Sources, reply.locale);
    cards.extend(
        reply
            .sections
            .iter()
            .flat_map(|section| section_cards(section, sources)),
    );
    let mut pages = fill(cards);
    if pages.is_empty() {
        pages.push(Page::line(interface.text(Phrase::UnknownNoPhone, reply.locale)));
    }
    if let (Some(first), true) = (pages.first_mut(), fits) {
        first.put_above(&banner);
    }
    if let Some(last) = pages.last_mut() {
        last.buttons = reply.choices.iter().map(Button::of).collect();
        last.thumbs = thumbs.iter().map(Button::of).collect();
    }
    pages
}

/// A section as embeds: one, unless it is very long.
fn section_cards(section: &Section, sources: &str) -> Vec<Card> {
    let mut blocks = section.blocks.clone();
    if !section.sources.is_empty() {
        let mut lines = vec![sources.to_owned()];
        lines.extend(section.sources.iter().cloned());
        blocks.push(Block::text(lines.join("\n")));
    }
    let mut cards: Vec<Card> = texts(&blocks).into_iter().map(Card::text).collect();
    if cards.is_empty() {
        cards.push(Card::default());
    }
    if let (Some(first), Some(title)) = (cards.first_mut(), &section.title) {
        first.title = shortened(title, MAX_TITLE);
    }
    if let Some(last) = cards.last_mut() {
        last.footer = shortened(&section.freshness.join("\n"), MAX_FOOTER);
    }
    cards.retain(|card| card.size() > 0);
    cards
}

/// Blocks as Markdown texts of at most [`MAX_TEXT`].
fn texts(blocks: &[Block]) -> Vec<String> {
    let pieces = split::pieces(blocks, MAX_TEXT, units(GAP), &|block| units(&markup::block(block)));
    let text = |piece: Vec<Block>| piece.iter().map(markup::block).collect::<Vec<_>>().join(GAP);
    pieces.into_iter().map(text).collect()
}

/// Puts embeds into as few messages as the limits allow.
fn fill(cards: Vec<Card>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    let mut size = 0;
    for card in cards {
        match pages.last_mut() {
            Some(page) if page.cards.len() < MAX_EMBEDS && size + card.size() <= MAX_MESSAGE => {
                size += card.size();
                page.cards.push(card);
            }
            _ => {
                size = card.size();
                pages.push(Page {
                    cards: vec![card],
                    ..Page::default()
                });
            }
        }
    }
    pages
}

impl Page {
    /// A message of one line of the counter's own.
    #[must_use]
    pub(super) fn line(text: &str) -> Self {
        Self {
            content: shortened(&markup::escape(text), MAX_CONTENT),
            ..Self::default()
        }
    }

    /// Puts a line above what is already there. Markdown.
    pub(super) fn put_above(&mut self, line: &str) {
        let lines = [line, &self.content];
        let whole = lines
            .iter()
            .filter(|line| !line.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("\n");
        self.content = shortened(&whole, MAX_CONTENT);
    }

    /// Puts a line of plain text below what is already there.
    pub(super) fn put_below(&mut self, line: &str) {
        let whole = format!("{}\n{}", self.content, markup::escape(line));
        self.content = shortened(whole.trim_start(), MAX_CONTENT);
    }

    /// The embeds.
    #[must_use]
    pub(super) fn embeds(&self) -> Vec<CreateEmbed> {
        self.cards.iter().map(Card::embed).collect()
    }

    /// The rows of buttons. Of two buttons that mean the same, the first counts: Discord refuses both otherwise.
    #[must_use]
    pub(super) fn rows(&self) -> Vec<CreateActionRow> {
        let mut seen = HashSet::new();
        let mut created = |buttons: &[Button]| -> Vec<CreateButton> {
            let new = buttons
                .iter()
                .filter(|button| !button.label.is_empty() && seen.insert(button.press.encode()));
            new.map(Button::create).collect()
        };
        let (buttons, thumbs) = (created(&self.buttons), created(&self.thumbs));
        let rows = buttons.chunks(MAX_IN_ROW).take(MAX_ROWS - 1);
        let rows = rows.chain(thumbs.chunks(MAX_IN_ROW).take(1));
        rows.map(|row| CreateActionRow::Buttons(row.to_vec())).collect()
    }
}

impl Card {
    fn text(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }

    fn size(&self) -> usize {
        units(&self.title) + units(&self.text) + units(&self.footer)
    }

    fn embed(&self) -> CreateEmbed {
        let mut embed = CreateEmbed::new().colour(BAND);
        if !self.title.is_empty() {
            embed = embed.title(&self.title);
        }
        if !self.text.is_empty() {
            embed = embed.description(&self.text);
        }
        if !self.footer.is_empty() {
            embed = embed.footer(CreateEmbedFooter::new(&self.footer));
        }
        embed
    }
}

/// A text of at most `limit` units, cut at a character with an ellipsis.
pub(super) fn shortened(text: &str, limit: usize) -> String {
    if units(text) <= limit {
        return text.to_owned();
    }
    let mut size = 1;
    let mut short: String = text
        .chars()
        .take_while(|c| {
            size += c.len_utf16();
            size <= limit
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Length in UTF-16 units: never less than what Discord counts.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests;
