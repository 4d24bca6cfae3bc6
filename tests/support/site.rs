//! A counter as an operator starts it: the real binary, its data folder and its log, on a fake Bot API.

use std::path::PathBuf;

use tempfile::TempDir;

use super::{
    binary::Process,
    telegram::{FakeTelegram, State, TOKEN},
};

/// What outlives the processes that serve it.
pub(crate) struct Site {
    pub(crate) fake: FakeTelegram,
    pub(crate) token: &'static str,
    folder: TempDir,
    faq: PathBuf,
}

impl Site {
    /// Nothing is running yet.
    pub(crate) async fn new(faq: PathBuf) -> Self {
        Self {
            fake: FakeTelegram::start().await,
            token: TOKEN,
            folder: tempfile::tempdir().unwrap(),
            faq,
        }
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where everything is printed to.
    pub(crate) fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    /// Starts a process.
    pub(crate) fn start(&self) -> Process {
        self.start_with(&[])
    }

    /// The same, with more environment variables.
    pub(crate) fn start_with(&self, more: &[(&str, &str)]) -> Process {
        self.with_variables(more, |variables| Process::start(variables, &[], &self.log()))
    }

    /// Starts a process and waits until it asks for updates.
    pub(crate) async fn serve(&self) -> Process {
        let before = self.polls();
        let process = self.start();
        self.polled(before + 1).await;
        process
    }

    /// The same, for a process whose disk will be full.
    #[cfg(target_os = "linux")]
    pub(crate) async fn serve_limited(&self) -> Process {
        let before = self.polls();
        let process = self.with_variables(&[], |variables| Process::start_limited(variables, &self.log()));
        self.polled(before + 1).await;
        process
    }

    /// How often updates were asked for.
    pub(crate) fn polls(&self) -> usize {
        self.fake.with(|state| state.calls("getupdates"))
    }

    /// Waits until updates were asked for so often.
    pub(crate) async fn polled(&self, count: usize) {
        let often = |state: &mut State| (state.calls("getupdates") >= count).then_some(());
        self.fake.until("a poll", often).await;
    }

    fn with_variables<T>(&self, more: &[(&str, &str)], start: impl FnOnce(&[(&str, &str)]) -> T) -> T {
        let (url, data) = (self.fake.url(), self.data());
        let mut variables = vec![
            ("TELEGRAM_BOT_TOKEN", self.token),
            ("TELEGRAM_API_URL", url.as_str()),
            ("GUICHET_DATA", data.to_str().unwrap()),
            ("GUICHET_FAQ", self.faq.to_str().unwrap()),
        ];
        variables.extend(more);
        start(&variables)
    }
}
