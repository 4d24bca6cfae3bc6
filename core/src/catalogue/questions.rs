//! Example questions: those that staff wrote, and those that follow from a service's names.

use std::collections::{HashMap, HashSet};

use super::{Question, node::At, proofreader::Proofreader, source::Lists};
use crate::{
    EntryId, Locale,
    diagnostic::{Diagnostic, Place, Problem},
    text::fold,
};

/// What people ask of any service, per language. Few, so that they do not drown what staff wrote.
const TEMPLATES: &[(Locale, &[&str])] = &[
    (Locale::FRENCH, &["{name} ouvert ?", "horaires {name}"]),
    (Locale::ENGLISH, &["is {name} open?", "{name} opening hours"]),
];

/// Fewer example questions in the first language leave the ranker guessing.
const ENOUGH_QUESTIONS: usize = 5;

/// The example questions of one service or entry while they are collected. A generated one has no place, and gives way
/// to any other.
pub(super) struct Questions {
    asked: Vec<Question>,
}

impl Questions {
    /// The questions that staff wrote for an entry.
    pub(super) fn of_entry(reader: &mut Proofreader, at: At<'_>, lists: &Lists) -> Self {
        let mut questions = Self { asked: Vec::new() };
        questions.add_lists(reader, at, lists);
        let total = questions.asked.len();
        let in_first = questions.count(reader.first_language());
        let all_known = lists
            .0
            .iter()
            .all(|(code, _)| reader.languages.iter().any(|l| l.code() == code));
        if total == 0 && at.is_whole() {
            reader.add(at.key_place(), Problem::NoQuestions);
        } else if all_known && at.is_whole() {
            reader.translations(at, |locale| questions.count(locale) > 0);
            if (1..ENOUGH_QUESTIONS).contains(&in_first) {
                reader.add(
                    at.key_place(),
                    Problem::ThinEntry {
                        questions: in_first,
                        wanted: ENOUGH_QUESTIONS,
                    },
                );
            }
        }
        questions
    }

    /// The questions of a service: written ones, its names, and what people ask of any service.
    pub(super) fn of_service(
        reader: &mut Proofreader,
        at: At<'_>,
        (names, also, written): (&[(Locale, String)], &Lists, &Lists),
    ) -> Self {
        let mut questions = Self { asked: Vec::new() };
        questions.add_lists(reader, at.key("questions"), written);
        questions.add_lists(reader, at.key("also"), also);
        for (locale, name) in names {
            questions.asked.push(Question {
                locale: *locale,
                text: name.clone(),
                place: Some(at.key("name").key(locale.code()).place()),
            });
        }
        let also = also
            .0
            .iter()
            .flat_map(|(code, names)| names.iter().map(move |name| (Locale::parse(code), name.clone())));
        let also = also.filter_map(|(locale, name)| Some((locale?, name)));
        for (locale, name) in names.iter().cloned().chain(also) {
            let templates = TEMPLATES
                .iter()
                .filter(|(l, _)| *l == locale)
                .flat_map(|(_, templates)| *templates);
            for template in templates {
                questions.asked.push(Question {
                    locale,
                    text: template.replace("{name}", &name),
                    place: None,
                });
            }
        }
        questions
    }

    fn count(&self, locale: Locale) -> usize {
        self.asked.iter().filter(|asked| asked.locale == locale).count()
    }

    fn add_lists(&mut self, reader: &mut Proofreader, at: At<'_>, lists: &Lists) {
        for (code, texts) in &lists.0 {
            let Some(locale) = reader.language(at, code) else {
                continue;
            };
            for (position, text) in texts.iter().enumerate() {
                let at = at.key(code).item(position);
                reader.question(at, text);
                self.asked.push(Question {
                    locale,
                    text: text.trim().to_owned(),
                    place: Some(at.place()),
                });
            }
        }
    }

    /// The first question of a language, as written.
    pub(super) fn first(&self, locale: Locale) -> Option<&str> {
        let mut of_language = self.asked.iter().filter(|asked| asked.locale == locale);
        of_language.next().map(|asked| asked.text.as_str())
    }
}

/// Gives each topic its questions: the same one twice in a topic is kept once, in two topics it is an error.
pub(super) fn settle(topics: Vec<(EntryId, Questions)>) -> (HashMap<EntryId, Vec<Question>>, Vec<Diagnostic>) {
    let mut owners: HashMap<String, (EntryId, Place)> = HashMap::new();
    let mut problems = Vec::new();
    for (id, questions) in &topics {
        for question in &questions.asked {
            let Some(place) = &question.place else { continue };
            let key = folded(&question.text);
            match owners.get(&key) {
                Some((owner, first)) if owner != id => {
                    let problem = Problem::DuplicateQuestion { id: owner.to_string() };
                    problems.push(Diagnostic::new(Some(place.clone()), problem).with_related(first.clone()));
                }
                Some(_) => {}
                None => drop(owners.insert(key, (id.clone(), place.clone()))),
            }
        }
    }
    let mut generated: HashMap<String, EntryId> = HashMap::new();
    let mut settled = HashMap::new();
    for (id, questions) in topics {
        let mut kept: Vec<Question> = Vec::new();
        let mut seen = HashSet::new();
        for question in questions.asked {
            let key = folded(&question.text);
            let owner = owners.get(&key).map(|(owner, _)| owner);
            let is_free = question.place.is_some()
                || owner.map_or_else(
                    || generated.entry(key.clone()).or_insert_with(|| id.clone()) == &id,
                    |o| *o == id,
                );
            if is_free && seen.insert((question.locale, key)) {
                kept.push(question);
            }
        }
        settled.insert(id, kept);
    }
    (settled, problems)
}

/// A question without case, accents and punctuation: two that are equal then cannot be told apart.
fn folded(text: &str) -> String {
    let plain = fold(text).replace(|c: char| !c.is_alphanumeric(), " ");
    let words: Vec<_> = plain.split_whitespace().collect();
    if words.is_empty() {
        text.trim().to_owned()
    } else {
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_that_differ_in_dress_only_are_the_same() {
        assert_eq!(
            folded("La Mairie est-elle ouverte ?"),
            folded("la mairie est elle ouverte")
        );
        assert_eq!(folded("Où ?"), folded("ou"));
        assert_ne!(folded("?"), folded("!"));
    }
}
