//! A platform's clock beside ours. When a message was written is told by the platform's; ours may be wrong, and may be
//! put right at any moment, so a reading is carried on by the machine's own steady time.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{self, HeaderMap};

use crate::store::Platform;

/// A clock that differs more than this from the platform's is worth a line in the log.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(2);

/// The clock of one platform.
#[derive(Debug)]
pub(crate) struct TheirClock {
    platform: Platform,
    /// What it showed, and when that was.
    read: Mutex<Option<(DateTime<Utc>, Instant)>>,
    /// Whether the log says that ours is wrong.
    said: AtomicBool,
}

impl TheirClock {
    pub(crate) const fn new(platform: Platform) -> Self {
        Self {
            platform,
            read: Mutex::new(None),
            said: AtomicBool::new(false),
        }
    }

    /// Reads it in an answer that has just arrived.
    pub(crate) fn read(&self, headers: &HeaderMap) {
        let date = headers.get(header::DATE).and_then(|date| date.to_str().ok());
        let Some(date) = date.and_then(|date| DateTime::parse_from_rfc2822(date).ok()) else {
            return;
        };
        self.set(date.to_utc(), Utc::now());
    }

    fn set(&self, theirs: DateTime<Utc>, ours: DateTime<Utc>) {
        *self.read.lock().unwrap_or_else(PoisonError::into_inner) = Some((theirs, Instant::now()));
        let difference = theirs - ours;
        if difference.abs() > CLOCKS_DIFFER && !self.said.swap(true, Ordering::Relaxed) {
            tracing::error!(
                platform = %self.platform,
                seconds = difference.num_seconds(),
                "this machine's clock is wrong: answers about opening hours are wrong too"
            );
        }
    }

    /// What it shows now; ours, until it was read.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let read = *self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.map_or_else(Utc::now, |(theirs, at)| {
            theirs + TimeDelta::from_std(at.elapsed()).unwrap_or_default()
        })
    }

    /// What ours showed when it showed `time`, but never later than now.
    pub(crate) fn ours(&self, time: DateTime<Utc>) -> DateTime<Utc> {
        let age = (self.now() - time).max(TimeDelta::zero());
        Utc::now() - age
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_as_long_ago_as_the_platform_says() {
        let clock = TheirClock::new(Platform::Discord);
        let about = |time: DateTime<Utc>, expected: DateTime<Utc>| (time - expected).abs() < TimeDelta::minutes(1);
        assert!(about(clock.now(), Utc::now()), "ours, until it was read");
        for wrong in [TimeDelta::days(3), -TimeDelta::days(3)] {
            let theirs = Utc::now() + wrong;
            let mut headers = HeaderMap::new();
            headers.insert(header::DATE, theirs.to_rfc2822().parse().unwrap());
            clock.read(&headers);
            assert!(about(clock.now(), theirs));
            let hour = TimeDelta::hours(1);
            assert!(about(clock.ours(theirs - hour), Utc::now() - hour));
            assert!(
                clock.ours(theirs + hour) <= Utc::now(),
                "nothing was written in the future"
            );
        }
        clock.read(&HeaderMap::new());
        assert!(
            about(clock.now(), Utc::now() - TimeDelta::days(3)),
            "an answer without a date says nothing"
        );
    }
}
