//! The commands of the counter: one table for both platforms, in both languages.

use guichet_core::{Locale, Phrase};
use serde::{Deserialize, Serialize};

use crate::store::Platform;

/// What a citizen can ask for without a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Command {
    /// What this is and what it can do.
    Help,
    /// All services.
    Services,
    /// How to reach the town hall.
    Contact,
    /// What to do with a suspicious message.
    Suspicious,
    /// Immediate danger.
    Emergency,
    /// Which language to answer in.
    Language,
    /// What is kept about me.
    Privacy,
    /// Forget me.
    Forget,
}

impl Command {
    /// Every command, in the order of the menu: what people need most comes first.
    pub const ALL: [Self; 8] = [
        Self::Services,
        Self::Contact,
        Self::Suspicious,
        Self::Emergency,
        Self::Help,
        Self::Language,
        Self::Privacy,
        Self::Forget,
    ];

    /// The commands of a platform, in the order of the menu. On Discord the language is that of the person's client; a
    /// terminal keeps nothing that could be shown or forgotten.
    pub fn of(platform: Platform) -> impl Iterator<Item = Self> {
        let missing: &[Self] = match platform {
            Platform::Telegram => &[],
            Platform::Discord => &[Self::Language],
            Platform::Console => &[Self::Privacy, Self::Forget],
        };
        Self::ALL.into_iter().filter(|command| !missing.contains(command))
    }

    /// Its name in a language, with the separator that the platform's own commands use. English for every language
    /// but French.
    #[must_use]
    pub fn name(self, platform: Platform, locale: Locale) -> String {
        let name = if locale == Locale::FRENCH {
            self.french()
        } else {
            self.english()
        };
        match platform {
            Platform::Telegram | Platform::Console => name.to_owned(),
            Platform::Discord => name.replace('_', "-"),
        }
    }

    /// The command of a name in either language, without its slash.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase().replace('-', "_");
        Self::ALL
            .into_iter()
            .find(|command| command.french() == name || command.english() == name)
    }

    /// The sentence that says what it does.
    #[must_use]
    pub const fn description(self) -> Phrase {
        match self {
            Self::Help => Phrase::CommandHelp,
            Self::Services => Phrase::CommandServices,
            Self::Contact => Phrase::CommandContact,
            Self::Suspicious => Phrase::CommandSuspicious,
            Self::Emergency => Phrase::CommandEmergency,
            Self::Language => Phrase::CommandLanguage,
            Self::Privacy => Phrase::CommandPrivacy,
            Self::Forget => Phrase::CommandForget,
        }
    }

    const fn french(self) -> &'static str {
        match self {
            Self::Help => "aide",
            Self::Services => "services",
            Self::Contact => "contact",
            Self::Suspicious => "message_suspect",
            Self::Emergency => "urgence",
            Self::Language => "langue",
            Self::Privacy => "confidentialite",
            Self::Forget => "effacer",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Services => "services",
            Self::Contact => "contact",
            Self::Suspicious => "suspicious",
            Self::Emergency => "emergency",
            Self::Language => "language",
            Self::Privacy => "privacy",
            Self::Forget => "forget",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_back_to_its_command() {
        for command in Command::ALL {
            for platform in [Platform::Telegram, Platform::Discord] {
                for locale in [Locale::FRENCH, Locale::ENGLISH] {
                    assert_eq!(Command::parse(&command.name(platform, locale)), Some(command));
                }
            }
        }
        assert_eq!(Command::parse("MESSAGE-SUSPECT"), Some(Command::Suspicious));
        assert_eq!(Command::parse("start"), None);
    }
}
