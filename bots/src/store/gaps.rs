//! Questions that the FAQ could not answer, kept for the town's staff: without identities, personal data masked, for
//! thirty days.
//!
//! To tell one insistent citizen from ten, each question carries a hash of its author under the key of the day: afterwards
//! nobody can tell who it was, or that two days' questions have one author.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use guichet_core::{EntryId, Locale};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::{
    Platform, Store, StoreError,
    day_keys::{self, day_text, keyed_hash},
};

/// How long a question is kept.
pub const GAPS_KEPT: Days = Days::new(30);

/// Somebody on a platform. Hashed before it touches the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// The platform.
    pub platform: Platform,
    /// The author's number there.
    pub id: i64,
}

/// Why a question is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GapKind {
    /// There was no answer.
    Unknown,
    /// Entries were offered, and none was chosen.
    NotChosen,
    /// Entries were offered, and the citizen said that it is none of them.
    NoneOfThese,
}

/// A question to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Why.
    pub kind: GapKind,
    /// The question, its personal data already masked by [`guichet_core::redact`].
    pub masked: String,
    /// Its language.
    pub locale: Locale,
    /// The nearest entries, best first.
    pub nearest: Vec<EntryId>,
}

/// A question that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptGap {
    /// What was asked.
    pub gap: Gap,
    /// On which day of the town.
    pub day: NaiveDate,
    /// Equal for two questions of one person on one day, and meaningless otherwise.
    pub author: i64,
}

impl Store {
    /// Keeps a question. One that offers entries counts as not chosen until [`gap_chosen`](Self::gap_chosen).
    pub async fn gap(&self, person: Person, gap: Gap, day: NaiveDate) -> Result<(), StoreError> {
        self.write(move |db| insert(db, person, &gap, day)).await
    }

    /// The person chose one of the entries offered last: the question was answered after all.
    pub async fn gap_chosen(&self, person: Person, day: NaiveDate) -> Result<(), StoreError> {
        self.write(move |db| {
            let Some(id) = last_offer(db, person, day)? else {
                return Ok(());
            };
            db.execute("DELETE FROM gaps WHERE id = ?1", [id])?;
            Ok(())
        })
        .await
    }

    /// The person said that it is none of the entries offered last.
    pub async fn gap_none_of_these(&self, person: Person, day: NaiveDate) -> Result<(), StoreError> {
        self.write(move |db| {
            let Some(id) = last_offer(db, person, day)? else {
                return Ok(());
            };
            db.execute(
                "UPDATE gaps SET kind = ?2 WHERE id = ?1",
                params![id, GapKind::NoneOfThese.name()],
            )?;
            Ok(())
        })
        .await
    }
}

/// The questions of the last days up to `today`, oldest first. Works beside a running counter.
pub fn gaps(db: &Connection, today: NaiveDate, days: Days) -> rusqlite::Result<Vec<KeptGap>> {
    let since = today.checked_sub_days(days).unwrap_or(NaiveDate::MIN);
    let mut rows =
        db.prepare("SELECT kind, text, locale, nearest, day, author FROM gaps WHERE day > ?1 ORDER BY day, id")?;
    let gaps = rows.query_map([day_text(since)], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, String>(3)?,
            row.get::<_, String>(4)?,
            row.get(5)?,
        ))
    })?;
    let read = |(kind, masked, locale, nearest, day, author): (String, _, String, String, String, _)| {
        Some(KeptGap {
            gap: Gap {
                kind: GapKind::from_name(&kind)?,
                masked,
                locale: Locale::parse(&locale)?,
                nearest: nearest.split_whitespace().filter_map(EntryId::parse).collect(),
            },
            day: day.parse().ok()?,
            author,
        })
    };
    // A row that another version wrote and this one does not understand is left out.
    gaps.filter_map(|row| row.map(read).transpose()).collect()
}

/// Of some questions, how many people asked them: as many as on the busiest day, because people of different days cannot
/// be told apart. Never more than there were.
#[must_use]
pub fn people<'a>(gaps: impl IntoIterator<Item = &'a KeptGap>) -> usize {
    let mut authors: BTreeMap<NaiveDate, BTreeSet<i64>> = BTreeMap::new();
    for gap in gaps {
        authors.entry(gap.day).or_default().insert(gap.author);
    }
    authors.values().map(BTreeSet::len).max().unwrap_or_default()
}

/// Forgets what is too old.
pub(super) fn sweep(db: &Connection, today: NaiveDate) -> rusqlite::Result<()> {
    let before = today.checked_sub_days(GAPS_KEPT).unwrap_or(NaiveDate::MIN);
    db.execute("DELETE FROM gaps WHERE day <= ?1", [day_text(before)])?;
    Ok(())
}

/// Removes the questions of a person whose days' keys are still there.
pub(super) fn erase(db: &Connection, person: Person) -> rusqlite::Result<()> {
    let days = day_keys::days(db)?;
    for day in days {
        if let Some(author) = author(db, person, &day)? {
            db.execute("DELETE FROM gaps WHERE day = ?1 AND author = ?2", params![day, author])?;
        }
    }
    Ok(())
}

fn insert(db: &Connection, person: Person, gap: &Gap, day: NaiveDate) -> rusqlite::Result<()> {
    let author = hash(&day_keys::of(db, day)?, person);
    let day = day_text(day);
    let nearest: Vec<_> = gap.nearest.iter().map(EntryId::as_str).collect();
    db.execute(
        "INSERT INTO gaps (kind, text, locale, nearest, day, author) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            gap.kind.name(),
            gap.masked,
            gap.locale.code(),
            nearest.join(" "),
            day,
            author
        ],
    )?;
    Ok(())
}

/// The question to which this person was last offered entries, today or just before midnight.
fn last_offer(db: &Connection, person: Person, day: NaiveDate) -> rusqlite::Result<Option<i64>> {
    for day in [Some(day), day.pred_opt()].into_iter().flatten() {
        let day = day_text(day);
        let Some(author) = author(db, person, &day)? else {
            continue;
        };
        let offer = db
            .query_row(
                "SELECT id FROM gaps WHERE day = ?1 AND author = ?2 AND kind = ?3 ORDER BY id DESC LIMIT 1",
                params![day, author, GapKind::NotChosen.name()],
                |row| row.get(0),
            )
            .optional()?;
        if offer.is_some() {
            return Ok(offer);
        }
    }
    Ok(None)
}

/// The hash of a person under the key of a day; `None` when that key is gone or never was.
fn author(db: &Connection, person: Person, day: &str) -> rusqlite::Result<Option<i64>> {
    Ok(day_keys::kept(db, day)?.map(|key| hash(&key, person)))
}

fn hash(key: &[u8; 16], person: Person) -> i64 {
    keyed_hash(key, person.platform, &[person.id])
}

impl GapKind {
    /// Its name in the database and in exports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::NotChosen => "not_chosen",
            Self::NoneOfThese => "none_of_these",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        [Self::Unknown, Self::NotChosen, Self::NoneOfThese]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}
