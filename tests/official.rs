//! "Is it really the town hall?": what the shipped FAQ's official list says of numbers, e-mail addresses and sites.

use std::{path::Path, sync::LazyLock};

use chrono::Utc;
use guichet_core::{
    Assistant, Locale, Utterance, Verdict,
    official::{Finding, Standing},
    reply::Block,
    verdict::Outcome,
};
use serde_json::Value;

use crate::support::program::{guichet, shipped_faq};

static ASSISTANT: LazyLock<Assistant> = LazyLock::new(|| Assistant::load(Path::new("../faq")).unwrap());

/// What is expected, and the message.
fn corpus() -> Vec<(&'static str, &'static str)> {
    let lines = include_str!("corpora/official.txt").lines();
    let read = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    read.map(|line| line.split_once(" | ").unwrap()).collect()
}

fn judge(text: &str) -> Verdict {
    ASSISTANT.judge(&Utterance::new(text, Utc::now()))
}

fn said(text: &str) -> String {
    ASSISTANT.compose(&judge(text), Utc::now()).plain_text()
}

/// The findings as the corpus writes them.
fn marks(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return ".".to_owned();
    }
    let mark = |finding: &Finding| match finding.standing {
        Standing::Official(_) => '=',
        Standing::NotListed => '-',
        Standing::LooksLike(_) | Standing::BearsTownName => '~',
    };
    findings.iter().map(mark).collect()
}

#[test]
fn citizens_are_told_where_each_thing_stands() {
    let corpus = corpus();
    assert!(corpus.len() >= 80, "{} messages", corpus.len());
    let missed: Vec<String> = corpus
        .iter()
        .filter_map(|(expected, text)| {
            let found = marks(&judge(text).findings);
            (found != *expected).then(|| format!("{found} instead of {expected}: {text}"))
        })
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_verdict_sends_to_the_switchboard_and_neither_reassures_nor_repeats() {
    let written = [
        "evil-site",
        "secure-pay",
        "bit.ly",
        "06 12",
        "0612345678",
        "isbergues.fr",
        "orange.fr",
        "colis",
    ];
    for (expected, text) in corpus().into_iter().filter(|(expected, _)| *expected != ".") {
        let reply = ASSISTANT.compose(&judge(text), Utc::now());
        let official = reply.sections.first().unwrap();
        assert_eq!(official.id, None, "{text}: the verdict comes first");
        let said = official.plain_text();
        assert!(said.contains("03 21 61 30 80"), "{text}: {said}");
        for word in ["sans danger", "sûr ", "safe", "http"].iter().chain(&written) {
            assert!(!said.contains(word), "{text}: {word} in {said}");
        }
        let doubtful = ["Ne rappelez pas, ne cliquez pas", "Do not call back, click"];
        let warned = doubtful.iter().any(|advice| said.contains(advice));
        assert_eq!(warned, expected.contains(['-', '~']), "{text}: {said}");
        let linked = official.blocks.iter().any(|block| match block {
            Block::Paragraph(spans) => spans.iter().any(|span| span.link.is_some()),
            Block::List { items, .. } => items.iter().flatten().any(|span| span.link.is_some()),
        });
        assert!(!linked, "{text}: nothing here is a link");
    }
}

#[test]
fn every_french_way_to_write_a_number_is_one_number() {
    for number in [
        "0321613080",
        "03 21 61 30 80",
        "03.21.61.30.80",
        "03-21-61-30-80",
        "03/21/61/30/80",
        "(03) 21 61 30 80",
        "0321 613 080",
        "+33321613080",
        "+33 3 21 61 30 80",
        "+33 (0)3 21 61 30 80",
        "+33.3.21.61.30.80",
        "0033321613080",
        "0033 3 21 61 30 80",
        "33 3 21 61 30 80",
        "03\u{a0}21\u{a0}61\u{a0}30\u{a0}80",
    ] {
        for frame in [
            "{}",
            "le {} c'est vous ?",
            "{} ?",
            "is {} really the town hall?",
            "j'ai eu un appel du {}",
        ] {
            let text = frame.replace("{}", number);
            assert_eq!(marks(&judge(&text).findings), "=", "{text}");
        }
        // One digit more, less or changed is another number.
        for other in [
            format!("{number}1"),
            number.replace("80", "8"),
            number.replace("61", "62"),
        ] {
            let found = marks(&judge(&format!("le {other} c'est vous ?")).findings);
            assert!(!found.contains('='), "{other}: {found}");
        }
    }
}

#[test]
fn several_things_are_told_apart_by_their_place() {
    let said = said("06 12 34 56 78, 03 21 61 30 80 et 03 21 61 30 81 : lequel est vrai ?");
    let lines: Vec<&str> = said.lines().filter(|line| line.starts_with("- ")).collect();
    assert_eq!(
        lines,
        [
            "- Le téléphone n° 3 de votre message ressemble à 03 21 61 30 80 (standard de la mairie d'Isbergues), mais ne \
             figure pas sur notre liste officielle.",
            "- Le téléphone n° 1 de votre message ne figure pas sur notre liste officielle.",
            "- Le téléphone n° 2 de votre message figure sur la liste officielle : standard de la mairie d'Isbergues.",
        ]
    );
}

#[test]
fn a_question_beside_the_number_is_answered_or_offered_too() {
    let utterance = Utterance::new(
        "C'est bien vous le 03 21 61 30 80 ? je voudrais aussi savoir si la médiathèque est ouverte",
        Utc::now(),
    );
    let reply = ASSISTANT.reply(&utterance);
    let text = reply.plain_text();
    assert!(text.contains("figure sur la liste officielle"), "{text}");
    let offered = reply.choices.iter().any(|choice| choice.label.contains("Médiathèque"));
    let library = text.find("Médiathèque");
    assert!(offered || library > text.find("figure sur"), "{text}");
}

#[test]
fn what_the_list_answers_is_an_answer() {
    for text in [
        "le 06 12 34 56 78 c'est vous ?",
        "cnil.fr",
        "bonjour, le 06 12 34 56 78 c'est vous ?",
    ] {
        assert_eq!(judge(text).outcome, Outcome::Answer(Vec::new()), "{text}");
    }
    let asked = ["ask", "--json", "is 03 21 61 30 80 really the town hall?"];
    let line: Value = serde_json::from_str(&guichet(asked).on(&shipped_faq()).run().success()).unwrap();
    assert_ne!(line["verdict"], "unknown");
    assert_eq!(line["lang"], "en");
    let reply = line["reply"].as_str().unwrap();
    assert!(
        reply.starts_with("This number is on the official list: Isbergues town hall switchboard."),
        "{reply}"
    );
}

#[test]
fn a_forwarded_message_is_compared_without_a_question() {
    let text = "Bonjour, merci de mettre vos papiers sur cantine-isbergues.top ou d'appeler le 03 21 61 30 80.";
    let forwarded = Utterance {
        forwarded: true,
        ..Utterance::new(text, Utc::now())
    };
    let verdict = ASSISTANT.judge(&forwarded);
    assert_eq!(marks(&verdict.findings), "~=");
    let said = ASSISTANT.compose(&verdict, Utc::now()).plain_text();
    assert!(said.contains("N'importe qui peut citer un vrai numéro"), "{said}");
    assert_eq!(verdict.locale, Locale::FRENCH);
}

#[test]
fn danger_goes_before_every_number() {
    for text in [
        "au secours mon mari me frappe 0321613080",
        "je vais me suicider, le 06 12 34 56 78 c'est vous ?",
        "my neighbour is having a heart attack, is 03 21 61 30 80 you?",
    ] {
        let verdict = judge(text);
        let ids: Vec<&str> = verdict
            .outcome
            .ids()
            .iter()
            .map(guichet_core::EntryId::as_str)
            .collect();
        assert_eq!(
            (ids.as_slice(), verdict.findings.len()),
            (["urgence"].as_slice(), 0),
            "{text}"
        );
    }
}
