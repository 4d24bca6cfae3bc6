//! Why a text of opening hours was refused, told to staff with what to write instead.

use crate::Locale;

/// Hours that were not accepted. Positions count characters from the start of the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// There is nothing to read.
    #[error("no opening hours")]
    Empty,
    /// Longer than any hours can be.
    #[error("opening hours are too long")]
    TooLong,
    /// A word or sign that is neither a day, an hour nor anything else that is known here.
    #[error("`{word}` is not understood")]
    NotUnderstood {
        /// Where it stands.
        at: usize,
        /// The word.
        word: String,
    },
    /// A word with two meanings ("mar": Tuesday or March).
    #[error("`{word}` may be Tuesday or March")]
    Ambiguous {
        /// Where it stands.
        at: usize,
        /// The word.
        word: String,
    },
    /// An hour that does not exist, or a bare number that may be one.
    #[error("no clear time of day")]
    BadTime {
        /// Where it stands.
        at: usize,
    },
    /// Hours without their end, or an hour outside a pair.
    #[error("an hour stands alone")]
    LoneTime {
        /// Where it stands.
        at: usize,
    },
    /// Hours that do not say on which days.
    #[error("hours without days")]
    MissingDays {
        /// Where they stand.
        at: usize,
    },
    /// Days that do not say at which hours.
    #[error("days without hours")]
    MissingHours {
        /// Where they stand, where that is known.
        at: Option<usize>,
    },
    /// Several rules run into each other so that they can be read in two ways.
    #[error("rules run into each other")]
    Unseparated {
        /// Where the second one seems to start.
        at: usize,
    },
    /// Hours without dates behind hours with dates: it is not clear whether the dates go on.
    #[error("hours without dates after hours with dates")]
    Undated {
        /// Where they stand.
        at: usize,
    },
    /// What holds on public holidays, dates or closed days stands before what it should override.
    #[error("exceptions must come last")]
    ExceptionFirst {
        /// Where they stand, where that is known.
        at: Option<usize>,
    },
    /// School holidays, of which there is no calendar here.
    #[error("school holidays are not known")]
    SchoolHolidays {
        /// Where they stand, where that is known.
        at: Option<usize>,
    },
    /// The end is before the start, or past midnight.
    #[error("hours end before they start")]
    PastMidnight {
        /// Where they stand, where that is known.
        at: Option<usize>,
    },
    /// Correct OpenStreetMap syntax that cannot be told to citizens in words.
    #[error("this part of the OpenStreetMap syntax is not supported")]
    Unsupported {
        /// Where it stands, where that is known.
        at: Option<usize>,
    },
}

impl HoursError {
    /// Where the problem is, in characters from the start of the text.
    #[must_use]
    pub const fn position(&self) -> Option<usize> {
        match self {
            Self::Empty | Self::TooLong => None,
            Self::NotUnderstood { at, .. }
            | Self::Ambiguous { at, .. }
            | Self::BadTime { at }
            | Self::LoneTime { at }
            | Self::MissingDays { at }
            | Self::Unseparated { at }
            | Self::Undated { at } => Some(*at),
            Self::MissingHours { at }
            | Self::ExceptionFirst { at }
            | Self::SchoolHolidays { at }
            | Self::PastMidnight { at }
            | Self::Unsupported { at } => *at,
        }
    }

    /// What is wrong and what to write instead, for staff: in French, or in English for any other language.
    #[must_use]
    pub fn message(&self, locale: Locale) -> String {
        if locale == Locale::FRENCH {
            self.french()
        } else {
            self.english()
        }
    }

    fn french(&self) -> String {
        match self {
            Self::Empty => "horaires vides : écrivez par exemple « lundi-vendredi 8h30-12h, 13h30-17h30 », ou retirez la ligne".into(),
            Self::TooLong => "horaires trop longs (500 caractères au plus) : mettez les détails dans la note du service".into(),
            Self::NotUnderstood { word, .. } => format!(
                "horaires : « {word} » n'est pas compris ; écrivez par exemple « lundi-vendredi 8h30-12h, 13h30-17h30 ; samedi 9h-12h ; fermé les jours fériés », et le reste dans la note du service"
            ),
            Self::Ambiguous { word, .. } => {
                format!("horaires : « {word} » peut être mardi ou mars ; écrivez « mardi » ou « mars » en entier")
            }
            Self::BadTime { .. } => "horaires : cette heure n'est pas claire ; écrivez par exemple « 8h30 » ou « 17h »".into(),
            Self::LoneTime { .. } => {
                "horaires : il manque le début ou la fin de la plage ; écrivez les deux, par exemple « 8h30-12h »".into()
            }
            Self::MissingDays { .. } => {
                "horaires : il manque les jours ; écrivez par exemple « lundi-vendredi 8h30-12h » ou « tous les jours 8h30-12h »".into()
            }
            Self::MissingHours { .. } => {
                "horaires : il manque les heures de ces jours ; écrivez par exemple « mardi-samedi 9h-12h » ou « fermé le lundi »".into()
            }
            Self::Unseparated { .. } => {
                "horaires : deux règles se suivent sans séparation nette ; mettez un point-virgule entre elles, par exemple « lundi-vendredi 8h-12h ; samedi 9h-12h »".into()
            }
            Self::Undated { .. } => {
                "horaires : cette plage vaut-elle toute l'année ? répétez les mois devant, ou écrivez-la avant celles qui portent des dates".into()
            }
            Self::ExceptionFirst { .. } => {
                "horaires : les jours fériés, les dates et les fermetures doivent venir en dernier, sinon la suite les annule ; écrivez par exemple « Mo-Fr 08:30-12:00; PH off »".into()
            }
            Self::SchoolHolidays { .. } => {
                "horaires : les vacances scolaires ne sont pas connues ici ; écrivez les dates, par exemple « juillet-août : lundi-vendredi 9h-12h », ou mettez-le dans la note du service".into()
            }
            Self::PastMidnight { .. } => {
                "horaires : la fin est avant le début, ou après minuit ; vérifiez l'ordre, et coupez à minuit si c'est voulu : « vendredi 20h-24h ; samedi 0h-2h »".into()
            }
            Self::Unsupported { .. } => {
                "horaires : cette écriture d'OpenStreetMap n'est pas prise en charge ; écrivez des jours, des dates et des heures, et le reste dans la note du service".into()
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Empty => "opening hours are empty: write for example \"Monday-Friday 8:30-12:00, 13:30-17:30\", or remove the line".into(),
            Self::TooLong => "opening hours are too long (at most 500 characters): put the details into the service's note".into(),
            Self::NotUnderstood { word, .. } => format!(
                "opening hours: \"{word}\" is not understood; write for example \"Mo-Fr 08:30-12:00,13:30-17:30; Sa 09:00-12:00; PH off\", and the rest into the service's note"
            ),
            Self::Ambiguous { word, .. } => {
                format!("opening hours: \"{word}\" may be Tuesday (French mardi) or March; write \"Tu\" or \"March\"")
            }
            Self::BadTime { .. } => "opening hours: this time is not clear; write for example \"08:30\" or \"17:00\"".into(),
            Self::LoneTime { .. } => "opening hours: a start or an end is missing; write both, for example \"08:30-12:00\"".into(),
            Self::MissingDays { .. } => {
                "opening hours: the days are missing; write for example \"Mo-Fr 08:30-12:00\" or \"daily 08:30-12:00\"".into()
            }
            Self::MissingHours { .. } => {
                "opening hours: these days have no hours; write for example \"Tu-Sa 09:00-12:00\" or \"Mo off\"".into()
            }
            Self::Unseparated { .. } => {
                "opening hours: two rules run into each other; put a semicolon between them, for example \"Mo-Fr 08:00-12:00; Sa 09:00-12:00\"".into()
            }
            Self::Undated { .. } => {
                "opening hours: do these hours hold all year? repeat the months before them, or write them before those that have dates".into()
            }
            Self::ExceptionFirst { .. } => {
                "opening hours: public holidays, dates and closures must come last, or what follows overrides them; write for example \"Mo-Fr 08:30-12:00; PH off\"".into()
            }
            Self::SchoolHolidays { .. } => {
                "opening hours: school holidays (SH) are not known here; write the dates, for example \"Jul-Aug Mo-Fr 09:00-12:00\", or put it into the service's note".into()
            }
            Self::PastMidnight { .. } => {
                "opening hours: the end is before the start, or past midnight; check the order, and split at midnight if it is meant: \"Fr 20:00-24:00; Sa 00:00-02:00\"".into()
            }
            Self::Unsupported { .. } => {
                "opening hours: this part of the OpenStreetMap syntax is not supported; write days, dates and hours, and the rest into the service's note".into()
            }
        }
    }
}
