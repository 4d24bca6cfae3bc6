//! How much one person may ask: enough for anybody with questions, too little to keep others waiting.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

/// How much, how fast.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// Messages in a row that are always answered.
    burst: i32,
    /// After the burst, one message per this time is answered.
    refill: TimeDelta,
}

impl Rate {
    /// Messages: a hurried person sends three or four in a row, and reads the answers.
    pub const MESSAGES: Self = Self {
        burst: 8,
        refill: TimeDelta::seconds(3),
    };
    /// What an application sends while somebody types: twenty letters at once, then two a second.
    pub const KEYSTROKES: Self = Self {
        burst: 20,
        refill: TimeDelta::milliseconds(500),
    };
}

/// People remembered at a time; a bucket is 50 bytes.
const CAPACITY: usize = 50_000;

/// How much earlier than the last message a message may be written. What is older is answered no more, so only a clock
/// that was put right goes back so far: then everybody begins anew.
const EARLIEST: TimeDelta = TimeDelta::hours(24);

/// A cry for help is answered although its author is silenced, once in this time: often enough for whoever needs it, too
/// seldom to make the counter write for a flood of cries.
const HELP_EVERY: TimeDelta = TimeDelta::minutes(1);

/// What to do with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// Answer it.
    Answer,
    /// Say that this is too fast.
    Notice,
    /// Say nothing.
    Silence,
}

/// One token bucket per person. The time comes in with each message, so that a backlog is judged by when it was
/// written, and a test has its own clock.
#[derive(Debug)]
pub struct Limits<Person> {
    rate: Rate,
    buckets: HashMap<Person, Bucket>,
    capacity: usize,
}

/// The state of one person: when the bucket will be full again says how full it is now.
#[derive(Debug)]
struct Bucket {
    full_at: DateTime<Utc>,
    /// The latest time that a message was written.
    latest: DateTime<Utc>,
    /// Whether this flood had its notice. The next one has its own, once the bucket was full again in between.
    noticed: bool,
    /// When a cry for help was last answered beyond the limit.
    helped_at: Option<DateTime<Utc>>,
}

impl Bucket {
    const fn full(at: DateTime<Utc>) -> Self {
        Self {
            full_at: at,
            latest: at,
            noticed: false,
            helped_at: None,
        }
    }
}

impl<Person: Eq + std::hash::Hash + Clone> Default for Limits<Person> {
    fn default() -> Self {
        Self::new(Rate::MESSAGES)
    }
}

impl<Person: Eq + std::hash::Hash + Clone> Limits<Person> {
    /// Nobody has said anything yet.
    #[must_use]
    pub fn new(rate: Rate) -> Self {
        Self::with_capacity(rate, CAPACITY)
    }

    /// Remembers at most `capacity` people, at least one.
    #[must_use]
    pub fn with_capacity(rate: Rate, capacity: usize) -> Self {
        Self {
            rate,
            buckets: HashMap::new(),
            capacity: capacity.max(1),
        }
    }

    /// Decides about one message of `person`, written at `at`, that is no cry for help.
    pub fn admit(&mut self, person: &Person, at: DateTime<Utc>) -> Admission {
        self.admit_unless_urgent(person, at, || false)
    }

    /// Decides about one message of `person`, written at `at`. Whether it is a cry for help is only asked when it
    /// matters: reading a text takes longer than counting it.
    pub fn admit_unless_urgent(
        &mut self,
        person: &Person,
        at: DateTime<Utc>,
        is_urgent: impl FnOnce() -> bool,
    ) -> Admission {
        if !self.buckets.contains_key(person) {
            self.make_room(at);
        }
        let bucket = self.buckets.entry(person.clone()).or_insert(Bucket::full(at));
        if bucket.latest - at > EARLIEST {
            *bucket = Bucket::full(at);
        }
        // What was written during an outage may be read after what was written since: it takes from the bucket as it
        // is. Judged by its own time, it would look like one of thousands.
        let at = bucket.latest.max(at);
        bucket.latest = at;
        if bucket.full_at <= at {
            bucket.noticed = false;
        }
        let full_at = bucket.full_at.max(at) + self.rate.refill;
        if full_at - at <= self.rate.refill * self.rate.burst {
            bucket.full_at = full_at;
            return Admission::Answer;
        }
        let may_be_helped = bucket.helped_at.is_none_or(|helped_at| at - helped_at >= HELP_EVERY);
        if may_be_helped && is_urgent() {
            bucket.helped_at = Some(at);
            return Admission::Answer;
        }
        if bucket.noticed {
            return Admission::Silence;
        }
        bucket.noticed = true;
        Admission::Notice
    }

    /// Forgets people whose bucket is full again; if all are active, the one who is nearest to it.
    fn make_room(&mut self, at: DateTime<Utc>) {
        if self.buckets.len() < self.capacity {
            return;
        }
        self.buckets.retain(|_, bucket| bucket.full_at > at);
        if self.buckets.len() >= self.capacity {
            let calmest = self.buckets.iter().min_by_key(|(_, bucket)| bucket.full_at);
            if let Some(person) = calmest.map(|(person, _)| person.clone()) {
                self.buckets.remove(&person);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: f64) -> DateTime<Utc> {
        #[expect(clippy::cast_possible_truncation, reason = "test times are small")]
        let milliseconds = (seconds * 1000.0) as i64;
        DateTime::UNIX_EPOCH + TimeDelta::milliseconds(milliseconds)
    }

    #[test]
    fn a_burst_then_a_trickle_one_notice_then_silence() {
        let mut limits = Limits::default();
        let burst: Vec<_> = (0..11).map(|_| limits.admit(&"a", at(0.0))).collect();
        assert_eq!(burst[..8], [Admission::Answer; 8]);
        assert_eq!(burst[8..], [Admission::Notice, Admission::Silence, Admission::Silence]);
        assert_eq!(limits.admit(&"a", at(2.9)), Admission::Silence);
        assert_eq!(limits.admit(&"a", at(3.0)), Admission::Answer);
        assert_eq!(limits.admit(&"a", at(3.1)), Admission::Silence);
        assert_eq!(
            limits.admit(&"a", at(60.0)),
            Admission::Answer,
            "a minute fills the bucket"
        );
        assert_eq!(
            limits.admit(&"b", at(3.1)),
            Admission::Answer,
            "others are not concerned"
        );
    }

    #[test]
    fn a_flood_of_ten_minutes_gets_an_answer_every_3_seconds_and_one_notice() {
        let mut limits = Limits::default();
        let admitted: Vec<_> = (0..60_000)
            .map(|i| limits.admit(&"a", at(f64::from(i) / 100.0)))
            .collect();
        let count = |admission| admitted.iter().filter(|other| **other == admission).count();
        assert_eq!(count(Admission::Notice), 1);
        assert_eq!(count(Admission::Answer), 8 + 199, "the burst, then every 3 s of 599.99");
    }

    #[test]
    fn a_cry_for_help_is_answered_once_a_minute_however_much_was_said_before() {
        let mut limits = Limits::default();
        let cry = |limits: &mut Limits<_>, seconds| limits.admit_unless_urgent(&"a", at(seconds), || true);
        for _ in 0..8 {
            assert_eq!(cry(&mut limits, 0.0), Admission::Answer, "the burst");
        }
        assert_eq!(cry(&mut limits, 0.1), Admission::Answer, "the first beyond it");
        assert_eq!(
            cry(&mut limits, 0.2),
            Admission::Notice,
            "the flood has its notice all the same"
        );
        assert_eq!(cry(&mut limits, 0.3), Admission::Silence);
        let mut flood = |from: u32, urgent: bool| {
            let answered = (from..from + 6_000).filter(|hundredth| {
                let at = at(f64::from(*hundredth) / 100.0);
                limits.admit_unless_urgent(&"a", at, || urgent) == Admission::Answer
            });
            answered.count()
        };
        assert_eq!(
            flood(30, true),
            20 + 1,
            "every 3 s like anybody's, and the one of the minute"
        );
        assert_eq!(flood(6_030, false), 20, "who cries for nothing gets nothing more");
    }

    #[test]
    fn a_flood_after_a_calm_has_its_own_notice() {
        let mut limits = Limits::default();
        let mut flood = |from: f64| {
            (0..20)
                .filter(|_| limits.admit(&"a", at(from)) == Admission::Notice)
                .count()
        };
        assert_eq!(flood(0.0), 1);
        assert_eq!(flood(12.0), 0, "half full: the same flood");
        assert_eq!(flood(60.0), 1);
    }

    #[test]
    fn the_table_is_bounded_and_the_flooder_stays_in_it() {
        let mut limits = Limits::with_capacity(Rate::MESSAGES, 10);
        for _ in 0..20 {
            limits.admit(&0, at(0.0));
        }
        for person in 1..1000 {
            assert_eq!(limits.admit(&person, at(1.0)), Admission::Answer);
        }
        assert!(limits.buckets.len() <= 10);
        assert_ne!(limits.admit(&0, at(1.0)), Admission::Answer);
    }

    #[test]
    fn what_was_written_earlier_and_is_read_later_counts_as_written_now() {
        let mut limits = Limits::default();
        assert_eq!(limits.admit(&"a", at(10_000.0)), Admission::Answer);
        let earlier: Vec<_> = (0..9)
            .map(|minute| limits.admit(&"a", at(f64::from(minute) * 60.0)))
            .collect();
        assert_eq!(earlier[..7], [Admission::Answer; 7], "a burst in all");
        assert_eq!(earlier[7..], [Admission::Notice, Admission::Silence]);
        assert_eq!(limits.admit(&"a", at(10_003.0)), Admission::Answer);
    }

    #[test]
    fn a_clock_that_is_put_right_locks_nobody_out() {
        let mut limits = Limits::default();
        for _ in 0..9 {
            limits.admit(&"a", at(100_000.0));
        }
        let burst: Vec<_> = (0..8).map(|_| limits.admit(&"a", at(10.0))).collect();
        assert_eq!(burst, [Admission::Answer; 8]);
        assert_eq!(limits.admit(&"a", at(100.0)), Admission::Answer);
    }
}
