//! Replies that are about the counter itself: made of the interface's sentences, not of the FAQ's answers.

use chrono::{DateTime, Utc};
use guichet_core::{
    Action, Assistant, Locale, Phrase, Reply,
    reply::{Block, Choice, ReplyKind, Section, Span},
};

use crate::{Command, discord, store::Platform};

/// One sentence.
pub(super) fn say(assistant: &Assistant, phrase: Phrase, locale: Locale) -> Reply {
    let section = Section {
        blocks: paragraphs(&fill(assistant, phrase, locale, &[])),
        ..Section::default()
    };
    Reply {
        locale,
        kind: ReplyKind::Answer,
        ids: Vec::new(),
        banner: None,
        sections: vec![section],
        choices: Vec::new(),
    }
}

/// A button that means nothing any more: the menu, with a word why.
pub(super) fn stale(assistant: &Assistant, locale: Locale, now: DateTime<Utc>) -> Reply {
    let mut reply = assistant.welcome(locale, now);
    reply
        .sections
        .splice(0..0, say(assistant, Phrase::StaleButton, locale).sections);
    reply
}

/// What this is, and every command with what it does.
pub(super) fn help(assistant: &Assistant, platform: Platform, locale: Locale, now: DateTime<Utc>) -> Reply {
    let mut reply = assistant.welcome(locale, now);
    let line = |name: &str, what| {
        let description = assistant.catalogue().interface.text(what, locale);
        vec![Span::plain(format!("/{name} : {description}"))]
    };
    let mut items = Vec::new();
    if platform == Platform::Discord {
        items.push(line(discord::QUESTION, Phrase::CommandQuestion));
    }
    items.extend(Command::of(platform).map(|command| line(&command.name(platform, locale), command.description())));
    let mut section = Section {
        blocks: paragraphs(&fill(assistant, Phrase::Commands, locale, &[])),
        ..Section::default()
    };
    section.blocks.push(Block::List { ordered: false, items });
    reply.sections.push(section);
    reply
}

/// The languages to choose from, each in its own words.
pub(super) fn languages(assistant: &Assistant, locale: Locale) -> Reply {
    let catalogue = assistant.catalogue();
    let mut reply = say(assistant, Phrase::ChooseLanguage, locale);
    reply.kind = ReplyKind::Clarify;
    for language in &catalogue.town.languages {
        let mut label = catalogue.interface.text(Phrase::LanguageName, *language).to_owned();
        if reply.choices.iter().any(|choice| choice.label == label) {
            // The town did not say how this language calls itself.
            label = language.to_string();
        }
        reply.choices.push(Choice {
            label,
            action: Action::Speak(*language),
        });
    }
    reply
}

/// What is kept and what is not.
pub(super) fn privacy(assistant: &Assistant, platform: Platform, locale: Locale) -> Reply {
    let command = format!("/{}", Command::Forget.name(platform, locale));
    let text = fill(assistant, Phrase::Privacy, locale, &[("command", &command)]);
    let mut reply = say(assistant, Phrase::Privacy, locale);
    if let Some(section) = reply.sections.first_mut() {
        section.blocks = paragraphs(&text);
        if platform == Platform::Discord {
            section
                .blocks
                .extend(paragraphs(&fill(assistant, Phrase::PrivacyDiscord, locale, &[])));
        }
    }
    reply
}

/// Puts an apology for a late answer before everything else.
pub(super) fn apologise(assistant: &Assistant, reply: &mut Reply) {
    let apology = say(assistant, Phrase::Late, reply.locale).sections;
    reply.sections.splice(0..0, apology);
}

/// A sentence with the town's name and phone filled in.
fn fill(assistant: &Assistant, phrase: Phrase, locale: Locale, more: &[(&str, &str)]) -> String {
    let catalogue = assistant.catalogue();
    let phone = catalogue.town.official.phones.first();
    let phone = phone
        .map(|phone| phone.value.clone())
        .or_else(|| catalogue.services.iter().find_map(|service| service.phone.clone()))
        .unwrap_or_default();
    let mut values = vec![("town", catalogue.town.name.as_str()), ("phone", phone.as_str())];
    values.extend(more);
    catalogue.interface.fill(phrase, locale, &values)
}

/// Paragraphs apart by an empty line.
fn paragraphs(text: &str) -> Vec<Block> {
    text.split("\n\n").map(Block::text).collect()
}
