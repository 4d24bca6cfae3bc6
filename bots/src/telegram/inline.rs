//! Inline mode: whoever types `@bot médiathèque` in any chat is offered the town's texts to post. Pure.

use chrono::{DateTime, Utc};
use guichet_core::{Action, Assistant, EntryId, Locale, Utterance, verdict::Outcome};
use teloxide::types::{
    InlineQueryResult, InlineQueryResultArticle, InputMessageContent, InputMessageContentText, ParseMode,
};

use super::{outbound, send::no_preview};
use crate::{counter, store::Memory};

/// Entries offered at most: a phone shows five, and scrolling finds nothing better.
const MOST_OFFERS: usize = 10;
/// How much of a text is shown below its title, in characters.
const PREVIEW: usize = 90;

/// The entries to offer for what was typed so far, best first.
pub(super) fn offers(
    assistant: &Assistant,
    typed: &str,
    hint: Option<Locale>,
    now: DateTime<Utc>,
) -> Vec<InlineQueryResult> {
    let locale = counter::locale(assistant, &Memory::default(), hint);
    let results = candidates(assistant, typed, locale, now).into_iter();
    results
        .filter_map(|id| article(assistant, &id, locale, now))
        .take(MOST_OFFERS)
        .collect()
}

/// The entries that may be meant: those that the core finds, then those whose title holds what was typed.
fn candidates(assistant: &Assistant, typed: &str, locale: Locale, now: DateTime<Utc>) -> Vec<EntryId> {
    let typed = typed.trim();
    let mut ids = Vec::new();
    if !typed.is_empty() {
        let verdict = assistant.judge(&Utterance::new(typed, now).in_locale(Some(locale)));
        ids.extend_from_slice(verdict.outcome.ids());
        if !matches!(verdict.outcome, Outcome::Unknown(_)) {
            ids.extend(verdict.candidates.into_iter().map(|candidate| candidate.id));
        }
    }
    let typed = typed.to_lowercase();
    let titled = assistant.catalogue().topics();
    let titled = titled.filter(|topic| topic.title(locale).to_lowercase().contains(&typed));
    ids.extend(titled.map(|topic| topic.id().clone()));
    let mut offered = Vec::new();
    for id in ids {
        if !offered.contains(&id) {
            offered.push(id);
        }
    }
    offered
}

/// One entry as something to post; `None` if its text does not fit into one message: half an answer misleads.
fn article(assistant: &Assistant, id: &EntryId, locale: Locale, now: DateTime<Utc>) -> Option<InlineQueryResult> {
    let title = assistant.catalogue().topic(id)?.title(locale).to_owned();
    let mut reply = assistant.open(&Action::Open(id.clone()), locale, now);
    reply.choices.clear();
    let letters = outbound::render(assistant, &reply, &[], true);
    let [message] = letters.messages.as_slice() else {
        return None;
    };
    let text = InputMessageContentText::new(message.html.as_str())
        .parse_mode(ParseMode::Html)
        .link_preview_options(no_preview());
    let body = message.plain.strip_prefix(title.as_str()).unwrap_or(&message.plain);
    let preview: String = body
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(PREVIEW)
        .collect();
    let article = InlineQueryResultArticle::new(id.as_str(), title, InputMessageContent::Text(text));
    Some(InlineQueryResult::Article(article.description(preview)))
}
