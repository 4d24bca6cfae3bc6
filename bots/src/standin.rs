//! Stands in for the assistant of the core until it is there: the same shape, the simplest understanding.
#![allow(
    missing_docs,
    clippy::unused_self,
    reason = "removed when the core's assistant arrives"
)]

use std::path::Path;

use chrono::{DateTime, Utc};
use guichet_core::{
    Action, Catalogue, EntryId, Interface, Locale, Localised, Markdown, Phrase, Reply, Utterance, Verdict,
    catalogue::{Body, Caution, Entry, Official, Question, Review, Signal, Topic, Town},
    reply::{Block, Choice, ReplyKind, Section},
    verdict::{Outcome, Unknown},
};

#[derive(Debug)]
pub struct Assistant(Catalogue);

impl Assistant {
    pub fn load(_folder: &Path) -> Result<Self, std::convert::Infallible> {
        let languages = vec![Locale::FRENCH, Locale::ENGLISH];
        let entry = |id: &str, french: &str, english: &str, signals: Vec<Signal>, body: Body| Entry {
            id: EntryId::parse(id).unwrap_or_else(|| unreachable!()),
            title: both(french, english),
            questions: vec![
                Question {
                    locale: Locale::FRENCH,
                    text: french.into(),
                },
                Question {
                    locale: Locale::ENGLISH,
                    text: english.into(),
                },
            ],
            body,
            see_also: vec![],
            review: Review::default(),
            urgent: signals.contains(&Signal::Danger),
            signals,
        };
        let text = |french: &str, english: &str| {
            Body::Answer(both(
                Markdown::new(vec![Block::text(french)]),
                Markdown::new(vec![Block::text(english)]),
            ))
        };
        Ok(Self(Catalogue {
            town: Town {
                name: "Isbergues".into(),
                timezone: chrono_tz::Europe::Paris,
                languages: languages.clone(),
                links: vec![],
                official: Official::default(),
                caution: Caution::Normal,
                as_of: None,
                unlisted_services: None,
                banner: None,
            },
            services: vec![],
            entries: vec![
                entry("services-ouverts", "Services", "Services", vec![], Body::Services),
                entry(
                    "contacter-mairie",
                    "Contacter la mairie",
                    "Contact the town hall",
                    vec![],
                    text("Appelez le 03 21 61 30 80.", "Call 03 21 61 30 80."),
                ),
                entry(
                    "email-suspect",
                    "Message suspect",
                    "Suspicious message",
                    vec![Signal::SuspiciousEmail],
                    text("Ne cliquez pas.", "Do not click."),
                ),
                entry(
                    "urgence",
                    "Urgence",
                    "Emergency",
                    vec![Signal::Danger],
                    text("Appelez le 112.", "Call 112."),
                ),
                entry(
                    "mediatheque",
                    "Médiathèque",
                    "Media library",
                    vec![],
                    text("La médiathèque est ouverte.", "The media library is open."),
                ),
            ],
            interface: Interface::new(&languages),
            vocabulary: std::collections::BTreeMap::default(),
            checks: vec![],
        }))
    }

    pub fn catalogue(&self) -> &Catalogue {
        &self.0
    }

    pub fn judge(&self, utterance: &Utterance) -> Verdict {
        let said = utterance.text.to_lowercase();
        let found: Vec<_> = self
            .0
            .entries
            .iter()
            .filter(|entry| entry.questions.iter().any(|q| said.contains(&q.text.to_lowercase())))
            .map(|entry| entry.id.clone())
            .collect();
        let locale = utterance
            .locale
            .filter(|l| self.0.town.languages.contains(l))
            .unwrap_or(Locale::FRENCH);
        let outcome = match found.len() {
            0 if utterance.forwarded => Outcome::Answer(
                self.0
                    .entries
                    .iter()
                    .filter(|e| e.id.as_str() == "email-suspect")
                    .map(|e| e.id.clone())
                    .collect(),
            ),
            0 => Outcome::Unknown(Unknown::NotCovered),
            1 => Outcome::Answer(found),
            _ => Outcome::Clarify(found),
        };
        Verdict {
            outcome,
            confidence: 1.0,
            candidates: vec![],
            locale,
            findings: vec![],
            signs: vec![],
        }
    }

    pub fn compose(&self, verdict: &Verdict, now: DateTime<Utc>) -> Reply {
        let locale = verdict.locale;
        match &verdict.outcome {
            Outcome::Answer(ids) => self.answer(ids, locale),
            Outcome::Clarify(ids) => {
                let mut reply = self.say(Phrase::DidYouMean, locale, ReplyKind::Clarify);
                reply.ids.clone_from(ids);
                for id in ids {
                    let label = self.0.topic(id).map_or("", |topic| topic.title(locale)).to_owned();
                    reply.choices.push(Choice {
                        label,
                        action: Action::Choose(id.clone()),
                    });
                }
                let label = self.0.interface.text(Phrase::NoneOfThese, locale).to_owned();
                reply.choices.push(Choice {
                    label,
                    action: Action::NoneOfThese,
                });
                reply
            }
            Outcome::Unknown(_) => {
                let _ = now;
                self.say(Phrase::Unknown, locale, ReplyKind::Unknown)
            }
        }
    }

    pub fn reply(&self, utterance: &Utterance) -> Reply {
        self.compose(&self.judge(utterance), utterance.now)
    }

    pub fn open(&self, action: &Action, locale: Locale, now: DateTime<Utc>) -> Reply {
        match action {
            Action::Open(id) | Action::Choose(id) if self.0.topic(id).is_some() => {
                self.answer(std::slice::from_ref(id), locale)
            }
            Action::NoneOfThese => self.say(Phrase::Unknown, locale, ReplyKind::Unknown),
            Action::Menu => self.welcome(locale, now),
            _ => {
                let mut reply = self.welcome(locale, now);
                reply.sections.insert(0, self.section(Phrase::StaleButton, locale));
                reply
            }
        }
    }

    pub fn welcome(&self, locale: Locale, _now: DateTime<Utc>) -> Reply {
        let mut reply = self.say(Phrase::Welcome, locale, ReplyKind::Welcome);
        for entry in &self.0.entries {
            reply.choices.push(Choice {
                label: entry.title.get(locale).clone(),
                action: Action::Open(entry.id.clone()),
            });
        }
        reply
    }

    fn answer(&self, ids: &[EntryId], locale: Locale) -> Reply {
        let sections = ids.iter().filter_map(|id| match self.0.topic(id)? {
            Topic::Entry(entry) => Some(Section {
                id: Some(id.clone()),
                title: Some(entry.title.get(locale).clone()),
                blocks: match &entry.body {
                    Body::Answer(text) => text.get(locale).blocks().to_vec(),
                    Body::Services => vec![Block::text("Services")],
                },
                ..Section::default()
            }),
            Topic::Service(_) => None,
        });
        Reply {
            locale,
            kind: ReplyKind::Answer,
            ids: ids.to_vec(),
            banner: None,
            sections: sections.collect(),
            choices: vec![],
        }
    }

    fn section(&self, phrase: Phrase, locale: Locale) -> Section {
        let text = self
            .0
            .interface
            .fill(phrase, locale, &[("town", "Isbergues"), ("phone", "03 21 61 30 80")]);
        Section {
            blocks: vec![Block::text(text)],
            ..Section::default()
        }
    }

    fn say(&self, phrase: Phrase, locale: Locale, kind: ReplyKind) -> Reply {
        Reply {
            locale,
            kind,
            ids: vec![],
            banner: None,
            sections: vec![self.section(phrase, locale)],
            choices: vec![],
        }
    }
}

fn both<T>(french: impl Into<T>, english: impl Into<T>) -> Localised<T> {
    let mut value = Localised::new(Locale::FRENCH, french.into());
    value.insert(Locale::ENGLISH, english.into());
    value
}
