//! What the fake knows: the queue of updates, what was posted where, every request, what goes wrong next.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    time::Instant,
};

use serde_json::{Value, json};

/// Everything.
#[derive(Debug)]
pub(crate) struct State {
    /// Updates not yet acknowledged, by number, in the order in which they happened.
    queue: VecDeque<(i64, Value)>,
    next_update: i64,
    next_message: i64,
    polls: u64,
    /// Whether the last poll found nothing.
    pub(super) idle: bool,
    /// The numbers of acknowledged updates.
    pub(crate) acknowledged: BTreeSet<i64>,
    /// Messages of the bot, in the order in which they were accepted.
    pub(crate) posted: Vec<Posted>,
    /// Every request, in the order in which it came.
    pub(crate) requests: Vec<Request>,
    /// Payloads that Telegram, or the house rules, would refuse.
    pub(crate) violations: Vec<String>,
    /// Per method in lower case, what goes wrong with the next calls.
    pub(crate) faults: HashMap<String, VecDeque<Fault>>,
    /// Chats that refuse every message, and with what.
    pub(crate) refusing: HashMap<i64, Refusal>,
    /// Taps and inline queries that can still be answered.
    pub(crate) open_queries: BTreeSet<String>,
    /// What was set about the bot: method, scope and language, value.
    pub(crate) profile: BTreeMap<String, Value>,
}

/// A message of the bot.
#[derive(Clone, Debug)]
pub(crate) struct Posted {
    pub(crate) chat: i64,
    pub(crate) id: i64,
    /// As it was sent.
    pub(crate) html: String,
    /// As it is read.
    pub(crate) text: String,
    /// The buttons: label and data.
    pub(crate) buttons: Vec<(String, String)>,
    /// The message that it replies to.
    pub(crate) reply_to: Option<i64>,
    /// How often it was edited.
    pub(crate) edits: usize,
    pub(crate) at: Instant,
}

/// A request of the bot.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// In lower case.
    pub(crate) method: String,
    pub(crate) body: Value,
    pub(crate) at: Instant,
}

/// What goes wrong with one call.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// No answer, ever.
    Hang,
    /// The answer breaks off.
    Drop,
    /// A body that is not the Bot API's.
    Raw(u16, &'static str),
    /// A refusal.
    Refuse(Refusal),
    /// The call is done, but its answer is lost.
    LostAnswer,
}

/// A "no" of the Bot API.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) code: u16,
    pub(crate) description: &'static str,
    pub(crate) retry_after: Option<u64>,
    pub(crate) migrate_to: Option<i64>,
}

impl Refusal {
    pub(crate) const fn new(code: u16, description: &'static str) -> Self {
        Self {
            code,
            description,
            retry_after: None,
            migrate_to: None,
        }
    }
}

impl Fault {
    pub(crate) const fn refuse(code: u16, description: &'static str) -> Self {
        Self::Refuse(Refusal::new(code, description))
    }

    pub(crate) const fn too_many(seconds: u64) -> Self {
        Self::Refuse(Refusal {
            retry_after: Some(seconds),
            ..Refusal::new(429, "Too Many Requests: retry later")
        })
    }

    pub(crate) const fn migrated(to: i64) -> Self {
        Self::Refuse(Refusal {
            migrate_to: Some(to),
            ..Refusal::new(400, "Bad Request: group chat was upgraded to a supergroup chat")
        })
    }
}

impl Default for State {
    fn default() -> Self {
        Self {
            queue: VecDeque::new(),
            next_update: 1000,
            next_message: 1,
            polls: 0,
            idle: false,
            acknowledged: BTreeSet::new(),
            posted: Vec::new(),
            requests: Vec::new(),
            violations: Vec::new(),
            faults: HashMap::new(),
            refusing: HashMap::new(),
            open_queries: BTreeSet::new(),
            profile: BTreeMap::new(),
        }
    }
}

impl State {
    /// Adds an update to the queue, numbered; messages in it are numbered too.
    pub(crate) fn enqueue(&mut self, mut update: Value) -> i64 {
        let id = self.next_update;
        self.next_update += 1;
        update["update_id"] = id.into();
        for kind in ["message", "my_chat_member"] {
            if update[kind].is_object() && update[kind]["message_id"] == json!(0) {
                update[kind]["message_id"] = self.number_message().into();
            }
        }
        for kind in ["callback_query", "inline_query"] {
            if let Some(query) = update[kind]["id"].as_str() {
                self.open_queries.insert(query.to_owned());
            }
        }
        self.idle = false;
        self.queue.push_back((id, update));
        id
    }

    /// From now on updates get other numbers, as after a quiet week.
    pub(crate) const fn jump_to(&mut self, update: i64) {
        self.next_update = update;
    }

    /// Updates as they were, to be delivered once more.
    pub(crate) fn deliver_again(&mut self, updates: impl IntoIterator<Item = Value>) {
        for update in updates {
            self.queue.push_back((update["update_id"].as_i64().unwrap(), update));
        }
        self.idle = false;
    }

    /// The updates that wait.
    pub(crate) fn waiting(&self) -> Vec<Value> {
        self.queue.iter().map(|(_, update)| update.clone()).collect()
    }

    pub(super) fn number_message(&mut self) -> i64 {
        self.next_message += 1;
        self.next_message
    }

    /// A poll begins, which ends every older one; what lies before its offset is acknowledged.
    pub(super) fn begin_poll(&mut self, offset: Option<i64>) -> u64 {
        self.polls += 1;
        self.idle = false;
        match offset {
            Some(offset) if offset < 0 => {
                self.violations
                    .push(format!("getUpdates with the offset {offset} throws updates away"));
            }
            Some(offset) => {
                let last = self.queue.back().map_or(0, |(id, _)| *id);
                // An offset far beyond the queue belongs to another numbering, and counts as none.
                if offset <= last + 1 {
                    while let Some((id, _)) = self.queue.front().filter(|(id, _)| *id < offset) {
                        self.acknowledged.insert(*id);
                        self.queue.pop_front();
                    }
                }
            }
            None => {}
        }
        self.polls
    }

    pub(super) const fn poll_number(&self) -> u64 {
        self.polls
    }

    pub(super) fn pending(&self, limit: u64) -> Vec<Value> {
        let limit = usize::try_from(limit).unwrap();
        self.queue
            .iter()
            .take(limit)
            .map(|(_, update)| update.clone())
            .collect()
    }

    /// Whether everything was acknowledged and somebody waits for more.
    pub(super) fn is_quiet(&self) -> bool {
        self.queue.is_empty() && self.idle
    }

    pub(super) fn next_fault(&mut self, method: &str) -> Option<Fault> {
        self.faults.get_mut(method)?.pop_front()
    }

    /// The bot's messages in a chat.
    pub(crate) fn posted_in(&self, chat: i64) -> Vec<Posted> {
        self.posted
            .iter()
            .filter(|posted| posted.chat == chat)
            .cloned()
            .collect()
    }

    /// The requests of a method, in lower case.
    pub(crate) fn requests_of(&self, method: &str) -> Vec<Request> {
        self.requests
            .iter()
            .filter(|request| request.method == method)
            .cloned()
            .collect()
    }

    /// A number that grows while the bot gets on with what happened, and not while it only asks.
    pub(super) fn progress(&self) -> usize {
        self.acknowledged.len() + self.posted.len()
    }

    /// How often a method was called, in lower case.
    pub(crate) fn calls(&self, method: &str) -> usize {
        self.requests.iter().filter(|request| request.method == method).count()
    }

    /// For the message of a failing test.
    pub(crate) fn summary(&self) -> String {
        let mut calls: BTreeMap<&str, usize> = BTreeMap::new();
        for request in &self.requests {
            *calls.entry(&request.method).or_default() += 1;
        }
        let texts: Vec<_> = self.posted.iter().map(|p| format!("{}: {}", p.chat, p.text)).collect();
        format!(
            "calls: {calls:?}\nwaiting: {}\nviolations: {:?}\nposted:\n{}",
            self.queue.len(),
            self.violations,
            texts.join("\n---\n")
        )
    }
}
