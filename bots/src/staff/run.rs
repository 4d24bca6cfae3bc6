//! `guichet run`: keeps the FAQ live and serves the platforms whose token is configured.

use anyhow::{Context as _, Result};
use guichet_core::Diagnostics;

use super::{Session, Told};
use crate::{
    Config, Exit, Shutdown,
    bilingual::Bilingual,
    health::Board,
    log::{self, LogFormat},
    reload::{Keeper, Watch},
    serve,
    store::Store,
};

/// Serves until a signal asks to stop.
pub(crate) fn run(mut config: Config, format: LogFormat, session: &mut Session<'_, '_>) -> Result<Exit> {
    config.faq.clone_from(&session.faq);
    if !config.has_platform() {
        let text = session.spoken(None).pick(
            "guichet : aucun jeton de bot n'est configuré (guichet run --help). Pour essayer ici : guichet chat.",
            "guichet: no bot token is configured (guichet run --help). To try the FAQ here: guichet chat.",
        );
        writeln!(session.streams.errors, "{text}")?;
        return Err(Told(Exit::Unusable).into());
    }
    log::start(config.log.as_deref(), format);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("no threads")?;
    let served = runtime.block_on(serve_until_asked_to_stop(config));
    // Whoever learns a FAQ that is wanted no more is not waited for.
    runtime.shutdown_background();
    match served? {
        Ok(()) => Ok(Exit::Success),
        Err(diagnostics) => session.refuse(&diagnostics),
    }
}

/// Learns the FAQ, then serves.
async fn serve_until_asked_to_stop(config: Config) -> Result<Result<(), Diagnostics>> {
    // Before anything else: learning takes a while, and a signal may come in the middle of it.
    let shutdown = Shutdown::on_signals();
    let hangups = Hangups::listen();
    // Before the FAQ: whoever is refused the data folder must not write into it.
    let store = Store::open(&config.data)?;
    // What the last process said is over.
    Board::default().save(&store).await.with_context(|| {
        let data = config.data.display();
        Bilingual::new(
            format!("impossible d'écrire dans le dossier de données {data}"),
            format!("the data folder {data} cannot be written"),
        )
    })?;
    let (faq, data) = (config.faq.clone(), config.data.clone());
    let learned = tokio::select! {
        learned = tokio::task::spawn_blocking(move || Keeper::open(&faq, &data)) => learned.context("learning the FAQ failed")?,
        () = shutdown.wait() => return Ok(Ok(())),
    };
    let keeper = match learned {
        Ok(keeper) => keeper,
        Err(diagnostics) => return Ok(Err(diagnostics)),
    };
    let live = keeper.live();
    let watch = keeper.watch().context("no thread to watch the FAQ")?;
    tokio::select! {
        served = serve(config, store, live, shutdown) => served.map(Ok),
        never = hangups.look(&watch) => match never {},
    }
}

/// SIGHUP, which says that the FAQ is worth a look. Listened for from the beginning, so that none ends the process; one
/// that comes while the FAQ is learned leads to a look behind it.
#[cfg(unix)]
struct Hangups(Option<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Hangups {
    fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};

        Self(signal(SignalKind::hangup()).ok())
    }

    /// Looks at the FAQ at every signal, for ever.
    async fn look(self, watch: &Watch) -> std::convert::Infallible {
        if let Some(mut hangups) = self.0 {
            while hangups.recv().await.is_some() {
                watch.look();
            }
        }
        std::future::pending().await
    }
}

/// There is no such signal here: saving a file is enough.
#[cfg(not(unix))]
struct Hangups;

#[cfg(not(unix))]
impl Hangups {
    const fn listen() -> Self {
        Self
    }

    async fn look(self, _watch: &Watch) -> std::convert::Infallible {
        std::future::pending().await
    }
}
