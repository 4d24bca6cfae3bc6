//! What is recognised by more than its likeness to example questions: danger, suspicious messages, moods.

use guichet_core::{Acted, Medium, danger_kind, mood, suspicious, verdict::Unknown};

const DANGER: &str = include_str!("corpora/danger.txt");
const PASTED: &str = include_str!("corpora/pasted.txt");
const MOOD: &str = include_str!("corpora/mood.txt");

/// The messages of a corpus behind a mark, with `\n` as a line break.
fn messages(corpus: &str, mark: &str) -> Vec<String> {
    let lines = corpus
        .lines()
        .filter_map(|line| line.strip_prefix(mark)?.strip_prefix(' '));
    lines.map(|line| line.replace("\\n", "\n")).collect()
}

/// Those that `wrong` holds for, to be listed when there are too many.
fn misses(messages: &[String], wrong: impl Fn(&str) -> bool) -> Vec<&str> {
    messages
        .iter()
        .map(String::as_str)
        .filter(|message| wrong(message))
        .collect()
}

#[test]
fn every_danger_is_recognised() {
    let danger = messages(DANGER, "!");
    assert!(danger.len() >= 400, "{} messages", danger.len());
    let missed = misses(&danger, |message| danger_kind(message).is_none());
    assert!(missed.is_empty(), "missed: {missed:#?}");
}

#[test]
fn danger_survives_shouting_lost_accents_and_politeness() {
    let danger = messages(DANGER, "!");
    let disguises: [fn(&str) -> String; 4] = [
        |text| text.to_uppercase(),
        |text| guichet_core::text::fold(text),
        |text| format!("Bonjour, excusez-moi de vous déranger, {text}"),
        |text| format!("{text} merci de me répondre vite"),
    ];
    // A message that is danger only when nothing else is said ("SOS", "15") may vanish behind politeness.
    let short = |text: &str| text.split_whitespace().count() <= 4;
    for disguise in disguises {
        let missed = misses(&danger, |text| !short(text) && danger_kind(&disguise(text)).is_none());
        assert!(missed.is_empty(), "missed: {missed:#?}");
    }
}

#[test]
fn what_only_sounds_like_danger_is_not() {
    let calm = messages(DANGER, ".");
    assert!(calm.len() >= 380, "{} messages", calm.len());
    let mistaken = misses(&calm, |message| danger_kind(message).is_some());
    assert!(mistaken.is_empty(), "mistaken: {mistaken:#?}");
}

#[test]
fn no_scam_and_no_ordinary_message_is_danger() {
    let others = [messages(PASTED, "!"), messages(PASTED, ".")].concat();
    let mistaken = misses(&others, |message| danger_kind(message).is_some());
    // One in four hundred: a scam that plays a child in distress leans to the safe side.
    assert!(mistaken.len() * 400 <= others.len(), "mistaken: {mistaken:#?}");
}

#[test]
fn pasted_scams_are_recognised() {
    let pasted = messages(PASTED, "!");
    assert!(pasted.len() >= 150, "{} messages", pasted.len());
    let missed = misses(&pasted, |message| suspicious(message, false).is_none());
    assert!(missed.len() * 100 <= pasted.len() * 2, "missed: {missed:#?}");
}

#[test]
fn ordinary_messages_are_not_taken_for_pasted_scams() {
    let ordinary = [messages(PASTED, "."), messages(DANGER, "."), messages(DANGER, "!")].concat();
    let mistaken = misses(&ordinary, |message| suspicious(message, false).is_some());
    assert!(mistaken.len() * 200 <= ordinary.len(), "mistaken: {mistaken:#?}");
}

#[test]
fn what_was_shown_is_told_from_what_the_citizen_says() {
    for (message, own, acted) in [
        (
            "« Réglez 35 € sur amende-fr.top » où le signaler ?",
            Some("où le signaler ?"),
            None,
        ),
        (
            "« Réglez 35 € sur amende-fr.top » j'ai cliqué sur le lien",
            Some("j'ai cliqué sur le lien"),
            Some(Acted::Clicked),
        ),
        (
            "« Réglez 35 € sur amende-fr.top » je n'ai pas cliqué",
            Some("je n'ai pas cliqué"),
            None,
        ),
        (
            "\"Your account is locked, verify here: lock.top\" I entered my password",
            Some("I entered my password"),
            Some(Acted::GaveData),
        ),
        ("Votre colis attend, payez 2€ ici : colis.top", None, None),
    ] {
        let found = suspicious(message, false).expect(message);
        assert_eq!(
            (found.own_words.as_deref(), found.already_acted),
            (own, acted),
            "{message}"
        );
    }
}

#[test]
fn mail_and_sms_are_told_apart() {
    for (message, medium) in [
        (
            "Objet : Facture\nMadame, Monsieur, veuillez régler la facture ci-jointe.",
            Medium::Email,
        ),
        ("Votre colis attend, payez 2€ ici : colis.top", Medium::Sms),
        (
            "reçu par mail : « votre compte est bloqué, cliquez ici »",
            Medium::Email,
        ),
        (
            "reçu par texto : « cher client, votre compte est bloqué, cliquez ici »",
            Medium::Sms,
        ),
    ] {
        assert_eq!(
            suspicious(message, false).map(|found| found.medium),
            Some(medium),
            "{message}"
        );
    }
}

#[test]
fn a_forwarded_message_needs_less_to_be_suspicious() {
    let text = "Merci de régler avant ce soir sur paiement-ville.top";
    assert!(suspicious(text, true).is_some());
    assert_eq!(suspicious("La mairie annexe est ouverte demain matin.", true), None);
}

#[test]
fn moods_are_recognised() {
    for (mark, expected) in [
        ("i", Some(Unknown::Insult)),
        ("d", Some(Unknown::Distress)),
        (".", None),
    ] {
        let wrong = messages(MOOD, mark);
        let wrong = misses(&wrong, |message| mood(message) != expected);
        assert!(wrong.is_empty(), "not {expected:?}: {wrong:#?}");
    }
}
