//! Two versions of a FAQ, asked the same questions.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use guichet_core::{
    Action, EntryId, Locale, Utterance,
    catalogue::{Check, Topic},
    verdict::Outcome,
};

use crate::Assistant;

/// What changes from one version to the other.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    /// How many questions were asked.
    pub(super) asked: usize,
    /// How many of them people had asked without getting an answer.
    pub(super) gaps: usize,
    /// Questions that are treated differently, in the order of the FAQ.
    pub(super) shifts: Vec<Shift>,
    /// Important questions that were answered rightly and no longer are.
    pub(super) lost: Vec<Lost>,
    /// Texts that are worded differently, that are new or that are gone.
    pub(super) texts: Vec<TextChange>,
}

/// A question that is treated differently.
#[derive(Debug)]
pub(super) struct Shift {
    pub(super) question: String,
    pub(super) before: Outcome,
    pub(super) after: Outcome,
}

/// An important question that lost its answer.
#[derive(Debug)]
pub(super) struct Lost {
    pub(super) question: String,
    pub(super) expected: EntryId,
}

/// What citizens read about one topic in one language.
#[derive(Debug)]
pub(super) struct TextChange {
    pub(super) id: EntryId,
    pub(super) locale: Locale,
    /// Empty when the topic is new.
    pub(super) before: String,
    /// Empty when the topic is gone.
    pub(super) after: String,
}

/// How a question is treated differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Another entry answers.
    Moved,
    /// It had no clear answer, and has one.
    Answered,
    /// It is no longer clear, or other entries are offered.
    Ambiguous,
    /// It has no answer any more.
    Unknown,
}

impl Shift {
    /// How it is treated differently; `None` for what a citizen would not notice.
    pub(super) fn kind(&self) -> Option<Kind> {
        match (&self.before, &self.after) {
            (before, after) if before == after => None,
            (Outcome::Answer(_), Outcome::Answer(_)) => Some(Kind::Moved),
            (_, Outcome::Answer(_)) => Some(Kind::Answered),
            (_, Outcome::Clarify(_)) => Some(Kind::Ambiguous),
            (Outcome::Unknown(_), Outcome::Unknown(_)) => None,
            (_, Outcome::Unknown(_)) => Some(Kind::Unknown),
        }
    }
}

impl Comparison {
    /// Asks both versions the questions of both FAQs, their regression questions and these questions of citizens.
    pub(super) fn of(old: &Assistant, new: &Assistant, gaps: &[(Locale, String)], now: DateTime<Utc>) -> Self {
        let mut comparison = Self {
            texts: texts(old, new, now),
            gaps: gaps.len(),
            ..Self::default()
        };
        for (locale, question) in questions(old, new, gaps) {
            let utterance = Utterance::new(question.clone(), now).in_locale(locale);
            let (before, after) = (old.judge(&utterance).outcome, new.judge(&utterance).outcome);
            comparison.asked += 1;
            let shift = Shift {
                question,
                before,
                after,
            };
            comparison.shifts.extend(shift.kind().is_some().then_some(shift));
        }
        let important = checks(old, new).filter(|check| check.must);
        comparison.lost = important.filter_map(|check| lost(check, old, new, now)).collect();
        comparison.lost.dedup_by(|a, b| a.question == b.question);
        comparison
    }

    /// Whether nothing at all changes for citizens.
    pub(super) fn is_empty(&self) -> bool {
        self.shifts.is_empty() && self.lost.is_empty() && self.texts.is_empty()
    }
}

/// Every question once, with its language where it has one.
fn questions(old: &Assistant, new: &Assistant, gaps: &[(Locale, String)]) -> Vec<(Option<Locale>, String)> {
    let own = [new, old]
        .into_iter()
        .flat_map(|assistant| assistant.catalogue().topics());
    let own = own
        .flat_map(Topic::questions)
        .map(|question| (Some(question.locale), question.text.clone()));
    let checks = checks(old, new).map(|check| (None, check.say.clone()));
    let gaps = gaps.iter().map(|(locale, text)| (Some(*locale), text.clone()));
    let mut seen = BTreeSet::new();
    own.chain(checks)
        .chain(gaps)
        .filter(|question| seen.insert(question.clone()))
        .collect()
}

/// The regression questions of the new version, then those that only the old one has.
fn checks<'a>(old: &'a Assistant, new: &'a Assistant) -> impl Iterator<Item = &'a Check> {
    let kept = &new.catalogue().checks;
    let dropped = old
        .catalogue()
        .checks
        .iter()
        .filter(move |check| !kept.iter().any(|other| other.say == check.say));
    kept.iter().chain(dropped)
}

/// The question, when the old version answers it rightly and the new one does not.
fn lost(check: &Check, old: &Assistant, new: &Assistant, now: DateTime<Utc>) -> Option<Lost> {
    let utterance = Utterance::new(check.say.clone(), now);
    let is_right = |assistant: &Assistant| match assistant.judge(&utterance).outcome {
        Outcome::Answer(ids) => ids.contains(&check.expect),
        Outcome::Clarify(_) | Outcome::Unknown(_) => false,
    };
    (is_right(old) && !is_right(new)).then(|| Lost {
        question: check.say.clone(),
        expected: check.expect.clone(),
    })
}

/// What citizens read about every topic, where it differs.
fn texts(old: &Assistant, new: &Assistant, now: DateTime<Utc>) -> Vec<TextChange> {
    let topics = [new, old]
        .into_iter()
        .flat_map(|assistant| assistant.catalogue().topics());
    let mut seen = BTreeSet::new();
    let ids = topics
        .map(|topic| topic.id().clone())
        .filter(|id| seen.insert(id.clone()));
    let locales = &new.catalogue().town.languages;
    let changes = ids.flat_map(|id| {
        locales.iter().map(move |locale| TextChange {
            before: text(old, &id, *locale, now),
            after: text(new, &id, *locale, now),
            id: id.clone(),
            locale: *locale,
        })
    });
    changes.filter(|change| change.before != change.after).collect()
}

/// What a version says about a topic; nothing when it does not have it.
fn text(assistant: &Assistant, id: &EntryId, locale: Locale, now: DateTime<Utc>) -> String {
    if assistant.catalogue().topic(id).is_none() {
        return String::new();
    }
    assistant.open(&Action::Open(id.clone()), locale, now).plain_text()
}
