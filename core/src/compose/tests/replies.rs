//! Answers, the overview, clarifications, "I don't know", the menu and taps.

use super::{cards::full_service, *};
use crate::{
    catalogue::{Service, Signal},
    service::{ChannelState, Status},
    verdict::Candidate,
};

#[test]
fn an_answer_is_the_text_of_staff_and_titles_tell_several_apart() {
    let catalogue = town(vec![], vec![entry("un"), entry("deux")]);
    assert_eq!(say(&catalogue, FR, THURSDAY, &["un"]), "Réponse un.");
    assert_eq!(say(&catalogue, EN, THURSDAY, &["un"]), "Answer un.");
    let both = Composer::new(&catalogue, FR, paris(THURSDAY)).answer(&ids(&["deux", "un"]));
    assert_eq!(
        both.plain_text(),
        "Titre deux\n\nRéponse deux.\n\nTitre un\n\nRéponse un."
    );
    assert_eq!((both.kind, both.ids), (ReplyKind::Answer, ids(&["deux", "un"])));
}

#[test]
fn what_to_read_next_is_offered_once() {
    let mut one = entry("un");
    one.see_also = ids(&["deux", "trois", "ccas"]);
    let mut two = entry("deux");
    two.see_also = ids(&["un", "trois", "parti"]);
    let catalogue = town(vec![service("CCAS", Status::Normal)], vec![one, two, entry("trois")]);
    let composer = Composer::new(&catalogue, EN, paris(THURSDAY));
    let reply = composer.answer(&ids(&["un", "deux"]));
    assert_eq!(labels(&reply), ["Title trois", "CCAS (en)"]);
    assert_eq!(reply.choices[0].action, Action::Open(id("trois")));
}

#[test]
fn the_overview_groups_all_services_by_state() {
    let services = vec![
        service("Mairie", Status::Adapted),
        service("CCAS", Status::Normal),
        service("Médiathèque", Status::Normal),
        service("Cantine", Status::Unknown),
    ];
    let mut question = overview("ouvert");
    question.review.checked = Some(day("2026-09-01"));
    question.see_also = ids(&["suite"]);
    let mut catalogue = town(services, vec![question, entry("suite")]);
    catalogue.town.unlisted_services = Some(markdown("Pour le reste, **appelez**.", "For the rest, **call**."));
    catalogue.town.as_of = Some(both("jeudi", "Thursday"));
    let reply = Composer::new(&catalogue, FR, paris(THURSDAY)).answer(&ids(&["ouvert"]));
    assert_eq!(
        reply.plain_text(),
        "Isbergues : les services

Fonctionnent normalement

- CCAS
- Médiathèque

Service maintenu, de façon adaptée

- Mairie

Situation non connue

- Cantine

Pour le reste, appelez.

Information : jeudi

Vérifié par la mairie le 1er septembre 2026"
    );
    assert_eq!(opens(&reply), ["mairie", "ccas", "mediatheque", "cantine", "suite"]);
    let english = say(&catalogue, EN, THURSDAY, &["ouvert"]);
    assert!(
        english.contains("Work normally\n\n- CCAS (en)\n- Médiathèque (en)") && english.contains("call"),
        "{english}"
    );
}

#[test]
fn clarification_offers_what_may_be_meant() {
    let catalogue = town(vec![service("CCAS", Status::Normal)], vec![entry("un")]);
    let reply =
        Composer::new(&catalogue, FR, paris(THURSDAY)).clarify(&ids(&["un", "ccas", "parti"]), Phrase::DidYouMean);
    assert_eq!(
        (reply.kind, reply.plain_text().as_str()),
        (ReplyKind::Clarify, "Que souhaitez-vous savoir ?")
    );
    assert_eq!(labels(&reply), ["Titre un", "CCAS", "Rien de tout cela"]);
    assert_eq!(reply.choices[1].action, Action::Choose(id("ccas")));
    assert_eq!(reply.choices[2].action, Action::NoneOfThese);
    assert_eq!(reply.ids, ids(&["un", "ccas"]));
}

#[test]
fn unknown_is_honest_and_says_whom_to_call() {
    let with = town_with_phone(vec![], vec![]);
    let without = town(vec![], vec![]);
    for reason in [
        Unknown::NotCovered,
        Unknown::OtherLanguage,
        Unknown::Insult,
        Unknown::Distress,
        Unknown::NoWords,
    ] {
        for locale in [FR, EN] {
            let reply = Composer::new(&with, locale, paris(THURSDAY)).unknown(reason);
            let text = reply.plain_text();
            assert_eq!(reply.kind, ReplyKind::Unknown);
            assert!(reason == Unknown::NoWords || text.contains("03 21 61 30 80"), "{text}");
            assert_eq!(reply.choices[0].action, Action::Menu);
            let text = Composer::new(&without, locale, paris(THURSDAY))
                .unknown(reason)
                .plain_text();
            assert!(!text.is_empty() && !text.contains('{'), "{text}");
        }
    }
    let other = Composer::new(&with, EN, paris(THURSDAY))
        .unknown(Unknown::OtherLanguage)
        .plain_text();
    assert!(other.contains("en français") && other.contains("in English"), "{other}");
}

#[test]
fn the_switchboard_is_the_first_number_that_is_answered() {
    let number = |name: &str, phone: &str| Service {
        phone: Some(phone.into()),
        ..service(name, Status::Normal)
    };
    let mut dead = number("Mairie", "01");
    dead.channels.phone = Some(ChannelState::Closed);
    let catalogue = town(
        vec![service("CCAS", Status::Normal), dead, number("Annexe", "02")],
        vec![],
    );
    let text = Composer::new(&catalogue, FR, paris(THURSDAY))
        .unknown(Unknown::NotCovered)
        .plain_text();
    assert!(text.contains("la mairie au 02."), "{text}");
}

#[test]
fn the_banner_stands_above_every_reply() {
    let mut catalogue = town(vec![service("CCAS", Status::Normal)], vec![entry("un")]);
    catalogue.town.banner = Some(markdown(
        "N'écrivez **pas** d'e-mail.\n\n- Appelez.",
        "Do **not** e-mail.",
    ));
    let composer = Composer::new(&catalogue, FR, paris(THURSDAY));
    let replies = [
        composer.answer(&ids(&["un"])),
        composer.clarify(&ids(&["un", "ccas"]), Phrase::DidYouMean),
        composer.unknown(Unknown::NotCovered),
        composer.welcome(),
        composer.open(&Action::Open(id("parti"))),
    ];
    for reply in replies {
        assert!(
            reply
                .plain_text()
                .starts_with("N'écrivez pas d'e-mail.\n- Appelez.\n\n"),
            "{}",
            reply.plain_text()
        );
    }
}

#[test]
fn the_welcome_presents_and_offers_questions_of_every_kind() {
    let mut suspicious = entry("mail");
    suspicious.signals = vec![Signal::SuspiciousEmail];
    let mut hello = entry("bonjour");
    hello.signals = vec![Signal::Courtesy];
    let mut fact = entry("fait");
    fact.review.sources = vec!["https://cybermalveillance.gouv.fr".into()];
    let mut urgent = entry("urgence");
    urgent.urgent = true;
    let entries = vec![hello, urgent, entry("autre"), fact, suspicious, overview("ouvert")];
    let services = vec![service("Mairie", Status::Adapted), service("CCAS", Status::Normal)];
    let catalogue = town(services, entries);
    let reply = Composer::new(&catalogue, FR, paris(THURSDAY)).welcome();
    assert_eq!(opens(&reply), ["ouvert", "mairie", "mail", "fait", "urgence"]);
    assert_eq!(reply.kind, ReplyKind::Welcome);
    let text = reply.plain_text();
    assert!(
        text.contains("guichet d'information de votre commune, Isbergues") && text.contains("pas une personne"),
        "{text}"
    );
}

#[test]
fn a_small_faq_fills_the_menu_with_what_it_has() {
    let bare = town(vec![], vec![]);
    let reply = Composer::new(&bare, FR, paris(THURSDAY)).welcome();
    assert!(
        reply.choices.is_empty() && !reply.plain_text().contains("Par exemple"),
        "{}",
        reply.plain_text()
    );
    let catalogue = town(vec![], (1..=6).map(|n| entry(&n.to_string())).collect());
    let menu = Composer::new(&catalogue, FR, paris(THURSDAY)).welcome();
    assert_eq!(opens(&menu), ["1", "2", "3", "4"]);
}

#[test]
fn every_tap_is_answered() {
    let catalogue = town_with_phone(vec![service("CCAS", Status::Normal)], vec![entry("un")]);
    let composer = Composer::new(&catalogue, FR, paris(THURSDAY));
    assert_eq!(
        composer.open(&Action::Open(id("un"))).plain_text(),
        "Titre un\n\nRéponse un."
    );
    assert_eq!(composer.open(&Action::Choose(id("ccas"))).ids, ids(&["ccas"]));
    assert_eq!(
        composer.open(&Action::NoneOfThese),
        composer.unknown(Unknown::NotCovered)
    );
    assert_eq!(composer.open(&Action::Menu), composer.welcome());
    let english = composer.open(&Action::Speak(EN));
    assert!(
        english.locale == EN && english.plain_text().starts_with("Hello."),
        "{}",
        english.plain_text()
    );
    let gone = composer.open(&Action::Open(id("parti")));
    assert!(
        gone.plain_text().starts_with("Cette réponse n'est plus disponible."),
        "{}",
        gone.plain_text()
    );
    assert_eq!(gone.choices, composer.welcome().choices);
    assert!(
        composer
            .open(&Action::Vote(id("un"), true))
            .plain_text()
            .starts_with("Merci")
    );
    assert!(
        composer
            .open(&Action::Vote(id("un"), false))
            .plain_text()
            .contains("03 21 61 30 80")
    );
}

#[test]
fn a_verdict_becomes_the_reply_it_decided() {
    let catalogue = town(vec![], vec![entry("un"), entry("deux")]);
    let verdict = |outcome| Verdict {
        outcome,
        confidence: 0.9,
        candidates: Vec::<Candidate>::new(),
        locale: EN,
        findings: Vec::new(),
        signs: Vec::new(),
    };
    let reply = |outcome| compose(&catalogue, &verdict(outcome), paris(THURSDAY));
    assert_eq!(reply(Outcome::Answer(ids(&["un"]))).plain_text(), "Answer un.");
    assert_eq!(reply(Outcome::Clarify(ids(&["un", "deux"]))).kind, ReplyKind::Clarify);
    assert_eq!(reply(Outcome::Unknown(Unknown::NotCovered)).kind, ReplyKind::Unknown);
    // A verdict about a FAQ that has changed since is still answered.
    assert_eq!(reply(Outcome::Answer(ids(&["parti"]))).kind, ReplyKind::Unknown);
}

#[test]
fn a_language_without_translations_falls_back() {
    let catalogue = town_with_phone(vec![service("CCAS", Status::Normal)], vec![entry("un")]);
    let flemish = Locale::parse("vls").unwrap();
    let text = say(&catalogue, flemish, THURSDAY, &["ccas", "un"]);
    assert!(
        text.contains("Fonctionne normalement") && text.contains("Réponse un."),
        "{text}"
    );
}

#[test]
fn no_gap_is_left_open() {
    let catalogue = town_with_phone(vec![full_service()], vec![overview("ouvert")]);
    for locale in [FR, EN] {
        let composer = Composer::new(&catalogue, locale, paris("2026-09-12 10:00"));
        for reply in [composer.welcome(), composer.answer(&ids(&["mediatheque", "ouvert"]))] {
            assert!(!reply.plain_text().contains(['{', '}']), "{}", reply.plain_text());
        }
    }
}
