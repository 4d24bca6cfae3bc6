//! A wrong command line, said in French. clap says the same in English.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::values::Misread;
use crate::language::Language;

/// What is wrong with a command line and how to write it; `None` for what no command of ours can cause.
pub(crate) fn in_french(error: &Error) -> Option<String> {
    let similar = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let similar = similar.into_iter().filter_map(|kind| {
        Some(format!(
            "  aide : vouliez-vous dire {} ?",
            context(error, kind)?.replace("», «", "» ou «")
        ))
    });
    let usage = context(error, ContextKind::Usage);
    let usage = usage.map(|usage| usage.replacen("Usage:", "Utilisation :", 1).trim_end().to_owned());
    let parts = [format!("erreur : {}", message(error)?)]
        .into_iter()
        .chain(similar)
        .chain(usage)
        .chain(["Pour en savoir plus, ajoutez --help.\n".to_owned()]);
    Some(parts.collect::<Vec<_>>().join("\n\n"))
}

fn message(error: &Error) -> Option<String> {
    let of = |kind| context(error, kind);
    let argument = of(ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::InvalidSubcommand => format!("{} n'est pas une commande", of(ContextKind::InvalidSubcommand)?),
        ErrorKind::UnknownArgument => format!("{} n'est pas attendu ici", argument?),
        ErrorKind::MissingRequiredArgument => format!("il manque {}", argument?),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            Some(prior) if Some(&prior) != argument.as_ref() => format!("{} ne va pas avec {prior}", argument?),
            _ => format!("{} est donné deux fois", argument?),
        },
        ErrorKind::InvalidValue => match of(ContextKind::InvalidValue) {
            Some(value) if value != quoted("") => {
                let allowed =
                    of(ContextKind::ValidValue).map_or_else(String::new, |all| format!(" ; possibles : {all}"));
                format!("{value} n'est pas possible pour {}{allowed}", argument?)
            }
            _ => format!("il manque une valeur à {}", argument?),
        },
        ErrorKind::ValueValidation => {
            let reason = error.source()?.downcast_ref::<Misread>()?.words(Language::French);
            format!(
                "{} n'est pas possible pour {} : {reason}",
                of(ContextKind::InvalidValue)?,
                argument?
            )
        }
        _ => return None,
    })
}

/// What clap knows about an error, each part between French quotes.
fn context(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(quoted(text)),
        ContextValue::Strings(texts) if !texts.is_empty() => {
            Some(texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
        }
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}

fn quoted(text: &str) -> String {
    format!("« {text} »")
}
