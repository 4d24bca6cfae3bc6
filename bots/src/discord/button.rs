//! A button of a message of ours.

use guichet_core::reply::Choice;
use serenity::all::{ButtonStyle, CreateButton};

use super::{outbound::shortened, press::Press};

/// The longest label.
pub(super) const MAX_LABEL: usize = 80;

/// One button.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Button {
    /// What it says.
    pub(super) label: String,
    /// What a tap means.
    pub(super) press: Press,
    /// Whether it is what most people want next.
    pub(super) primary: bool,
}

impl Button {
    /// An ordinary button.
    #[must_use]
    pub(super) fn new(label: &str, press: Press) -> Self {
        Self {
            label: shortened(label, MAX_LABEL),
            press,
            primary: false,
        }
    }

    /// A choice of the core.
    #[must_use]
    pub(super) fn of(choice: &Choice) -> Self {
        Self::new(&choice.label, Press::Act(choice.action.clone()))
    }

    /// A button that most people want next.
    #[must_use]
    pub(super) fn primary(label: &str, press: Press) -> Self {
        Self {
            primary: true,
            ..Self::new(label, press)
        }
    }

    /// As the library sends it.
    pub(super) fn create(&self) -> CreateButton {
        let style = if self.primary {
            ButtonStyle::Primary
        } else {
            ButtonStyle::Secondary
        };
        CreateButton::new(self.press.encode()).label(&self.label).style(style)
    }
}
