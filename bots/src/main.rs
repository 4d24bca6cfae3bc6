//! The `guichet` binary: maps the outcome to an exit code, nothing else.

use std::process::ExitCode;

use anyhow::Context as _;
use guichet::{Config, Live, Shutdown, log};
use guichet_core::Assistant;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("guichet: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> anyhow::Result<()> {
    let config = Config::from_env()?;
    log::start(config.log.as_deref(), log::LogFormat::Text);
    let assistant = Assistant::load(&config.faq).context("the FAQ cannot be loaded")?;
    guichet::serve(config, Live::new(assistant), Shutdown::on_signals()).await
}
