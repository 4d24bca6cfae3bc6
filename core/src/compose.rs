//! Puts verdicts into the town's words.

use chrono::{DateTime, Utc};

use crate::{
    Action, Catalogue, EntryId, Locale, Phrase, Reply, Verdict,
    catalogue::{Body, Topic},
    reply::{Block, Choice, ReplyKind, Section},
    verdict::Outcome,
};

pub(crate) fn compose(catalogue: &Catalogue, verdict: &Verdict, now: DateTime<Utc>) -> Reply {
    let locale = verdict.locale;
    match &verdict.outcome {
        Outcome::Answer(ids) => answer(catalogue, ids, locale, now),
        Outcome::Clarify(ids) => {
            let text = catalogue.interface.text(Phrase::DidYouMean, locale);
            let choices = ids.iter().filter_map(|id| choice(catalogue, id, locale)).collect();
            reply(locale, ReplyKind::Clarify, ids.clone(), text, choices)
        }
        Outcome::Unknown(_) => {
            let text = catalogue.interface.text(Phrase::UnknownNoPhone, locale);
            reply(locale, ReplyKind::Unknown, vec![], text, vec![])
        }
    }
}

pub(crate) fn open(catalogue: &Catalogue, action: &Action, locale: Locale, now: DateTime<Utc>) -> Reply {
    match action {
        Action::Open(id) | Action::Choose(id) if catalogue.topic(id).is_some() => {
            answer(catalogue, std::slice::from_ref(id), locale, now)
        }
        _ => welcome(catalogue, locale, now),
    }
}

pub(crate) fn welcome(catalogue: &Catalogue, locale: Locale, _now: DateTime<Utc>) -> Reply {
    let text = catalogue
        .interface
        .fill(Phrase::Welcome, locale, &[("town", &catalogue.town.name)]);
    let ids = catalogue.topics().take(4).map(|topic| topic.id().clone());
    let choices = ids.filter_map(|id| choice(catalogue, &id, locale)).collect();
    reply(locale, ReplyKind::Welcome, vec![], &text, choices)
}

fn answer(catalogue: &Catalogue, ids: &[EntryId], locale: Locale, _now: DateTime<Utc>) -> Reply {
    let sections = ids.iter().filter_map(|id| catalogue.topic(id)).map(|topic| Section {
        id: Some(topic.id().clone()),
        title: Some(topic.title(locale).to_owned()),
        blocks: match topic {
            Topic::Entry(entry) => match &entry.body {
                Body::Answer(text) => text.get(locale).blocks().to_vec(),
                Body::Services => catalogue
                    .services
                    .iter()
                    .map(|s| Block::text(s.name.get(locale).as_str()))
                    .collect(),
            },
            Topic::Service(service) => service
                .note
                .iter()
                .flat_map(|note| note.get(locale).blocks().to_vec())
                .collect(),
        },
        ..Section::default()
    });
    let mut reply = reply(locale, ReplyKind::Answer, ids.to_vec(), "", vec![]);
    reply.sections = sections.collect();
    reply
}

fn choice(catalogue: &Catalogue, id: &EntryId, locale: Locale) -> Option<Choice> {
    let label = catalogue.topic(id)?.title(locale).to_owned();
    Some(Choice {
        label,
        action: Action::Open(id.clone()),
    })
}

fn reply(locale: Locale, kind: ReplyKind, ids: Vec<EntryId>, text: &str, choices: Vec<Choice>) -> Reply {
    let section = Section {
        blocks: vec![Block::text(text)],
        ..Section::default()
    };
    Reply {
        locale,
        kind,
        ids,
        banner: None,
        sections: vec![section],
        choices,
    }
}
