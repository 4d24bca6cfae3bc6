//! The town's own regression questions, asked of the counter as citizens would.

use chrono::{DateTime, Utc};

use crate::{
    Assistant, Diagnostics, Utterance,
    diagnostic::{Diagnostic, Problem},
    verdict::Outcome,
};

impl Assistant {
    /// Every question of `checks` that is not answered by the entry that staff expect, at its place.
    #[must_use]
    pub fn failed_checks(&self, now: DateTime<Utc>) -> Diagnostics {
        let failed = self.catalogue().checks.iter().filter_map(|check| {
            let outcome = self.judge(&Utterance::new(check.say.as_str(), now)).outcome;
            if matches!(&outcome, Outcome::Answer(ids) if ids.contains(&check.expect)) {
                return None;
            }
            let expect = check.expect.to_string();
            let got = outcome.ids().iter().map(ToString::to_string).collect();
            let problem = if check.must {
                Problem::CheckLost { expect, got }
            } else {
                Problem::CheckMissed { expect, got }
            };
            Some(Diagnostic::new(Some(check.place.clone()), problem))
        });
        Diagnostics::new(failed.collect())
    }
}
