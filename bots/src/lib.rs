//! The counter: the console, the staff's commands and the adapters of the platforms, around `guichet-core`.

mod cli;
mod command;
pub mod config;
mod console;
pub mod counter;
mod exit;
mod language;
pub mod limits;
mod lines;
pub mod live;
pub mod reload;
mod secret;
pub mod shutdown;
mod staff;
pub mod stand_in;
pub mod store;
mod streams;
pub mod supervise;

use std::{
    ffi::OsString,
    io::{self, Write as _},
    path::PathBuf,
};

use anyhow::Error;
use clap::Parser as _;

pub use cli::LogFormat;
use cli::{Chat, Cli};
pub use command::Command;
pub use config::Config;
pub use exit::Exit;
pub use live::Live;
pub use secret::Token;
pub use shutdown::Shutdown;
pub use stand_in::Assistant;
pub use streams::{Environment, Streams};

/// Runs the program: `arguments` as the shell gives them, the program's own name first.
///
/// Whatever happens is told on the streams; the outcome is for the shell. A reader that goes away (`| head`) is not an
/// error of ours.
pub fn run(
    arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    environment: Environment<'_>,
    streams: &mut Streams<'_>,
) -> Exit {
    let outcome = match Cli::try_parse_from(arguments) {
        Ok(cli) => dispatch(cli, environment, streams),
        Err(error) => say_usage(&error, streams).map_err(Error::from),
    };
    let outcome = outcome.and_then(|exit| streams.output.flush().map(|()| exit).map_err(Error::from));
    match outcome {
        Ok(exit) => exit,
        Err(error) if is_broken_pipe(&error) => Exit::Success,
        Err(error) => {
            if let Some(staff::Told(exit)) = error.downcast_ref() {
                return *exit;
            }
            // When standard error is gone too, there is nobody left to tell.
            let _ = writeln!(streams.errors, "guichet: {error:#}");
            Exit::Failure
        }
    }
}

/// The help and the version are answers, a wrong command line is an error.
fn say_usage(error: &clap::Error, streams: &mut Streams<'_>) -> io::Result<Exit> {
    let text = error.render();
    let (stream, colour, exit) = if error.use_stderr() {
        (&mut streams.errors, streams.colour_errors, Exit::Unusable)
    } else {
        (&mut streams.output, streams.colour, Exit::Success)
    };
    if colour {
        write!(stream, "{}", text.ansi())?;
    } else {
        write!(stream, "{text}")?;
    }
    Ok(exit)
}

fn is_broken_pipe(error: &Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
    causes.any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Which command, on which FAQ.
fn dispatch(cli: Cli, environment: Environment<'_>, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let faq = cli.faq.or_else(|| environment("GUICHET_FAQ").map(PathBuf::from));
    let mut desk = staff::Desk::new(faq.unwrap_or_else(|| "faq".into()), environment, streams);
    match cli.command {
        Some(cli::Command::Chat(chat)) => console::chat(&chat, &mut desk),
        Some(cli::Command::Ask(ask)) => staff::ask::ask(&ask, &mut desk),
        Some(cli::Command::Check(check)) => staff::check::check(&check, &mut desk),
        Some(cli::Command::Run) => todo!(),
        None => console::chat(&Chat::default(), &mut desk),
    }
}
