//! Reads every text of the FAQ as a careful colleague would: languages, placeholders, links, mentions, hidden
//! characters, length.

use super::{
    node::At,
    placeholders::{Facts, Fill},
    source::Texts,
};
use crate::{
    Locale, Localised, Markdown,
    diagnostic::{Diagnostic, Place, Problem},
    links::{Allowed, LinkFault},
    reply::Block,
};

/// The longest answer, in characters as the citizen sees them: a Telegram message holds 4,096 with its title,
/// freshness line and sources.
pub const MAX_ANSWER_CHARS: usize = 3_500;

/// The longest text of a name, a title or a label: more does not fit on a button.
const MAX_LABEL_CHARS: usize = 120;

/// The longest example question or vocabulary line, in characters.
const MAX_QUESTION_CHARS: usize = 1_000;

/// What all texts of one town are measured by.
#[derive(Debug, Default)]
pub(super) struct Proofreader {
    /// The town's languages, the first one mandatory.
    pub(super) languages: Vec<Locale>,
    /// The links that texts may hold.
    pub(super) allowed: Allowed,
    /// The day on which the FAQ is read, where that counts.
    pub(super) today: Option<chrono::NaiveDate>,
    /// What is wrong so far.
    pub(super) problems: Vec<Diagnostic>,
}

impl Proofreader {
    /// The language that every text must have.
    pub(super) fn first_language(&self) -> Locale {
        self.languages.first().copied().unwrap_or(Locale::FRENCH)
    }

    /// Notes a problem.
    pub(super) fn add(&mut self, place: Place, problem: Problem) {
        self.problems.push(Diagnostic::new(Some(place), problem));
    }

    /// The language of a key, unless the town does not speak it.
    pub(super) fn language(&mut self, at: At<'_>, code: &str) -> Option<Locale> {
        let found = self.languages.iter().copied().find(|language| language.code() == code);
        if found.is_none() {
            let known = self.languages.iter().map(ToString::to_string).collect();
            self.add(
                at.key(code).key_place(),
                Problem::UnknownLanguage {
                    language: code.to_owned(),
                    known,
                },
            );
        }
        found
    }

    /// Names, titles, labels, addresses: one line, nothing filled in.
    pub(super) fn label(&mut self, at: At<'_>, texts: &Texts) -> Localised<String> {
        self.localised(at, texts, |reader, at, _, text| {
            reader.label_text(at, text);
            text.trim().to_owned()
        })
    }

    /// One text that stands alone, such as the town's name.
    pub(super) fn label_text(&mut self, at: At<'_>, text: &str) {
        self.characters(at, text);
        self.length(at, text.chars().count(), MAX_LABEL_CHARS);
        for placeholder in super::placeholders::find(text) {
            let problem = Problem::PlaceholderHere {
                placeholder: placeholder.to_owned(),
            };
            self.add(at.find(placeholder), problem);
        }
    }

    /// An example question, a word of the vocabulary: never shown as an answer.
    pub(super) fn question(&mut self, at: At<'_>, text: &str) {
        self.characters(at, text);
        self.length(at, text.chars().count(), MAX_QUESTION_CHARS);
    }

    /// One or two sentences with their placeholders filled in.
    pub(super) fn sentence(&mut self, at: At<'_>, texts: &Texts, facts: &Facts<'_>) -> Localised<String> {
        self.localised(at, texts, |reader, at, locale, text| {
            reader.prose(at, text);
            reader.fill(at, text, locale, facts, Fill::Plain)
        })
    }

    /// A text in Markdown with its placeholders filled in.
    pub(super) fn markdown(&mut self, at: At<'_>, texts: &Texts, facts: &Facts<'_>) -> Localised<Markdown> {
        self.localised(at, texts, |reader, at, locale, text| {
            reader.prose(at, text);
            let markdown = Markdown::parse(&reader.fill(at, text, locale, facts, Fill::Markdown));
            let shown: Vec<_> = markdown.blocks().iter().map(Block::plain_text).collect();
            reader.length(at, shown.join("\n\n").chars().count(), MAX_ANSWER_CHARS);
            if shown.iter().all(|block| block.trim().is_empty()) && !text.trim().is_empty() {
                reader.add(at.place(), Problem::EmptyText);
            }
            markdown
        })
    }

    /// Each language of a text, with what it lacks.
    fn localised<T: Default>(
        &mut self,
        at: At<'_>,
        texts: &Texts,
        mut read: impl FnMut(&mut Self, At<'_>, Locale, &str) -> T,
    ) -> Localised<T> {
        let mut values = Vec::new();
        let mut all_known = true;
        for (code, text) in &texts.0 {
            let locale = self.language(at, code);
            all_known &= locale.is_some();
            values.extend(locale.map(|locale| (locale, read(self, at.key(code), locale, text))));
        }
        if all_known {
            self.translations(at, |locale| values.iter().any(|(l, _)| *l == locale));
        }
        let first = self.first_language();
        // Without the first language there is an error, and nobody will read this default.
        let mut localised = Localised::new(first, T::default());
        for (locale, value) in values {
            localised.insert(locale, value);
        }
        localised
    }

    /// Tells which of the town's languages are missing.
    pub(super) fn translations(&mut self, at: At<'_>, has: impl Fn(Locale) -> bool) {
        if !at.is_whole() {
            return;
        }
        let first = self.first_language();
        for locale in self.languages.clone().into_iter().filter(|locale| !has(*locale)) {
            let language = locale.to_string();
            let problem = if locale == first {
                Problem::MissingLanguage { language }
            } else {
                Problem::MissingTranslation { language }
            };
            self.add(at.key_place(), problem);
        }
    }

    /// What no text that is shown may hold.
    pub(super) fn prose(&mut self, at: At<'_>, text: &str) {
        self.characters(at, text);
        for (written, fault) in self.allowed.faults(&Markdown::parse(text)) {
            let place = at.find(&written);
            let problem = match fault {
                LinkFault::NotAllowed { host } => Problem::LinkNotAllowed {
                    host,
                    none_allowed: self.allowed.is_empty(),
                },
                LinkFault::NotHttps => Problem::LinkNotHttps { link: written },
                LinkFault::Disguised => Problem::LinkDisguised { link: written },
                LinkFault::TextLies { shown, host } => Problem::LinkTextLies { shown, host },
                LinkFault::Email => Problem::EmailNotOfficial { email: written },
            };
            self.add(place, problem);
        }
    }

    /// Emptiness, hidden characters and mentions, which no text at all may hold.
    fn characters(&mut self, at: At<'_>, text: &str) {
        if !text.chars().any(|c| !c.is_whitespace() && !is_hidden(c)) {
            return self.add(at.place(), Problem::EmptyText);
        }
        let mut before = ' ';
        for character in text.chars() {
            // Inside a family of emoji a joiner is at home, between letters it hides something.
            if is_hidden(character) || (character == '\u{200d}' && before.is_alphanumeric()) {
                let problem = Problem::HiddenCharacter {
                    character: format!("U+{:04X}", u32::from(character)),
                };
                self.add(at.find(character.encode_utf8(&mut [0; 4])), problem);
            }
            before = character;
        }
        for mention in mentions(text) {
            self.add(
                at.find(mention),
                Problem::Mention {
                    text: mention.to_owned(),
                },
            );
        }
    }

    fn length(&mut self, at: At<'_>, length: usize, limit: usize) {
        if length > limit {
            self.add(at.place(), Problem::AnswerTooLong { length, limit });
        }
    }

    /// The text with its placeholders filled in.
    pub(super) fn fill(&mut self, at: At<'_>, text: &str, locale: Locale, facts: &Facts<'_>, how: Fill) -> String {
        let (filled, problems) = facts.fill(text, locale, how);
        for (placeholder, problem) in problems {
            self.add(at.find(&placeholder), problem);
        }
        filled
    }
}

/// Bidirectional controls, invisible characters, and the tag characters that nobody types.
fn is_hidden(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// What calls a whole channel, a person or a role on Discord.
fn mentions(text: &str) -> impl Iterator<Item = &'static str> {
    ["@everyone", "@here", "<@", "<#"].into_iter().filter(move |mention| {
        text.match_indices(mention).any(|(at, _)| {
            let behind = text.get(at + mention.len()..).and_then(|rest| rest.chars().next());
            mention.starts_with('<') || !behind.is_some_and(char::is_alphanumeric)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_and_hidden_characters_are_seen() {
        assert_eq!(
            mentions("<@123> : avis @everyone !").collect::<Vec<_>>(),
            ["@everyone", "<@"]
        );
        assert_eq!(mentions("écrivez à x@hereford.uk").count(), 0);
        assert!(is_hidden('\u{202e}') && is_hidden('\u{200b}') && !is_hidden('\u{a0}') && !is_hidden('’'));
    }
}
