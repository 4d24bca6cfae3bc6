//! A suspicious message that is shown to the counter, pasted or forwarded, and what the citizen says beside it.
//!
//! An ordinary question, even a long story about a scam told by the citizen himself, is not one of these: it is for
//! the ranker. What decides is who speaks. A part of the message counts as *shown* when it is quoted, stands behind
//! mail headers or "I received this:", or when it talks to its reader as an institution does and wants something done.

mod parts;
mod shape;

use std::sync::LazyLock;

use parts::{Frame, Part, parts};
use shape::signs_by_shape;

use crate::{
    Sign,
    lexicon::{Lexicon, Words},
};

const LISTS: &[&str] = &[
    include_str!("../data/scam.fr.txt"),
    include_str!("../data/scam.en.txt"),
    include_str!("../data/scam.other.txt"),
];

/// All languages at once: scams come in any.
static SCAM: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(LISTS).0);

/// How telling each kind of evidence is, in points. An institution's voice, a demand or a link is worth two mere
/// signs, which ordinary questions hold too (an amount, a deadline); a known story is worth two strong pieces.
const STRONG: usize = 2;
const STORY: usize = 4;
/// Points for a message that is framed (quoted, with headers, forwarded): more than one strong piece of evidence.
const FRAMED_FROM: usize = 3;
/// Points for one in which nobody speaks but the institution: two strong pieces.
const ALONE_FROM: usize = 4;
/// Points where the citizen speaks too: what is left after his words must say more than he might say himself.
const MIXED_FROM: usize = 5;
/// Fewer words than this say too little to be somebody's message.
const FEWEST_WORDS: usize = 4;
/// Up to this many characters a message without headers or greeting reads like an SMS.
const SMS_CHARS: usize = 320;

/// A suspicious message that was shown to the counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspicious {
    /// How it came.
    pub medium: Medium,
    /// The signs of a scam in it, in the order of [`Sign::ALL`].
    pub signs: Vec<Sign>,
    /// What the citizen says beside it ("where do I report this?"), never a part of what was shown.
    pub own_words: Option<String>,
    /// What the citizen says he has already done with it: then another answer comes first.
    pub already_acted: Option<Acted>,
}

/// How a message came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// By e-mail.
    Email,
    /// By SMS or a messenger.
    Sms,
}

/// What was already done with a suspicious message, from the mildest to the gravest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Acted {
    /// Clicked, opened, answered.
    Clicked,
    /// Gave a password or personal data.
    GaveData,
    /// Gave bank details, or paid.
    GaveBank,
}

/// Looks for a suspicious message in what a citizen sent; `forwarded` when his application says that somebody else
/// wrote it. `None` for an ordinary message.
///
/// ```
/// use guichet_core::{Acted, Medium, suspicious};
///
/// let shown = "« Votre colis est bloqué, réglez 1,99 € : colis-suivi.top » reçu par SMS, j'ai payé...";
/// let found = suspicious(shown, false).unwrap();
/// assert_eq!((found.medium, found.already_acted), (Medium::Sms, Some(Acted::GaveBank)));
/// assert_eq!(suspicious("J'ai reçu un SMS qui me demande de payer 2 €, est-ce une arnaque ?", false), None);
/// ```
#[must_use]
pub fn suspicious(message: &str, forwarded: bool) -> Option<Suspicious> {
    shown_in(message, &Words::new(message), forwarded)
}

/// The same for a message of which the words are known.
pub(crate) fn shown_in(message: &str, words: &Words, forwarded: bool) -> Option<Suspicious> {
    let shape: Vec<&str> = signs_by_shape(message, words).collect();
    let too_little = |labels: Vec<&'static str>| {
        let most = Evidence {
            labels: labels.into_iter().chain(shape.iter().copied()).collect(),
            words: words.len(),
        };
        !most.is_enough(FRAMED_FROM)
    };
    // The quick ways out for nearly every ordinary message: all that its words could ever say together is too little,
    // then all that they do say.
    let look = SCAM.look(words);
    if too_little(look.labels().collect()) {
        return None;
    }
    let whole = look.hits();
    if too_little(whole.iter().map(|hit| hit.label).collect()) {
        return None;
    }
    // A known story may be told over several sentences, and says "I" ("Mum, I broke my phone").
    let story = whole.iter().any(|hit| hit.label == "template");
    let parts: Vec<Heard<'_>> = parts(message).into_iter().map(Heard::new).collect();
    let (shown, own): (Vec<_>, Vec<_>) = parts.iter().partition(|heard| heard.is_shown(forwarded, story));
    let needed = if forwarded || parts.iter().any(|heard| heard.part.frame != Frame::None) {
        FRAMED_FROM
    } else if own.is_empty() {
        ALONE_FROM
    } else {
        MIXED_FROM
    };
    let evidence = Evidence::of(&shown, story);
    if !evidence.is_enough(needed) {
        return None;
    }
    Some(Suspicious {
        medium: medium(&own, &shown),
        signs: Sign::ALL
            .iter()
            .copied()
            .filter(|sign| evidence.has(sign.label()))
            .collect(),
        already_acted: own.iter().filter_map(|heard| heard.acted()).max(),
        own_words: own_words(&own),
    })
}

/// A part of the message with the labels that were found in it.
struct Heard<'a> {
    part: Part<'a>,
    words: usize,
    hits: Vec<&'static str>,
}

impl<'a> Heard<'a> {
    fn new(part: Part<'a>) -> Self {
        let words = Words::new(part.text);
        let mut hits: Vec<&str> = SCAM.hits(&words).into_iter().map(|hit| hit.label).collect();
        hits.extend(signs_by_shape(part.text, &words));
        Self {
            part,
            words: words.len(),
            hits,
        }
    }

    fn count(&self, label: &str) -> usize {
        self.hits.iter().filter(|hit| **hit == label).count()
    }

    /// Whether somebody else speaks here. Outside of a frame the citizen is heard where he asks, and where he speaks of
    /// himself or of what he did, unless somebody else is known to be the one who says "I": all of a forwarded message,
    /// and of a known story what wants something or speaks to its reader. What he reports in a sentence of his own is
    /// not shown either.
    fn is_shown(&self, forwarded: bool, story: bool) -> bool {
        match self.part.frame {
            Frame::Quote | Frame::Header => return true,
            Frame::Beside => return false,
            Frame::Intro | Frame::None => {}
        }
        let addresses = self.count("voice") + self.count("you") > 0;
        if self.count("told") > 0 && !(addresses || forwarded || self.count("link") > 0) {
            return false;
        }
        let acted = self.acted().is_some() && !forwarded;
        if acted && !addresses {
            return false;
        }
        let wants = self.count("request") > 0;
        if wants && (story || self.count("voice") > 0 || addresses && self.count("link") > 0) {
            return true;
        }
        let tells = acted && !story || self.count("own") > 0 && !(forwarded || story);
        let wonders = self.part.text.trim_end().ends_with('?') && !addresses;
        !(tells || wonders || self.count("asks") > 0)
    }

    fn acted(&self) -> Option<Acted> {
        match () {
            () if self.count("gave-bank") > 0 => Some(Acted::GaveBank),
            () if self.count("gave-data") > 0 => Some(Acted::GaveData),
            () if self.count("clicked") > 0 => Some(Acted::Clicked),
            () => None,
        }
    }
}

/// What speaks for a scam in the shown parts together.
struct Evidence {
    /// Perhaps more than once.
    labels: Vec<&'static str>,
    words: usize,
}

impl Evidence {
    fn of(shown: &[&Heard<'_>], story: bool) -> Self {
        let told = story.then_some("template");
        Self {
            labels: shown
                .iter()
                .flat_map(|heard| heard.hits.iter().copied())
                .chain(told)
                .collect(),
            words: shown.iter().map(|heard| heard.words).sum(),
        }
    }

    fn has(&self, label: &str) -> bool {
        self.labels.contains(&label)
    }

    fn is_enough(&self, needed: usize) -> bool {
        // Without something to be done there is nothing to warn of, whatever the tone; where the citizen points at
        // the message, what it threatens or promises will do.
        let wants = ["link", "request", "template"].iter().any(|label| self.has(label))
            || needed == FRAMED_FROM
                && ["attachment", "threat", "payment", "refund", "credentials"]
                    .iter()
                    .any(|label| self.has(label));
        let weak = Sign::ALL
            .iter()
            .filter(|sign| **sign != Sign::Link)
            .map(|sign| sign.label());
        let signs = weak.chain(["you"]).filter(|label| self.has(label)).count();
        let strong = ["voice", "request", "link"]
            .iter()
            .filter(|label| self.has(label))
            .count();
        let story = if self.has("template") { STORY } else { 0 };
        wants && self.words >= FEWEST_WORDS && strong * STRONG + story + signs >= needed
    }
}

/// What the citizen calls it decides, else its looks.
fn medium(own: &[&Heard<'_>], shown: &[&Heard<'_>]) -> Medium {
    let named = |label| own.iter().any(|heard| heard.count(label) > 0);
    let headers = shown.iter().any(|heard| heard.part.frame == Frame::Header);
    match (named("sms"), named("email")) {
        (true, false) if !headers => return Medium::Sms,
        (false, true) => return Medium::Email,
        _ => {}
    }
    let length: usize = shown.iter().map(|heard| heard.part.text.chars().count()).sum();
    let letter = shown
        .iter()
        .any(|heard| heard.count("attachment") > 0 || heard.count("greeting") > 0);
    if headers || letter || length > SMS_CHARS {
        Medium::Email
    } else {
        Medium::Sms
    }
}

/// The citizen's own parts in one text.
fn own_words(own: &[&Heard<'_>]) -> Option<String> {
    let words: Vec<&str> = own.iter().map(|heard| heard.part.text.trim()).collect();
    let text = words.join(" ");
    text.chars().any(char::is_alphabetic).then_some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_lists_can_be_read() {
        for end in 1..=LISTS.len() {
            assert_eq!(Lexicon::read(&LISTS[..end]).1, [], "list {end}");
        }
    }

    #[test]
    fn own_words_never_hold_what_was_shown() {
        let text = "« Cliquez vite sur amende-fr.top, votre véhicule sera saisi » je le signale où ?";
        let found = suspicious(text, false).unwrap();
        assert_eq!(found.own_words.as_deref(), Some("je le signale où ?"));
        assert!(found.signs.contains(&Sign::Link) && found.signs.contains(&Sign::Threat));
    }

    proptest! {
        #[test]
        fn any_message_is_judged(message in ".*", forwarded: bool) {
            let _ = suspicious(&message, forwarded);
        }
    }
}
