//! The anatomy of one line of YAML that a parser could not read, judged by its looks.

/// Characters that YAML keeps for itself at the start of a value. Quotes, which open a text, are not among them.
const RESERVED: &[char] = &[
    '*', '&', '@', '`', '%', '>', '|', '!', '{', '}', '[', ']', ',', '?', '-', ':',
];

/// Where the value of a line starts: behind its indentation, its dashes and its key.
pub(super) fn value_start(line: &str) -> usize {
    let mut rest = line.trim_start();
    while let Some(behind) = rest.strip_prefix("- ") {
        rest = behind.trim_start();
    }
    let behind_key = rest.split_once(':').and_then(|(key, behind)| {
        let is_key = !key.is_empty()
            && key
                .trim_end()
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let glued = !key.ends_with(char::is_whitespace);
        (is_key && glued && behind.starts_with(char::is_whitespace)).then(|| behind.trim_start())
    });
    line.len() - behind_key.unwrap_or(rest).len()
}

/// What people type for a dash: longer dashes, bullets.
pub(super) fn is_other_dash(character: char) -> bool {
    matches!(character, '–' | '—' | '•' | '·' | '‣' | '−')
}

/// Spaces that look like one and are none for YAML.
pub(super) fn is_no_break_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{3000}' | '\u{2009}')
}

/// What stands between the outer quotes of a value that closes its quotes too early.
pub(super) fn broken_quotes(value: &str, quote: char) -> Option<&str> {
    let value = value.trim_end();
    let opened = value.strip_prefix(quote)?;
    // Without a quote at its end, the text runs on behind the closing one, or on the next lines.
    let inner = opened.strip_suffix(quote).unwrap_or(opened);
    let closing = opened.strip_suffix(quote).is_some();
    let doubled = if quote == '\'' {
        inner.replace("''", "")
    } else {
        inner.replace("\\\"", "")
    };
    (doubled.contains(quote) && (closing || quote == '\'' && doubled.matches(quote).count() == 1)).then_some(inner)
}

/// Whether a value is written without quotes and outside of brackets.
pub(super) fn is_plain(value: &str) -> bool {
    !value.is_empty() && !value.starts_with(['"', '\'', '{', '[', '|', '>', '#'])
}

/// Whether a value starts with a character that YAML reads in its own way, and goes on like a sentence.
pub(super) fn is_misused(value: &str, first: char) -> bool {
    let rest = value.trim_start_matches(first).trim_start();
    match first {
        // A list or a map in brackets may be what is meant; only a text behind it tells that it is not.
        '{' | '[' => value.find(['}', ']']).is_some_and(|end| {
            value
                .get(end + 1..)
                .unwrap_or_default()
                .trim_start()
                .starts_with(|c: char| c.is_alphanumeric())
        }),
        '-' | '?' | ':' => value.strip_prefix(first).is_some_and(|v| v.starts_with(' ')) && !rest.is_empty(),
        _ => RESERVED.contains(&first) && !rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_value_stands_behind_dashes_and_key() {
        for (line, value) in [
            ("      fr: Bonjour", "Bonjour"),
            ("  - id: a", "a"),
            ("  - - Étape 1 : venez", "Étape 1 : venez"),
            ("  - Horaires : 8h", "Horaires : 8h"),
            ("fr:x", "fr:x"),
            ("", ""),
        ] {
            assert_eq!(line.get(value_start(line)..), Some(value), "{line}");
        }
    }

    #[test]
    fn quotes_that_close_too_early() {
        assert_eq!(broken_quotes("'L'accueil'", '\''), Some("L'accueil"));
        assert_eq!(
            broken_quotes("'L'accueil est ouvert", '\''),
            Some("L'accueil est ouvert")
        );
        assert_eq!(broken_quotes("'L''accueil'", '\''), None);
        assert_eq!(broken_quotes("\"un \"mot\" cité\"", '"'), Some("un \"mot\" cité"));
        assert_eq!(broken_quotes("\"ouvert", '"'), None);
    }

    #[test]
    fn signs_at_the_start_of_a_sentence() {
        for text in [
            "*Important*",
            "@mairie",
            "> 3 personnes",
            "- Venez",
            "[urgent] venez",
            "{a.b} est là",
            "%50",
        ] {
            assert!(is_misused(text, text.chars().next().unwrap()), "{text}");
        }
        for text in ["[a, b]", "{fr: x}", "|", ">", "-5 degrés", "Bonjour", "[a, b", "# x"] {
            assert!(!is_misused(text, text.chars().next().unwrap()), "{text}");
        }
    }
}
