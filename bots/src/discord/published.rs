//! Which answers were posted in which channel a moment ago: they are linked to, not repeated.
//!
//! In memory only: after a restart an answer may be posted once more.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use guichet_core::Reply;
use serenity::all::{ChannelId, MessageId};

/// How long an answer counts as just posted: longer than a discussion about it, shorter than what people scroll back.
const RECENT: TimeDelta = TimeDelta::minutes(10);
/// Postings remembered; beyond it all are forgotten, which costs a repetition.
const CAPACITY: usize = 10_000;

/// The answers posted lately.
#[derive(Debug, Default)]
pub(super) struct Published {
    posted: Mutex<HashMap<(ChannelId, u64), Posted>>,
}

#[derive(Clone, Copy, Debug)]
struct Posted {
    at: DateTime<Utc>,
    /// Not known while it is being posted.
    message: Option<MessageId>,
}

/// Whether an answer may be posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Posting {
    /// Post it, then say so with [`Published::done`] or [`Published::failed`].
    Go,
    /// It is there already, or about to be (`None`).
    AlreadyThere(Option<MessageId>),
}

impl Published {
    /// Asks to post `reply` in a channel; of two who ask at once, one may.
    pub(super) fn ask(&self, channel: ChannelId, reply: &Reply, now: DateTime<Utc>) -> Posting {
        let mut posted = self.lock();
        if posted.len() >= CAPACITY {
            posted.retain(|_, posted| now - posted.at < RECENT);
            if posted.len() >= CAPACITY {
                posted.clear();
            }
        }
        match posted.get(&(channel, digest(reply))) {
            Some(known) if now - known.at < RECENT => Posting::AlreadyThere(known.message),
            _ => {
                posted.insert((channel, digest(reply)), Posted { at: now, message: None });
                Posting::Go
            }
        }
    }

    /// It was posted as `message`.
    pub(super) fn done(&self, channel: ChannelId, reply: &Reply, message: MessageId, now: DateTime<Utc>) {
        let posted = Posted {
            at: now,
            message: Some(message),
        };
        self.lock().insert((channel, digest(reply)), posted);
    }

    /// It could not be posted.
    pub(super) fn failed(&self, channel: ChannelId, reply: &Reply) {
        self.lock().remove(&(channel, digest(reply)));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(ChannelId, u64), Posted>> {
        // A panic elsewhere leaves the map as it was: each change is one insertion or removal.
        self.posted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells two texts apart: an answer that staff changed in the meantime is another one.
fn digest(reply: &Reply) -> u64 {
    let mut hasher = DefaultHasher::new();
    reply.plain_text().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use guichet_core::{
        Locale,
        reply::{Block, ReplyKind, Section},
    };

    use super::*;

    fn reply(text: &str) -> Reply {
        Reply {
            locale: Locale::FRENCH,
            kind: ReplyKind::Answer,
            ids: Vec::new(),
            banner: None,
            sections: vec![Section {
                blocks: vec![Block::text(text)],
                ..Section::default()
            }],
            choices: Vec::new(),
        }
    }

    #[test]
    fn the_same_answer_is_posted_once_in_ten_minutes() {
        let published = Published::default();
        let (here, there) = (ChannelId::new(1), ChannelId::new(2));
        let (now, message) = (DateTime::UNIX_EPOCH, MessageId::new(9));
        assert_eq!(published.ask(here, &reply("a"), now), Posting::Go);
        assert_eq!(published.ask(here, &reply("a"), now), Posting::AlreadyThere(None));
        published.done(here, &reply("a"), message, now);
        let soon = now + TimeDelta::minutes(9);
        assert_eq!(
            published.ask(here, &reply("a"), soon),
            Posting::AlreadyThere(Some(message))
        );
        assert_eq!(
            published.ask(here, &reply("b"), soon),
            Posting::Go,
            "staff changed the text"
        );
        assert_eq!(published.ask(there, &reply("a"), soon), Posting::Go, "another channel");
        published.failed(there, &reply("a"));
        assert_eq!(published.ask(there, &reply("a"), soon), Posting::Go, "it did not work");
        assert_eq!(
            published.ask(here, &reply("a"), now + TimeDelta::minutes(10)),
            Posting::Go,
            "long ago"
        );
    }
}
