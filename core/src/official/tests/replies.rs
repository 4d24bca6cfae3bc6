//! Whole replies, from a message to the words of the town.

use super::*;
use crate::{Utterance, Verdict, reply::ReplyKind, verdict::Outcome};

const LISTED: &str = "figure sur la liste officielle";
const NOT_LISTED: &str = "ne figure pas sur notre liste officielle";

fn judged(assistant: &Assistant, text: &str, locale: Locale) -> (Verdict, String, ReplyKind) {
    let utterance = Utterance::new(text, now()).in_locale(Some(locale));
    let verdict = assistant.judge(&utterance);
    let reply = assistant.compose(&verdict, now());
    (verdict, reply.plain_text(), reply.kind)
}

#[test]
fn replies_say_what_the_list_says() {
    let assistant = assistant();
    for (text, locale, expected) in [
        (
            "0321003080",
            Locale::FRENCH,
            "Ce numéro figure sur la liste officielle : standard de la mairie.",
        ),
        (
            "le 0321003080 c'est vous ?",
            Locale::FRENCH,
            "Ce numéro figure sur la liste officielle : standard de la mairie.",
        ),
        (
            "is 0321003080 really you?",
            Locale::ENGLISH,
            "This number is on the official list: town hall switchboard.",
        ),
        (
            "le 06 12 34 56 78 c'est vous ?",
            Locale::FRENCH,
            "Ce numéro ne figure pas sur notre liste officielle",
        ),
        (
            "03 21 00 30 81",
            Locale::FRENCH,
            "Ce numéro ressemble à 03 21 00 30 80 (standard de la mairie), mais ne figure pas",
        ),
        (
            "http://exemple.com/x",
            Locale::FRENCH,
            "Ce site ne figure pas sur notre liste officielle",
        ),
        (
            "is https://cnil.fr.evil.com real?",
            Locale::ENGLISH,
            "This site looks like cnil.fr, but is not on our official list.",
        ),
        (
            "jean@orange.fr c'est vous ?",
            Locale::FRENCH,
            "Cette adresse e-mail ne figure pas",
        ),
    ] {
        let (verdict, said, kind) = judged(&assistant, text, locale);
        assert!(said.contains(expected), "{text}: {said}");
        assert!(said.contains("03 21 00 30 80"), "the switchboard: {said}");
        assert_eq!(kind, ReplyKind::Answer, "{text}");
        let first = said.find(expected);
        assert!(first.is_some_and(|at| at < 5), "before the answer: {said}");
        assert_eq!(verdict.findings.len(), 1, "{text}");
        for word in ["sûr", "safe", "exemple.com", "evil", "orange.fr", "0612345678", "06 12"] {
            let switchboard_advice = said.replace("Le plus sûr", "");
            assert!(!switchboard_advice.contains(word), "{word} in {said}");
        }
    }
}

#[test]
fn a_doubtful_link_alone_leads_to_what_to_do() {
    let assistant = assistant();
    let (verdict, said, _) = judged(&assistant, "http://exemple.com/x", Locale::FRENCH);
    let ids: Vec<String> = verdict.outcome.ids().iter().map(ToString::to_string).collect();
    assert_eq!(ids, ["email-suspect"]);
    assert!(said.contains("Ne cliquez sur aucun lien."), "{said}");
    let (verdict, said, _) = judged(&assistant, "0321003080", Locale::FRENCH);
    assert_eq!(verdict.outcome, Outcome::Answer(Vec::new()), "the list is the answer");
    assert!(!said.contains("Je n'ai pas"), "{said}");
}

#[test]
fn an_address_that_is_only_asked_about_is_not_taken_for_a_scam() {
    let assistant = assistant();
    for (text, warned) in [
        ("cnil.fr", false),
        ("cnil.fr est-ce fiable ?", false),
        ("j'ai reçu un e-mail bizarre avec cnil.fr dedans", true),
        ("cnil-plainte.com est-ce fiable ?", true),
    ] {
        let (verdict, said, _) = judged(&assistant, text, Locale::FRENCH);
        assert_eq!(verdict.findings.len(), 1, "{text}");
        assert_eq!(said.contains("Ne cliquez sur aucun lien."), warned, "{text}: {said}");
    }
}

#[test]
fn each_thing_has_its_own_verdict_and_the_worst_comes_first() {
    let assistant = assistant();
    let text = "0321003080 et 0612345678 et cnil.com, c'est vous ?";
    let (verdict, said, _) = judged(&assistant, text, Locale::FRENCH);
    assert_eq!(verdict.findings.len(), 3);
    let lines: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("- ")).collect();
    assert_eq!(
        lines,
        [
            &format!("Ce site ressemble à cnil.fr, mais {NOT_LISTED}."),
            &format!("Le téléphone n° 2 de votre message {NOT_LISTED}."),
            &format!("Le téléphone n° 1 de votre message {LISTED} : standard de la mairie."),
        ]
    );
    assert!(said.contains("Ne rappelez pas"), "{said}");
    assert!(said.contains("N'importe qui peut citer un vrai numéro"), "{said}");
}

#[test]
fn what_is_written_plainly_and_in_disguise_is_not_official() {
    let registry = registry();
    for text in [
        "cnil.fr https://cnil.fr:8443/ c'est vous ?",
        "https://cnil.fr:8443/ cnil.fr c'est vous ?",
        "0321003080 ou O321OO3O8O ?",
        "accueil@ville-sur-lys.fr accueiI@ville-sur-lys.fr",
    ] {
        let findings = registry.inspect(text);
        let disguised = |finding: &Finding| matches!(finding.standing, Standing::LooksLike(_));
        assert!(findings.iter().any(disguised), "{text}: {findings:?}");
    }
}

#[test]
fn no_more_than_five_things_are_told_and_none_worse_is_left_out() {
    let assistant = assistant();
    let text = "0321003080, 33700, 116 006, cnil.fr, 17cyber.gouv.fr, ville-sur-lys.fr, cnil.com, c'est vous ?";
    let (verdict, said, _) = judged(&assistant, text, Locale::FRENCH);
    assert_eq!(verdict.findings.len(), 5);
    assert!(
        said.starts_with("- Le site n° 4 de votre message ressemble à cnil.fr"),
        "{said}"
    );
}

#[test]
fn mentions_and_danger_are_left_alone() {
    let assistant = assistant();
    for text in [
        "je suis au 06 12 34 56 78, rappelez-moi pour mon passeport",
        "au secours il y a le feu, mon numéro 06 12 34 56 78",
        "au secours il y a le feu 0321003080",
        "la médiathèque est-elle ouverte ?",
    ] {
        assert_eq!(judged(&assistant, text, Locale::FRENCH).0.findings, [], "{text}");
    }
    let mut forwarded = Utterance::new(
        "Cher client, votre colis attend : cnil-colis.top ou 03 21 00 30 80",
        now(),
    );
    forwarded.forwarded = true;
    let verdict = assistant.judge(&forwarded);
    let said = assistant.compose(&verdict, now()).plain_text();
    let (site, number) = (said.find("Ce site ressemble à cnil.fr"), said.find("Ce numéro figure"));
    assert!(
        site.is_some() && site < number,
        "the good name of the number comes last: {said}"
    );
    assert!(said.contains("N'importe qui peut citer un vrai numéro"), "{said}");
}
