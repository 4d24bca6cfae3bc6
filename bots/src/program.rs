//! From the command line to an exit code.

use std::{
    ffi::OsString,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Error;

use crate::{
    Config, Environment, Exit, Streams, bilingual,
    cli::{self, Chat, Cli, Command},
    config, console,
    language::Language,
    staff::{self, Session},
};

/// Runs the program: `arguments` as the shell gives them, the program's own name first.
///
/// Whatever happens is told on the streams; the outcome is for the shell. A reader that goes away (`| head`) is not an
/// error of ours.
pub fn run(
    arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    environment: Environment<'_>,
    streams: &mut Streams<'_>,
) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    let mut faq = config::faq(environment);
    let outcome = match Cli::read(&arguments, Language::English) {
        Ok(cli) => {
            faq = cli.faq.clone().unwrap_or(faq);
            dispatch(cli, faq.clone(), environment, streams)
        }
        // Only now is it worth while to find out the language of whoever needs help.
        Err(_) => help(&arguments, &faq, environment, streams).map_err(Error::from),
    };
    let outcome = outcome.and_then(|exit| streams.output.flush().map(|()| exit).map_err(Error::from));
    match outcome {
        Ok(exit) => exit,
        Err(error) if is_broken_pipe(&error) => Exit::Success,
        Err(error) => {
            if let Some(staff::Told(exit)) = error.downcast_ref() {
                return *exit;
            }
            let language = Language::of(environment, staff::first_language(&faq));
            let (program, told) = (language.program(), bilingual::told(&error, language));
            // When standard error is gone too, there is nobody left to tell.
            let _ = writeln!(streams.errors, "{program} {told}");
            Exit::Failure
        }
    }
}

/// Says what is wrong with a command line, or the help that it asks for.
fn help(
    arguments: &[OsString],
    faq: &Path,
    environment: Environment<'_>,
    streams: &mut Streams<'_>,
) -> io::Result<Exit> {
    let language = Language::of_computer(environment, || staff::first_language(faq));
    match Cli::read(arguments, language) {
        // A command line is wrong in every language.
        Ok(_) => Ok(Exit::Unusable),
        Err(error) => say_usage(&error, language, streams),
    }
}

/// The help and the version are answers, a wrong command line is an error.
fn say_usage(error: &clap::Error, language: Language, streams: &mut Streams<'_>) -> io::Result<Exit> {
    if language == Language::French
        && error.use_stderr()
        && let Some(refusal) = cli::in_french(error)
    {
        streams.errors.write_all(refusal.as_bytes())?;
        return Ok(Exit::Unusable);
    }
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
fn dispatch(cli: Cli, faq: PathBuf, environment: Environment<'_>, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let mut session = Session::new(faq, environment, streams);
    match cli.command {
        Some(Command::Chat(chat)) => console::chat(&chat, &mut session),
        Some(Command::Ask(ask)) => staff::ask::ask(&ask, &mut session),
        Some(Command::Check(check)) => staff::check::check(&check, &mut session),
        Some(Command::Preview(preview)) => staff::preview::preview(&preview, &mut session),
        Some(Command::Gaps(gaps)) => staff::gaps::gaps(&gaps, &mut session),
        Some(Command::Stats(stats)) => staff::stats::stats(&stats, &mut session),
        Some(Command::Status(status)) => staff::status::status(&status, &mut session),
        Some(Command::Schema) => staff::schema::schema(&mut session),
        Some(Command::Set(set)) => staff::set::set(&set, &mut session),
        Some(Command::New(new)) => staff::new::new(&new, &mut session),
        Some(Command::Run) => staff::run::run(Config::read(environment)?, cli.log, &mut session),
        None => {
            let config = Config::read(environment)?;
            if config.has_platform() {
                return staff::run::run(config, cli.log, &mut session);
            }
            let language = session.spoken(None);
            let notice = language.pick(
                "Aucun jeton de bot n'est configuré : le guichet s'ouvre ici. (guichet run --help)",
                "No bot token is configured: the counter opens here. (guichet run --help)",
            );
            writeln!(session.streams.errors, "{notice}")?;
            console::chat(&Chat::default(), &mut session)
        }
    }
}
