//! What is refused and where, and that no text is fatal.

use proptest::prelude::*;

use super::*;

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
        ("PH off; Jul-Aug Mo-Fr 09:00-12:00", E::ExceptionFirst { at: Some(0) }),
        (
            "Mo,PH off; Jul-Aug Tu-Fr 09:00-12:00",
            E::ExceptionFirst { at: Some(3) },
        ),
        ("Mo off; Mo-Fr 08:30-12:00", E::ExceptionFirst { at: None }),
        ("Dec 24 09:00-12:00; Mo-Fr 08:30-17:00", E::ExceptionFirst { at: None }),
        ("PH off; Mo-Fr 08:30-12:00", E::ExceptionFirst { at: Some(0) }),
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
