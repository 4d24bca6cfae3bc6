//! What staff write, in OpenStreetMap's syntax and in words for citizens.

use super::*;

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
        "Lu-Ve 9h-17h ; fermé le mercredi et les jours fériés ; juillet-août : Lu-Ve 9h-12h",
        "Mo-Fr 09:00-17:00; We off; Jul-Aug Mo-Fr 09:00-12:00; PH off",
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
        "Mo off; Tu-Sa 09:00-12:00",
        "PH off; Dec 24 09:00-12:00",
        "Jan-Mar off; Apr-Dec Mo-Fr 09:00-12:00",
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
        "lundi et mardi, 9 h – 12 h ; samedi, 9 h – 12 h ; fermé le lundi et du mercredi au vendredi ; fermé les jours fériés",
        "Monday and Tuesday, 9:00–12:00; Saturday, 9:00–12:00; closed on Mondays and from Wednesday to Friday; closed on public holidays",
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
