//! The command line, as typed. What it means is decided by the module of each command.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use guichet_core::Locale;

use crate::log::LogFormat;

/// The information counter of a town hall: answers citizens with the texts that the town wrote.
#[derive(Debug, Parser)]
#[command(name = "guichet", version, max_term_width = 100, after_help = EXAMPLES)]
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

const EXAMPLES: &str = "\
Examples:
  guichet                                      chat here, or serve when a bot token is configured
  guichet ask la mairie est ouverte ?          one question, one answer
  guichet check                                check the FAQ, with the line of every problem
  guichet --faq /srv/faq run                   serve the platforms whose token is configured";

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Talk to the counter in this terminal
    #[command(after_help = CHAT_EXAMPLES)]
    Chat(Chat),
    /// Serve the platforms whose token is configured
    #[command(after_help = RUN_EXAMPLES)]
    Run,
    /// Ask one question, or many, and print what a citizen would be told
    #[command(after_help = ASK_EXAMPLES)]
    Ask(Ask),
    /// Check the FAQ: every problem with its file, line and column
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    /// Show what citizens will be told differently since another version of the FAQ
    #[command(after_help = PREVIEW_EXAMPLES)]
    Preview(Preview),
    /// Show what people ask that the FAQ does not answer
    #[command(after_help = GAPS_EXAMPLES)]
    Gaps(Gaps),
    /// Show how much is asked and answered, and what helped
    #[command(after_help = STATS_EXAMPLES)]
    Stats(Stats),
    /// Show what is served at the moment, and what is wrong with the FAQ folder
    Status(Status),
    /// Print the JSON schema of the FAQ files, for editors
    #[command(after_help = SCHEMA_EXAMPLES)]
    Schema,
    /// Change facts of one service in its file, dated today, and show what citizens are then told
    #[command(after_help = SET_EXAMPLES)]
    Set(Set),
    /// Start a FAQ for another town
    #[command(after_help = NEW_EXAMPLES)]
    New(New),
}

/// `guichet chat`.
#[derive(Args, Debug, Default)]
pub(crate) struct Chat {
    /// The language of the citizen's application
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

const CHAT_EXAMPLES: &str = "\
In the chat, type a question, the number of a choice, or a command:
  /services      the town's services and how they work
  /aide, /help   what can be asked
  /quitter, /quit

Examples:
  guichet chat
  printf 'la mairie est ouverte ?\\n1\\n' | guichet chat --lang fr";

const RUN_EXAMPLES: &str = "\
Needs TELEGRAM_BOT_TOKEN or DISCORD_BOT_TOKEN (or the same with _FILE: a file that holds the token).

Examples:
  TELEGRAM_BOT_TOKEN_FILE=/run/secrets/telegram guichet run
  guichet --faq /srv/faq --log json run";

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

const ASK_EXAMPLES: &str = "\
Examples:
  guichet ask la médiathèque est ouverte ?
  guichet ask \"I got a strange e-mail from the town hall\" --lang en
  guichet ask \"la mairie est ouverte ?\" --at \"2026-12-25 10:00\"
  guichet ask --explain mon rdv de demain tient toujours
  guichet ask --json \"qui est derrière l'attaque ?\"
  guichet ask < suspicious-message.txt
  guichet ask --batch < questions.jsonl > answers.jsonl

Batch: one line in, one line out, in the same order. A line that is not such an object is reported
with its number, and the exit code is then 1.";

/// `guichet check`.
#[derive(Args, Debug)]
pub(crate) struct Check {
    /// Folder to check instead of --faq
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// For people, for scripts (one JSON object a line), or for GitHub's annotations
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
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

const CHECK_EXAMPLES: &str = "\
Exit code: 0 nothing wrong (warnings at most), 1 errors, 2 the folder cannot be read.

Examples:
  guichet check
  guichet check /srv/faq --lang en
  guichet check --format github";

/// `guichet preview`.
#[derive(Args, Debug)]
pub(crate) struct Preview {
    /// What to compare with: a folder, or a git revision of the FAQ folder
    #[arg(long, value_name = "OLD", default_value = "HEAD")]
    pub(crate) against: String,
    /// The language of the report
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

const PREVIEW_EXAMPLES: &str = "\
Exit code: 0 no important question lost its answer, 1 a question of `checks:` marked `must: true` did,
2 the other version cannot be read.

Examples:
  guichet preview                          since the last commit
  guichet preview --against v1.2           since a tag
  guichet preview --against ../faq-live    since a copy";

/// `guichet gaps`.
#[derive(Args, Debug)]
pub(crate) struct Gaps {
    /// How many different people must have asked something similar on one day
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) min_people: usize,
    /// Of how many days, today included
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=30))]
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

const GAPS_EXAMPLES: &str = "\
Reads GUICHET_DATA (default `data`), also while the counter runs. Questions are kept for 30 days, without
their authors, personal data masked.

Examples:
  guichet gaps
  guichet gaps --min-people 1         in a small town
  guichet gaps --days 7 --csv > gaps.csv";

/// `guichet stats`.
#[derive(Args, Debug)]
pub(crate) struct Stats {
    /// Of how many days, today included
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3650))]
    pub(crate) days: u64,
    /// Print CSV: one line a day, platform, kind and entry
    #[arg(long)]
    pub(crate) csv: bool,
    /// The language of the report
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

const STATS_EXAMPLES: &str = "\
Reads GUICHET_DATA (default `data`), also while the counter runs.

Examples:
  guichet stats
  guichet stats --days 7
  guichet stats --csv > stats.csv";

/// `guichet status`.
#[derive(Args, Debug)]
pub(crate) struct Status {
    /// The language of the report
    #[arg(long, value_name = "fr|en", value_parser = locale)]
    pub(crate) lang: Option<Locale>,
}

const SCHEMA_EXAMPLES: &str = "\
Examples:
  guichet schema > faq/schema.json
then, as the first line of each file of the FAQ:
  # yaml-language-server: $schema=schema.json";

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

const SET_EXAMPLES: &str = "\
Comments and layout of the file stay as they are. Nothing is written unless the result passes `guichet check`.

Examples:
  guichet set mediatheque status=suspended
  guichet set mairie status=adapted note.fr=\"Venez avec une pièce d'identité.\" note.en=\"Bring an ID.\"
  guichet set ccas channels.phone=closed as_of=2026-11-20";

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

const NEW_EXAMPLES: &str = "\
Asks for what is not given.

Examples:
  guichet new faq
  guichet new faq-lillers --name Lillers --languages fr,en --phone \"03 00 00 00 00\"";

/// Reads the name of a time zone.
fn timezone(name: &str) -> Result<String, String> {
    let known = name
        .parse::<chrono_tz::Tz>()
        .map_err(|_| "no such time zone; for example Europe/Paris".to_owned())?;
    Ok(known.name().to_owned())
}

/// Reads `key=value`.
fn assignment(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("write it as key=value, for example status=suspended".to_owned()),
    }
}

/// Reads a language code.
fn locale(tag: &str) -> Result<Locale, String> {
    Locale::parse(tag).ok_or_else(|| "a language is two or three letters, such as fr or en".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_faq_folder_is_accepted_on_both_sides_of_the_command() {
        for line in ["guichet --faq town check", "guichet check --faq town"] {
            let cli = Cli::try_parse_from(line.split(' ')).unwrap();
            assert_eq!(cli.faq, Some(PathBuf::from("town")), "{line}");
        }
    }
}
