//! The command line, as typed. What it means is decided by the module of each command.

mod examples;
mod french;
mod refusal;
mod values;

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use guichet_core::Locale;

pub(crate) use refusal::in_french;

use crate::{language::Language, log::LogFormat};
use values::{assignment, days_counted, days_kept, locale, number, timezone};

/// The information counter of a town hall: answers citizens with the texts that the town wrote.
#[derive(Debug, Parser)]
#[command(name = "guichet", version, max_term_width = 100)]
pub(crate) struct Cli {
    /// Folder of the FAQ
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        help = "Folder of the FAQ; else GUICHET_FAQ, else `faq`"
    )]
    pub(crate) faq: Option<PathBuf>,
    /// How a serving counter writes its log
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text")]
    pub(crate) log: LogFormat,
    /// What to do; without it, serve the platforms whose token is configured, else chat in this terminal
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

impl Cli {
    /// Reads a command line, the program's own name first. Help comes as an error, in the given language.
    pub(crate) fn read(
        arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>,
        language: Language,
    ) -> Result<Self, clap::Error> {
        let mut matches = command(language).try_get_matches_from(arguments)?;
        Self::from_arg_matches_mut(&mut matches)
    }
}

/// The command line with its help in a language.
fn command(language: Language) -> clap::Command {
    let mut command = Cli::command();
    // What clap adds by itself, such as --help, is there to be translated only afterwards.
    command.build();
    let command = examples::added(command, language);
    match language {
        Language::French => french::translated(command),
        Language::English => command,
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Talk to the counter in this terminal
    Chat(Chat),
    /// Serve the platforms whose token is configured
    Run,
    /// Ask one question, or many, and print what a citizen would be told
    Ask(Ask),
    /// Check the FAQ: every problem with its file, line and column
    Check(Check),
    /// Show what citizens will be told differently since another version of the FAQ
    Preview(Preview),
    /// Show what people ask that the FAQ does not answer
    Gaps(Gaps),
    /// Show how much is asked and answered, and what helped
    Stats(Stats),
    /// Show what is served at the moment, and what is wrong with the FAQ folder
    Status(Status),
    /// Print the JSON schema of the FAQ files, for editors
    Schema,
    /// Change facts of one service in its file, dated today, and show what citizens are then told
    Set(Set),
    /// Start a FAQ for another town
    New(New),
}

/// `guichet chat`.
#[derive(Args, Debug, Default)]
pub(crate) struct Chat {
    /// The language of the citizen's application
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

/// `guichet ask`.
#[derive(Args, Debug)]
pub(crate) struct Ask {
    /// The question, in quotes or not; without it, the whole standard input is one message
    #[arg(value_name = "TEXT")]
    pub(crate) text: Vec<String>,
    /// The language of the citizen's application
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
    /// Ask at this time of the town's clocks instead of now
    #[arg(long, value_name = "YYYY-MM-DD HH:MM", conflicts_with = "batch")]
    pub(crate) at: Option<String>,
    /// Print the verdict and the reply as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Print why: the words understood, the candidates, what counted
    #[arg(long, conflicts_with = "batch")]
    pub(crate) explain: bool,
    /// Read one JSON object a line, `{"text": "…", "lang": "fr"}`, and print one a line
    #[arg(long, conflicts_with = "text")]
    pub(crate) batch: bool,
}

/// `guichet check`.
#[derive(Args, Debug)]
pub(crate) struct Check {
    /// Folder to check instead of --faq
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// For people, for scripts (one JSON object a line), or for GitHub's annotations
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Check again whenever a file is saved, until Ctrl-C
    #[arg(long)]
    pub(crate) watch: bool,
    /// The language of the messages
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Drawn in their lines.
    Text,
    /// One JSON object a line.
    Json,
    /// Workflow commands.
    Github,
}

/// `guichet preview`.
#[derive(Args, Debug)]
pub(crate) struct Preview {
    /// What to compare with: a folder, or a git revision of the FAQ folder
    #[arg(long, value_name = "OLD", default_value = "HEAD")]
    pub(crate) against: String,
    /// Of the questions without an answer, replay those that so many different people asked
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = number)]
    pub(crate) min_people: usize,
    /// The language of the report
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

/// `guichet gaps`.
#[derive(Args, Debug)]
pub(crate) struct Gaps {
    /// How many different people must have asked something similar on one day
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = number)]
    pub(crate) min_people: usize,
    /// Of how many days, today included
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = days_kept)]
    pub(crate) days: u64,
    /// Print JSON
    #[arg(long, conflicts_with = "csv")]
    pub(crate) json: bool,
    /// Print CSV
    #[arg(long)]
    pub(crate) csv: bool,
    /// The language of the report
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

/// `guichet stats`.
#[derive(Args, Debug)]
pub(crate) struct Stats {
    /// Of how many days, today included
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = days_counted)]
    pub(crate) days: u64,
    /// Print CSV: one line a day, platform, kind and entry
    #[arg(long)]
    pub(crate) csv: bool,
    /// The language of the report
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

/// `guichet status`.
#[derive(Args, Debug)]
pub(crate) struct Status {
    /// The language of the report
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

/// `guichet set`.
#[derive(Args, Debug)]
pub(crate) struct Set {
    /// The id of the service
    pub(crate) service: String,
    /// What to change: `status=suspended`, `note.fr=…`, `channels.phone=open`
    #[arg(value_name = "KEY=VALUE", required = true, value_parser = assignment)]
    pub(crate) changes: Vec<(String, String)>,
    /// The language of the messages
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

/// `guichet new`.
#[derive(Args, Debug)]
pub(crate) struct New {
    /// The folder to write to; new, or empty
    pub(crate) folder: PathBuf,
    /// The name of the town
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Its languages, the first one mandatory everywhere
    #[arg(long, value_name = "fr,en", value_delimiter = ',', value_parser = locale)]
    pub(crate) languages: Vec<Locale>,
    /// The phone number of the town hall; empty if unknown
    #[arg(long)]
    pub(crate) phone: Option<String>,
    /// Where its clocks are
    #[arg(long, default_value = "Europe/Paris", value_parser = timezone)]
    pub(crate) timezone: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
        for language in [Language::French, Language::English] {
            command(language).debug_assert();
        }
    }

    #[test]
    fn the_faq_folder_is_accepted_on_both_sides_of_the_command() {
        for line in ["guichet --faq town check", "guichet check --faq town"] {
            let cli = Cli::read(line.split(' '), Language::French).unwrap();
            assert_eq!(cli.faq, Some(PathBuf::from("town")), "{line}");
        }
    }
}
