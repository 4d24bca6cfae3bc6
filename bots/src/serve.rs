//! Serves the configured platforms side by side, from one store.

use std::time::Duration;

use anyhow::bail;
use chrono::Utc;

use crate::{
    Config, Live, Shutdown, discord,
    health::Board,
    records,
    store::{Store, StoreError},
    supervise::{Adapter, supervise},
    systemd::ServiceManager,
    telegram,
};

/// How often what is too old is forgotten.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// Serves every platform that has a token, until the shutdown. The store is closed at the end.
///
/// # Errors
/// When no platform has a token, the store has ended, or no platform can be served any more.
pub async fn serve(config: Config, store: Store, live: Live, shutdown: Shutdown) -> anyhow::Result<()> {
    if config.telegram.is_none() && config.discord.is_none() {
        bail!("no token is set: TELEGRAM_BOT_TOKEN or DISCORD_BOT_TOKEN");
    }
    let board = Board::default();
    let mut adapters = Vec::new();
    if let Some(account) = config.telegram {
        let (store, live, shutdown, health) =
            (store.clone(), live.clone(), shutdown.clone(), board.adapter("telegram"));
        adapters.push(Adapter::new(health.clone(), move || {
            let (account, store, live, shutdown) = (account.clone(), store.clone(), live.clone(), shutdown.clone());
            telegram::run(
                account,
                telegram::Timing::default(),
                store,
                live,
                health.clone(),
                shutdown,
            )
        }));
    }
    if let Some(account) = config.discord {
        let (store, live, shutdown, health) = (store.clone(), live.clone(), shutdown.clone(), board.adapter("discord"));
        adapters.push(Adapter::new(health.clone(), move || {
            let (account, store, live, shutdown) = (account.clone(), store.clone(), live.clone(), shutdown.clone());
            discord::run(account, discord::Pace::default(), store, live, health.clone(), shutdown)
        }));
    }
    let told = tell(config.service_manager, &board, &store, &live, &shutdown);
    let served = tokio::select! {
        // In this order: adapters may end in the very moment in which the stop is asked for, and it must be told first.
        biased;
        never = told => match never {},
        served = supervise(adapters, &shutdown) => served,
        ended = sweep(&store, &live) => Err(ended),
        () = async { board.keep(&store).await; std::future::pending().await } => Ok(()),
    };
    // What the last adapter said when it ended.
    let _ = board.save(&store).await;
    store.close().await;
    served
}

/// Tells the service manager, if there is one, how things are.
async fn tell(
    manager: Option<ServiceManager>,
    board: &Board,
    store: &Store,
    live: &Live,
    shutdown: &Shutdown,
) -> std::convert::Infallible {
    let Some(manager) = manager else {
        return std::future::pending().await;
    };
    manager.ready();
    tokio::select! {
        () = shutdown.wait() => {}
        never = manager.keep_alive(board, store, live) => match never {},
    }
    manager.stopping();
    std::future::pending().await
}

/// Forgets what is too old, again and again. Returns when the store has ended although nobody closed it: without it
/// nothing can be accepted or answered, and only a new process has another.
async fn sweep(store: &Store, live: &Live) -> anyhow::Error {
    loop {
        let now = Utc::now();
        match store.sweep(now, records::day(&live.get(), now)).await {
            Ok(()) => {}
            Err(error @ StoreError::Closed) => return error.into(),
            Err(error) => tracing::error!(%error, "what is too old could not be forgotten: trying again"),
        }
        tokio::time::sleep(SWEEP_EVERY).await;
    }
}
