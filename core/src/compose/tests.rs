//! What citizens read, status by status and case by case.

use super::{testing::*, *};
use crate::{
    catalogue::{Review, Service, Signal},
    service::{ChannelState, Channels, Status},
    verdict::Candidate,
};

const THURSDAY: &str = "2026-09-10 10:00";
const WEEK: &str = "Mo-Fr 08:30-12:00,13:30-17:30; PH off";

fn say(catalogue: &Catalogue, locale: Locale, at: &str, names: &[&str]) -> String {
    Composer::new(catalogue, locale, paris(at))
        .answer(&ids(names))
        .plain_text()
}

fn card(service: Service, locale: Locale) -> String {
    let name = service.id.to_string();
    say(&town_with_phone(vec![service], vec![]), locale, THURSDAY, &[&name])
}

fn full_service() -> Service {
    Service {
        note: Some(markdown(
            "Apportez **une pièce d'identité**.",
            "Bring an **identity document**.",
        )),
        channels: Channels {
            counter: Some(ChannelState::Open),
            phone: Some(ChannelState::Open),
            email: Some(ChannelState::Closed),
            post: Some(ChannelState::Unknown),
            online: Some(ChannelState::Closed),
        },
        phone: Some("03 21 61 39 72".into()),
        address: Some(both("rue Léon Blum", "rue Léon Blum (near the station)")),
        hours: Some(hours(WEEK)),
        resumes: Some(both("pas de date connue", "no known date")),
        as_of: Some(both("jeudi 12 septembre", "Thursday 12 September")),
        review: Review {
            sources: vec![
                "https://exemple.com/interne".into(),
                "https://www.cybermalveillance.gouv.fr/a".into(),
                "https://cybermalveillance.gouv.fr/b".into(),
                "https://cybermalveillance.gouv.fr/c".into(),
            ],
            checked: Some(day("2026-09-01")),
            review_by: Some(day("2026-09-09")),
        },
        ..service("Médiathèque", Status::Adapted)
    }
}

#[test]
fn a_full_card_shows_everything_that_staff_wrote() {
    assert_eq!(
        card(full_service(), FR),
        "Médiathèque

Service maintenu, de façon adaptée

Apportez une pièce d'identité.

- Sur place : oui
- Par téléphone : oui
- Par e-mail : non, n'écrivez pas pour l'instant
- Par courrier : à confirmer
- En ligne : non

C'est ouvert en ce moment, jusqu'à 12 h.

Téléphone : 03 21 61 39 72
Adresse : rue Léon Blum
Horaires : lundi au vendredi, 8 h 30 – 12 h et 13 h 30 – 17 h 30 ; fermé les jours fériés
Retour à la normale : pas de date connue

Information : jeudi 12 septembre

Vérifié par la mairie le 1er septembre 2026

Cette information devait être revue avant le 9 septembre 2026 : à confirmer au 03 21 61 39 72.

https://www.cybermalveillance.gouv.fr/a
https://cybermalveillance.gouv.fr/b"
    );
    assert_eq!(
        card(full_service(), EN),
        "Médiathèque (en)

Still provided, in an adapted way

Bring an identity document.

- In person: yes
- By phone: yes
- By e-mail: no, please do not write for now
- By post: to be confirmed
- Online: no

Open now, until 12:00.

Phone: 03 21 61 39 72
Address: rue Léon Blum (near the station)
Opening hours: Monday to Friday, 8:30–12:00 and 13:30–17:30; closed on public holidays
Back to normal: no known date

Information: Thursday 12 September

Verified by the town hall on 1 September 2026

This information was due for review by 9 September 2026: confirm it on 03 21 61 39 72.

https://www.cybermalveillance.gouv.fr/a
https://cybermalveillance.gouv.fr/b"
    );
}

#[test]
fn every_status_comes_first_and_in_words() {
    for (status, french, english) in [
        (Status::Normal, "Fonctionne normalement", "Works normally"),
        (
            Status::Adapted,
            "Service maintenu, de façon adaptée",
            "Still provided, in an adapted way",
        ),
        (Status::Partial, "Service assuré en partie", "Provided in part"),
        (
            Status::Suspended,
            "Service suspendu jusqu'à nouvel ordre",
            "Suspended until further notice",
        ),
        (Status::Closed, "Service fermé", "Closed"),
        (Status::Restored, "Service rétabli", "Restored"),
        (Status::Unknown, "Situation non connue", "Situation not known"),
    ] {
        for (locale, name, words) in [(FR, "CCAS", french), (EN, "CCAS (en)", english)] {
            let text = card(service("CCAS", status), locale);
            assert!(text.starts_with(&format!("{name}\n\n{words}\n")), "{text}");
        }
    }
}

#[test]
fn every_state_of_every_channel_is_told() {
    use ChannelState::{Closed, Open, Unknown};
    for (state, french, english) in [
        (Open, "oui", "yes"),
        (Closed, "non", "no"),
        (Unknown, "à confirmer", "to be confirmed"),
    ] {
        let channels = Channels {
            counter: Some(state),
            phone: Some(state),
            email: Some(state),
            post: Some(state),
            online: Some(state),
        };
        let service = Service {
            channels,
            ..service("CCAS", Status::Normal)
        };
        let ways = [
            ("Sur place", "In person"),
            ("Par téléphone", "By phone"),
            ("Par e-mail", "By e-mail"),
        ];
        for (way, by) in ways
            .into_iter()
            .chain([("Par courrier", "By post"), ("En ligne", "Online")])
        {
            let [fr, en] = [FR, EN].map(|locale| card(service.clone(), locale));
            assert!(fr.contains(&format!("- {way} : {french}")), "{fr}");
            assert!(en.contains(&format!("- {by}: {english}")), "{en}");
        }
    }
}

#[test]
fn open_or_not_in_words_a_citizen_can_act_on() {
    let service = Service {
        hours: Some(hours(WEEK)),
        ..service("CCAS", Status::Normal)
    };
    let catalogue = town(vec![service], vec![]);
    for (at, french, english) in [
        (
            "2026-09-10 10:00",
            "C'est ouvert en ce moment, jusqu'à 12 h.",
            "Open now, until 12:00.",
        ),
        (
            "2026-09-10 12:30",
            "C'est fermé en ce moment. Réouverture aujourd'hui à 13 h 30.",
            "Closed now. Opens again today at 13:30.",
        ),
        (
            "2026-09-10 18:00",
            "C'est fermé en ce moment. Réouverture demain à 8 h 30.",
            "Closed now. Opens again tomorrow at 8:30.",
        ),
        (
            "2026-09-11 18:00",
            "C'est fermé en ce moment. Réouverture lundi à 8 h 30.",
            "Closed now. Opens again Monday at 8:30.",
        ),
        (
            "2026-07-13 18:00",
            "C'est fermé en ce moment. Réouverture mercredi à 8 h 30.",
            "Closed now. Opens again Wednesday at 8:30.",
        ),
    ] {
        let [fr, en] = [FR, EN].map(|locale| say(&catalogue, locale, at, &["ccas"]));
        assert!(fr.contains(french), "{at}: {fr}");
        assert!(en.contains(english), "{at}: {en}");
    }
}

#[test]
fn far_openings_are_told_by_their_date() {
    let moment = |text: &str, at: &str| {
        let service = Service {
            hours: Some(hours(text)),
            ..service("CCAS", Status::Normal)
        };
        say(&town(vec![service], vec![]), FR, at, &["ccas"])
    };
    assert!(moment("Th 09:00-12:00", "2026-09-10 13:00").contains("Réouverture jeudi 17 septembre à 9 h."));
    assert!(moment("Jun 7 09:00-12:00", "2026-09-10 13:00").contains("Réouverture lundi 7 juin 2027 à 9 h."));
    assert!(moment("2090 Mo 09:00-12:00", "2026-09-10 13:00").contains("C'est fermé en ce moment.\n"));
    assert!(moment("24/7", "2026-09-10 13:00").contains("C'est ouvert en ce moment.\n"));
    assert!(moment("Th 09:00-24:00", "2026-09-10 13:00").contains("ouvert en ce moment, jusqu'à minuit."));
    assert!(moment("Th-Fr 00:00-24:00", "2026-09-10 13:00").contains("C'est ouvert en ce moment.\n"));
    let noted = moment(
        "jeudi 9h-12h sur rendez-vous ; vendredi « appelez avant »",
        "2026-09-10 10:00",
    );
    assert!(
        noted.contains("C'est ouvert en ce moment, jusqu'à 12 h. À noter : sur rendez-vous."),
        "{noted}"
    );
    let uncertain = moment("jeudi 9h-12h ; vendredi « appelez avant »", "2026-09-11 10:00");
    assert!(uncertain.contains("En ce moment : appelez avant."), "{uncertain}");
}

#[test]
fn nobody_is_told_open_now_about_a_service_that_is_not() {
    let works = Service {
        hours: Some(hours(WEEK)),
        ..service("CCAS", Status::Normal)
    };
    let mut shut = Vec::new();
    for status in [Status::Closed, Status::Suspended, Status::Unknown] {
        shut.push(Service {
            status,
            ..works.clone()
        });
    }
    for counter in [ChannelState::Closed, ChannelState::Unknown] {
        let mut other = works.clone();
        other.channels.counter = Some(counter);
        shut.push(other);
    }
    assert!(card(works, FR).contains("ouvert en ce moment"));
    for service in shut {
        let text = card(service, FR);
        assert!(
            !text.contains("en ce moment") && text.contains("Horaires habituels : lundi"),
            "{text}"
        );
    }
}

#[test]
fn unknown_hours_say_whom_to_ask() {
    let plain = service("CCAS", Status::Normal);
    assert!(card(plain.clone(), FR).ends_with("Horaires : non connus ici, à demander au 03 21 61 30 80"));
    assert!(card(plain.clone(), EN).ends_with("Opening hours: not known here, ask on 03 21 61 30 80"));
    let without = say(&town(vec![plain.clone()], vec![]), FR, THURSDAY, &["ccas"]);
    assert!(without.ends_with("Horaires : non connus ici"), "{without}");
    let own = Service {
        phone: Some("01 02".into()),
        ..plain.clone()
    };
    assert!(card(own.clone(), FR).contains("Téléphone : 01 02\nHoraires : non connus ici, demandez-les par téléphone"));
    // A line that is out of order is not given; the switchboard is.
    let mut dead = own;
    dead.channels.phone = Some(ChannelState::Closed);
    let text = card(dead, FR);
    assert!(
        !text.contains("01 02") && text.contains("à demander au 03 21 61 30 80"),
        "{text}"
    );
    // A closed service has no hours to ask for, but somebody to ask.
    let closed = card(service("CCAS", Status::Closed), FR);
    assert!(
        closed.ends_with("Renseignements : 03 21 61 30 80") && !closed.contains("Horaires"),
        "{closed}"
    );
}

#[test]
fn a_procedure_says_where_it_belongs() {
    let procedure = Service {
        part_of: Some(id("mairie")),
        ..service("Cantine", Status::Adapted)
    };
    let catalogue = town(vec![service("Mairie", Status::Adapted), procedure], vec![]);
    assert!(say(&catalogue, FR, THURSDAY, &["cantine"]).contains("Démarche du service : Mairie"));
    assert!(say(&catalogue, EN, THURSDAY, &["cantine"]).contains("Provided by: Mairie (en)"));
}

#[test]
fn freshness_before_on_and_after_the_review_day() {
    let reviewed = |at: &str, phone: bool| {
        let mut question = entry("q");
        question.review.review_by = Some(day("2026-09-10"));
        let catalogue = if phone {
            town_with_phone(vec![], vec![question])
        } else {
            town(vec![], vec![question])
        };
        [FR, EN].map(|locale| say(&catalogue, locale, at, &["q"]))
    };
    assert!(
        reviewed("2026-09-10 23:59", true)
            .iter()
            .all(|text| !text.contains("2026"))
    );
    let [fr, en] = reviewed("2026-09-11 00:00", true);
    assert!(
        fr.ends_with("avant le 10 septembre 2026 : à confirmer au 03 21 61 30 80."),
        "{fr}"
    );
    assert!(
        en.ends_with("by 10 September 2026: confirm it on 03 21 61 30 80."),
        "{en}"
    );
    let [fr, en] = reviewed("2026-09-11 00:00", false);
    assert!(fr.ends_with("avant le 10 septembre 2026 : à confirmer."), "{fr}");
    assert!(en.ends_with("by 10 September 2026: to be confirmed."), "{en}");
}

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
    let reply = Composer::new(&catalogue, FR, paris(THURSDAY)).clarify(&ids(&["un", "ccas", "parti"]));
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
        composer.clarify(&ids(&["un", "ccas"])),
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
