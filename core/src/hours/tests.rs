//! What staff write, what citizens are then told, and when it is open.

use chrono::NaiveDateTime;
use chrono_tz::Europe::Paris;
use proptest::prelude::*;

use super::*;

const MAIRIE: &str = "Mo-Fr 08:30-12:00,13:30-17:30; PH off";

fn hours(text: &str) -> Hours {
    Hours::parse(text, Paris).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn words(text: &str, locale: Locale) -> String {
    let interface = Interface::new(&[Locale::FRENCH, Locale::ENGLISH]);
    hours(text).text(&interface, locale)
}

fn refused(text: &str) -> HoursError {
    match Hours::parse(text, Paris) {
        Err(error) => error,
        Ok(_) => panic!("{text:?} is accepted as {}", words(text, Locale::FRENCH)),
    }
}

/// A moment in Paris.
fn paris(text: &str) -> DateTime<Tz> {
    let naive = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    naive.and_local_timezone(Paris).latest().unwrap()
}

fn state(text: &str, at: &str) -> HoursState {
    hours(text).state(paris(at).to_utc())
}

fn open_until(time: &str) -> HoursState {
    HoursState::Open {
        until: Some(paris(time)),
        comment: None,
    }
}

fn closed_until(time: &str) -> HoursState {
    HoursState::Closed {
        opens: Some(paris(time)),
        comment: None,
    }
}

/// What staff write, and the same in OpenStreetMap's syntax.
const TRANSLATED: &[(&str, &str)] = &[
    ("Lu-Ve 8h30-12h, 13h30-17h30", "Mo-Fr 08:30-12:00,13:30-17:30"),
    (
        "lundi au vendredi : 8 h 30 à 12 h et 13 h 30 à 17 h 30",
        "Mo-Fr 08:30-12:00,13:30-17:30",
    ),
    (
        "Du lundi au vendredi, de 8h30 à 12h et de 13h30 à 17h30.",
        "Mo-Fr 08:30-12:00,13:30-17:30",
    ),
    ("du mardi au samedi 9h–12h", "Tu-Sa 09:00-12:00"),
    ("Lu-Ve 8h-12h / 14h-18h", "Mo-Fr 08:00-12:00,14:00-18:00"),
    ("Ma, Je 9h-12h", "Tu,Th 09:00-12:00"),
    ("Lu Ma Je Ve 9-12h", "Mo,Tu,Th,Fr 09:00-12:00"),
    ("lun.-ven. 8.30-12.00", "Mo-Fr 08:30-12:00"),
    ("mar-ven 9h-12h", "Tu-Fr 09:00-12:00"),
    (
        "lundi au vendredi 8h30-12h, samedi 9h-12h",
        "Mo-Fr 08:30-12:00; Sa 09:00-12:00",
    ),
    ("lundi 9h-12h\nmardi 14h-17h", "Mo 09:00-12:00; Tu 14:00-17:00"),
    ("lundi 8h-12h ; lundi 14h-18h", "Mo 08:00-12:00, Mo 14:00-18:00"),
    (
        "lundi-vendredi 8h-12h, mercredi 9h-11h",
        "Mo-Fr 08:00-12:00; We 09:00-11:00",
    ),
    ("Lu-Sa 9h-12h, fermé le mercredi", "Mo-Sa 09:00-12:00; We off"),
    ("mercredi fermé ; lundi-vendredi 9h-12h", "Mo-Fr 09:00-12:00; We off"),
    (
        "fermé les jours fériés ; lundi au vendredi 9h-12h",
        "Mo-Fr 09:00-12:00; PH off",
    ),
    (
        "lundi au vendredi 9h-12h sauf jours fériés",
        "Mo-Fr 09:00-12:00; PH off",
    ),
    ("lundi au vendredi sauf mercredi, 9h-12h", "Mo-Fr 09:00-12:00; We off"),
    (
        "lundi au vendredi 8h-17h sauf le mercredi 8h-12h",
        "Mo-Fr 08:00-17:00; We 08:00-12:00",
    ),
    (
        "fermé le lundi et le 1er mai ; mardi-samedi 9h-12h",
        "Tu-Sa 09:00-12:00; Mo off; May 1 off",
    ),
    (
        "jours fériés : 10h-12h ; tous les jours 9h-18h",
        "Mo-Su 09:00-18:00; PH 10:00-12:00",
    ),
    ("9h-12h du lundi au vendredi", "Mo-Fr 09:00-12:00"),
    ("de 9h à 12h le lundi et le jeudi", "Mo,Th 09:00-12:00"),
    ("9h-12h le lundi, 14h-17h le mardi", "Mo 09:00-12:00, Tu 14:00-17:00"),
    ("entre 9h et 12h, lundi", "Mo 09:00-12:00"),
    ("lundi de 9h à midi", "Mo 09:00-12:00"),
    ("vendredi 20h - minuit", "Fr 20:00-24:00"),
    (
        "Monday to Friday: 8:30am to 12pm and 1:30 pm - 5:30 pm",
        "Mo-Fr 08:30-12:00,13:30-17:30",
    ),
    (
        "Mon-Fri 9 am - noon, closed on bank holidays",
        "Mo-Fr 09:00-12:00; PH off",
    ),
    (
        "juillet-août : lundi-vendredi 9h-12h, samedi 10h-12h",
        "Jul-Aug Mo-Fr 09:00-12:00; Jul-Aug Sa 10:00-12:00",
    ),
    (
        "Lu-Ve 9h-17h ; du 1er juillet au 31 août : Lu-Ve 9h-12h",
        "Mo-Fr 09:00-17:00; Jul 1-Aug 31 Mo-Fr 09:00-12:00",
    ),
    (
        "Lu-Ve 9h-17h ; fermé du 1er au 15 août",
        "Mo-Fr 09:00-17:00; Aug 1-15 off",
    ),
    (
        "Lu-Ve 9h-17h ; fermé le 24 décembre 2026",
        "Mo-Fr 09:00-17:00; 2026 Dec 24 off",
    ),
    ("1er et 3e samedi du mois : 9h-12h", "Sa[1,3] 09:00-12:00"),
    ("dernier vendredi du mois 14h-16h", "Fr[-1] 14:00-16:00"),
    (
        "mercredi 14h-17h (sur rendez-vous)",
        "We 14:00-17:00 open \"sur rendez-vous\"",
    ),
    ("mardi sur rendez-vous", "Tu unknown \"sur rendez-vous\""),
    (
        "samedi 9h-12h « entrée rue Basly »",
        "Sa 09:00-12:00 open \"entrée rue Basly\"",
    ),
    ("24h/24 et 7j/7", "24/7"),
    ("24h/24 sauf jours fériés", "24/7; PH off"),
    ("lundi 24h/24", "Mo 00:00-24:00"),
];

#[test]
fn what_staff_write_is_translated() {
    for (text, osm) in TRANSLATED {
        assert_eq!(translate::to_osm(text).as_deref(), Ok(*osm), "{text}");
        hours(text);
    }
}

#[test]
fn openstreetmap_syntax_is_taken_as_it_is() {
    for text in [
        MAIRIE,
        "24/7",
        "Mar-Oct Sa[1] 09:00-12:00",
        "week 2-52/2 We 14:00-17:00",
        "Mar 15-20 Mo 09:00-10:00",
    ] {
        assert_eq!(read(text).unwrap().0, text);
        hours(text);
    }
}

/// What staff write, and what citizens read, in French and in English.
const IN_WORDS: &[(&str, &str, &str)] = &[
    (
        MAIRIE,
        "lundi au vendredi, 8 h 30 – 12 h et 13 h 30 – 17 h 30 ; fermé les jours fériés",
        "Monday to Friday, 8:30–12:00 and 13:30–17:30; closed on public holidays",
    ),
    (
        "Lu-Ma 9h-12h, Sa 9h-12h ; fermé lundi, mercredi à vendredi et jours fériés",
        "lundi et mardi, 9 h – 12 h ; samedi, 9 h – 12 h ; fermé le lundi, du mercredi au vendredi et les jours fériés",
        "Monday and Tuesday, 9:00–12:00; Saturday, 9:00–12:00; closed on Mondays, from Wednesday to Friday and on public holidays",
    ),
    ("24/7", "24 h sur 24, 7 jours sur 7", "24 hours a day, 7 days a week"),
    (
        "tous les jours 9h-18h",
        "tous les jours, 9 h – 18 h",
        "every day, 9:00–18:00",
    ),
    ("Sa 00:00-24:00", "samedi, 24 h sur 24", "Saturday, 24 hours a day"),
    ("08:00-12:00", "tous les jours, 8 h – 12 h", "every day, 8:00–12:00"),
    (
        "Mo-Fr,PH 10:00-12:00",
        "lundi au vendredi et jours fériés, 10 h – 12 h",
        "Monday to Friday and public holidays, 10:00–12:00",
    ),
    (
        "Sa[1,3] 09:00-12:00",
        "1er et 3e samedi du mois, 9 h – 12 h",
        "1st and 3rd Saturday of the month, 9:00–12:00",
    ),
    (
        "Fr[-1] off",
        "fermé le dernier vendredi du mois",
        "closed on the last Friday of the month",
    ),
    (
        "Jul-Aug Mo-Fr 09:00-12:00; Dec 24-Jan 1 off; May 1 off; Feb off; Nov-Dec off",
        "juillet à août : lundi au vendredi, 9 h – 12 h ; fermé du 24 décembre au 1er janvier ; fermé le 1er mai ; fermé en février ; fermé entre novembre et décembre inclus",
        "July to August: Monday to Friday, 9:00–12:00; closed from 24 December to 1 January; closed on 1 May; closed in February; closed from November to December",
    ),
    (
        "Dec 24 09:00-12:00",
        "24 décembre, 9 h – 12 h",
        "24 December, 9:00–12:00",
    ),
    (
        "2026 Dec 24 off",
        "fermé le 24 décembre 2026",
        "closed on 24 December 2026",
    ),
    (
        "2026-2027 Mo 09:00-12:00",
        "2026 à 2027 : lundi, 9 h – 12 h",
        "2026 to 2027: Monday, 9:00–12:00",
    ),
    (
        "week 2-52/2 We 14:00-17:00",
        "semaines 2 à 52, une sur 2 : mercredi, 14 h – 17 h",
        "weeks 2 to 52, one in 2: Wednesday, 14:00–17:00",
    ),
    ("Jul Mo off", "juillet : fermé le lundi", "July: closed on Mondays"),
    (
        "mercredi 14h-17h sur rendez-vous",
        "mercredi, 14 h – 17 h (sur rendez-vous)",
        "Wednesday, 14:00–17:00 (sur rendez-vous)",
    ),
    (
        "mardi sur rendez-vous",
        "mardi : sur rendez-vous",
        "Tuesday: sur rendez-vous",
    ),
    ("Mo unknown", "lundi : à confirmer", "Monday: to be confirmed"),
    (
        "Mo-Fr 09:00-12:00 || unknown \"sur rendez-vous\"",
        "lundi au vendredi, 9 h – 12 h ; sinon : sur rendez-vous",
        "Monday to Friday, 9:00–12:00; otherwise: sur rendez-vous",
    ),
    (
        "Mo-Fr 09:00-17:00; 12:00-13:00 off",
        "lundi au vendredi, 9 h – 17 h ; fermé 12 h – 13 h",
        "Monday to Friday, 9:00–17:00; closed 12:00–13:00",
    ),
    ("off", "fermé", "closed"),
];

#[test]
fn citizens_read_words() {
    for (text, french, english) in IN_WORDS {
        assert_eq!(words(text, Locale::FRENCH), *french, "{text}");
        assert_eq!(words(text, Locale::ENGLISH), *english, "{text}");
    }
}

#[test]
fn an_ordinary_week() {
    assert_eq!(state(MAIRIE, "2026-09-10 10:00"), open_until("2026-09-10 12:00"));
    assert_eq!(state(MAIRIE, "2026-09-10 12:00"), closed_until("2026-09-10 13:30"));
    assert_eq!(state(MAIRIE, "2026-09-10 08:29"), closed_until("2026-09-10 08:30"));
    assert_eq!(state(MAIRIE, "2026-09-11 17:30"), closed_until("2026-09-14 08:30"));
}

#[test]
fn public_holidays_are_closed() {
    // Bastille Day, a Tuesday; the Monday evening before it.
    assert_eq!(state(MAIRIE, "2026-07-14 10:00"), closed_until("2026-07-15 08:30"));
    assert_eq!(state(MAIRIE, "2026-07-13 18:00"), closed_until("2026-07-15 08:30"));
    // Easter Monday, and across its weekend from Friday evening; Ascension.
    assert_eq!(state(MAIRIE, "2027-03-29 10:00"), closed_until("2027-03-30 08:30"));
    assert_eq!(state(MAIRIE, "2027-03-26 18:00"), closed_until("2027-03-30 08:30"));
    assert_eq!(state(MAIRIE, "2027-05-06 09:00"), closed_until("2027-05-07 08:30"));
    let without = "Mo-Fr 08:30-12:00";
    assert_eq!(state(without, "2026-07-14 10:00"), open_until("2026-07-14 12:00"));
}

#[test]
fn clock_changes_move_nothing() {
    // Clocks go forward on Sunday 29 March 2026 at 2:00, back on Sunday 25 October 2026 at 3:00.
    assert_eq!(state(MAIRIE, "2026-03-27 18:00"), closed_until("2026-03-30 08:30"));
    assert_eq!(state(MAIRIE, "2026-10-23 18:00"), closed_until("2026-10-26 08:30"));
    let nights = "Su 01:00-05:00";
    assert_eq!(state(nights, "2026-03-29 01:30"), open_until("2026-03-29 05:00"));
    assert_eq!(state(nights, "2026-10-25 02:30"), open_until("2026-10-25 05:00"));
    // An opening in the hour that does not exist starts when that hour would have ended.
    assert_eq!(
        state("Su 02:30-05:00", "2026-03-29 00:30"),
        closed_until("2026-03-29 03:00")
    );
}

#[test]
fn the_clock_is_the_towns() {
    let noon_utc = paris("2026-09-10 10:00").to_utc();
    let reunion = Hours::parse("Mo-Fr 08:30-12:00", chrono_tz::Indian::Reunion).unwrap();
    assert!(matches!(reunion.state(noon_utc), HoursState::Closed { .. }));
}

#[test]
fn without_an_end_or_an_opening_in_sight() {
    let always = HoursState::Open {
        until: None,
        comment: None,
    };
    assert_eq!(state("24/7", "2026-07-14 10:00"), always);
    let never = HoursState::Closed {
        opens: None,
        comment: None,
    };
    assert_eq!(state("off", "2026-07-14 10:00"), never);
    assert_eq!(state("2090 Mo 09:00-12:00", "2026-07-14 10:00"), never);
    assert_eq!(
        state("Jun Mo 09:00-12:00", "2026-07-14 10:00"),
        closed_until("2027-06-07 09:00")
    );
    assert_eq!(
        Hours::state(&hours(MAIRIE), DateTime::<Utc>::MAX_UTC),
        HoursState::Uncertain { comment: None }
    );
}

#[test]
fn comments_are_kept() {
    let comment = Some("sur rendez-vous".to_owned());
    let text = "mercredi 14h-17h sur rendez-vous ; mardi sur rendez-vous";
    assert_eq!(
        state(text, "2026-09-09 15:00"),
        HoursState::Open {
            until: Some(paris("2026-09-09 17:00")),
            comment: comment.clone()
        }
    );
    assert_eq!(state(text, "2026-09-08 15:00"), HoursState::Uncertain { comment });
}

#[test]
fn what_can_be_misread_is_refused_where_it_stands() {
    use HoursError as E;
    let word = |at, word: &str| E::NotUnderstood { at, word: word.into() };
    let cases = [
        ("", E::Empty),
        (" ; ", E::Empty),
        ("Lu-Ve 8h-12h; SH off", E::SchoolHolidays { at: Some(14) }),
        ("Mo-Fr 08:00-12:00; SH off", E::SchoolHolidays { at: Some(19) }),
        (
            "lundi 9h-12h, sauf vacances scolaires",
            E::SchoolHolidays { at: Some(19) },
        ),
        ("Mo-Fr 12:00-08:30", E::PastMidnight { at: Some(6) }),
        ("Lu-Ve 12h-8h30", E::PastMidnight { at: Some(6) }),
        ("Mo-Fr 22:00-26:00", E::PastMidnight { at: None }),
        ("été : lundi 9h-12h", word(0, "été")),
        ("lundi 9h-12h ; le reste à voir", word(18, "reste")),
        ("lundi matin", E::MissingHours { at: Some(0) }),
        ("fermé lundi matin", word(12, "matin")),
        ("lundi matin et mardi 8h-17h", word(6, "matin")),
        ("du mardi au samedi", E::MissingHours { at: Some(3) }),
        ("Mo-Fr", E::MissingHours { at: None }),
        ("Mo-Fr open", E::MissingHours { at: None }),
        ("Dec 24 open", E::MissingHours { at: None }),
        ("8h30-12h", E::MissingDays { at: 0 }),
        ("juillet : 9h-12h", E::MissingDays { at: 0 }),
        ("fermé", E::MissingDays { at: 0 }),
        ("9h-12h fermé le lundi", E::MissingDays { at: 0 }),
        ("lundi 9h", E::LoneTime { at: 6 }),
        ("lundi à partir de 9h", word(8, "partir")),
        ("lundi 9h-12h-17h", E::LoneTime { at: 13 }),
        ("lundi 8-12", E::BadTime { at: 6 }),
        ("lundi 8h-25h", E::BadTime { at: 9 }),
        ("lundi 8h75-12h", E::BadTime { at: 6 }),
        ("Mo-Fr 0830-1200", E::BadTime { at: 6 }),
        (
            "mar 9h-12h",
            E::Ambiguous {
                at: 0,
                word: "mar".into(),
            },
        ),
        (
            "Mar 09:00-12:00",
            E::Ambiguous {
                at: 0,
                word: "Mar".into(),
            },
        ),
        ("fermé lundi, mardi 8h-12h", E::Unseparated { at: 19 }),
        (
            "lundi-vendredi 8h-12h sauf mercredi, samedi 9h-12h",
            E::Unseparated { at: 44 },
        ),
        ("lundi sauf jours fériés, mardi 9h-12h", E::Unseparated { at: 25 }),
        ("juillet-août : lundi 9h-12h ; mardi 14h-16h", E::Undated { at: 30 }),
        ("PH off; Mo-Fr 08:30-12:00", E::HolidaysFirst { at: Some(0) }),
        ("Mo-Fr sunrise-sunset", E::Unsupported { at: Some(6) }),
        ("Mo 18:00+", E::Unsupported { at: Some(8) }),
        ("easter off", E::Unsupported { at: None }),
        ("Sa[-2] 09:00-12:00", E::Unsupported { at: Some(2) }),
        ("PH -1 day off", E::Unsupported { at: Some(6) }),
        ("lundi 32 juillet 9h-12h", word(6, "32")),
    ];
    for (text, error) in cases {
        assert_eq!(refused(text), error, "{text}");
    }
    assert_eq!(refused(&"lundi ".repeat(100)), E::TooLong);
}

#[test]
fn every_refusal_says_what_to_write_in_both_languages() {
    for text in [
        "",
        "Mo 18:00+",
        "été",
        "lundi 8-12",
        "mar 9h-12h",
        "lundi",
        "9h-12h",
        "SH off",
        "Mo 12:00-08:00",
    ] {
        let error = refused(text);
        let [french, english] = [Locale::FRENCH, Locale::ENGLISH].map(|locale| error.message(locale));
        assert!(
            french.starts_with("horaires") && french.contains("écrivez") || french.contains("vérifiez"),
            "{french}"
        );
        assert!(
            english.starts_with("opening hours") && english.contains("write") || english.contains("check"),
            "{english}"
        );
    }
}

proptest! {
    #[test]
    fn no_text_is_fatal(text in r"\PC{0,80}") {
        try_everything(&text);
    }

    #[test]
    fn no_staff_text_is_fatal(words in proptest::collection::vec(
        prop::sample::select(vec![
            "lundi", "mar", "ve", "Mo", "PH", "fériés", "fermé", "off", "sauf", "8h30", "12h", "8", "24:00", "0h", "-", "à", ",",
            ";", "\n", "et", "entre", "juillet", "Dec", "1er", "31", "29", "2026", "dernier", "[1]", "week", "24/7", "\"", "||",
            "sur rendez-vous", "matin", ".", "08:00-12:00", "13:00-18:00", "Mo-Fr", "Feb", "+", "easter", "unknown", "open", ":",
        ]), 0..14), spaced in any::<bool>()) {
        try_everything(&words.join(if spaced { " " } else { "" }));
    }
}

fn try_everything(text: &str) {
    match Hours::parse(text, Paris) {
        Ok(hours) => {
            let interface = Interface::new(&[Locale::FRENCH]);
            assert!(!hours.text(&interface, Locale::ENGLISH).is_empty());
            for now in [
                "2026-02-28 23:59",
                "2028-02-29 10:00",
                "2026-03-29 01:59",
                "2026-12-31 23:00",
            ] {
                let _ = hours.state(paris(now).to_utc());
            }
        }
        Err(error) => {
            let end = text.chars().count();
            assert!(error.position().is_none_or(|at| at <= end), "{text:?} {error:?}");
            assert!(!error.message(Locale::FRENCH).is_empty());
        }
    }
}
