//! Service cards: status, channels, hours and freshness.

use super::*;
use crate::{
    catalogue::{Review, Service},
    service::{ChannelState, Channels, Status},
};

const WEEK: &str = "Mo-Fr 08:30-12:00,13:30-17:30; PH off";

fn card(service: Service, locale: Locale) -> String {
    let name = service.id.to_string();
    say(&town_with_phone(vec![service], vec![]), locale, THURSDAY, &[&name])
}

/// A service about which staff wrote everything.
pub(super) fn full_service() -> Service {
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
