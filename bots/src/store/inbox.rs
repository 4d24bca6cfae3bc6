//! Messages accepted and not yet decided. An update that was acknowledged to a platform is in here.

use std::collections::HashSet;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rusqlite::{Connection, OptionalExtension as _, named_params, params};

use super::{
    Chat, Conversation, Decision, Memory, Outcome, Platform, Store, StoreError, channels, chats, day_keys, gaps,
    seconds, tallies, time,
};

/// How long the key of a decided update is kept: twice what Telegram keeps updates for.
const REMEMBERED: TimeDelta = TimeDelta::hours(48);

/// An update as it arrives, to be stored.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// What tells it from all others of its platform; the same at every delivery.
    pub key: String,
    /// What kind of update it is: never text of a citizen.
    pub kind: &'static str,
    /// The conversation it belongs to; 0 if to none.
    pub chat: i64,
    /// When it was written.
    pub asked_at: DateTime<Utc>,
    /// What there is to do.
    pub content: Content,
}

/// What there is to do about an update.
#[derive(Clone, Debug)]
pub enum Content {
    /// Answer it. The text is the adapter's own, read back in [`Claim::content`].
    Open(String),
    /// Nothing: only its key is kept.
    Decided(Decision),
    /// Its conversation is closed: what waits in it is undeliverable, what is known of it is erased. What comes after
    /// it, even in the same batch, opens the conversation again.
    Close,
}

/// A stored message that waits for its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its place in the order of arrival.
    pub seq: i64,
    /// Its conversation.
    pub chat: Chat,
    /// Not to be answered before this time.
    pub not_before: DateTime<Utc>,
}

/// A message taken up to be answered.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Its place in the order of arrival.
    pub seq: i64,
    /// Its conversation.
    pub chat: Chat,
    /// What the adapter stored.
    pub content: String,
    /// When it was written.
    pub asked_at: DateTime<Utc>,
    /// How many processes took it up, this one included: more than a few mean that it kills them.
    pub lives: u32,
    /// How often handling it panicked.
    pub panics: u32,
    /// How many parts of its reply the platform has already accepted.
    pub parts_sent: u32,
    /// What is known of its conversation.
    pub memory: Memory,
}

impl Store {
    /// Stores a batch of updates in one transaction. Returns a ticket for each that is new and open; an update that
    /// was already delivered changes nothing.
    pub async fn accept(
        &self,
        platform: Platform,
        batch: Vec<Arrival>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Ticket>, StoreError> {
        self.write(move |db| {
            let mut tickets = Vec::new();
            for arrival in &batch {
                tickets.extend(insert(db, platform, arrival, now)?);
            }
            Ok(tickets)
        })
        .await
    }

    /// Which of these updates were accepted before.
    pub async fn known(&self, platform: Platform, keys: Vec<String>) -> Result<HashSet<String>, StoreError> {
        self.write(move |db| {
            let mut one = db.prepare_cached("SELECT 1 FROM inbox WHERE platform = ?1 AND update_key = ?2")?;
            let mut known = HashSet::new();
            for key in keys {
                if one.exists(params![platform, key])? {
                    known.insert(key);
                }
            }
            Ok(known)
        })
        .await
    }

    /// Every message of a platform that waits for its answer, in the order of arrival.
    pub async fn open_tickets(&self, platform: Platform) -> Result<Vec<Ticket>, StoreError> {
        self.write(move |db| {
            let mut open = db.prepare_cached(
                "SELECT seq, inbox.chat, coalesce(not_before, 0) FROM inbox
                 LEFT JOIN chats ON chats.platform = inbox.platform AND chats.chat = inbox.chat
                 WHERE inbox.platform = ?1 AND state = 'open' ORDER BY seq",
            )?;
            let tickets = open.query_map(params![platform], |row| {
                Ok(Ticket {
                    seq: row.get(0)?,
                    chat: Chat {
                        platform,
                        id: row.get(1)?,
                    },
                    not_before: time(row.get(2)?),
                })
            })?;
            tickets.collect()
        })
        .await
    }

    /// Takes up a message; `None` if it was decided in the meantime (its chat is gone). `first` says whether this
    /// process takes it up for the first time.
    pub async fn claim(&self, platform: Platform, seq: i64, first: bool) -> Result<Option<Claim>, StoreError> {
        self.write(move |db| {
            let claim = db
                .prepare_cached(
                    "UPDATE inbox SET lives = lives + ?3 WHERE platform = ?1 AND seq = ?2 AND state = 'open'
                     RETURNING chat, content, asked_at, lives, panics, parts_sent",
                )?
                .query_row(params![platform, seq, first], |row| {
                    Ok(Claim {
                        seq,
                        chat: Chat {
                            platform,
                            id: row.get(0)?,
                        },
                        content: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                        asked_at: time(row.get(2)?),
                        lives: row.get(3)?,
                        panics: row.get(4)?,
                        parts_sent: row.get(5)?,
                        memory: Memory::default(),
                    })
                })
                .optional()?;
            claim
                .map(|mut claim| {
                    claim.memory = chats::load(db, claim.chat)?;
                    Ok(claim)
                })
                .transpose()
        })
        .await
    }

    /// Records what became of a message: its text is erased, its conversation updated.
    pub async fn settle(&self, seq: i64, chat: Chat, outcome: Outcome) -> Result<(), StoreError> {
        self.write(move |db| {
            close(db, "seq = :value", seq, chat.platform, outcome.decision)?;
            if let Some(answered) = &outcome.answered {
                answered.save(db, chat)?;
            }
            match &outcome.conversation {
                Conversation::Unchanged => Ok(()),
                Conversation::Remember(memory) => chats::save(db, chat, memory),
                Conversation::Forget { person, alone } => chats::forget(db, *person, alone.then_some(chat)),
            }
        })
        .await
    }

    /// Records that the platform accepted the first `parts` parts of a reply.
    pub async fn parts_sent(&self, seq: i64, parts: u32) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("UPDATE inbox SET parts_sent = ?2 WHERE seq = ?1", params![seq, parts])?;
            Ok(())
        })
        .await
    }

    /// Records that a message was read without harm, whatever ended the processes that had it before: only that there
    /// were some is kept.
    pub async fn read_well(&self, seq: i64) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("UPDATE inbox SET lives = 2 WHERE seq = ?1 AND lives > 2", [seq])?;
            Ok(())
        })
        .await
    }

    /// Records a panic in handling a message.
    pub async fn panicked(&self, seq: i64) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute("UPDATE inbox SET panics = panics + 1 WHERE seq = ?1", params![seq])?;
            Ok(())
        })
        .await
    }

    /// Forgets what is too old to be needed: keys of decided updates, answers, past topics. `today` is the day that it is
    /// in the town, by which questions and votes are kept.
    pub async fn sweep(&self, now: DateTime<Utc>, today: NaiveDate) -> Result<(), StoreError> {
        self.write(move |db| {
            db.execute(
                "DELETE FROM inbox WHERE received_at < ?1 AND state <> 'open'",
                [seconds(now - REMEMBERED)],
            )?;
            db.execute(
                "DELETE FROM answers WHERE answered_at < ?1",
                [seconds(now - REMEMBERED)],
            )?;
            channels::sweep(db, now)?;
            day_keys::sweep(db, today)?;
            gaps::sweep(db, today)?;
            tallies::sweep(db, today)?;
            chats::sweep(db, now)
        })
        .await
    }
}

/// Stores one update, unless it is known.
fn insert(
    db: &Connection,
    platform: Platform,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> rusqlite::Result<Option<Ticket>> {
    let chat = Chat {
        platform,
        id: arrival.chat,
    };
    let (state, content) = match &arrival.content {
        Content::Open(content) => ("open", Some(content)),
        Content::Decided(decision) => (decision.name(), None),
        Content::Close => (Decision::Ignored.name(), None),
    };
    let inserted = db
        .prepare_cached(
            "INSERT INTO inbox (platform, update_key, kind, chat, state, content, asked_at, received_at)
             VALUES (:platform, :key, :kind, :chat, :state, :content, :asked_at, :received_at)
             ON CONFLICT DO NOTHING",
        )?
        .execute(named_params! {
            ":platform": platform,
            ":key": arrival.key,
            ":kind": arrival.kind,
            ":chat": content.map_or(0, |_| arrival.chat),
            ":state": state,
            ":content": content,
            ":asked_at": seconds(arrival.asked_at),
            ":received_at": seconds(now),
        })?;
    if inserted == 0 {
        return Ok(None);
    }
    if matches!(arrival.content, Content::Close) {
        chats::drop_chat(db, chat)?;
    }
    if content.is_none() {
        return Ok(None);
    }
    Ok(Some(Ticket {
        seq: db.last_insert_rowid(),
        chat,
        not_before: chats::not_before(db, chat)?,
    }))
}

/// Decides open messages, erasing their text and whom they came from.
pub(super) fn close(
    db: &Connection,
    which: &str,
    value: i64,
    platform: Platform,
    decision: Decision,
) -> rusqlite::Result<()> {
    db.prepare_cached(&format!(
        "UPDATE inbox SET state = :state, content = NULL, chat = 0
         WHERE platform = :platform AND state = 'open' AND {which}"
    ))?
    .execute(named_params! { ":state": decision.name(), ":platform": platform, ":value": value })?;
    Ok(())
}
