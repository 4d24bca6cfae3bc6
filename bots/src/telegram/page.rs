//! Fits paragraphs into messages: as few as possible, none too long, never cut inside a paragraph that fits.

use guichet_core::reply::Span;

/// A paragraph: spans in a row. Paragraphs are apart by an empty line.
pub(super) type Paragraph = Vec<Span>;

/// Between two paragraphs.
pub(super) const GAP: &str = "\n\n";

/// Distributes paragraphs over messages of at most `limit` UTF-16 units of visible text.
pub(super) fn paginate(paragraphs: Vec<Paragraph>, limit: usize) -> Vec<Vec<Paragraph>> {
    let limit = limit.max(2);
    let mut pages: Vec<Vec<Paragraph>> = Vec::new();
    let mut used = 0;
    for paragraph in paragraphs.into_iter().flat_map(|paragraph| cut(paragraph, limit)) {
        let size = length(&paragraph);
        match pages.last_mut() {
            Some(page) if used + GAP.len() + size <= limit => {
                page.push(paragraph);
                used += GAP.len() + size;
            }
            _ => {
                pages.push(vec![paragraph]);
                used = size;
            }
        }
    }
    pages
}

/// The length of a paragraph as Telegram counts it.
fn length(paragraph: &[Span]) -> usize {
    paragraph.iter().map(|span| units(&span.text)).sum()
}

/// UTF-16 units of a text.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// A paragraph that is longer than a whole message, in pieces that fit; one that fits stays as it is.
fn cut(paragraph: Paragraph, limit: usize) -> Vec<Paragraph> {
    if length(&paragraph) <= limit {
        return vec![paragraph];
    }
    let mut pieces = vec![Paragraph::new()];
    let mut room = limit;
    for span in paragraph {
        for word in span.text.split_inclusive([' ', '\n']) {
            for part in chop(word, limit) {
                let size = units(&part);
                if size > room {
                    pieces.push(Paragraph::new());
                    room = limit;
                }
                room -= size;
                if let Some(piece) = pieces.last_mut() {
                    append(piece, &span, part);
                }
            }
        }
    }
    pieces
}

/// Adds text in the style of `style`, to the last span if that has the same style.
fn append(piece: &mut Paragraph, style: &Span, text: String) {
    match piece.last_mut() {
        Some(last) if last.strong == style.strong && last.emphasis == style.emphasis && last.link == style.link => {
            last.text.push_str(&text);
        }
        _ => piece.push(Span { text, ..style.clone() }),
    }
}

/// A word that is longer than a whole message, between characters.
fn chop(word: &str, limit: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut room = limit;
    for c in word.chars() {
        if c.len_utf16() > room {
            parts.push(String::new());
            room = limit;
        }
        room -= c.len_utf16();
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn plain(text: &str) -> Paragraph {
        vec![Span::plain(text)]
    }

    #[test]
    fn paragraphs_that_fit_are_not_cut() {
        let pages = paginate(vec![plain("aaaa"), plain("bbbb"), plain("cc")], 10);
        assert_eq!(pages, vec![vec![plain("aaaa"), plain("bbbb")], vec![plain("cc")]]);
    }

    #[test]
    fn a_long_paragraph_is_cut_between_words() {
        let pages = paginate(vec![plain("un deux trois quatre")], 9);
        assert_eq!(
            pages,
            vec![vec![plain("un deux ")], vec![plain("trois ")], vec![plain("quatre")]]
        );
    }

    proptest! {
        #[test]
        fn every_page_fits_and_nothing_is_lost(
            texts in prop::collection::vec("[a-zé🦀\u{200d}\u{301} \n]{1,60}", 0..8),
            limit in 2_usize..50,
        ) {
            let paragraphs: Vec<_> = texts.iter().map(|text| plain(text)).collect();
            let pages = paginate(paragraphs, limit);
            let mut kept = String::new();
            for page in &pages {
                let size = page.iter().map(|p| length(p)).sum::<usize>() + GAP.len() * (page.len() - 1);
                prop_assert!(size <= limit && !page.is_empty());
                kept.extend(page.iter().flatten().map(|span| span.text.as_str()));
            }
            prop_assert_eq!(kept, texts.concat());
        }
    }
}
