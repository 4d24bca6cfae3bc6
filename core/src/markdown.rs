//! The Markdown of an answer, parsed once: paragraphs, bold, italics, lists and links.

use crate::reply::Block;

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

    /// Reads a text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::new(vec![Block::text(text)])
    }

    /// Its paragraphs and lists.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }
}
