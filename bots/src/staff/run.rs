//! `guichet run`: keeps the FAQ live and serves the platforms whose token is configured.

use anyhow::{Context as _, Result};

use super::{Session, Told};
use crate::{
    Config, Exit, Shutdown,
    language::Language,
    log::{self, LogFormat},
    reload::{Keeper, Watch},
    serve,
    store::Store,
};

/// Serves until a signal asks to stop.
pub(crate) fn run(mut config: Config, format: LogFormat, session: &mut Session<'_, '_>) -> Result<Exit> {
    config.faq.clone_from(&session.faq);
    if !config.has_platform() {
        let language = Language::of(session.environment, None);
        let text = language.pick(
            "guichet : aucun jeton de bot n'est configuré (guichet run --help). Pour essayer ici : guichet chat.",
            "guichet: no bot token is configured (guichet run --help). To try the FAQ here: guichet chat.",
        );
        writeln!(session.streams.errors, "{text}")?;
        return Err(Told(Exit::Unusable).into());
    }
    log::start(config.log.as_deref(), format);
    // First: whoever is refused the data folder must not write into it.
    let store = Store::open(&config.data)?;
    let keeper = match Keeper::open(&config.faq, &config.data) {
        Ok(keeper) => keeper,
        Err(diagnostics) => return session.refuse(&diagnostics),
    };
    let live = keeper.live();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no threads")?;
    runtime.block_on(async {
        let shutdown = Shutdown::on_signals();
        let watch = keeper.watch().context("no thread to watch the FAQ")?;
        tokio::select! {
            served = serve(config, store, live, shutdown) => served,
            never = look_on_hangup(&watch) => match never {},
        }
    })?;
    Ok(Exit::Success)
}

/// Looks at the FAQ whenever SIGHUP says so, for ever.
#[cfg(unix)]
async fn look_on_hangup(watch: &Watch) -> std::convert::Infallible {
    use tokio::signal::unix::{SignalKind, signal};

    if let Ok(mut hangups) = signal(SignalKind::hangup()) {
        while hangups.recv().await.is_some() {
            watch.look();
        }
    }
    std::future::pending().await
}

/// There is no such signal here: saving a file is enough.
#[cfg(not(unix))]
async fn look_on_hangup(_watch: &Watch) -> std::convert::Infallible {
    std::future::pending().await
}
