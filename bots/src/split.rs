//! Cuts a long text where a reader would: between paragraphs, else between list items, else between words.
//!
//! A link is never cut. Sizes are whatever the platform counts: the adapter brings the measure.

use guichet_core::reply::{Block, Span};

/// Cuts `blocks` into pieces that each measure at most `limit`, in order and without losing a word.
///
/// `measure` gives the size of one block as the platform counts it, and `gap` the size of what stands between two
/// blocks. A word longer than that is cut; a link is not: a piece with a link longer than `limit` is too long, and the
/// platform will say so.
pub(crate) fn pieces(
    blocks: &[Block],
    limit: usize,
    gap: usize,
    measure: &impl Fn(&Block) -> usize,
) -> Vec<Vec<Block>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<Block> = Vec::new();
    let mut size = 0;
    for block in blocks.iter().flat_map(|block| fitting(block, limit, measure)) {
        let more = measure(&block);
        if !piece.is_empty() && size + gap + more > limit {
            pieces.push(std::mem::take(&mut piece));
            size = 0;
        }
        size += more + if piece.is_empty() { 0 } else { gap };
        piece.push(block);
    }
    pieces.extend((!piece.is_empty()).then_some(piece));
    pieces
}

/// One block as several that each fit, or as itself.
fn fitting(block: &Block, limit: usize, measure: &impl Fn(&Block) -> usize) -> Vec<Block> {
    if measure(block) <= limit {
        return vec![block.clone()];
    }
    match block {
        Block::Paragraph(spans) => {
            let words = spans.iter().flat_map(|span| words(span, limit)).collect::<Vec<_>>();
            let runs = gather(&words, limit, &|word| measure(&Block::Paragraph(vec![word.clone()])));
            runs.into_iter().map(|words| Block::Paragraph(joined(&words))).collect()
        }
        // The numbers of an ordered list would start again in each piece: its lines become paragraphs that keep them.
        Block::List { ordered: true, items } => items
            .iter()
            .zip(1..)
            .map(|(item, number)| {
                let mut line = vec![Span::plain(format!("{number}. "))];
                line.extend(item.iter().cloned());
                Block::Paragraph(line)
            })
            .flat_map(|line| fitting(&line, limit, measure))
            .collect(),
        Block::List { ordered: false, items } => items
            .iter()
            .flat_map(|item| {
                let whole = Block::List {
                    ordered: false,
                    items: vec![item.clone()],
                };
                if measure(&whole) <= limit {
                    vec![whole]
                } else {
                    fitting(&Block::Paragraph(item.clone()), limit, measure)
                }
            })
            .collect(),
    }
}

/// The longest runs of words that each fit. Words are measured one by one, marks of style included, so a run may turn
/// out a little shorter than it could be, never longer.
fn gather(words: &[Span], limit: usize, measure: &impl Fn(&Span) -> usize) -> Vec<Vec<Span>> {
    let mut runs: Vec<Vec<Span>> = Vec::new();
    let mut size = 0;
    for word in words {
        let more = measure(word);
        match runs.last_mut() {
            Some(run) if size + more <= limit => run.push(word.clone()),
            _ => {
                runs.push(vec![word.clone()]);
                size = 0;
            }
        }
        size += more;
    }
    runs
}

/// A span as one span a word, each with the space after it; a link stays whole.
fn words(span: &Span, limit: usize) -> Vec<Span> {
    if span.link.is_some() {
        return vec![span.clone()];
    }
    // No platform counts more than 4 for a character, its escape included.
    let longest = (limit / 4).max(1);
    let words = span
        .text
        .split_inclusive(char::is_whitespace)
        .map(|word| word.chars().collect::<Vec<_>>());
    words
        .flat_map(|word| word.chunks(longest).map(String::from_iter).collect::<Vec<_>>())
        .map(|text| Span { text, ..span.clone() })
        .collect()
}

/// Neighbouring words of the same style as one span again, without spaces at the ends.
fn joined(words: &[Span]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for word in words {
        match spans.last_mut() {
            Some(last) if last.link.is_none() && word.link.is_none() && same_style(last, word) => {
                last.text.push_str(&word.text);
            }
            _ => spans.push(word.clone()),
        }
    }
    if let Some(first) = spans.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if let Some(last) = spans.last_mut() {
        last.text = last.text.trim_end().to_owned();
    }
    spans
}

fn same_style(one: &Span, other: &Span) -> bool {
    (one.strong, one.emphasis) == (other.strong, other.emphasis)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(block: &Block) -> usize {
        block.plain_text().encode_utf16().count()
    }

    fn cut(blocks: &[Block], limit: usize) -> Vec<String> {
        let pieces = pieces(blocks, limit, 2, &measure);
        let text = |piece: &Vec<Block>| piece.iter().map(Block::plain_text).collect::<Vec<_>>().join("\n\n");
        pieces.iter().map(text).collect()
    }

    #[test]
    fn a_text_that_fits_is_one_piece() {
        assert_eq!(cut(&[Block::text("un"), Block::text("deux")], 8), ["un\n\ndeux"]);
    }

    #[test]
    fn paragraphs_are_kept_whole_if_possible() {
        assert_eq!(cut(&[Block::text("un"), Block::text("deux")], 7), ["un", "deux"]);
        assert_eq!(cut(&[Block::text("un deux trois")], 9), ["un deux", "trois"]);
    }

    #[test]
    fn numbers_and_links_survive() {
        let link = Span {
            link: Some("https://example.org".into()),
            ..Span::plain("un lien entier")
        };
        let items = vec![vec![Span::plain("d'abord ceci")], vec![link]];
        let list = Block::List { ordered: true, items };
        let expected = ["1. d'abord ceci", "2. ", "un lien entier (https://example.org)"];
        let pieces = cut(&[list], 16);
        assert_eq!(
            pieces.iter().map(|p| p.trim()).collect::<Vec<_>>(),
            expected.map(str::trim)
        );
    }

    #[test]
    fn no_word_is_lost_whatever_the_limit() {
        let text = "L'été à la mairie 😀 : « ouvert » de 8 h 30 à 12 h.";
        let items = vec![vec![Span::plain(text), Span::strong(text)], vec![Span::plain(text)]];
        let blocks = [
            Block::text(text),
            Block::List {
                ordered: false,
                items: items.clone(),
            },
            Block::List { ordered: true, items },
        ];
        let bare = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let whole = bare(&cut(&blocks, usize::MAX).concat());
        for limit in 8..200 {
            let pieces = cut(&blocks, limit);
            assert_eq!(bare(&pieces.concat()), whole, "limit {limit}");
            assert!(
                pieces.iter().all(|p| p.encode_utf16().count() <= limit),
                "limit {limit}"
            );
        }
    }
}
