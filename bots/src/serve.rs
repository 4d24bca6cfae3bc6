//! Serves the configured platforms side by side, from one store.

use std::time::Duration;

use anyhow::bail;
use chrono::Utc;

use crate::{
    Config, Live, Shutdown, discord,
    store::Store,
    supervise::{Adapter, supervise},
    telegram,
};

/// How often what is too old is forgotten.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// Serves every platform that has a token, until the shutdown.
///
/// # Errors
/// When no platform has a token, the data folder cannot be used, or no platform can be served any more.
pub async fn serve(config: Config, live: Live, shutdown: Shutdown) -> anyhow::Result<()> {
    if config.telegram.is_none() && config.discord.is_none() {
        bail!("no token is set: TELEGRAM_BOT_TOKEN or DISCORD_BOT_TOKEN");
    }
    let store = Store::open(&config.data)?;
    let mut adapters = Vec::new();
    if let Some(account) = config.telegram {
        let (store, live, shutdown) = (store.clone(), live.clone(), shutdown.clone());
        adapters.push(Adapter::new("telegram", move || {
            let (account, store, live, shutdown) = (account.clone(), store.clone(), live.clone(), shutdown.clone());
            telegram::run(account, telegram::Timing::default(), store, live, shutdown)
        }));
    }
    if let Some(account) = config.discord {
        let (store, live, shutdown) = (store.clone(), live.clone(), shutdown.clone());
        adapters.push(Adapter::new("discord", move || {
            let (account, store, live, shutdown) = (account.clone(), store.clone(), live.clone(), shutdown.clone());
            discord::run(account, discord::Pace::default(), store, live, shutdown)
        }));
    }
    let served = tokio::select! {
        served = supervise(adapters, &shutdown) => served,
        never = sweep(&store) => match never {},
    };
    store.close().await;
    served
}

/// Forgets what is too old, for ever.
async fn sweep(store: &Store) -> std::convert::Infallible {
    loop {
        if let Err(error) = store.sweep(Utc::now()).await {
            tracing::error!(%error, "what is too old could not be forgotten: trying again");
        }
        tokio::time::sleep(SWEEP_EVERY).await;
    }
}
