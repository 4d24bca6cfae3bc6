//! What went wrong, for whoever runs the counter, in the words of both languages: which of them is spoken is only known
//! where it is told.

use std::{error, fmt};

use anyhow::Error;

use crate::{language::Language, supervise::Refusal};

/// One thing that is wrong, without a full stop: what the system says may follow. As an ordinary error it is English.
#[derive(Debug)]
pub(crate) struct Bilingual {
    french: String,
    english: String,
}

impl Bilingual {
    /// Both side by side, so that a change of one is seen in the other.
    pub(crate) fn new(french: impl Into<String>, english: impl Into<String>) -> Self {
        Self {
            french: french.into(),
            english: english.into(),
        }
    }

    /// Several things, each on its line.
    pub(crate) fn lines(all: &[Self]) -> Self {
        let join = |text: fn(&Self) -> &str| all.iter().map(text).collect::<Vec<_>>().join("\n");
        Self {
            french: join(|one| &one.french),
            english: join(|one| &one.english),
        }
    }
}

impl fmt::Display for Bilingual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english)
    }
}

impl error::Error for Bilingual {}

/// An error in a language, as far as it is ours. The system and the libraries speak English.
pub(crate) fn told(error: &Error, language: Language) -> String {
    if language == Language::English {
        return format!("{error:#}");
    }
    if let Some(refusal) = error.downcast_ref::<Refusal>() {
        return refusal.words(language).to_owned();
    }
    let Some(ours) = error.downcast_ref::<Bilingual>() else {
        return format!("la commande a échoué. Le système dit : {error:#}");
    };
    let behind = error.chain().skip_while(|cause| cause.to_string() != ours.english);
    let causes: Vec<_> = behind.skip(1).map(ToString::to_string).collect();
    if causes.is_empty() {
        ours.french.clone()
    } else {
        format!("{}. Le système dit : {}", ours.french, causes.join(": "))
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{Context as _, anyhow};

    use super::*;

    #[test]
    fn what_is_ours_is_translated_and_what_the_system_says_follows() {
        let failed = || Err::<(), _>(anyhow!("no space left"));
        let error = failed()
            .context("deeper")
            .context(Bilingual::new("c'est plein", "it is full"));
        let error = error.unwrap_err();
        assert_eq!(
            told(&error, Language::French),
            "c'est plein. Le système dit : deeper: no space left"
        );
        assert_eq!(told(&error, Language::English), "it is full: deeper: no space left");
        let alone = Bilingual::lines(&[Bilingual::new("un", "one"), Bilingual::new("deux", "two")]).into();
        assert_eq!(told(&alone, Language::French), "un\ndeux");
        assert_eq!(told(&alone, Language::English), "one\ntwo");
        let refused = Error::from(Refusal::DiscordToken).context("discord");
        assert!(told(&refused, Language::French).starts_with("Discord refuse le jeton"));
        assert_eq!(
            told(&anyhow!("other"), Language::French),
            "la commande a échoué. Le système dit : other"
        );
    }
}
