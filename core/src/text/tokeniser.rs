//! Cuts a folded text into words, numbers and things that are recognised by their shape.

use linkify::{LinkFinder, LinkKind};

/// A piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The word or number, folded; for a link or an address a fixed mark, since what it says is not to be trusted.
    pub(crate) text: String,
    /// What it is.
    pub(crate) kind: Kind,
    /// The number of its clause, from 0: sentences, lines and bracketed parts are clauses of their own.
    pub(crate) clause: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, perhaps with digits (`b4`).
    Word,
    /// Digits only.
    Number,
    /// A web address.
    Link,
    /// An e-mail address.
    Email,
}

/// The mark of a web address among the words.
const LINK: &str = "<link>";
/// The mark of an e-mail address among the words.
const EMAIL: &str = "<email>";

/// What stays in one piece although it holds an apostrophe.
const WHOLE: &[(&str, &str)] = &[
    ("aujourd'hui", "aujourdhui"),
    ("prud'homme", "prudhomme"),
    ("o'clock", "oclock"),
];

/// English verbs that lose more than the "o" of "not" before it (`can't`).
const SHORTENED: &[(&str, &str)] = &[("can", "can"), ("won", "will"), ("shan", "shall")];

/// The tokens of a folded text, in order.
pub(crate) fn tokenise(folded: &str) -> Vec<Token> {
    let mut tokens = Tokens::default();
    if !folded.contains(['.', ':', '@']) {
        // No link and no address can stand in it: most messages are cut in half the time.
        tokens.words(folded);
        return tokens.list;
    }
    let mut finder = LinkFinder::new();
    finder.url_must_have_scheme(false);
    for span in finder.spans(folded) {
        match span.kind() {
            Some(LinkKind::Email) => tokens.push(EMAIL, Kind::Email),
            Some(_) if looks_like_domain(span.as_str()) => tokens.push(LINK, Kind::Link),
            _ => tokens.words(span.as_str()),
        }
    }
    tokens.list
}

/// How the names of sites end that people paste; other bare names with a dot are two words without a space.
const ENDINGS: &[&str] = &[
    "fr", "com", "org", "net", "info", "eu", "gouv", "be", "top", "xyz", "io", "ly", "me", "site", "online", "shop",
    "ru", "cn", "uk", "de", "biz", "app", "click", "link", "live", "club", "vip", "cc", "tk", "co", "win", "store",
    "space", "website", "page", "pro", "buzz", "icu", "fun", "bid", "loan", "today", "life", "ws", "pw", "nl", "pl",
    "ch", "lu", "mobi", "dev",
];

/// Whether a bare `a.b` is an address rather than two sentences without a space (`merci.la mairie`).
fn looks_like_domain(link: &str) -> bool {
    if link.contains("://") || link.starts_with("www.") || link.contains('/') {
        return true;
    }
    let ending = link.rsplit('.').next().unwrap_or_default();
    ENDINGS.contains(&ending)
}

/// The list that grows, with the number of the clause under way.
#[derive(Default)]
struct Tokens {
    list: Vec<Token>,
    clause: usize,
}

impl Tokens {
    fn push(&mut self, text: &str, kind: Kind) {
        self.list.push(Token {
            text: text.to_owned(),
            kind,
            clause: self.clause,
        });
    }

    /// Cuts running text: words at anything that is not a letter or digit, clauses at what ends a sentence.
    fn words(&mut self, text: &str) {
        let mut start = 0;
        for (place, c) in text.char_indices() {
            if c.is_alphanumeric() || c == '\'' {
                continue;
            }
            self.word(text.get(start..place).unwrap_or_default());
            start = place + c.len_utf8();
            if matches!(
                c,
                '.' | '!' | '?' | '…' | ';' | '\n' | '(' | ')' | '«' | '»' | '"' | '“' | '”'
            ) {
                self.end_clause();
            }
        }
        self.word(text.get(start..).unwrap_or_default());
    }

    fn end_clause(&mut self) {
        if self.list.last().is_some_and(|token| token.clause == self.clause) {
            self.clause += 1;
        }
    }

    /// One word, with its elisions split off (`l'ecole`, `qu'il`, `don't`).
    fn word(&mut self, word: &str) {
        let word = word.trim_matches('\'');
        if word.is_empty() {
            return;
        }
        if let Some((_, whole)) = WHOLE.iter().find(|(written, _)| *written == word) {
            return self.push(whole, Kind::Word);
        }
        match word.split_once('\'') {
            // English negation: "don't", "isn't".
            Some((verb, "t")) if verb.ends_with('n') && verb.len() > 2 => {
                let stem = verb.strip_suffix('n').unwrap_or(verb);
                let whole = SHORTENED.iter().find(|(written, _)| *written == verb);
                self.push(whole.map_or(stem, |(_, whole)| whole), Kind::Word);
                self.push("not", Kind::Word);
            }
            Some((elided, rest)) => {
                self.push(elided, Kind::Word);
                self.word(rest);
            }
            None if word.bytes().all(|b| b.is_ascii_digit()) => self.push(word, Kind::Number),
            None => self.push(word, Kind::Word),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold;

    fn words(text: &str) -> Vec<String> {
        tokenise(&fold(text)).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn elisions_come_off() {
        assert_eq!(
            words("L'école d’aujourd'hui, qu'elle"),
            ["l", "ecole", "d", "aujourdhui", "qu", "elle"]
        );
        assert_eq!(words("I don't know"), ["i", "do", "not", "know"]);
        for (written, read) in [
            ("can't", ["can", "not"]),
            ("Can’t", ["can", "not"]),
            ("won't", ["will", "not"]),
            ("isn't", ["is", "not"]),
            ("wouldn't", ["would", "not"]),
        ] {
            assert_eq!(words(written), read, "{written}");
        }
    }

    #[test]
    fn links_and_addresses_are_marks() {
        assert_eq!(
            words("voir http://x.example/a?b=1 ou a.b@c.fr"),
            ["voir", LINK, "ou", EMAIL]
        );
        assert_eq!(words("merci.la mairie"), ["merci", "la", "mairie"]);
        assert_eq!(words("bit.ly/abc"), [LINK]);
    }

    #[test]
    fn clauses_are_counted() {
        let clauses: Vec<_> = tokenise("a b. c ? d\ne").into_iter().map(|t| t.clause).collect();
        assert_eq!(clauses, [0, 0, 1, 2, 3]);
    }

    proptest! {
        #[test]
        fn any_text_is_cut_into_non_empty_tokens(text in ".*") {
            for token in tokenise(&fold(&text)) {
                prop_assert!(!token.text.is_empty());
            }
        }
    }
}
