//! What was found in a message that was shown to the counter, told before the answer.

use super::Composer;
use crate::{Verdict, reply::Section};

/// The section about official numbers, look-alike addresses and signs of a scam; `None` when there are none.
pub(super) fn section(_composer: &Composer<'_>, _verdict: &Verdict) -> Option<Section> {
    None
}
