//! The signs of a scam in a message that was shown to the counter, told before the answer.

use super::Composer;
use crate::{
    Phrase, Sign,
    reply::{Block, Section},
};

/// The section about the signs of a scam; `None` when there are none. It names kinds of signs, never the content.
pub(super) fn section(composer: &Composer<'_>, signs: &[Sign]) -> Option<Section> {
    if signs.is_empty() {
        return None;
    }
    let signs: Vec<&str> = signs.iter().map(|sign| composer.text(sign.phrase())).collect();
    let text = composer.fill(Phrase::SignsFound, &[("signs", &signs.join(", "))]);
    Some(Section {
        blocks: vec![Block::text(text)],
        ..Section::default()
    })
}
