//! The questions of citizens and the town's answers.

use super::{
    Body, Check, Entry, Signal,
    ids::{Ids, Written},
    node::At,
    placeholders::Facts,
    proofreader::Proofreader,
    questions::Questions,
    review, source,
};
use crate::{EntryId, Localised, Markdown, diagnostic::Problem};

/// Reads one entry.
pub(super) fn read(
    reader: &mut Proofreader,
    written: &Written<'_, source::Entry>,
    (ids, facts): (&Ids, &Facts<'_>),
) -> (Entry, Questions) {
    let (at, entry) = (written.at, written.source);
    ids.expect_all(reader, at.key("see_also"), &entry.id, &entry.see_also);
    let questions = Questions::of_entry(reader, at.key("questions"), &entry.questions);
    let title = match &entry.title {
        Some(title) => reader.label(at.key("title"), title),
        None => title_from(reader, &questions),
    };
    let read = Entry {
        id: written.id.clone(),
        title,
        questions: Vec::new(),
        body: body(reader, at, entry, facts),
        see_also: entry.see_also.iter().filter_map(|id| EntryId::parse(id)).collect(),
        review: review::read(reader, at, &entry.sources, entry.checked.as_ref(), entry.review_by),
        urgent: entry.priority == Some(source::Priority::Urgent),
        signals: entry.signals.iter().map(|signal| self::signal(*signal)).collect(),
    };
    (read, questions)
}

/// The first question of each language.
fn title_from(reader: &Proofreader, questions: &Questions) -> Localised<String> {
    let first = reader.first_language();
    let mut title = Localised::new(first, questions.first(first).unwrap_or_default().to_owned());
    for locale in &reader.languages {
        if let Some(question) = questions.first(*locale) {
            title.insert(*locale, question.to_owned());
        }
    }
    title
}

fn body(reader: &mut Proofreader, at: At<'_>, entry: &source::Entry, facts: &Facts<'_>) -> Body {
    match (&entry.answer, entry.shows) {
        (Some(answer), None) => Body::Answer(reader.markdown(at.key("answer"), answer, facts)),
        (None, Some(source::Shows::Services)) => Body::Services,
        (Some(_), Some(_)) => {
            reader.add(at.key("shows").key_place(), Problem::TwoAnswers);
            Body::Services
        }
        (None, None) => {
            if at.is_whole() {
                reader.add(at.key("id").place(), Problem::NoAnswer);
            }
            Body::Answer(Localised::new(reader.first_language(), Markdown::default()))
        }
    }
}

const fn signal(signal: source::Signal) -> Signal {
    match signal {
        source::Signal::Danger => Signal::Danger,
        source::Signal::SuspiciousEmail => Signal::SuspiciousEmail,
        source::Signal::SuspiciousSms => Signal::SuspiciousSms,
        source::Signal::Courtesy => Signal::Courtesy,
    }
}

/// Reads one regression question.
pub(super) fn check(reader: &mut Proofreader, at: At<'_>, check: &source::Check, ids: &Ids) -> Option<Check> {
    reader.question(at.key("say"), &check.say);
    ids.expect(reader, at.key("expect"), &check.expect);
    Some(Check {
        say: check.say.clone(),
        expect: EntryId::parse(&check.expect)?,
        must: check.must,
        place: at.key("say").place(),
    })
}
