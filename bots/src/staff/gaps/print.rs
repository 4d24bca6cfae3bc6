//! The groups as a report, as JSON and as a table.

use guichet_core::{Catalogue, EntryId};
use serde::Serialize;

use super::group::Group;
use crate::{cli::Gaps, language::Language, staff::csv};

/// A group for programs.
#[derive(Serialize)]
struct Line<'a> {
    wording: &'a str,
    lang: String,
    people: usize,
    asked: usize,
    nearest: Option<&'a str>,
    yaml: String,
}

/// The report for a clerk; ends with a line break. `all` is the number of groups before the shy ones were left out.
pub(super) fn report(
    shown: &[&Group<'_>],
    all: usize,
    options: &Gaps,
    catalogue: &Catalogue,
    language: Language,
) -> String {
    let mut text = String::new();
    for group in shown {
        text += &one(group, catalogue, language);
        text.push('\n');
    }
    text + &summary(shown.len(), all, options, language)
}

/// The groups as a JSON list.
pub(super) fn json(shown: &[&Group<'_>]) -> serde_json::Result<String> {
    let lines: Vec<_> = shown
        .iter()
        .map(|group| Line {
            wording: group.wording,
            lang: group.locale.to_string(),
            people: group.people,
            asked: group.asked,
            nearest: group.nearest.map(EntryId::as_str),
            yaml: yaml(group.wording),
        })
        .collect();
    Ok(serde_json::to_string_pretty(&lines)? + "\n")
}

/// The groups as a table.
pub(super) fn csv(shown: &[&Group<'_>]) -> String {
    let mut text = csv::line(&["people", "asked", "lang", "nearest", "wording"]);
    for group in shown {
        let (people, asked, lang) = (
            group.people.to_string(),
            group.asked.to_string(),
            group.locale.to_string(),
        );
        let nearest = group.nearest.map(EntryId::as_str).unwrap_or_default();
        text += &csv::line(&[&people, &asked, &lang, nearest, group.wording]);
    }
    text
}

fn one(group: &Group<'_>, catalogue: &Catalogue, language: Language) -> String {
    let Group {
        locale,
        wording,
        people,
        asked,
        nearest,
    } = group;
    let people = language.count(*people, ["personne", "personnes"], ["person", "people"]);
    let times = language.count(*asked, ["fois", "fois"], ["time", "times"]);
    let mut text = language.pick(
        format!("{wording}\n  demandé {times}, par au moins {people} ({locale})\n"),
        format!("{wording}\n  asked {times}, by at least {people} ({locale})\n"),
    );
    let topic = nearest.and_then(|id| catalogue.topic(id));
    text += &match topic {
        Some(topic) => {
            let (id, title) = (topic.id(), topic.title(language.locale()));
            language.pick(
                format!(
                    "  le plus proche : {id} ({title}). Si c'est bien la réponse, ajoutez sous `questions: {locale}:`\n"
                ),
                format!("  nearest: {id} ({title}). If that is the answer, add below `questions: {locale}:`\n"),
            )
        }
        None => language.pick(
            format!("  rien de proche. Dans une nouvelle entrée, sous `questions: {locale}:`\n"),
            format!("  nothing is near. In a new entry, below `questions: {locale}:`\n"),
        ),
    };
    text + &format!("        {}\n", yaml(wording))
}

fn summary(shown: usize, all: usize, options: &Gaps, language: Language) -> String {
    let Gaps { days, min_people, .. } = options;
    let topics = language.count(shown, ["sujet", "sujets"], ["topic", "topics"]);
    let mut text = if *days == 1 {
        language.pick(
            format!("{topics} sans réponse aujourd'hui.\n"),
            format!("{topics} without an answer today.\n"),
        )
    } else {
        language.pick(
            format!("{topics} sans réponse, des {days} derniers jours.\n"),
            format!("{topics} without an answer, of the last {days} days.\n"),
        )
    };
    if all > shown {
        let people = language.count(*min_people, ["personne", "personnes"], ["person", "people"]);
        let hidden = language.count(
            all - shown,
            [
                "autre n'est pas montré, demandé",
                "autres ne sont pas montrés, demandés",
            ],
            ["other is not shown, asked", "others are not shown, asked"],
        );
        text += &language.pick(
            format!("{hidden} par moins de {people} le même jour (--min-people).\n"),
            format!("{hidden} by fewer than {people} on one day (--min-people).\n"),
        );
    }
    text
}

/// The line to paste into the FAQ. JSON's quotes are YAML's double quotes.
fn yaml(wording: &str) -> String {
    format!("- {}", serde_json::Value::from(wording))
}
