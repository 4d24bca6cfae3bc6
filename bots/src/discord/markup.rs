//! Staff's text as Discord's Markdown. The only place where anything is escaped.

use guichet_core::reply::{Block, Span};

/// Characters that Discord may read as markup anywhere in a line. A backslash before any of them is not shown.
const MARKUP: &str = r"\*_~`|<>[]#@";

/// A paragraph or a list.
#[must_use]
pub(super) fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(spans) => line_starts(&self::spans(spans)),
        Block::List { ordered, items } => {
            let lines = items.iter().zip(1..).map(|(item, number)| {
                let mark = if *ordered { format!("{number}. ") } else { "- ".into() };
                mark + &self::spans(item)
            });
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// Running text in its styles.
#[must_use]
pub(super) fn spans(spans: &[Span]) -> String {
    spans.iter().map(span).collect()
}

/// Plain text, with everything escaped that Discord could read as markup.
#[must_use]
pub(super) fn escape(text: &str) -> String {
    let words = text.split_inclusive(char::is_whitespace).map(|word| {
        // A written-out address must stay as it is: a backslash would become part of it.
        if word.contains("://") {
            return word.to_owned();
        }
        let mut escaped = String::with_capacity(word.len());
        for c in word.chars() {
            if MARKUP.contains(c) {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        escaped
    });
    words.collect()
}

fn span(span: &Span) -> String {
    let text = match &span.link {
        // Discord shows no other text for an address than the address itself.
        Some(link) if span.text.contains("://") || span.text.trim().is_empty() => link.clone(),
        Some(link) => format!("[{}]({})", escape(&span.text), link.replace(')', "%29")),
        None => escape(&span.text),
    };
    let marks = match (span.strong, span.emphasis) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => return text,
    };
    let inner = text.trim();
    if inner.is_empty() {
        return text;
    }
    // Marks count only where they touch the word: spaces stay outside.
    let before: String = text.chars().take_while(|c| c.is_whitespace()).collect();
    let after: String = text.chars().rev().take_while(|c| c.is_whitespace()).collect();
    format!(
        "{before}{marks}{inner}{marks}{}",
        after.chars().rev().collect::<String>()
    )
}

/// Escapes what would make a list of a line that is not one: `- `, `+ `, `3. `.
fn line_starts(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        let mut rest = line.chars().skip(digits);
        let mark = rest
            .next()
            .filter(|c| if digits > 0 { *c == '.' } else { "-+".contains(*c) });
        match mark {
            Some(mark) => format!(
                "{}\\{mark}{}",
                line.chars().take(digits).collect::<String>(),
                rest.collect::<String>()
            ),
            None => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(text: &str, address: &str) -> Span {
        Span {
            link: Some(address.into()),
            ..Span::plain(text)
        }
    }

    #[test]
    fn markup_of_staff_is_shown_and_not_read() {
        assert_eq!(
            escape("*a* <@1> @everyone #1 [x](y) a|b"),
            r"\*a\* \<\@1\> \@everyone \#1 \[x\](y) a\|b"
        );
        assert_eq!(
            escape("voir https://exemple.fr/a_b_c puis"),
            "voir https://exemple.fr/a_b_c puis"
        );
    }

    #[test]
    fn a_line_that_looks_like_a_list_is_none() {
        let text = "- non\n12. avenue\n8h30\n-5";
        assert_eq!(block(&Block::text(text)), "\\- non\n12\\. avenue\n8h30\n\\-5");
    }

    #[test]
    fn styles_touch_their_words() {
        let spans = [Span::plain("Appelez "), Span::strong(" le 17 "), Span::plain("vite")];
        assert_eq!(self::spans(&spans), "Appelez  **le 17** vite");
        let both = Span {
            emphasis: true,
            ..Span::strong("a")
        };
        assert_eq!(self::spans(&[both, Span::strong(" ")]), "***a*** ");
    }

    #[test]
    fn links_show_where_they_lead() {
        assert_eq!(
            spans(&[link("le 17Cyber", "https://17cyber.gouv.fr")]),
            "[le 17Cyber](https://17cyber.gouv.fr)"
        );
        assert_eq!(
            spans(&[link("https://17cyber.gouv.fr", "https://17cyber.gouv.fr")]),
            "https://17cyber.gouv.fr"
        );
        assert_eq!(spans(&[link("a", "https://b.fr/(c)")]), "[a](https://b.fr/(c%29)");
    }

    #[test]
    fn lists_keep_their_marks() {
        let items = vec![vec![Span::plain("un")], vec![Span::plain("deux")]];
        let ordered = Block::List {
            ordered: true,
            items: items.clone(),
        };
        assert_eq!(block(&ordered), "1. un\n2. deux");
        assert_eq!(block(&Block::List { ordered: false, items }), "- un\n- deux");
    }
}
