//! Every waiting time of the Discord adapter, in one place, so that a test can be quick.

use std::time::Duration;

use super::budget::Budget;

/// The waiting times.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How often the bot may identify itself.
    pub budget: Budget,
    /// The longest that one REST request may take.
    pub request: Duration,
    /// Without a heartbeat acknowledged for this long the gateway connection is given up. Discord's interval is 41 s:
    /// two missed ones and some slack.
    pub silence: Duration,
    /// How often the connection is probed: an ended one makes the library spin until its next write, so this bounds
    /// what a connection closed without a code costs.
    pub probe: Duration,
    /// How long the gateway may take to answer a new connection.
    pub greeting: Duration,
    /// A session that lasted this long counts as good: the next attempt need not wait.
    pub held_after: Duration,
    /// How often the FAQ is looked at for a change of what Discord shows in its menus.
    pub menus: Duration,
    /// The wait before the second attempt to reach a server that does not answer; it doubles.
    pub retry_first: Duration,
    /// The longest such wait.
    pub retry_longest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            budget: Budget::default(),
            request: Duration::from_secs(15),
            silence: Duration::from_secs(90),
            probe: Duration::from_secs(2),
            greeting: Duration::from_secs(15),
            held_after: Duration::from_secs(60),
            menus: Duration::from_secs(2),
            retry_first: Duration::from_secs(1),
            retry_longest: Duration::from_secs(60),
        }
    }
}

impl Pace {
    /// The wait before attempt `number` (the first is 0) to reach a server that does not answer.
    #[must_use]
    pub(super) fn retry(&self, number: u32) -> Duration {
        let doubled = self.retry_first.saturating_mul(2u32.saturating_pow(number));
        doubled.min(self.retry_longest)
    }
}
