//! Whether an answer helped: two small buttons below it.

use guichet_core::{
    Action, Assistant, EntryId, Phrase, Reply,
    catalogue::{Signal, Topic},
    reply::{Choice, ReplyKind},
};

use super::Setting;

/// The buttons to show below a reply: for an answer about one entry, where nobody else could tap them.
///
/// Two answers in one message are not voted on: a thumb would not say which of them it means.
pub(super) fn below(assistant: &Assistant, reply: &Reply, setting: &Setting) -> Vec<Choice> {
    let [id] = reply.ids.as_slice() else {
        return Vec::new();
    };
    if setting.public || reply.kind != ReplyKind::Answer || !is_voted_on(assistant, id) {
        return Vec::new();
    }
    let thumb = |(phrase, helped)| Choice {
        label: assistant.catalogue().interface.text(phrase, reply.locale).to_owned(),
        action: Action::Vote(id.clone(), helped),
    };
    [(Phrase::ThumbUp, true), (Phrase::ThumbDown, false)].map(thumb).into()
}

/// Nobody in danger is asked for an opinion, and nobody who only says hello.
fn is_voted_on(assistant: &Assistant, id: &EntryId) -> bool {
    let Some(topic) = assistant.catalogue().topic(id) else {
        return false;
    };
    let signals = match topic {
        Topic::Entry(entry) => entry.signals.as_slice(),
        Topic::Service(_) => &[],
    };
    let spared = |signal: &Signal| matches!(signal, Signal::Danger | Signal::Courtesy);
    !topic.is_urgent() && !signals.iter().any(spared)
}
