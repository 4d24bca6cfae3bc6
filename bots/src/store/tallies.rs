//! How much the counter answers, and whether it helped: numbers a day, nothing about anybody.

use chrono::{Days, NaiveDate};
use guichet_core::EntryId;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{
    Chat, Platform, Store, StoreError,
    day_keys::{self, KEYS_KEPT, day_text, keyed_hash},
};

/// What became of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tally {
    /// It was answered, with this entry.
    Answered,
    /// Entries were offered.
    Clarified,
    /// There was no answer.
    Unknown,
    /// Somebody found the answer helpful.
    Helped,
    /// Somebody did not.
    NotHelped,
}

/// A number of the statistics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyLine {
    /// The day of the town.
    pub day: NaiveDate,
    /// The platform's name.
    pub platform: String,
    /// What is counted.
    pub tally: Tally,
    /// About which entry; `None` where it is about none.
    pub entry: Option<EntryId>,
    /// How often.
    pub count: i64,
}

/// An answer of ours that can be voted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VotedAnswer {
    /// Where it was given.
    pub chat: Chat,
    /// The number of our message there.
    pub message: i64,
}

impl Store {
    /// Counts one question; an answer counts for each of its entries.
    pub async fn count(
        &self,
        platform: Platform,
        tally: Tally,
        entries: Vec<EntryId>,
        day: NaiveDate,
    ) -> Result<(), StoreError> {
        self.write(move |db| {
            if entries.is_empty() || tally != Tally::Answered {
                return add(db, platform, tally, "", day, 1);
            }
            entries
                .iter()
                .try_for_each(|entry| add(db, platform, tally, entry.as_str(), day, 1))
        })
        .await
    }

    /// Counts a thumb. An answer has one vote: another one replaces it, and the same again changes nothing. Which answer
    /// was voted on is known until the end of the next day, under a key that is then thrown away.
    pub async fn vote(
        &self,
        answer: VotedAnswer,
        entry: EntryId,
        helped: bool,
        day: NaiveDate,
    ) -> Result<(), StoreError> {
        self.write(move |db| {
            let platform = answer.chat.platform;
            if let Some((day, entry, helped)) = take_vote(db, answer, day)? {
                add(db, platform, thumb(helped), &entry, day, -1)?;
            }
            add(db, platform, thumb(helped), entry.as_str(), day, 1)?;
            let key = day_keys::of(db, day)?;
            db.execute(
                "INSERT INTO votes (answer, day, entry, helped) VALUES (?1, ?2, ?3, ?4)",
                params![hash(&key, answer), day_text(day), entry.as_str(), helped],
            )?;
            Ok(())
        })
        .await
    }
}

/// The numbers of the last days up to `today`, oldest first. Works beside a running counter.
pub fn tallies(db: &Connection, today: NaiveDate, days: Days) -> rusqlite::Result<Vec<TallyLine>> {
    let since = today.checked_sub_days(days).unwrap_or(NaiveDate::MIN);
    let mut rows = db.prepare(
        "SELECT day, platform, tally, entry, count FROM tallies WHERE day > ?1 AND count > 0
         ORDER BY day, platform, tally, entry",
    )?;
    let lines = rows.query_map([day_text(since)], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, String>(3)?,
            row.get(4)?,
        ))
    })?;
    let read = |(day, platform, tally, entry, count): (String, _, String, String, _)| {
        Some(TallyLine {
            day: day.parse().ok()?,
            platform,
            tally: Tally::from_name(&tally)?,
            entry: EntryId::parse(&entry),
            count,
        })
    };
    lines.filter_map(|row| row.map(read).transpose()).collect()
}

/// Forgets which answers were voted on; the numbers stay.
pub(super) fn sweep(db: &Connection, today: NaiveDate) -> rusqlite::Result<()> {
    let before = today.checked_sub_days(KEYS_KEPT).unwrap_or(NaiveDate::MIN);
    db.execute("DELETE FROM votes WHERE day < ?1", [day_text(before)])?;
    Ok(())
}

/// Removes the vote that an answer has since today or yesterday, and returns it with its day.
fn take_vote(
    db: &Connection,
    answer: VotedAnswer,
    today: NaiveDate,
) -> rusqlite::Result<Option<(NaiveDate, String, bool)>> {
    for day in [Some(today), today.pred_opt()].into_iter().flatten() {
        let Some(key) = day_keys::kept(db, &day_text(day))? else {
            continue;
        };
        let vote = db
            .prepare_cached("DELETE FROM votes WHERE answer = ?1 RETURNING entry, helped")?
            .query_row([hash(&key, answer)], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((entry, helped)) = vote {
            return Ok(Some((day, entry, helped)));
        }
    }
    Ok(None)
}

/// An answer, as nobody can tell it without the key.
fn hash(key: &[u8; 16], answer: VotedAnswer) -> i64 {
    keyed_hash(key, answer.chat.platform, &[answer.chat.id, answer.message])
}

fn add(
    db: &Connection,
    platform: Platform,
    tally: Tally,
    entry: &str,
    day: NaiveDate,
    number: i64,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO tallies (day, platform, tally, entry, count) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT DO UPDATE SET count = count + excluded.count",
    )?
    .execute(params![day_text(day), platform, tally.name(), entry, number])?;
    Ok(())
}

const fn thumb(helped: bool) -> Tally {
    if helped { Tally::Helped } else { Tally::NotHelped }
}

impl Tally {
    /// Its name in the database and in exports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Clarified => "clarified",
            Self::Unknown => "unknown",
            Self::Helped => "helped",
            Self::NotHelped => "not_helped",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        let all = [
            Self::Answered,
            Self::Clarified,
            Self::Unknown,
            Self::Helped,
            Self::NotHelped,
        ];
        all.into_iter().find(|tally| tally.name() == name)
    }
}
