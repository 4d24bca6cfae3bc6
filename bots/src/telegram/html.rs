//! Styled text as Telegram's HTML: the one place where text is escaped.

use guichet_core::reply::Span;

/// One span, escaped and styled.
pub(super) fn span(out: &mut String, span: &Span) {
    let open_and_close = [(span.link.is_some(), "a"), (span.strong, "b"), (span.emphasis, "i")];
    for (_, tag) in open_and_close.iter().filter(|(on, _)| *on) {
        match (&span.link, *tag) {
            (Some(link), "a") => {
                out.push_str("<a href=\"");
                escape(out, link);
                out.push_str("\">");
            }
            _ => out.extend(["<", tag, ">"]),
        }
    }
    escape(out, &span.text);
    for (_, tag) in open_and_close.iter().rev().filter(|(on, _)| *on) {
        out.extend(["</", tag, ">"]);
    }
}

/// Text that shows as it is, inside a tag's content or a quoted attribute.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Telegram drops or refuses them, and no town writes them.
            c if c.is_control() && c != '\n' => {}
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_taken_for_markup() {
        let mut out = String::new();
        let hostile = Span {
            text: "</b><a href=\"https://evil\">1 < 2 & 3</a>\u{0}".into(),
            strong: true,
            emphasis: true,
            link: Some("https://a.fr/?x=\"><b>&y".into()),
        };
        span(&mut out, &hostile);
        assert_eq!(
            out,
            "<a href=\"https://a.fr/?x=&quot;&gt;&lt;b&gt;&amp;y\"><b><i>&lt;/b&gt;&lt;a \
             href=&quot;https://evil&quot;&gt;1 &lt; 2 &amp; 3&lt;/a&gt;</i></b></a>"
        );
    }
}
