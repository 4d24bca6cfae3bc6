//! `guichet check --watch`: checks again after every change, until Ctrl-C.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use chrono::Local;
use guichet_core::catalogue::SourceFile;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::{language, report};
use crate::{
    Exit, Shutdown,
    cli::{Check, Format},
    reload::{Files, Onlooker, Watch},
    staff::Session,
};

/// Reports each change of the folder after `seen`. To be stopped is its proper end.
pub(super) fn watch(seen: Files, options: &Check, session: &mut Session<'_, '_>) -> Result<Exit> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("no thread")?;
    runtime.block_on(async {
        let shutdown = Shutdown::on_signals();
        // From here on Ctrl-C is heard, before anybody is told to press it.
        tokio::task::yield_now().await;
        say_waiting(&seen, options, session)?;
        let (news, mut changes) = unbounded_channel();
        let forwarder = Forwarder {
            folder: session.faq.clone(),
            seen,
            news,
        };
        let _watch = Watch::start(forwarder).context("no thread to watch the FAQ")?;
        loop {
            let files = tokio::select! {
                () = shutdown.wait() => return Ok(Exit::Success),
                Some(files) = changes.recv() => files,
            };
            writeln!(session.streams.output)?;
            report(&files, options, session)?;
            say_waiting(&files, options, session)?;
        }
    })
}

/// When it was checked, and how to stop.
fn say_waiting(files: &Files, options: &Check, session: &mut Session<'_, '_>) -> Result<()> {
    if options.format == Format::Text {
        let time = Local::now().format("%H:%M:%S");
        let language = language(files.as_deref().unwrap_or_default(), options, session);
        let text = language.pick(
            format!("[{time}] Chaque enregistrement sera vérifié. Ctrl-C pour arrêter."),
            format!("[{time}] Every save will be checked. Ctrl-C to stop."),
        );
        writeln!(session.streams.output, "{text}")?;
    }
    Ok(session.streams.output.flush()?)
}

/// Hands every new state of the folder to the one who prints.
struct Forwarder {
    folder: PathBuf,
    seen: Files,
    news: UnboundedSender<Files>,
}

impl Onlooker for Forwarder {
    fn folder(&self) -> &Path {
        &self.folder
    }

    fn known(&self) -> &[SourceFile] {
        self.seen.as_deref().unwrap_or_default()
    }

    fn is_news(&self, files: &Files) -> bool {
        self.seen != *files
    }

    fn look(&mut self, files: Files) -> bool {
        let is_news = self.is_news(&files);
        if is_news {
            self.seen.clone_from(&files);
            // Whoever prints has stopped when the program ends.
            let _ = self.news.send(files);
        }
        is_news
    }
}
