//! What the fake Discord knows: requests, channels, commands, interactions, the session, and the faults to come.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

use chrono::TimeDelta;
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::payload::{self, Said, snowflake};

/// How long Discord waits for the first response to an interaction.
const PATIENCE: Duration = Duration::from_secs(3);

/// A request that the bot made.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) body: Value,
}

/// What happens to a request instead of its normal answer.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// This status and JSON body.
    Status(u16, Value),
    /// An HTML page, as a proxy sends it.
    Html(u16),
    /// Nothing, ever.
    Hang,
    /// The request is carried out, and its answer never arrives.
    DoneButHang,
}

/// Where a connection to the gateway stops answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The upgrade to a WebSocket is not answered.
    Upgrade,
    /// No HELLO.
    Hello,
    /// No READY after IDENTIFY, nor RESUMED after RESUME.
    Ready,
    /// Connected, but heartbeats are not acknowledged.
    Acknowledge,
}

/// What a connection is told to do.
pub(super) enum Order {
    Send(Value),
    Close(Option<u16>),
    Drop,
}

/// Everything.
pub(crate) struct State {
    pub(crate) requests: Vec<Request>,
    pub(crate) violations: Vec<String>,
    pub(crate) commands: Vec<Value>,
    pub(crate) channels: HashMap<u64, Vec<Value>>,
    /// Faults by method and a part of the path, each used once, in order.
    pub(crate) faults: VecDeque<(&'static str, &'static str, Fault)>,
    pub(crate) stall: Option<Stage>,
    /// Every IDENTIFY is answered with Invalid Session.
    pub(crate) refuse_sessions: bool,
    /// Every IDENTIFY is answered with this close code.
    pub(crate) close_identify: Option<u16>,
    /// What is given as the address of the gateway, instead of the true one.
    pub(crate) gateway: Option<String>,
    /// What READY gives as the address for resuming, instead of the true one.
    pub(crate) resume_gateway: Option<String>,
    /// How many logins Discord says are left today.
    pub(crate) logins_left: u64,
    /// How long an interaction may be without a first response.
    pub(crate) patience: Duration,
    /// First responses to interactions that were over without one.
    pub(crate) too_late: usize,
    /// The server lets its members use no apps of their own: what these post is seen by them alone.
    pub(crate) hides_apps: bool,
    /// Discord's clock minus this machine's.
    pub(crate) difference: TimeDelta,
    pub(crate) heartbeat_ms: u64,
    pub(crate) connections: usize,
    pub(crate) identifies: usize,
    pub(crate) resumes: usize,
    pub(crate) intents: u64,
    /// What the bot's profile says it is doing.
    pub(crate) activity: String,
    pub(super) live: Option<mpsc::UnboundedSender<Order>>,
    pub(super) session: Option<Session>,
    pub(super) interactions: HashMap<String, Interaction>,
}

/// A gateway session: what a RESUME brings back.
pub(super) struct Session {
    pub(super) id: String,
    pub(super) events: Vec<Value>,
}

/// One interaction and what the bot did with it.
#[derive(Default)]
pub(super) struct Interaction {
    pub(super) channel: u64,
    /// The message below which a button was tapped.
    pub(super) tapped: Option<u64>,
    /// The type of the callback: 4 message, 5 deferred message, 6 deferred update, 7 update, 8 autocomplete.
    pub(super) callback: Option<u64>,
    pub(super) ephemeral: bool,
    pub(super) answer: Option<Value>,
    pub(super) followups: Vec<Value>,
    pub(super) sent: Option<Instant>,
    pub(super) acknowledged: Option<Instant>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            requests: Vec::new(),
            violations: Vec::new(),
            commands: Vec::new(),
            channels: HashMap::new(),
            faults: VecDeque::new(),
            stall: None,
            refuse_sessions: false,
            close_identify: None,
            gateway: None,
            resume_gateway: None,
            logins_left: 999,
            patience: PATIENCE,
            too_late: 0,
            hides_apps: false,
            difference: TimeDelta::zero(),
            heartbeat_ms: 10_000,
            connections: 0,
            identifies: 0,
            resumes: 0,
            intents: 0,
            activity: String::new(),
            live: None,
            session: None,
            interactions: HashMap::new(),
        }
    }
}

impl State {
    pub(crate) fn is_connected(&self) -> bool {
        self.live.as_ref().is_some_and(|live| !live.is_closed()) && self.session.is_some()
    }

    /// Closes the gateway connection with a code, or without one.
    pub(crate) fn close(&mut self, code: Option<u16>) {
        self.order(Order::Close(code));
    }

    /// Cuts the gateway connection without a word.
    pub(crate) fn drop_connections(&mut self) {
        self.order(Order::Drop);
        self.live = None;
    }

    /// Cuts the connection, and the session with it: whatever happens until the next IDENTIFY is missed.
    pub(crate) fn lose_session(&mut self) {
        self.drop_connections();
        self.session = None;
    }

    /// Sends an opcode without data that dispatches nothing (7 reconnect, 9 invalid session).
    pub(crate) fn opcode(&mut self, op: u8, data: &Value) {
        self.order(Order::Send(json!({"op": op, "d": data})));
    }

    /// Sends the last dispatched event once more, as a careless replay would.
    pub(crate) fn repeat_last_event(&mut self) {
        let last = self.session.as_ref().and_then(|session| session.events.last().cloned());
        if let Some(event) = last {
            self.order(Order::Send(event));
        }
    }

    pub(super) fn order(&mut self, order: Order) {
        if let Some(live) = &self.live {
            let _ = live.send(order);
        }
    }

    /// An event for the session, sent now or replayed on RESUME; nothing when there is no session.
    pub(crate) fn dispatch(&mut self, name: &str, data: &Value) {
        let Some(session) = &mut self.session else { return };
        let event = json!({"op": 0, "t": name, "s": session.events.len() + 1, "d": data});
        session.events.push(event.clone());
        self.order(Order::Send(event));
    }

    pub(crate) fn say(&mut self, said: &Said) -> u64 {
        let id = payload::snowflake_by(self.difference);
        let full = payload::message(id, said);
        self.channels.entry(said.channel).or_default().push(full.clone());
        self.dispatch("MESSAGE_CREATE", &payload::as_the_bot_sees_it(&full));
        id
    }

    /// Something was written some time ago; it is in the channel, and no event tells of it any more.
    pub(crate) fn said_earlier(&mut self, said: &Said, ago: Duration) -> u64 {
        let id = payload::earlier(ago);
        let history = self.channels.entry(said.channel).or_default();
        history.push(payload::message(id, said));
        history.sort_by_key(|message| message["id"].as_str().map(|id| (id.len(), id.to_owned())));
        id
    }

    pub(crate) fn interact(&mut self, mut interaction: Value) -> String {
        let id = snowflake();
        let token = format!("interaction-token-{id}");
        interaction["id"] = json!(id.to_string());
        interaction["token"] = json!(token);
        let channel = interaction["channel_id"].as_str().unwrap().parse().unwrap();
        // A tap changes the message that it was made on, which stays as private as it was.
        let ephemeral = interaction["message"]["flags"]
            .as_u64()
            .is_some_and(|flags| flags & 64 != 0);
        let tapped = interaction["message"]["id"].as_str().map(|id| id.parse().unwrap());
        let known = Interaction {
            channel,
            tapped,
            ephemeral,
            sent: Some(Instant::now()),
            ..Interaction::default()
        };
        self.interactions.insert(token.clone(), known);
        self.dispatch("INTERACTION_CREATE", &interaction);
        token
    }

    pub(crate) fn answer(&self, token: &str) -> Option<Value> {
        self.interactions.get(token)?.answer.clone()
    }

    /// How many interactions have had a first response.
    pub(crate) fn acknowledged(&self) -> usize {
        self.interactions.values().filter(|i| i.callback.is_some()).count()
    }

    /// The longest time between an interaction and its first response.
    pub(crate) fn slowest_acknowledgement(&self) -> Option<Duration> {
        let all = self.interactions.values();
        all.filter_map(|i| Some(i.acknowledged?.duration_since(i.sent?))).max()
    }

    /// The bot's messages in a channel that reply to the message `id`.
    pub(crate) fn replies_to(&self, channel: u64, id: u64) -> Vec<Value> {
        let id = json!(id.to_string());
        let messages = self.channels.get(&channel).into_iter().flatten();
        let replies = messages.filter(|m| m["message_reference"]["message_id"] == id);
        replies.cloned().collect()
    }

    /// The bot's messages in a channel.
    pub(crate) fn posted(&self, channel: u64) -> Vec<Value> {
        let messages = self.channels.get(&channel).into_iter().flatten();
        let bot = json!(payload::BOT.to_string());
        messages.filter(|m| m["author"]["id"] == bot).cloned().collect()
    }

    /// Requests of this method whose path contains `part`.
    pub(crate) fn requests(&self, method: &str, part: &str) -> Vec<Request> {
        let all = self.requests.iter();
        all.filter(|r| r.method == method && r.path.contains(part))
            .cloned()
            .collect()
    }

    pub(super) fn take_fault(&mut self, method: &str, path: &str) -> Option<Fault> {
        let place = self
            .faults
            .iter()
            .position(|(m, part, _)| *m == method && path.contains(part))?;
        self.faults.remove(place).map(|(_, _, fault)| fault)
    }

    pub(crate) fn summary(&self) -> String {
        let recent: Vec<String> = self
            .requests
            .iter()
            .rev()
            .take(20)
            .map(|r| format!("{} {}", r.method, r.path))
            .collect();
        format!(
            "connections {}, identifies {}, resumes {}, violations {:?}, last requests first: {recent:#?}",
            self.connections, self.identifies, self.resumes, self.violations
        )
    }
}
