//! Why polls fail, and how long to wait then.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::api::{Problem, Refusal};
use crate::{
    backoff,
    health::State,
    store::StoreError,
    supervise::{self, Failure},
};

/// Pauses after a conflict: long enough for the other process to be seen in its own log, and ours.
const CONFLICT_PAUSES: [u64; 4] = [5, 10, 30, 60];
/// How long to wait while the desk is full.
const FULL_DESK: Duration = Duration::from_millis(200);

/// Why a poll did not succeed.
pub(super) enum Trouble {
    /// Too many messages wait: Telegram keeps the others for us.
    Full,
    /// The store failed, which the log already says.
    Store,
    /// There was no answer, or a refusal.
    Api(Problem),
}

/// Troubles in a row.
#[derive(Default)]
pub(super) struct Troubles {
    failures: u32,
    conflicts: usize,
}

impl Trouble {
    /// Updates that cannot be stored are not acknowledged.
    #[expect(clippy::needless_pass_by_value, reason = "the shape that `map_err` wants")]
    pub(super) fn store(error: StoreError) -> Self {
        tracing::error!(platform = "telegram", %error, "updates cannot be stored: they stay with Telegram");
        Self::Store
    }

    /// How the adapter is with this trouble, when it tries again at `again`; `None` when that says nothing new.
    pub(super) const fn state(&self, again: DateTime<Utc>) -> Option<State> {
        match self {
            Self::Api(Problem::Refused(Refusal { code: 409, .. })) => Some(State::Contested),
            Self::Api(Problem::Refused(Refusal { code: 429, .. })) => Some(State::ToldToWait { until: again }),
            Self::Api(Problem::Unreachable(_) | Problem::Refused(_)) => Some(State::Unreachable),
            Self::Full | Self::Store => None,
        }
    }
}

impl Troubles {
    /// How long to wait after one more trouble.
    ///
    /// # Errors
    /// When waiting cannot help.
    pub(super) fn pause(&mut self, trouble: &Trouble) -> Result<Duration, Failure> {
        match trouble {
            Trouble::Full => Ok(FULL_DESK),
            Trouble::Store => Ok(self.next()),
            Trouble::Api(problem) => self.judge(problem),
        }
    }

    fn next(&mut self) -> Duration {
        self.failures = self.failures.saturating_add(1);
        backoff::pause(self.failures)
    }

    fn judge(&mut self, problem: &Problem) -> Result<Duration, Failure> {
        let Problem::Refused(refusal) = problem else {
            return Ok(self.next());
        };
        match refusal {
            Refusal { code: 401 | 404, .. } => Err(Failure::Final(supervise::Refusal::TelegramToken)),
            Refusal { code: 409, .. } => Ok(self.conflict()),
            Refusal {
                code: 429,
                retry_after: Some(seconds),
                ..
            } => {
                tracing::warn!(seconds, "Telegram asks to wait before the next updates");
                Ok(Duration::from_secs(*seconds))
            }
            Refusal { code, description, .. } => {
                tracing::error!(code, description, "Telegram refuses to give updates");
                Ok(self.next())
            }
        }
    }

    /// Somebody else fetches our updates, while we hold the data folder.
    fn conflict(&mut self) -> Duration {
        tracing::error!(
            "CONFLICT (409): another program fetches this bot's messages with the same token, or a webhook is set. If \
             that is not you, the token was stolen: revoke it with @BotFather now"
        );
        let pause = CONFLICT_PAUSES.get(self.conflicts).or(CONFLICT_PAUSES.last());
        self.conflicts += 1;
        Duration::from_secs(pause.copied().unwrap_or(60))
    }
}
