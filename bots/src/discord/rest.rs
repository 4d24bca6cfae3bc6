//! The client of Discord's REST interface: its time limits, its address, and what its errors mean.

use std::{fmt, sync::Arc, time::Duration};

use reqwest::Url;
use serenity::all::{
    ApplicationId, BotGateway, CreateAllowedMentions, Http, HttpBuilder, HttpError, LightMethod, Request, Route,
};

use crate::{config::Account, store::Platform, their_clock::TheirClock};

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(5);
/// What a call may take beyond its request's own limit: time for the library to notice.
const GRACE: Duration = Duration::from_secs(1);
/// Discord counts logins by the day: what says more is no time. In seconds.
const LONGEST_RESET: u64 = 24 * 3600;
/// Code of an interaction that is too old to be answered.
const UNKNOWN_INTERACTION: isize = 10_062;
/// Code of an interaction that was answered before.
const ALREADY_ACKNOWLEDGED: isize = 40_060;

/// Calls Discord. Cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    http: Arc<Http>,
    interactions: Arc<Http>,
    limit: Duration,
    api: Option<Url>,
    clock: Arc<TheirClock>,
}

/// What an unsuccessful call means. It never holds an address: those of interactions contain a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RestError {
    /// The token is refused.
    Unauthorised,
    /// We may not do this here: no permission, blocked, not a member.
    Forbidden,
    /// What we refer to does not exist (any more).
    Gone,
    /// The interaction was already answered, or is too old.
    TooLate,
    /// The request itself is at fault.
    Invalid(u16),
    /// Too many requests.
    Busy,
    /// The day's logins are used up; new ones are allowed after so many seconds.
    NoLoginsLeft { seconds: u64 },
    /// A fault of the network or the server: trying again may help.
    Passing,
}

impl Rest {
    /// A client for the account; each request takes at most `limit`.
    ///
    /// With an address of its own (a test, a proxy) the library's rate limiter is off, because the library ignores the
    /// address while it is on and would carry the token to the public server.
    pub(super) fn new(account: &Account, limit: Duration) -> anyhow::Result<Self> {
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT.min(limit))
            .timeout(limit)
            .tcp_keepalive(Duration::from_secs(30))
            .build()?;
        let http = |limited: bool| {
            let builder = HttpBuilder::new(account.token.expose())
                .client(client.clone())
                .default_allowed_mentions(CreateAllowedMentions::new().replied_user(false));
            let builder = match &account.api {
                Some(api) => builder
                    .proxy(api.as_str().trim_end_matches('/'))
                    .ratelimiter_disabled(true),
                None => builder.ratelimiter_disabled(!limited),
            };
            Arc::new(builder.build())
        };
        Ok(Self {
            http: http(true),
            interactions: http(false),
            limit,
            api: account.api.clone(),
            clock: Arc::new(TheirClock::new(Platform::Discord)),
        })
    }

    /// The library's client, for its builders.
    #[must_use]
    pub(super) fn http(&self) -> &Arc<Http> {
        &self.http
    }

    /// The library's client for answers to interactions, without its rate limiter: that would put all of them into one
    /// queue of five in five seconds, while Discord counts each interaction by itself.
    pub(super) fn interactions(&self) -> &Arc<Http> {
        &self.interactions
    }

    /// Discord has said which application we are.
    pub(super) fn set_application(&self, id: ApplicationId) {
        self.http.set_application_id(id);
        self.interactions.set_application_id(id);
    }

    /// Makes one call, within the time limit.
    pub(super) async fn call<T>(&self, call: impl Future<Output = serenity::Result<T>>) -> Result<T, RestError> {
        match tokio::time::timeout(self.limit + GRACE, call).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(RestError::of(&error)),
            // The library waits inside the call when its rate limiter says so.
            Err(_) => Err(RestError::Busy),
        }
    }

    /// The address of the gateway, asked from the server that we were told to use, and believed only if it belongs to
    /// that server.
    pub(super) async fn gateway(&self) -> Result<Url, RestError> {
        let ask = async {
            let response = self
                .http
                .request(Request::new(Route::GatewayBot, LightMethod::Get))
                .await?;
            self.clock.read(response.headers());
            Ok(response.json::<BotGateway>().await?)
        };
        let answer = self.call(ask).await?;
        if answer.session_start_limit.remaining == 0 {
            let seconds = answer.session_start_limit.reset_after / 1000;
            return Err(RestError::NoLoginsLeft {
                seconds: seconds.min(LONGEST_RESET),
            });
        }
        let url = Url::parse(&answer.url).map_err(|_| RestError::Passing)?;
        if self.owns(&url) {
            Ok(url)
        } else {
            Err(RestError::Passing)
        }
    }

    /// Discord's clock, as it was when the gateway's address was asked last.
    pub(super) fn clock(&self) -> &TheirClock {
        &self.clock
    }

    /// Whether a gateway address belongs to the server that we talk to: the same host as `DISCORD_API_URL`, or
    /// Discord's own over TLS.
    #[must_use]
    pub(super) fn owns(&self, gateway: &Url) -> bool {
        let host = gateway.host_str().unwrap_or_default();
        match &self.api {
            Some(api) => matches!(gateway.scheme(), "ws" | "wss") && api.host_str() == Some(host),
            None => gateway.scheme() == "wss" && (host == "discord.gg" || host.ends_with(".discord.gg")),
        }
    }
}

impl RestError {
    /// Reads the library's error.
    #[must_use]
    pub(super) fn of(error: &serenity::Error) -> Self {
        match error {
            serenity::Error::Http(HttpError::UnsuccessfulRequest(response)) => {
                Self::classify(response.status_code.as_u16(), response.error.code)
            }
            serenity::Error::Model(_) => Self::Invalid(0),
            _ => Self::Passing,
        }
    }

    const fn classify(status: u16, code: isize) -> Self {
        match (status, code) {
            (_, UNKNOWN_INTERACTION | ALREADY_ACKNOWLEDGED) => Self::TooLate,
            (401, _) => Self::Unauthorised,
            (403, _) => Self::Forbidden,
            (404, _) => Self::Gone,
            (429, _) => Self::Busy,
            (400..=499, _) => Self::Invalid(status),
            _ => Self::Passing,
        }
    }

    /// Whether the same call may succeed later.
    #[must_use]
    pub(super) const fn may_pass(self) -> bool {
        matches!(self, Self::Busy | Self::NoLoginsLeft { .. } | Self::Passing)
    }
}

impl fmt::Display for RestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unauthorised => "the token is refused",
            Self::Forbidden => "Discord does not allow it here",
            Self::Gone => "it does not exist any more",
            Self::TooLate => "the interaction is over",
            Self::Invalid(status) => return write!(f, "Discord refuses the request ({status})"),
            Self::Busy => "too many requests",
            Self::NoLoginsLeft { seconds } => return write!(f, "Discord allows no login for the next {seconds} s"),
            Self::Passing => "Discord cannot be reached, or its server fails",
        })
    }
}

impl std::error::Error for RestError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Token;

    fn rest(api: Option<&str>) -> Rest {
        let account = Account {
            token: Token::new("a.b.c"),
            api: api.map(|api| Url::parse(api).unwrap()),
        };
        Rest::new(&account, Duration::from_secs(15)).unwrap()
    }

    #[test]
    fn errors_mean_what_the_server_said() {
        for (status, code, meaning) in [
            (401, 0, RestError::Unauthorised),
            (403, 50_007, RestError::Forbidden),
            (404, 10_003, RestError::Gone),
            (404, 10_062, RestError::TooLate),
            (400, 40_060, RestError::TooLate),
            (400, 50_035, RestError::Invalid(400)),
            (429, -1, RestError::Busy),
            (502, -1, RestError::Passing),
        ] {
            assert_eq!(RestError::classify(status, code), meaning, "{status} {code}");
        }
    }

    #[test]
    fn a_gateway_of_somebody_else_is_not_believed() {
        let (test, real) = (rest(Some("http://127.0.0.1:3100")), rest(None));
        for (gateway, of_test, of_real) in [
            ("ws://127.0.0.1:4000", true, false),
            ("wss://gateway.discord.gg", false, true),
            ("wss://gateway-us-east1-b.discord.gg/?x=1", false, true),
            ("ws://gateway.discord.gg", false, false),
            ("wss://discord.gg.evil.example", false, false),
            ("wss://evildiscord.gg", false, false),
            ("https://127.0.0.1", false, false),
        ] {
            let url = Url::parse(gateway).unwrap();
            assert_eq!((test.owns(&url), real.owns(&url)), (of_test, of_real), "{gateway}");
        }
    }

    #[test]
    fn the_rate_limiter_is_on_unless_the_address_is_our_own() {
        assert!(rest(None).http().ratelimiter.is_some());
        assert!(rest(None).interactions().ratelimiter.is_none());
        assert!(rest(None).interactions().proxy.is_none());
        assert!(rest(Some("http://127.0.0.1:3100")).http().ratelimiter.is_none());
    }
}
