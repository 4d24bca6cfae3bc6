//! Puts replies together from what staff wrote: a verdict in, a [`Reply`] out. Nothing of what a citizen said is in it.

mod card;
mod entry;
mod freshness;
mod menu;
mod moment;
mod official;
mod overview;
mod signs;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    Action, Catalogue, EntryId, Locale, Phrase, Reply, Verdict,
    calendar::Calendar,
    catalogue::Topic,
    reply::{Block, Choice, ReplyKind, Section, Span},
    verdict::{Outcome, Unknown},
};

/// The reply to a message that was judged.
pub(crate) fn compose(catalogue: &Catalogue, verdict: &Verdict, now: DateTime<Utc>) -> Reply {
    let composer = Composer::new(catalogue, verdict.locale, now);
    let mut reply = match &verdict.outcome {
        Outcome::Answer(ids) if ids.is_empty() && !verdict.findings.is_empty() => composer.findings_alone(),
        Outcome::Answer(ids) => composer.answer(ids),
        Outcome::Clarify(ids) if verdict.findings.is_empty() => composer.clarify(ids, Phrase::DidYouMean),
        // What was asked is answered already.
        Outcome::Clarify(ids) => composer.clarify(ids, Phrase::OfficialMore),
        Outcome::Unknown(reason) => composer.unknown(*reason),
    };
    let shown = [
        official::section(&composer, &verdict.findings),
        signs::section(&composer, &verdict.signs),
    ];
    reply.sections.splice(0..0, shown.into_iter().flatten());
    reply
}

/// Says what a catalogue holds, in one language and at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Composer<'a> {
    catalogue: &'a Catalogue,
    locale: Locale,
    now: DateTime<Utc>,
}

impl<'a> Composer<'a> {
    /// A composer of replies in `locale`, as things stand at `now`.
    pub(crate) const fn new(catalogue: &'a Catalogue, locale: Locale, now: DateTime<Utc>) -> Self {
        Self { catalogue, locale, now }
    }

    /// The texts of these entries and services, in this order. Titles are shown where there are several.
    ///
    /// Ids that the catalogue does not have are passed over; when none is left the reply is an honest "unknown".
    fn answer(&self, ids: &[EntryId]) -> Reply {
        let topics: Vec<Topic<'a>> = ids.iter().filter_map(|id| self.catalogue.topic(id)).collect();
        if topics.is_empty() {
            return self.unknown(Unknown::NotCovered);
        }
        let titled = topics.len() > 1;
        let sections = topics.iter().map(|topic| self.section(*topic, titled)).collect();
        let choices = self.next_choices(&topics);
        Reply {
            ids: topics.iter().map(|topic| topic.id().clone()).collect(),
            choices,
            ..self.reply(ReplyKind::Answer, sections)
        }
    }

    /// Asks in the words of `question` which of these was meant, and offers "none of these".
    fn clarify(&self, ids: &[EntryId], question: Phrase) -> Reply {
        let topics: Vec<Topic<'a>> = ids.iter().filter_map(|id| self.catalogue.topic(id)).collect();
        if topics.is_empty() {
            return self.unknown(Unknown::NotCovered);
        }
        let mut choices: Vec<Choice> = topics.iter().map(|topic| self.choice(*topic, Action::Choose)).collect();
        choices.push(Choice {
            label: self.text(Phrase::NoneOfThese).to_owned(),
            action: Action::NoneOfThese,
        });
        Reply {
            ids: topics.iter().map(|topic| topic.id().clone()).collect(),
            choices,
            ..self.reply(ReplyKind::Clarify, vec![self.said(question)])
        }
    }

    /// Says honestly that there is no answer, and whom to call.
    fn unknown(&self, reason: Unknown) -> Reply {
        let mut blocks = match reason {
            Unknown::NotCovered => vec![self.with_phone(Phrase::Unknown, Phrase::UnknownNoPhone)],
            Unknown::OtherLanguage => self.in_every_language(),
            Unknown::NoWords => vec![self.text(Phrase::NoWords).to_owned()],
            Unknown::Insult => vec![self.with_phone(Phrase::Insult, Phrase::InsultNoPhone)],
            Unknown::Distress => vec![self.with_phone(Phrase::Distress, Phrase::DistressNoPhone)],
        };
        if reason == Unknown::NotCovered {
            blocks.push(self.text(Phrase::UnknownHint).to_owned());
        }
        Reply {
            choices: vec![self.menu_choice()],
            ..self.reply(ReplyKind::Unknown, vec![paragraphs(blocks)])
        }
    }

    /// The frame of a reply whose only text is what the official list says.
    fn findings_alone(&self) -> Reply {
        Reply {
            choices: vec![self.menu_choice()],
            ..self.reply(ReplyKind::Answer, Vec::new())
        }
    }

    /// Presents the counter: who speaks, what it can do, and a few questions to start from.
    pub(crate) fn welcome(&self) -> Reply {
        let mut lines = vec![
            self.fill(Phrase::Welcome, &[]),
            self.fill(Phrase::WelcomeAbilities, &[]),
        ];
        let choices = self.menu();
        if !choices.is_empty() {
            lines.push(self.text(Phrase::Samples).to_owned());
        }
        Reply {
            choices,
            ..self.reply(ReplyKind::Welcome, vec![paragraphs(lines)])
        }
    }

    /// The reply to a tap on a button; the menu when the entry behind it is gone.
    pub(crate) fn open(&self, action: &Action) -> Reply {
        match action {
            Action::Open(id) | Action::Choose(id) => match self.catalogue.topic(id) {
                Some(topic) => self.opened(topic),
                None => self.stale(),
            },
            Action::NoneOfThese => self.unknown(Unknown::NotCovered),
            Action::Menu => self.welcome(),
            Action::Speak(locale) => Self {
                locale: *locale,
                ..*self
            }
            .welcome(),
            Action::Vote(id, helped) => self.thanks(id, *helped),
        }
    }

    /// What a citizen is told who taps a button of an earlier FAQ.
    fn stale(&self) -> Reply {
        Reply {
            choices: self.menu(),
            ..self.reply(ReplyKind::Welcome, vec![self.said(Phrase::StaleButton)])
        }
    }

    /// One entry that was chosen by its title, and is shown under it.
    fn opened(&self, topic: Topic<'a>) -> Reply {
        Reply {
            ids: vec![topic.id().clone()],
            choices: self.next_choices(&[topic]),
            ..self.reply(ReplyKind::Answer, vec![self.section(topic, true)])
        }
    }

    fn thanks(&self, id: &EntryId, helped: bool) -> Reply {
        let text = if helped {
            self.text(Phrase::VoteHelped).to_owned()
        } else {
            self.with_phone(Phrase::VoteNotHelped, Phrase::VoteNotHelpedNoPhone)
        };
        let topic = self.catalogue.topic(id);
        Reply {
            ids: topic.map(|topic| topic.id().clone()).into_iter().collect(),
            choices: vec![self.menu_choice()],
            ..self.reply(ReplyKind::Answer, vec![paragraphs(vec![text])])
        }
    }

    /// The text of a service or an entry; a service always bears its name.
    fn section(&self, topic: Topic<'a>, titled: bool) -> Section {
        match topic {
            Topic::Service(service) => self.card(service),
            Topic::Entry(entry) => self.entry(entry, titled),
        }
    }

    /// A reply below the town's banner, without ids or choices.
    fn reply(&self, kind: ReplyKind, sections: Vec<Section>) -> Reply {
        Reply {
            locale: self.locale,
            kind,
            ids: Vec::new(),
            banner: self.banner(),
            sections,
            choices: Vec::new(),
        }
    }

    /// The town's banner as one run of text, its paragraphs apart by a line break.
    fn banner(&self) -> Option<Vec<Span>> {
        let banner = self.catalogue.town.banner.as_ref()?.get(self.locale);
        let mut spans: Vec<Span> = Vec::new();
        for block in banner.blocks() {
            if !spans.is_empty() {
                spans.push(Span::plain("\n"));
            }
            match block {
                Block::Paragraph(text) => spans.extend(text.iter().cloned()),
                Block::List { .. } => spans.push(Span::plain(block.plain_text())),
            }
        }
        (!spans.is_empty()).then_some(spans)
    }

    /// "Please write in …" in each language of the town.
    fn in_every_language(&self) -> Vec<String> {
        let languages = self.catalogue.town.languages.iter();
        let said = languages.map(|locale| {
            Self {
                locale: *locale,
                ..*self
            }
            .with_phone(Phrase::OtherLanguage, Phrase::OtherLanguageNoPhone)
        });
        let mut said: Vec<String> = said.collect();
        said.dedup();
        said
    }

    /// A sentence that gives the switchboard's number, or the other one where no number is known.
    fn with_phone(&self, phrase: Phrase, without: Phrase) -> String {
        self.fill(if self.switchboard().is_some() { phrase } else { without }, &[])
    }

    /// The number to call when nothing better is known: the town's first official number, else the first of a service
    /// that answers the phone.
    fn switchboard(&self) -> Option<&'a str> {
        let official = self
            .catalogue
            .town
            .official
            .phones
            .first()
            .map(|phone| phone.value.as_str());
        official.or_else(|| self.catalogue.services.iter().find_map(card::answered_phone))
    }

    /// A section that is one sentence.
    fn said(&self, phrase: Phrase) -> Section {
        paragraphs(vec![self.text(phrase).to_owned()])
    }

    fn text(&self, phrase: Phrase) -> &'a str {
        self.catalogue.interface.text(phrase, self.locale)
    }

    /// A sentence with its gaps filled. Any sentence may name the town and its number.
    fn fill(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        let mut values = values.to_vec();
        values.push(("town", &self.catalogue.town.name));
        values.extend(self.switchboard().map(|phone| ("phone", phone)));
        self.catalogue.interface.fill(phrase, self.locale, &values)
    }

    fn calendar(&self) -> Calendar<'a> {
        Calendar {
            interface: &self.catalogue.interface,
            locale: self.locale,
        }
    }

    /// The day in the town.
    fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.catalogue.town.timezone).date_naive()
    }
}

/// A section of paragraphs, without a title.
fn paragraphs(texts: Vec<String>) -> Section {
    Section {
        blocks: texts.into_iter().map(Block::text).collect(),
        ..Section::default()
    }
}

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
