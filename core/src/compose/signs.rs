//! What was found in a message that was shown to the counter, told before the answer.

use super::Composer;
use crate::{
    Phrase, Verdict,
    reply::{Block, Section},
};

/// The section about the signs of a scam; `None` when there are none. It names kinds of signs, never the content.
pub(super) fn section(composer: &Composer<'_>, verdict: &Verdict) -> Option<Section> {
    if verdict.signs.is_empty() {
        return None;
    }
    let signs: Vec<&str> = verdict.signs.iter().map(|sign| composer.text(sign.phrase())).collect();
    let text = composer.fill(Phrase::SignsFound, &[("signs", &signs.join(", "))]);
    Some(Section {
        blocks: vec![Block::text(text)],
        ..Section::default()
    })
}
