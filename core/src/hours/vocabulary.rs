//! The words of opening hours in French and English, without accents and in small letters.

use chrono::Weekday;

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// One day of the week.
    Day(Weekday),
    /// From the first to the second day.
    Days(Weekday, Weekday),
    /// Day and night.
    Always,
    /// Public holidays.
    Holidays,
    /// School holidays.
    SchoolHolidays,
    /// A month, 1 to 12.
    Month(u32),
    /// "mar": Tuesday or March.
    TuesdayOrMarch,
    /// "the first", "the last" (-1) of the month.
    Nth(i8),
    /// Midday or midnight, in hours.
    Hour(u8),
    /// Half a day without its hours.
    HalfDay,
    /// Up to, between two hours or days.
    To,
    /// One more of the same.
    And,
    /// "between", whose "and" is an "up to".
    Between,
    /// Closed.
    Off,
    /// Save for.
    Except,
    /// By appointment.
    Appointment,
    /// Says nothing by itself.
    Noise,
}

use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
use Word::{
    Always, And, Appointment, Between, Day, Days, Except, HalfDay, Holidays, Hour, Month, Noise, Nth, Off,
    SchoolHolidays, To, TuesdayOrMarch,
};

/// The longest match counts, so that "tous les jours" is not "tous" with something behind it.
#[rustfmt::skip]
pub(super) const WORDS: &[(&str, Word)] = &[
    // Days.
    ("lundi", Day(Mon)), ("lundis", Day(Mon)), ("lun", Day(Mon)), ("lu", Day(Mon)),
    ("mardi", Day(Tue)), ("mardis", Day(Tue)), ("ma", Day(Tue)), ("mar", TuesdayOrMarch),
    ("mercredi", Day(Wed)), ("mercredis", Day(Wed)), ("mer", Day(Wed)), ("me", Day(Wed)),
    ("jeudi", Day(Thu)), ("jeudis", Day(Thu)), ("jeu", Day(Thu)), ("je", Day(Thu)),
    ("vendredi", Day(Fri)), ("vendredis", Day(Fri)), ("ven", Day(Fri)), ("ve", Day(Fri)),
    ("samedi", Day(Sat)), ("samedis", Day(Sat)), ("sam", Day(Sat)), ("sa", Day(Sat)),
    ("dimanche", Day(Sun)), ("dimanches", Day(Sun)), ("dim", Day(Sun)), ("di", Day(Sun)),
    ("monday", Day(Mon)), ("mondays", Day(Mon)), ("mon", Day(Mon)), ("mo", Day(Mon)),
    ("tuesday", Day(Tue)), ("tuesdays", Day(Tue)), ("tues", Day(Tue)), ("tue", Day(Tue)), ("tu", Day(Tue)),
    ("wednesday", Day(Wed)), ("wednesdays", Day(Wed)), ("wed", Day(Wed)), ("we", Day(Wed)),
    ("thursday", Day(Thu)), ("thursdays", Day(Thu)), ("thurs", Day(Thu)), ("thur", Day(Thu)), ("thu", Day(Thu)), ("th", Day(Thu)),
    ("friday", Day(Fri)), ("fridays", Day(Fri)), ("fri", Day(Fri)), ("fr", Day(Fri)),
    ("saturday", Day(Sat)), ("saturdays", Day(Sat)), ("sat", Day(Sat)),
    ("sunday", Day(Sun)), ("sundays", Day(Sun)), ("sun", Day(Sun)), ("su", Day(Sun)),
    ("tous les jours", Days(Mon, Sun)), ("chaque jour", Days(Mon, Sun)), ("7j/7", Days(Mon, Sun)), ("7 j/7", Days(Mon, Sun)),
    ("7j sur 7", Days(Mon, Sun)), ("7 jours sur 7", Days(Mon, Sun)), ("7/7", Days(Mon, Sun)), ("every day", Days(Mon, Sun)),
    ("daily", Days(Mon, Sun)), ("7 days a week", Days(Mon, Sun)),
    ("weekdays", Days(Mon, Fri)), ("en semaine", Days(Mon, Fri)),
    ("week-end", Days(Sat, Sun)), ("week-ends", Days(Sat, Sun)), ("weekend", Days(Sat, Sun)), ("weekends", Days(Sat, Sun)),
    ("24/7", Always), ("24h/24", Always), ("24 h/24", Always), ("24h sur 24", Always), ("24 h sur 24", Always),
    ("24 heures sur 24", Always), ("24 hours a day", Always), ("around the clock", Always),
    // Holidays and dates.
    ("jours feries", Holidays), ("jour ferie", Holidays), ("feries", Holidays), ("ferie", Holidays),
    ("public holidays", Holidays), ("public holiday", Holidays), ("bank holidays", Holidays), ("bank holiday", Holidays),
    ("ph", Holidays),
    ("vacances scolaires", SchoolHolidays), ("vacances", SchoolHolidays), ("periode scolaire", SchoolHolidays),
    ("periodes scolaires", SchoolHolidays), ("school holidays", SchoolHolidays), ("school holiday", SchoolHolidays),
    ("term time", SchoolHolidays), ("sh", SchoolHolidays),
    ("janvier", Month(1)), ("janv", Month(1)), ("january", Month(1)), ("jan", Month(1)),
    ("fevrier", Month(2)), ("fevr", Month(2)), ("fev", Month(2)), ("february", Month(2)), ("feb", Month(2)),
    ("mars", Month(3)), ("march", Month(3)),
    ("avril", Month(4)), ("avr", Month(4)), ("april", Month(4)), ("apr", Month(4)),
    ("mai", Month(5)), ("may", Month(5)),
    ("juin", Month(6)), ("june", Month(6)), ("jun", Month(6)),
    ("juillet", Month(7)), ("juil", Month(7)), ("july", Month(7)), ("jul", Month(7)),
    ("aout", Month(8)), ("august", Month(8)), ("aug", Month(8)),
    ("septembre", Month(9)), ("september", Month(9)), ("sept", Month(9)), ("sep", Month(9)),
    ("octobre", Month(10)), ("october", Month(10)), ("oct", Month(10)),
    ("novembre", Month(11)), ("november", Month(11)), ("nov", Month(11)),
    ("decembre", Month(12)), ("december", Month(12)), ("dec", Month(12)),
    ("premier", Nth(1)), ("premiers", Nth(1)), ("first", Nth(1)), ("1st", Nth(1)),
    ("deuxieme", Nth(2)), ("second", Nth(2)), ("2e", Nth(2)), ("2eme", Nth(2)), ("2nd", Nth(2)),
    ("troisieme", Nth(3)), ("third", Nth(3)), ("3e", Nth(3)), ("3eme", Nth(3)), ("3rd", Nth(3)),
    ("quatrieme", Nth(4)), ("fourth", Nth(4)), ("4e", Nth(4)), ("4eme", Nth(4)), ("4th", Nth(4)),
    ("dernier", Nth(-1)), ("derniers", Nth(-1)), ("last", Nth(-1)),
    // Hours.
    ("midi", Hour(12)), ("noon", Hour(12)), ("minuit", Hour(24)), ("midnight", Hour(24)),
    ("matin", HalfDay), ("matins", HalfDay), ("matinee", HalfDay), ("apres-midi", HalfDay), ("soir", HalfDay),
    ("morning", HalfDay), ("mornings", HalfDay), ("afternoon", HalfDay), ("afternoons", HalfDay), ("evening", HalfDay),
    // Links.
    ("-", To), ("a", To), ("au", To), ("jusqu'a", To), ("jusqu'au", To), ("to", To), ("until", To), ("till", To), ("through", To),
    (",", And), ("/", And), ("&", And), ("et", And), ("et de", And), ("puis", And), ("puis de", And), ("ainsi que", And), ("and", And),
    ("entre", Between), ("between", Between),
    ("ferme", Off), ("fermee", Off), ("fermes", Off), ("fermees", Off), ("fermeture", Off), ("closed", Off), ("off", Off),
    ("sauf", Except), ("hors", Except), ("excepte", Except), ("a l'exception de", Except), ("a l'exception du", Except),
    ("a l'exception des", Except), ("except", Except), ("except for", Except), ("except on", Except), ("excluding", Except),
    ("sur rendez-vous", Appointment), ("sur rdv", Appointment), ("uniquement sur rendez-vous", Appointment),
    ("by appointment", Appointment), ("by appointment only", Appointment),
    ("ouvert", Noise), ("ouverte", Noise), ("ouverts", Noise), ("ouvertes", Noise), ("ouverture", Noise), ("open", Noise),
    ("horaires", Noise), ("horaires d'ouverture", Noise), ("opening hours", Noise),
    ("du", Noise), ("de", Noise), ("des", Noise), ("d'", Noise), ("le", Noise), ("la", Noise), ("les", Noise), ("l'", Noise),
    ("en", Noise), ("tous", Noise), ("toutes", Noise), ("chaque", Noise), ("du mois", Noise), ("de chaque mois", Noise),
    ("from", Noise), ("on", Noise), ("the", Noise), ("every", Noise), ("each", Noise), ("of the month", Noise),
    ("of each month", Noise), ("of every month", Noise), (":", Noise), ("(", Noise), (")", Noise),
];
