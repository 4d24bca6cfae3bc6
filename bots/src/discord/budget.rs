//! How often the bot may identify itself to the gateway. Discord resets the token of a bot that does so 1,000 times in a
//! day, and the library alone would reach that in 83 minutes of refused sessions; so the attempts are counted in the
//! store, across restarts.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

/// The pace of attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The wait after the first attempt that led nowhere; it doubles with each further one.
    pub first_wait: Duration,
    /// The longest wait.
    pub longest_wait: Duration,
    /// The most attempts in 24 hours: a fifth of what Discord allows, so that another program with the same token, or
    /// a wrong count, does not cost the token.
    pub per_day: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            first_wait: Duration::from_secs(5),
            longest_wait: Duration::from_secs(15 * 60),
            per_day: 200,
        }
    }
}

/// One time that the bot identified itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attempt {
    /// When.
    pub(super) at: DateTime<Utc>,
    /// Whether a session came of it that held.
    pub(super) held: bool,
}

impl Budget {
    /// How long to wait before the next attempt. `attempts` are those of the last 24 hours, oldest first.
    #[must_use]
    pub(super) fn wait(&self, attempts: &[Attempt], now: DateTime<Utc>) -> Duration {
        let failures = attempts.iter().rev().take_while(|attempt| !attempt.held).count();
        let doublings = u32::try_from(failures.saturating_sub(1)).unwrap_or(u32::MAX);
        let pause = match failures {
            0 => Duration::ZERO,
            _ => self
                .first_wait
                .saturating_mul(2u32.saturating_pow(doublings))
                .min(self.longest_wait),
        };
        let after_last = attempts
            .last()
            .map(|last| left(last.at, pause, now))
            .unwrap_or_default();
        // The attempt that must be a day old before the next one is within the day's number again.
        let oldest = attempts
            .len()
            .checked_sub(self.per_day)
            .and_then(|index| attempts.get(index));
        let in_a_day = oldest.map(|oldest| left(oldest.at, DAY, now)).unwrap_or_default();
        after_last.max(in_a_day)
    }
}

const DAY: Duration = Duration::from_secs(24 * 3600);

/// What is left at `now` of a wait of `length` that began at `start`; at most the whole of it, if the clock went back.
fn left(start: DateTime<Utc>, length: Duration, now: DateTime<Utc>) -> Duration {
    let whole = TimeDelta::from_std(length).unwrap_or(TimeDelta::MAX);
    (whole - (now - start).max(TimeDelta::zero()))
        .to_std()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    fn failed(seconds: i64) -> Attempt {
        Attempt {
            at: at(seconds),
            held: false,
        }
    }

    /// How many attempts a day of refusals makes, with a restart of the process at every one of them.
    fn refused_for_a_day(budget: Budget) -> usize {
        let (mut now, mut attempts) = (0, Vec::new());
        while now < 86_400 {
            let recent: Vec<Attempt> = attempts
                .iter()
                .copied()
                .filter(|a: &Attempt| a.at > at(now - 86_400))
                .collect();
            let wait = budget.wait(&recent, at(now));
            if wait.is_zero() {
                attempts.push(failed(now));
            }
            now += i64::try_from(wait.as_secs()).unwrap().max(1);
        }
        attempts.len()
    }

    #[test]
    fn the_first_attempt_and_one_after_a_good_session_wait_for_nothing() {
        let budget = Budget::default();
        assert_eq!(budget.wait(&[], at(0)), Duration::ZERO);
        let held = Attempt { at: at(0), held: true };
        assert_eq!(budget.wait(&[failed(0), held], at(0)), Duration::ZERO);
    }

    #[test]
    fn waits_double_from_five_seconds_to_a_quarter_of_an_hour() {
        let budget = Budget::default();
        let waits: Vec<u64> = (1..12)
            .map(|n| budget.wait(&vec![failed(0); n], at(0)).as_secs())
            .collect();
        assert_eq!(waits, [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
        assert_eq!(budget.wait(&[failed(0)], at(4)).as_secs(), 1);
        assert_eq!(budget.wait(&[failed(0)], at(5)), Duration::ZERO);
        assert_eq!(
            budget.wait(&[failed(100)], at(0)).as_secs(),
            5,
            "a clock that went back"
        );
    }

    #[test]
    fn a_day_of_refusals_stays_far_below_what_costs_the_token() {
        assert!(refused_for_a_day(Budget::default()) <= 200);
        let hasty = Budget {
            longest_wait: Duration::from_secs(1),
            ..Budget::default()
        };
        assert_eq!(refused_for_a_day(hasty), 200, "the day's number holds by itself");
    }

    #[test]
    fn good_sessions_count_towards_the_day_too() {
        let held: Vec<Attempt> = (0..200).map(|n| Attempt { at: at(n), held: true }).collect();
        assert_eq!(Budget::default().wait(&held, at(200)).as_secs(), 86_200);
    }
}
