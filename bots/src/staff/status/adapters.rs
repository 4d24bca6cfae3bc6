//! How each platform is served, in words.

use super::local;
use crate::{
    health::{Noted, State, States},
    language::Language,
    supervise::Refusal,
};

/// Whether somebody must look after a platform: nobody is answered there.
pub(super) fn is_down(state: State) -> bool {
    !matches!(state, State::Starting | State::Serving)
}

/// A line for each platform; of a counter that is stopped, only what made a platform end.
pub(super) fn lines(states: &States, is_running: bool, language: Language) -> String {
    let told = states
        .iter()
        .filter(|(_, noted)| is_running || matches!(noted.state, State::Refused(_) | State::GivenUp));
    told.map(|(name, noted)| line(name, *noted, language)).collect()
}

fn line(name: &str, noted: Noted, language: Language) -> String {
    let name = match name {
        "telegram" => "Telegram",
        "discord" => "Discord",
        other => other,
    };
    let since = local(noted.since);
    let (french, english) = match noted.state {
        State::Starting => (
            format!("démarre depuis le {since}."),
            format!("starting since {since}."),
        ),
        State::Serving => (
            format!("en service depuis le {since}."),
            format!("served since {since}."),
        ),
        State::Unreachable => (
            format!(
                "HORS DE PORTÉE depuis le {since}. Le guichet réessaie tout seul ; si cela dure, vérifiez la \
                 connexion à Internet et lisez le journal."
            ),
            format!(
                "OUT OF REACH since {since}. The counter keeps trying; if it lasts, check the \
                 connection to the Internet and read the log."
            ),
        ),
        State::Contested => (
            format!(
                "DISPUTÉ depuis le {since} : un autre programme relève les messages de ce bot. Si ce n'est pas vous, \
                 révoquez le jeton auprès de @BotFather."
            ),
            format!(
                "CONTESTED since {since}: another program fetches this bot's messages. If that is not you, revoke the \
                 token with @BotFather."
            ),
        ),
        State::Restarting => (
            format!("EN PANNE depuis le {since}. Le guichet le relance tout seul ; la cause est dans le journal."),
            format!("FAILING since {since}. The counter restarts it by itself; the log says why."),
        ),
        State::Refused(refusal) => {
            let (french, english) = cause(refusal);
            (
                format!("ARRÊTÉ depuis le {since}. {french}"),
                format!("ENDED since {since}. {english}"),
            )
        }
        State::GivenUp => (
            format!(
                "ARRÊTÉ depuis le {since}, après trop de pannes. La cause est dans le journal ; relancez le guichet."
            ),
            format!("ENDED since {since}, after too many failures. The log says why; start the counter again."),
        ),
    };
    let (french, english) = (format!("{name} : {french}\n"), format!("{name}: {english}\n"));
    language.pick(french, english)
}

const fn cause(refusal: Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::TelegramToken => (
            "Telegram refuse le jeton : demandez le jeton actuel à @BotFather, puis relancez le guichet.",
            "Telegram refuses the token: ask @BotFather for the current one, then start the counter again.",
        ),
        Refusal::DiscordToken => (
            "Discord refuse le jeton : créez-en un sur le portail des développeurs (Bot, Reset Token), puis relancez le \
             guichet.",
            "Discord refuses the token: make a new one in the developer portal (Bot, Reset Token), then start the counter \
             again.",
        ),
        Refusal::DiscordIntents => (
            "Discord a restreint l'application de ce bot : regardez-la sur le portail des développeurs.",
            "Discord has restricted the application of this bot: look at it in the developer portal.",
        ),
    }
}
