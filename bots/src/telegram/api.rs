//! Calls to the Bot API: teloxide's payloads over our own transport.
//!
//! teloxide's `Bot` hides the HTTP status, sleeps ten seconds inside a call on every 5xx, keeps the body of an error
//! page in its error, and tells errors apart by sentences that drift. Here an answer is classified by its
//! `error_code`, and a body that is not the Bot API's is dropped unseen.

use std::time::Duration;

use anyhow::Context as _;
use reqwest::{Client, Response, Url, header, redirect};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use teloxide::{payloads::GetUpdates, requests::Payload};

use super::link::Link;
use crate::{config::Account, health::Health, store::Platform, their_clock::TheirClock};

/// The public server.
const PUBLIC: &str = "https://api.telegram.org";
/// The largest answer that is read: a hundred updates are far below it.
const LARGEST_BODY: usize = 16 << 20;
/// The longest description of an error that is shown.
const LONGEST_DESCRIPTION: usize = 100;

/// The longest wait that is believed, in seconds: after a day no answer is given any more, and a number without measure
/// would silence the bot for good.
const LONGEST_WAIT: u64 = 24 * 3600;

/// How long things may take.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    /// How long the server holds a poll open while there is nothing.
    pub long_poll: Duration,
    /// How long a call may take, the server's own waiting not counted.
    pub call: Duration,
    /// How long a connection may take.
    pub connect: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self {
            long_poll: Duration::from_secs(25),
            call: Duration::from_secs(10),
            connect: Duration::from_secs(5),
        }
    }
}

/// One bot's connection to its server.
#[derive(Debug)]
pub(super) struct Api {
    client: Client,
    account: Account,
    server: Url,
    timing: Timing,
    link: Link,
    health: Health,
    clock: TheirClock,
}

/// Why a call had no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    /// The server was not reached, or something else than the Bot API answered: a class of failure, never a body.
    Unreachable(String),
    /// The Bot API said no.
    Refused(Refusal),
}

/// A "no" of the Bot API.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Refusal {
    /// Like an HTTP status.
    pub(super) code: u16,
    /// In words, for the log: cut, and without anything but visible ASCII.
    pub(super) description: String,
    /// How many seconds to wait.
    pub(super) retry_after: Option<u64>,
    /// The group's new number.
    pub(super) migrate_to: Option<i64>,
}

/// What every answer looks like.
#[derive(Deserialize)]
struct Envelope {
    ok: bool,
    #[serde(default)]
    result: Value,
    #[serde(default)]
    error_code: u16,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

#[derive(Default, Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
    migrate_to_chat_id: Option<i64>,
}

impl Api {
    /// Prepares a connection; nothing is sent yet.
    pub(super) fn new(account: Account, timing: Timing, health: Health) -> anyhow::Result<Self> {
        let server = match &account.api {
            Some(server) => server.clone(),
            None => Url::parse(PUBLIC)?,
        };
        let mut client = Client::builder()
            .connect_timeout(timing.connect)
            .tcp_keepalive(Duration::from_secs(30))
            .tcp_nodelay(true)
            // The token is part of the address: it must not follow a redirection.
            .redirect(redirect::Policy::none());
        if is_loopback(&server) {
            client = client.no_proxy();
        }
        Ok(Self {
            client: client.build().context("cannot prepare HTTPS")?,
            account,
            server,
            timing,
            link: Link::default(),
            health,
            clock: TheirClock::new(Platform::Telegram),
        })
    }

    /// Makes a call.
    ///
    /// # Errors
    /// A [`Problem`], as the server's answer says, or the lack of one.
    pub(super) async fn call<P: Payload + Serialize>(&self, payload: &P) -> Result<Value, Problem> {
        self.call_raw(
            P::NAME,
            serde_json::to_vec(payload).map_err(|_| broken("a payload"))?,
            self.timing.call,
        )
        .await
    }

    /// Makes a call that is already written out.
    pub(super) async fn call_json(&self, method: &str, body: &Value) -> Result<Value, Problem> {
        self.call_raw(method, body.to_string().into_bytes(), self.timing.call)
            .await
    }

    /// Waits for updates as long as the server holds the call open.
    pub(super) async fn poll(&self, mut poll: GetUpdates) -> Result<Vec<Value>, Problem> {
        poll.timeout = u32::try_from(self.timing.long_poll.as_secs()).ok();
        let body = serde_json::to_vec(&poll).map_err(|_| broken("a payload"))?;
        match self.call_raw(GetUpdates::NAME, body, self.longest_poll()).await? {
            Value::Array(updates) => Ok(updates),
            _ => Err(broken("the list of updates")),
        }
    }

    /// Where to say how the adapter is.
    pub(super) const fn health(&self) -> &Health {
        &self.health
    }

    /// How long a poll may take at the most.
    pub(super) fn longest_poll(&self) -> Duration {
        self.timing.long_poll + self.timing.call
    }

    /// The server's clock.
    pub(super) const fn clock(&self) -> &TheirClock {
        &self.clock
    }

    async fn call_raw(&self, method: &str, body: Vec<u8>, time: Duration) -> Result<Value, Problem> {
        let outcome = self.exchange(method, body, time).await;
        match &outcome {
            Err(Problem::Unreachable(class)) => self.link.down(class),
            Ok(_) | Err(Problem::Refused(_)) => self.link.up(),
        }
        outcome
    }

    async fn exchange(&self, method: &str, body: Vec<u8>, time: Duration) -> Result<Value, Problem> {
        let server = self.server.as_str().trim_end_matches('/');
        let address = format!("{server}/bot{}/{method}", self.account.token.expose());
        let request = self
            .client
            .post(address)
            .header(header::CONTENT_TYPE, "application/json");
        let response = request
            .timeout(time)
            .body(body)
            .send()
            .await
            .map_err(|error| unreachable(&error))?;
        self.clock.read(response.headers());
        let status = response.status();
        let body = read(response).await?;
        // A proxy's page, a captive portal, an answer cut short: whatever it is, it does not come from the Bot API.
        let envelope: Envelope =
            serde_json::from_slice(&body).map_err(|_| broken(&format!("HTTP {}", status.as_u16())))?;
        if envelope.ok {
            return Ok(envelope.result);
        }
        if envelope.error_code >= 500 || envelope.error_code == 0 {
            return Err(Problem::Unreachable(format!(
                "the server failed with {}",
                envelope.error_code
            )));
        }
        Err(Problem::Refused(Refusal {
            code: envelope.error_code,
            description: visible(&envelope.description),
            retry_after: envelope.parameters.retry_after.map(|wait| wait.min(LONGEST_WAIT)),
            migrate_to: envelope.parameters.migrate_to_chat_id,
        }))
    }
}

/// Reads a body of a bounded size.
async fn read(mut response: Response) -> Result<Vec<u8>, Problem> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| unreachable(&error))? {
        if body.len() + chunk.len() > LARGEST_BODY {
            return Err(broken("an endless answer"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// Classifies a failure of the transport. The error itself is not passed on: it holds the address, and so the token.
fn unreachable(error: &reqwest::Error) -> Problem {
    let class = if error.is_timeout() {
        "timed out"
    } else if error.is_connect() {
        "cannot connect"
    } else {
        "the connection broke"
    };
    Problem::Unreachable(class.to_owned())
}

fn broken(what: &str) -> Problem {
    Problem::Unreachable(format!("not an answer of the Bot API: {what}"))
}

/// Text from outside as it may stand in one line of a log.
fn visible(text: &str) -> String {
    let plain = text
        .chars()
        .map(|c| if c == ' ' || c.is_ascii_graphic() { c } else { '?' });
    plain.take(LONGEST_DESCRIPTION).collect()
}

fn is_loopback(server: &Url) -> bool {
    let host = server.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost"
        || host
            .parse()
            .is_ok_and(|address: std::net::IpAddr| address.is_loopback())
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreachable(class) => f.write_str(class),
            Self::Refused(refusal) => write!(f, "refused with {}: {}", refusal.code, refusal.description),
        }
    }
}

impl std::error::Error for Problem {}
