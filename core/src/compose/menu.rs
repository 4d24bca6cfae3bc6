//! What can be tapped next: the menu of sample questions, and what to read after an answer.

use super::Composer;
use crate::{
    Action, EntryId, Phrase,
    catalogue::{Body, Entry, Signal, Topic},
    reply::Choice,
};

/// How many sample questions the menu offers besides the emergency.
const SAMPLES: usize = 4;

impl<'a> Composer<'a> {
    /// The sample questions, the emergency last. Chosen by what entries are, never by their ids.
    pub(super) fn menu(&self) -> Vec<Choice> {
        let mut picks: Vec<Topic<'a>> = Vec::new();
        for topic in self.samples() {
            if picks.len() < SAMPLES && !picks.iter().any(|pick| pick.id() == topic.id()) {
                picks.push(topic);
            }
        }
        picks.extend(self.emergency());
        picks
            .into_iter()
            .map(|topic| self.choice(topic, Action::Open))
            .collect()
    }

    /// Candidates for the menu, best first: the overview, the first service, the suspicious message, then one question
    /// out of each part of the FAQ, then whatever is left.
    fn samples(&self) -> Vec<Topic<'a>> {
        let entries = &self.catalogue.entries;
        let overview = entries.iter().find(|entry| matches!(entry.body, Body::Services));
        let suspicious = self.catalogue.signalled(Signal::SuspiciousEmail);
        // Small talk quotes no source, an answer to a question does.
        let is_question = |entry: &&Entry| !entry.urgent && entry.signals.is_empty();
        let questions: Vec<&Entry> = entries.iter().filter(is_question).collect();
        let sourced: Vec<&Entry> = questions
            .iter()
            .copied()
            .filter(|e| !e.review.sources.is_empty())
            .collect();
        let spread = [sourced.first(), sourced.get(sourced.len() / 2)]
            .into_iter()
            .flatten()
            .copied();
        let rest = spread.chain(sourced.iter().copied()).chain(questions.iter().copied());
        let mut samples: Vec<Topic<'a>> = overview.map(Topic::Entry).into_iter().collect();
        samples.extend(self.catalogue.services.first().map(Topic::Service));
        samples.extend(suspicious.into_iter().chain(rest).map(Topic::Entry));
        samples.extend(self.catalogue.services.iter().map(Topic::Service));
        samples.retain(|topic| !topic.is_urgent());
        samples
    }

    fn emergency(&self) -> Option<Topic<'a>> {
        let urgent = self.catalogue.topics().find(|topic| topic.is_urgent());
        self.catalogue.signalled(Signal::Danger).map(Topic::Entry).or(urgent)
    }

    /// What to read after these answers, each once: the services behind an overview, then what staff point to.
    pub(super) fn next_choices(&self, answered: &[Topic<'a>]) -> Vec<Choice> {
        let mut next: Vec<Topic<'a>> = Vec::new();
        let mut offer = |topic: Topic<'a>| {
            let known = answered.iter().chain(&next).any(|other| other.id() == topic.id());
            if !known {
                next.push(topic);
            }
        };
        for topic in answered {
            if matches!(topic, Topic::Entry(entry) if matches!(entry.body, Body::Services)) {
                self.catalogue.services.iter().map(Topic::Service).for_each(&mut offer);
            }
            let see_also: &'a [EntryId] = topic.see_also();
            see_also
                .iter()
                .filter_map(|id| self.catalogue.topic(id))
                .for_each(&mut offer);
        }
        next.into_iter().map(|topic| self.choice(topic, Action::Open)).collect()
    }

    /// A button that leads to a service or an entry.
    pub(super) fn choice(&self, topic: Topic<'_>, action: impl Fn(EntryId) -> Action) -> Choice {
        Choice {
            label: topic.title(self.locale).to_owned(),
            action: action(topic.id().clone()),
        }
    }

    /// The button that leads to the menu.
    pub(super) fn menu_choice(&self) -> Choice {
        Choice {
            label: self.text(Phrase::Menu).to_owned(),
            action: Action::Menu,
        }
    }
}
