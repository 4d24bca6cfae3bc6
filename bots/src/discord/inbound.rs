//! What happened on Discord, as the counter understands it. Pure: no request is made here.

use guichet_core::{Action, Locale};
use serde::{Deserialize, Serialize};
use serenity::all::{CommandData, CommandDataOptionValue, Message, MessageType, UserId};

use super::commands;
use crate::{Command, counter::Said};

/// Where a message was written: the reply goes below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    /// The message.
    pub(super) message: u64,
    /// The server, if it is not a direct message.
    pub(super) server: Option<u64>,
}

/// What a message says to the bot `me`; `None` when it is not for us: we answer people who address us, nobody else.
pub(super) fn said(message: &Message, me: UserId) -> Option<Said> {
    let written = matches!(message.kind, MessageType::Regular | MessageType::InlineReply);
    if !written || message.author.bot || message.webhook_id.is_some() {
        return None;
    }
    let addressed = message.guild_id.is_none() || message.mentions.iter().any(|user| user.id == me);
    if !addressed {
        return None;
    }
    let text = without_marks(&message.content);
    Some(
        match (
            text.is_empty(),
            message.attachments.is_empty() && message.sticker_items.is_empty(),
        ) {
            (false, _) => Said::words(&text, false),
            (true, true) => Said::Start(None),
            (true, false) => Said::Media,
        },
    )
}

/// What a slash command says; `None` for one that we do not have (any more).
pub(super) fn commanded(data: &CommandData) -> Option<Said> {
    let option = |name: &str| {
        let found = data.options.iter().find(|option| option.name == name)?;
        match &found.value {
            CommandDataOptionValue::String(text) => Some(text.as_str()),
            _ => None,
        }
    };
    if data.name == commands::QUESTION {
        return Some(option(commands::TEXT).map_or(Said::Start(None), typed));
    }
    let command = Command::parse(&data.name)?;
    Some(match option(commands::SERVICE) {
        Some(service) if command == Command::Services => typed(service),
        _ => Said::Command(command),
    })
}

/// An option's text: a proposal that was chosen, or a question.
fn typed(text: &str) -> Said {
    if Action::decode(text).is_some() {
        return Said::Tap(text.to_owned());
    }
    Said::words(&without_marks(text), false)
}

/// The language of an interaction's user.
pub(super) fn locale(tag: &str) -> Option<Locale> {
    Locale::parse(tag)
}

/// A text without Discord's own marks (mentions, channels, emoji of a server), which are numbers and no words.
pub(super) fn without_marks(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        clean.push_str(before);
        match after.split_once('>') {
            Some((mark, behind)) if is_mark(mark) => {
                clean.push(' ');
                rest = behind;
            }
            _ => {
                clean.push('<');
                rest = after;
            }
        }
    }
    clean.push_str(rest);
    clean.trim().to_owned()
}

/// Whether `<mark>` is one of Discord's: `@1`, `@!1`, `@&1`, `#1`, `:name:1`, `a:name:1`.
fn is_mark(mark: &str) -> bool {
    let Some((kind, number)) = mark.rsplit_once([':', '@', '!', '&', '#']) else {
        return false;
    };
    let number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    let emoji = kind.strip_prefix('a').unwrap_or(kind).starts_with(':');
    number && (emoji || matches!(kind, "" | "@"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (text, clean) in [
            ("<@12> la mairie est ouverte ?", "la mairie est ouverte ?"),
            ("bonjour <@!12>", "bonjour"),
            ("<@&3> <#4> <:ouf:5> <a:ouf:6>", ""),
            ("a < b > c <@> <@x> <", "a < b > c <@> <@x> <"),
            ("<https://exemple.fr>", "<https://exemple.fr>"),
        ] {
            assert_eq!(without_marks(text), clean, "{text}");
        }
    }

    #[test]
    fn a_chosen_proposal_is_an_action_and_a_question_is_words() {
        assert_eq!(typed("1o:mairie"), Said::Tap("1o:mairie".into()));
        assert_eq!(typed("la mairie ?"), Said::words("la mairie ?", false));
    }
}
