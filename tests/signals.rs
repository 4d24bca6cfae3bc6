//! What is recognised by more than its likeness to example questions: danger and suspicious messages.

use chrono::Utc;
use guichet_core::{Acted, Assistant, Catalogue, Locale, Medium, Utterance, danger_kind, suspicious};

const DANGER: &str = include_str!("corpora/danger.txt");
const PASTED: &str = include_str!("corpora/pasted.txt");
const DANGER_OTHERS: &str = include_str!("corpora/danger-others.txt");
const PASTED_OTHERS: &str = include_str!("corpora/pasted-others.txt");
/// What a town's counter hears every day, one message a line.
const EVERYDAY: [&str; 2] = [
    include_str!("../core/data/background.fr.txt"),
    include_str!("../core/data/background.en.txt"),
];

/// The messages of a corpus behind a mark, with `\n` as a line break.
pub(crate) fn messages(corpus: &str, mark: &str) -> Vec<String> {
    let lines = corpus
        .lines()
        .filter_map(|line| line.strip_prefix(mark)?.strip_prefix(' '));
    lines.map(|line| line.replace("\\n", "\n")).collect()
}

/// Those that `wrong` holds for, to be listed when there are too many.
pub(crate) fn misses(messages: &[String], wrong: impl Fn(&str) -> bool) -> Vec<&str> {
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
    let short = |text: &str| text.split_whitespace().count() <= 3;
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
    assert!(mistaken.len() * 500 <= others.len(), "mistaken: {mistaken:#?}");
}

#[test]
fn other_authors_are_understood_in_danger() {
    let danger = messages(DANGER_OTHERS, "!");
    assert!(danger.len() >= 280, "{} messages", danger.len());
    let missed = misses(&danger, |message| danger_kind(message).is_none());
    assert!(missed.len() * 100 <= danger.len() * 3, "missed: {missed:#?}");
    let calm = messages(DANGER_OTHERS, ".");
    assert!(calm.len() >= 470, "{} messages", calm.len());
    let mistaken = misses(&calm, |message| danger_kind(message).is_some());
    assert!(mistaken.len() * 100 <= calm.len(), "mistaken: {mistaken:#?}");
}

#[test]
fn everyday_messages_raise_no_alarm() {
    let lines = EVERYDAY.iter().flat_map(|list| list.lines());
    let everyday: Vec<String> = lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect();
    assert!(everyday.len() >= 1_000, "{} messages", everyday.len());
    let mistaken = misses(&everyday, |message| {
        danger_kind(message).is_some() || suspicious(message, false).is_some()
    });
    assert!(mistaken.len() * 500 <= everyday.len(), "mistaken: {mistaken:#?}");
}

/// The example questions of the shipped FAQ: of the entry on urgent danger, or of all the others.
fn questions(of_danger: bool) -> Vec<String> {
    let loaded = Catalogue::load(std::path::Path::new("../faq"));
    let (catalogue, _) = loaded.unwrap_or_else(|problems| panic!("{}", problems.plain(Locale::ENGLISH)));
    let topics = catalogue
        .topics()
        .filter(|t| (t.id().as_str() == "urgence") == of_danger);
    topics
        .flat_map(guichet_core::catalogue::Topic::questions)
        .map(|q| q.text.clone())
        .collect()
}

#[test]
fn what_is_asked_of_other_entries_is_no_danger() {
    let others = questions(false);
    assert!(others.len() >= 3_000, "{} questions", others.len());
    let mistaken: Vec<_> = others
        .iter()
        .filter_map(|text| Some((danger_kind(text)?, text)))
        .collect();
    assert!(mistaken.len() * 500 <= others.len(), "mistaken: {mistaken:#?}");
}

#[test]
fn what_is_asked_of_the_urgent_entry_is_danger() {
    let urgent = questions(true);
    assert!(urgent.len() >= 100, "{} questions", urgent.len());
    let missed = misses(&urgent, |message| danger_kind(message).is_none());
    assert!(missed.len() * 100 <= urgent.len() * 2, "missed: {missed:#?}");
}

#[test]
fn danger_that_is_denied_is_none_unless_there_is_another() {
    for calm in [
        "je ne suis pas en danger",
        "personne n'est blessé",
        "nobody is hurt",
        "I am not in danger",
    ] {
        assert_eq!(danger_kind(calm), None, "{calm}");
    }
    for danger in [
        "personne n'est blessé mais la maison brûle",
        "je ne suis pas en danger, mais ma voisine ne respire plus",
        "nobody is hurt but the kitchen is on fire",
    ] {
        assert!(danger_kind(danger).is_some(), "{danger}");
    }
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
        (
            "Votre colis attend, payez 2€ ici : colis.top. J'ai donné ma carte",
            Some("J'ai donné ma carte"),
            Some(Acted::GaveBank),
        ),
        (
            "J'ai cliqué sur le lien. Votre colis attend, payez 2€ ici : colis.top",
            Some("J'ai cliqué sur le lien."),
            Some(Acted::Clicked),
        ),
        (
            "Ameli : votre carte vitale expire, renouvelez-la sur vitale-fr.top . Est-ce vrai ?",
            Some("Est-ce vrai ?"),
            None,
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
fn other_authors_scams_are_recognised() {
    let pasted = messages(PASTED_OTHERS, "!");
    assert!(pasted.len() >= 95, "{} messages", pasted.len());
    let missed = misses(&pasted, |message| suspicious(message, false).is_none());
    assert!(missed.len() * 100 <= pasted.len() * 5, "missed: {missed:#?}");
    let ordinary = [messages(PASTED_OTHERS, "."), messages(DANGER_OTHERS, ".")].concat();
    assert!(ordinary.len() >= 600, "{} messages", ordinary.len());
    let mistaken = misses(&ordinary, |message| suspicious(message, false).is_some());
    assert!(mistaken.len() * 100 <= ordinary.len(), "mistaken: {mistaken:#?}");
}

/// What was already done with a message is answered before what to do with such a message.
#[test]
fn what_was_done_comes_before_the_message() {
    let faq = std::path::Path::new("../faq");
    let assistant = Assistant::load(faq).unwrap_or_else(|problems| panic!("{}", problems.plain(Locale::ENGLISH)));
    let paste = "Votre colis attend, payez 2€ ici : colis.top.";
    for (message, first) in [
        (format!("{paste} J'ai donné ma carte bancaire"), "banque"),
        (format!("{paste} J'ai cliqué sur le lien"), "lien-clique"),
        (format!("J'ai cliqué sur le lien. {paste}"), "lien-clique"),
        (format!("{paste} Est-ce vrai ?"), "sms-suspect"),
        (format!("Objet : facture\n{paste}\nEst-ce vrai ?"), "email-suspect"),
    ] {
        let verdict = assistant.judge(&Utterance::new(&message, Utc::now()));
        let answered = verdict.outcome.ids().first().map(ToString::to_string);
        assert_eq!(answered.as_deref(), Some(first), "{message}");
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
