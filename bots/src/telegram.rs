//! The Telegram counter: teloxide's types, our own intake, the shared desk.
//!
//! ```text
//! getUpdates -> inbound (pure) -> store -> next offset
//!                                   |
//!                                 desk -> counter (pure) -> outbound (pure) -> sendMessage
//! ```

mod api;
mod errands;
mod html;
mod inbound;
mod inline;
mod link;
mod outbound;
mod poll;
mod profile;
mod send;
mod trouble;

use std::{sync::Arc, time::Duration};

use chrono::Utc;
use teloxide::{payloads::GetMe, types::Me};

pub use api::Timing;

use api::{Api, Problem, Refusal};
use inbound::Identity;
use poll::Intake;
use send::Sender;

use crate::{
    Live, Shutdown, backoff,
    config::Account,
    desk::Desk,
    health::{Health, State},
    store::{Platform, Store},
    supervise::{self, Failure},
};

/// How often the profile is compared with the FAQ, which may have been reloaded.
const PROFILE_EVERY: Duration = Duration::from_secs(300);

/// Serves one bot until the shutdown.
///
/// # Errors
/// [`Failure::Final`] when Telegram refuses the token; a network that is down only makes it wait.
pub async fn run(
    account: Account,
    timing: Timing,
    store: Store,
    live: Live,
    health: Health,
    shutdown: Shutdown,
) -> Result<(), Failure> {
    let api = Arc::new(Api::new(account, timing, health.clone())?);
    let Some(me) = introduce(&api, &shutdown).await? else {
        return Ok(());
    };
    tracing::info!(bot = me.username, "Telegram is served");
    let sender = Sender {
        api: Arc::clone(&api),
        store: store.clone(),
        live: live.clone(),
    };
    let desk = Desk::open(Platform::Telegram, store.clone(), live.clone(), health, sender).await;
    let desk = desk.map_err(|error| Failure::Passing(error.into()))?;
    let intake = Intake::new(Arc::clone(&api), store.clone(), live.clone(), Arc::clone(&desk), me);
    // Each ends by itself at the shutdown; if one fails, the others must not go on alone.
    let work = async { tokio::try_join!(intake.run(&shutdown), desk.work(&shutdown)) };
    tokio::select! {
        worked = work => worked.map(|_| ()),
        never = keep_profile(&api, &store, &live) => match never {},
    }
}

/// Asks Telegram who we are, for as long as that takes. `None` if the shutdown comes first.
async fn introduce(api: &Api, shutdown: &Shutdown) -> Result<Option<Identity>, Failure> {
    let question = GetMe::new();
    let mut failures = 0;
    loop {
        let mut pause = backoff::pause(failures + 1);
        let asked = tokio::select! {
            () = shutdown.wait() => return Ok(None),
            asked = api.call(&question) => asked,
        };
        match asked {
            Ok(me) => {
                if let Ok(me) = serde_json::from_value::<Me>(me) {
                    // The first poll may be quiet for long.
                    api.health().is(State::Serving);
                    return Ok(Some(Identity {
                        id: me.user.id.0,
                        username: me.user.username.unwrap_or_default(),
                    }));
                }
                tracing::error!("Telegram's answer about this bot cannot be read: trying again");
            }
            Err(Problem::Refused(Refusal { code: 401 | 404, .. })) => {
                return Err(Failure::Final(supervise::Refusal::TelegramToken));
            }
            Err(Problem::Refused(Refusal {
                code: 429, retry_after, ..
            })) => {
                pause = retry_after.map_or(pause, Duration::from_secs);
                tracing::warn!(?pause, "Telegram asks to wait before it says who we are");
                let until = Utc::now() + pause;
                api.health().is(State::ToldToWait { until });
            }
            Err(Problem::Refused(Refusal { code, description, .. })) => {
                tracing::error!(code, description, "Telegram does not say who we are: trying again");
                api.health().is(State::Unreachable);
            }
            Err(Problem::Unreachable(_)) => api.health().is(State::Unreachable),
        }
        failures += 1;
        tokio::select! {
            () = shutdown.wait() => return Ok(None),
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Keeps the profile like the FAQ, for ever.
async fn keep_profile(api: &Api, store: &Store, live: &Live) -> std::convert::Infallible {
    loop {
        let wait = match profile::update(api, store, &live.get()).await {
            Ok(()) | Err(None) => PROFILE_EVERY,
            Err(Some(told)) => told.max(PROFILE_EVERY),
        };
        tokio::time::sleep(wait).await;
    }
}
