//! Whose turn it is: one message of each conversation at a time, conversations one after the other, however much each
//! of them has to say.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{sync::Notify, time::Instant};

use crate::store::Chat;

/// The messages that wait, by conversation. Holds numbers only: the texts are in the store.
#[derive(Debug, Default)]
pub struct Turns {
    lines: Mutex<Lines>,
    changed: Notify,
}

/// A message whose turn it is. Its conversation waits until [`Turns::done`] or [`Turns::rest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// The message.
    pub seq: i64,
    /// Its conversation.
    pub chat: Chat,
    /// How often this process tried it before.
    pub attempts: u32,
}

#[derive(Debug, Default)]
struct Lines {
    by_chat: HashMap<Chat, Line>,
    /// Conversations that may have their turn, in order.
    ready: VecDeque<Chat>,
    /// Conversations that must wait until a time.
    resting: BTreeSet<(Instant, Chat)>,
    waiting: usize,
}

/// One conversation's messages, oldest first, never empty. It is ready, resting or being served, never two of these.
#[derive(Debug, Default)]
struct Line {
    messages: VecDeque<i64>,
    attempts: u32,
}

impl Turns {
    /// Adds a message at the end of its conversation, which may not have its turn before `rest` is over.
    pub fn push(&self, chat: Chat, seq: i64, rest: Duration) {
        let mut lines = self.lock();
        lines.waiting += 1;
        let line = lines.by_chat.entry(chat).or_default();
        line.messages.push_back(seq);
        // A conversation that already has a line is ready, resting or being served.
        if line.messages.len() == 1 {
            lines.queue(chat, rest);
        }
        drop(lines);
        self.changed.notify_one();
    }

    /// Waits for the next message. One caller at a time.
    pub async fn next(&self) -> Next {
        loop {
            let wake = {
                let mut lines = self.lock();
                lines.wake(Instant::now());
                if let Some(next) = lines.take() {
                    return next;
                }
                lines.resting.first().map(|(until, _)| *until)
            };
            match wake {
                Some(until) => tokio::select! {
                    () = self.changed.notified() => {}
                    () = tokio::time::sleep_until(until) => {}
                },
                None => self.changed.notified().await,
            }
        }
    }

    /// The conversation's first message is decided: the next one may follow, after the others' turns.
    pub fn done(&self, chat: Chat) {
        let mut lines = self.lock();
        let Some(line) = lines.by_chat.get_mut(&chat) else {
            return;
        };
        line.attempts = 0;
        let was_waiting = line.messages.pop_front().is_some();
        let more = !line.messages.is_empty();
        lines.waiting -= usize::from(was_waiting);
        if more {
            lines.queue(chat, Duration::ZERO);
        } else {
            lines.by_chat.remove(&chat);
        }
        drop(lines);
        self.changed.notify_one();
    }

    /// The conversation's first message must be tried again, not before `rest` is over.
    pub fn rest(&self, chat: Chat, rest: Duration) {
        let mut lines = self.lock();
        if let Some(line) = lines.by_chat.get_mut(&chat) {
            line.attempts = line.attempts.saturating_add(1);
            lines.queue(chat, rest);
        }
        drop(lines);
        self.changed.notify_one();
    }

    /// How many messages wait or are being served.
    pub fn waiting(&self) -> usize {
        self.lock().waiting
    }

    fn lock(&self) -> MutexGuard<'_, Lines> {
        // No code that holds the lock can leave the lines half changed.
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lines {
    /// Puts a conversation where it waits for its turn.
    fn queue(&mut self, chat: Chat, rest: Duration) {
        if rest.is_zero() {
            self.ready.push_back(chat);
        } else {
            self.resting.insert((Instant::now() + rest, chat));
        }
    }

    /// Lets conversations whose rest is over have their turn.
    fn wake(&mut self, now: Instant) {
        while let Some((until, chat)) = self.resting.pop_first() {
            if until > now {
                self.resting.insert((until, chat));
                break;
            }
            self.ready.push_back(chat);
        }
    }

    /// The first message of the conversation whose turn it is.
    fn take(&mut self) -> Option<Next> {
        while let Some(chat) = self.ready.pop_front() {
            if let Some(line) = self.by_chat.get(&chat)
                && let Some(seq) = line.messages.front()
            {
                return Some(Next {
                    seq: *seq,
                    chat,
                    attempts: line.attempts,
                });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Platform;

    fn chat(id: i64) -> Chat {
        Chat {
            platform: Platform::Telegram,
            id,
        }
    }

    async fn soon(turns: &Turns) -> Option<(i64, i64)> {
        let next = tokio::time::timeout(Duration::from_millis(1), turns.next()).await;
        next.ok().map(|next| (next.chat.id, next.seq))
    }

    #[tokio::test(start_paused = true)]
    async fn a_flood_of_one_does_not_delay_the_others() {
        let turns = Turns::default();
        for seq in 0..1000 {
            turns.push(chat(1), seq, Duration::ZERO);
        }
        turns.push(chat(2), 1000, Duration::ZERO);
        assert_eq!(soon(&turns).await, Some((1, 0)));
        assert_eq!(soon(&turns).await, Some((2, 1000)));
        assert_eq!(soon(&turns).await, None, "one message of a conversation at a time");
        turns.done(chat(1));
        assert_eq!(soon(&turns).await, Some((1, 1)));
        turns.done(chat(2));
        assert_eq!(turns.waiting(), 999);
    }

    #[tokio::test(start_paused = true)]
    async fn a_conversation_that_rests_keeps_its_order() {
        let turns = Turns::default();
        turns.push(chat(1), 1, Duration::from_secs(5));
        turns.push(chat(1), 2, Duration::ZERO);
        assert_eq!(soon(&turns).await, None);
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(
            turns.next().await,
            Next {
                seq: 1,
                chat: chat(1),
                attempts: 0
            }
        );
        turns.rest(chat(1), Duration::from_secs(5));
        assert_eq!(soon(&turns).await, None);
        tokio::time::advance(Duration::from_secs(5)).await;
        assert_eq!(
            turns.next().await,
            Next {
                seq: 1,
                chat: chat(1),
                attempts: 1
            }
        );
        turns.done(chat(1));
        assert_eq!(
            turns.next().await,
            Next {
                seq: 2,
                chat: chat(1),
                attempts: 0
            }
        );
        turns.done(chat(1));
        assert_eq!(turns.waiting(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_message_that_arrives_wakes_the_one_who_waits() {
        let turns = std::sync::Arc::new(Turns::default());
        let waiting = tokio::spawn({
            let turns = std::sync::Arc::clone(&turns);
            async move { turns.next().await }
        });
        tokio::task::yield_now().await;
        turns.push(chat(3), 9, Duration::ZERO);
        assert_eq!(waiting.await.unwrap().seq, 9);
    }
}
