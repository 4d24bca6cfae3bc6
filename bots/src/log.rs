//! What the process says about itself: one line per event, never text of a citizen, never a token.
//!
//! Dependencies print whole messages in their logs (names and texts, at INFO), so what they say is not shown at any
//! level. Where an operator asks for one by name, warnings and errors appear as their place in the source only.

use std::{fmt, io, panic, str::FromStr as _};

use tracing::{Event, Level, Metadata, Subscriber};
use tracing_subscriber::{
    Layer as _,
    filter::{Targets, filter_fn},
    fmt::{
        FmtContext, FormatEvent, FormatFields, MakeWriter,
        format::{DefaultFields, Format, Full, JsonFields, Writer},
    },
    layer::SubscriberExt as _,
    registry::LookupSpan,
    util::SubscriberInitExt as _,
};

/// What is replaced by this is a secret.
const REDACTED: &str = "[secret]";

/// How the lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line, for machines.
    Json,
}

/// Starts the log on standard error. `filter` is written like `RUST_LOG` (`debug`, `guichet=trace`); without it, what
/// an operator must know. Does nothing if a log was started before.
pub fn start(filter: Option<&str>, format: LogFormat) {
    let targets = filter.and_then(|filter| Targets::from_str(filter).ok());
    let shown = Shown(targets.unwrap_or_else(|| Targets::new().with_default(Level::INFO)));
    let filter = filter_fn(move |metadata| shown.allows(metadata));
    let lines = tracing_subscriber::fmt::layer().with_writer(Redacting);
    let registry = tracing_subscriber::registry();
    let _ = match format {
        LogFormat::Text => {
            let lines = lines
                .fmt_fields(DefaultFields::new())
                .event_format(Lines(Format::<Full>::default().with_target(false)));
            registry.with(lines.with_ansi(false).with_filter(filter)).try_init()
        }
        LogFormat::Json => {
            let lines = lines
                .fmt_fields(JsonFields::new())
                .event_format(Lines(Format::default().json().flatten_event(true)));
            registry.with(lines.with_filter(filter)).try_init()
        }
    };
    // The message of a panic may quote the text that it stumbled over.
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}

/// What is shown at all.
struct Shown(Targets);

impl Shown {
    fn allows(&self, metadata: &Metadata<'_>) -> bool {
        let (target, level) = (metadata.target(), metadata.level());
        if is_ours(target) {
            return self.0.would_enable(target, level);
        }
        // Their spans carry the arguments of functions, and so messages.
        let named = self.0.iter().any(|(asked, _)| target.starts_with(asked));
        metadata.is_event() && named && *level <= Level::WARN && self.0.would_enable(target, level)
    }
}

fn is_ours(target: &str) -> bool {
    target == "guichet" || target.starts_with("guichet::") || target.starts_with("guichet_core")
}

/// Our events in full, everybody else's as their place only.
struct Lines<F>(F);

impl<S, N, T> FormatEvent<S, N> for Lines<Format<T>>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    Format<T>: FormatEvent<S, N>,
{
    fn format_event(&self, context: &FmtContext<'_, S, N>, mut writer: Writer<'_>, event: &Event<'_>) -> fmt::Result {
        let metadata = event.metadata();
        if is_ours(metadata.target()) {
            return self.0.format_event(context, writer, event);
        }
        let (level, target) = (metadata.level(), metadata.target());
        let (file, line) = (metadata.file().unwrap_or_default(), metadata.line().unwrap_or_default());
        // Names from source code: valid inside a JSON string, and readable without.
        writeln!(
            writer,
            r#"{{"level":"{level}","target":"{target}","place":"{file}:{line}"}}"#
        )
    }
}

/// Standard error, without anything that looks like a token.
struct Redacting;

impl<'a> MakeWriter<'a> for Redacting {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        Self
    }
}

impl io::Write for Redacting {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        // One call is one event: the layer writes whole lines.
        io::stderr().write_all(redact(&String::from_utf8_lossy(line)).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// Replaces everything that has the shape of a bot's token.
fn redact(text: &str) -> String {
    let in_token = |c: char| c.is_ascii_alphanumeric() || "_-:.".contains(c);
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for c in text.chars() {
        if in_token(c) {
            run.push(c);
            continue;
        }
        out.push_str(if is_token(&run) { REDACTED } else { &run });
        run.clear();
        out.push(c);
    }
    out.push_str(if is_token(&run) { REDACTED } else { &run });
    out
}

/// `…123456789:35 characters` is Telegram's, `24 characters.6 characters.27 characters` Discord's.
fn is_token(run: &str) -> bool {
    let telegram = run.split_once(':').is_some_and(|(number, secret)| {
        number.chars().rev().take_while(char::is_ascii_digit).count() >= 6 && secret.len() >= 30
    });
    let parts: Vec<_> = run.split('.').map(str::len).collect();
    let discord = matches!(parts.as_slice(), [id, 6..=7, mac] if *id >= 23 && *mac >= 25);
    telegram || discord
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_replaced_wherever_they_stand() {
        let telegram = "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhh-_1";
        let discord = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs-aaaaaaaaaa";
        for secret in [telegram, discord] {
            for around in [
                "{}",
                "https://api.telegram.org/bot{}/getMe",
                "token={} refused",
                "Bot({})\n",
            ] {
                let line = redact(&around.replace("{}", secret));
                assert!(
                    line.contains(REDACTED) && !line.contains(secret.split_at(20).1),
                    "{line}"
                );
            }
        }
    }

    #[test]
    fn ordinary_lines_stay_as_they_are() {
        let line = "2026-11-24T05:34:52.123456Z  INFO message_sent platform=telegram seq=17 é api.telegram.org:443\n";
        assert_eq!(redact(line), line);
    }

    #[test]
    fn dependencies_are_shown_only_by_name_and_never_their_spans() {
        fn metadata(target: &'static str, level: Level, kind: tracing::metadata::Kind) -> &'static Metadata<'static> {
            struct Nowhere;
            impl tracing::callsite::Callsite for Nowhere {
                fn set_interest(&self, _: tracing::subscriber::Interest) {}
                fn metadata(&self) -> &Metadata<'_> {
                    unreachable!("only identifies")
                }
            }
            let fields = tracing::field::FieldSet::new(&[], tracing::callsite::Identifier(&Nowhere));
            Box::leak(Box::new(Metadata::new(
                "test", target, level, None, None, None, fields, kind,
            )))
        }
        use tracing::metadata::Kind;
        let allows = |filter: &str, target, level, kind| {
            Shown(Targets::from_str(filter).unwrap()).allows(metadata(target, level, kind))
        };
        assert!(allows("trace", "guichet::desk", Level::TRACE, Kind::EVENT));
        assert!(!allows("trace", "serenity::gateway", Level::ERROR, Kind::EVENT));
        assert!(!allows("trace", "teloxide_core::net", Level::TRACE, Kind::EVENT));
        assert!(allows("serenity=trace", "serenity::gateway", Level::WARN, Kind::EVENT));
        assert!(!allows("serenity=trace", "serenity::gateway", Level::INFO, Kind::EVENT));
        assert!(!allows("serenity=trace", "serenity::gateway", Level::WARN, Kind::SPAN));
    }
}
