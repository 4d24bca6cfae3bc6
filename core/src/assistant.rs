//! The facade: a folder of YAML in, replies out. After loading nothing can fail.

use std::{fmt, path::Path};

use chrono::{DateTime, Utc};

use crate::{
    Action, Catalogue, Diagnostics, Explanation, Locale, Redactor, Reply, Utterance, Verdict,
    catalogue::SourceFile,
    compose::{self, Composer},
    official::{self, Registry},
    parallel, triage,
    understanding::Understanding,
};

/// A town's counter: its FAQ, and what was learnt from it. Immutable; share it behind an `Arc`.
pub struct Assistant {
    catalogue: Catalogue,
    warnings: Diagnostics,
    understanding: Understanding,
    redactor: Redactor,
    registry: Registry,
}

impl Assistant {
    /// Reads, checks and learns the FAQ below a folder.
    ///
    /// # Errors
    /// Every problem of the FAQ at once, with its place; `Diagnostics::is_unreadable` tells a folder that could not be
    /// read from a FAQ with mistakes.
    pub fn load(folder: &Path) -> Result<Self, Diagnostics> {
        // The files are gone before learning, which needs the room.
        Catalogue::load(folder).map(Self::learn)
    }

    /// The same from files that are already in memory.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn from_files(files: &[SourceFile]) -> Result<Self, Diagnostics> {
        Catalogue::from_files(files).map(Self::learn)
    }

    fn learn((catalogue, warnings): (Catalogue, Diagnostics)) -> Self {
        let (redactor, understanding) =
            parallel::both(|| Redactor::new(&catalogue), || Understanding::learn(&catalogue));
        Self {
            warnings,
            understanding,
            redactor,
            registry: Registry::new(&catalogue),
            catalogue,
        }
    }

    /// What staff should look at although the FAQ loads.
    #[must_use]
    pub const fn warnings(&self) -> &Diagnostics {
        &self.warnings
    }

    /// The FAQ.
    #[must_use]
    pub const fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Answers a message: composes what [`judge`](Self::judge) decides.
    #[must_use]
    pub fn reply(&self, utterance: &Utterance) -> Reply {
        self.compose(&self.judge(utterance), utterance.now)
    }

    /// Decides about a message, without any wording.
    #[must_use]
    pub fn judge(&self, utterance: &Utterance) -> Verdict {
        let verdict = triage::judge(&self.catalogue, &self.understanding, utterance);
        official::consult(&self.registry, &self.catalogue, utterance, verdict)
    }

    /// Explains the verdict on a message: the words understood, and what each counted for.
    #[must_use]
    pub fn explain(&self, utterance: &Utterance) -> Explanation {
        self.understanding.explain(utterance, self.judge(utterance))
    }

    /// A message without its personal data, as it may be kept: see [`redact`](crate::redact()). The town's own names
    /// stay.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        self.redactor.redact(text)
    }

    /// What was learnt, for the checks that look into it.
    pub(crate) const fn understanding(&self) -> &Understanding {
        &self.understanding
    }

    /// Puts a verdict into the town's words, as of `now`.
    #[must_use]
    pub fn compose(&self, verdict: &Verdict, now: DateTime<Utc>) -> Reply {
        compose::compose(&self.catalogue, verdict, now)
    }

    /// Answers a tap on a button. An action about an entry that is gone leads to the menu.
    #[must_use]
    pub fn open(&self, action: &Action, locale: Locale, now: DateTime<Utc>) -> Reply {
        Composer::new(&self.catalogue, locale, now).open(action)
    }

    /// The counter presents itself: who speaks, what can be asked, with sample questions as choices.
    #[must_use]
    pub fn welcome(&self, locale: Locale, now: DateTime<Utc>) -> Reply {
        Composer::new(&self.catalogue, locale, now).welcome()
    }
}

impl fmt::Debug for Assistant {
    /// The town only: what was learnt is megabytes of numbers.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Assistant")
            .field("town", &self.catalogue.town.name)
            .finish_non_exhaustive()
    }
}
