//! Whole replies, from a message to the words of the town.

use super::*;
use crate::{
    Utterance, Verdict,
    reply::ReplyKind,
    verdict::{Outcome, Unknown},
};

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
            "Ce numéro ressemble au 03 21 00 30 80 (standard de la mairie), mais ce n'est pas lui.",
        ),
        (
            "http://exemple.com/x",
            Locale::FRENCH,
            "Ce site ne figure pas sur notre liste officielle",
        ),
        (
            "is https://cnil.fr.evil.com real?",
            Locale::ENGLISH,
            "This address looks like cnil.fr (cnil.fr), but it is not that site.",
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
    assert!(matches!(verdict.outcome, Outcome::Unknown(Unknown::NoWords)));
    assert!(!said.contains("Je n'ai pas"), "{said}");
}

#[test]
fn several_things_are_told_apart() {
    let assistant = assistant();
    let text = "0321003080 et 0612345678 et cnil.com, c'est vous ?";
    let (verdict, said, _) = judged(&assistant, text, Locale::FRENCH);
    assert_eq!(verdict.findings.len(), 3);
    for expected in [
        "Un numéro ou une adresse de ce message ressemble à cnil.fr",
        "Au moins un numéro ou une adresse de ce message ne figure pas",
        "03 21 00 30 80 figure sur la liste officielle : standard de la mairie.",
        "Ne rappelez pas",
    ] {
        assert!(said.contains(expected), "{said}");
    }
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
    let findings = assistant.judge(&forwarded).findings;
    assert!(
        !findings.is_empty() && !findings.iter().any(is_official),
        "{findings:?}"
    );
}
