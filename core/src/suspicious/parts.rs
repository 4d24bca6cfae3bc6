//! Cuts a message into sentences and quotations, and says in what frame each stands.

use crate::text::{MAX_CHARS, fold};

/// A quotation has at least this many words, else it is a word in inverted commas.
const QUOTE_WORDS: usize = 4;

/// A sentence, a line or a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    pub(super) frame: Frame,
}

/// Where a part stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    /// Nothing around it.
    None,
    /// In inverted commas.
    Quote,
    /// Beside a quotation: the citizen's own words.
    Beside,
    /// Mail headers, and what follows them on the same line.
    Header,
    /// After mail headers or "I received this:", where the citizen may take the word again.
    Intro,
}

/// Inverted commas, opening and closing.
const QUOTES: &[(char, char)] = &[('«', '»'), ('“', '”'), ('„', '“'), ('"', '"')];

/// What a mail header or the mark of a forwarded mail begins with, folded.
const HEADERS: &[&str] = &[
    "objet",
    "subject",
    "betreff",
    "onderwerp",
    "asunto",
    "oggetto",
    "assunto",
    "temat",
    "de",
    "from",
    "von",
    "van",
    "expediteur",
    "sender",
    "remitente",
    "mittente",
    "absender",
    "afzender",
    "nadawca",
];
const MARKS: &[&str] = &[
    "-----",
    "fwd:",
    "fw:",
    "tr:",
    "tr :",
    "begin forwarded",
    "debut du message",
    "message transfere",
    "---------- forwarded",
    "forwarded message",
    ">",
];

/// Words that announce the message before a colon, folded.
const ANNOUNCES: &[&str] = &[
    "recu",
    "recue",
    "recois",
    "ressu",
    "erchu",
    "message",
    "sms",
    "texto",
    "mail",
    "courriel",
    "email",
    "e-mail",
    "dit",
    "ecrit",
    "voici",
    "voila",
    "texte",
    "received",
    "got",
    "text",
    "says",
    "reads",
    "wrote",
    "msg",
    "whatsapp",
    "contenu",
    "disant",
    "transfere",
    "transfert",
    "marque",
    "ca",
    "ceci",
    "cela",
    "boite",
];

/// The parts of a message in order; only its first [`MAX_CHARS`] characters are read.
pub(super) fn parts(message: &str) -> Vec<Part<'_>> {
    let end = message
        .char_indices()
        .nth(MAX_CHARS)
        .map_or(message.len(), |(end, _)| end);
    let spans = quotations(message.get(..end).unwrap_or(message));
    let quoted = spans.iter().any(|(_, quote)| *quote);
    let mut frame = if quoted { Frame::Beside } else { Frame::None };
    let mut parts = Vec::new();
    for (span, quote) in spans {
        if quote {
            parts.push(Part {
                text: span,
                frame: Frame::Quote,
            });
            continue;
        }
        for sentence in sentences(span) {
            if is_header(sentence) {
                frame = Frame::Intro;
                parts.push(Part {
                    text: sentence,
                    frame: Frame::Header,
                });
            } else if let Some((intro, rest)) = announced(sentence).filter(|_| frame == Frame::None) {
                parts.push(Part {
                    text: intro,
                    frame: Frame::Beside,
                });
                frame = Frame::Intro;
                let frame = if is_header(rest) { Frame::Header } else { frame };
                parts.push(Part { text: rest, frame });
            } else {
                parts.push(Part { text: sentence, frame });
            }
        }
    }
    parts.retain(|part| part.text.chars().any(char::is_alphanumeric));
    parts
}

/// The text cut at its inverted commas; `true` for what stands between them.
fn quotations(text: &str) -> Vec<(&str, bool)> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((before, quote, after)) = quotation(rest) {
        spans.push((before, false));
        spans.push((quote, true));
        rest = after;
    }
    spans.push((rest, false));
    spans
}

/// What stands before, in and after the first quotation.
fn quotation(text: &str) -> Option<(&str, &str, &str)> {
    for (open, c) in text.char_indices() {
        let Some((_, closing)) = QUOTES.iter().find(|(opening, _)| *opening == c) else {
            continue;
        };
        let inside = text.get(open + c.len_utf8()..)?;
        // A quotation that was cut off, or never closed, goes to the end; a straight one must be closed.
        let close = match inside.find(*closing) {
            Some(close) => close,
            None if c == '"' => return None,
            None => inside.len(),
        };
        let quote = inside.get(..close)?;
        if quote.split_whitespace().count() >= QUOTE_WORDS {
            let after = inside.get(close..)?.trim_start_matches(*closing);
            return Some((text.get(..open)?, quote, after));
        }
    }
    None
}

/// The lines, cut after `.`, `!`, `?` and `…` where a space follows.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let mut rest = line;
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let mut ends = rest
                .char_indices()
                .zip(rest.chars().skip(1))
                .filter_map(|((place, c), next)| {
                    let ends = matches!(c, '.' | '!' | '?' | '…') && next.is_whitespace();
                    ends.then_some(place + c.len_utf8())
                });
            let end = ends.next().unwrap_or(rest.len());
            let (sentence, after) = rest.split_at_checked(end)?;
            rest = after;
            Some(sentence)
        })
    })
}

/// Whether a line is a mail header with a value, or marks a forwarded mail.
fn is_header(line: &str) -> bool {
    let line = fold(line);
    let line = line.trim_start();
    if MARKS.iter().any(|mark| line.starts_with(mark)) {
        return true;
    }
    let key_and_value = line.split_once(':').filter(|(_, value)| !value.trim().is_empty());
    key_and_value.is_some_and(|(key, _)| HEADERS.contains(&key.trim()))
}

/// A sentence that announces a message before a colon, and what comes after it (perhaps nothing).
fn announced(sentence: &str) -> Option<(&str, &str)> {
    let colon = sentence.char_indices().find(|(place, c)| {
        let next = sentence.get(place + 1..).and_then(|rest| rest.chars().next());
        *c == ':' && next.is_none_or(|next| next.is_whitespace() || next.is_alphabetic())
    })?;
    let (intro, rest) = sentence.split_at_checked(colon.0)?;
    let folded = fold(intro);
    let mut words = folded.split(|c: char| !c.is_alphanumeric() && c != '-');
    words
        .any(|word| ANNOUNCES.contains(&word))
        .then(|| (intro, rest.trim_start_matches(':')))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn frames(text: &str) -> Vec<(&str, Frame)> {
        parts(text)
            .into_iter()
            .map(|part| (part.text.trim(), part.frame))
            .collect()
    }

    #[test]
    fn quotations_stand_apart_from_what_is_said_about_them() {
        assert_eq!(
            frames("J'ai eu « Cliquez vite sur le lien » c'est vous ?"),
            [
                ("J'ai eu", Frame::Beside),
                ("Cliquez vite sur le lien", Frame::Quote),
                ("c'est vous ?", Frame::Beside)
            ]
        );
        assert_eq!(frames("le « guichet » ferme"), [("le « guichet » ferme", Frame::None)]);
    }

    #[test]
    fn headers_and_announcements_open_a_frame() {
        let mail = "Objet : facture\nPayez vite.";
        assert_eq!(
            frames(mail),
            [("Objet : facture", Frame::Header), ("Payez vite.", Frame::Intro)]
        );
        let sms = "SMS reçu ce matin : Votre colis est là. C'est vrai ?";
        let expected = [
            ("SMS reçu ce matin", Frame::Beside),
            ("Votre colis est là.", Frame::Intro),
            ("C'est vrai ?", Frame::Intro),
        ];
        assert_eq!(frames(sms), expected);
        assert_eq!(frames("à 12:30 ?"), [("à 12:30 ?", Frame::None)]);
    }

    proptest! {
        #[test]
        fn nothing_is_invented(text in ".*") {
            for part in parts(&text) {
                prop_assert!(text.contains(part.text));
            }
        }
    }
}
