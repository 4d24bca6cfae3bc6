//! How each platform is served, in words.

use super::local;
use crate::{
    health::{Noted, State, States},
    language::Language,
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
        State::ToldToWait { until } => {
            let until = local(until);
            (
                format!(
                    "EN ATTENTE depuis le {since} : {name} demande au guichet d'attendre jusqu'au {until}. Les messages \
                     ne sont pas perdus, et le guichet reprend tout seul."
                ),
                format!(
                    "WAITING since {since}: {name} asks the counter to wait until {until}. No message is lost, and the \
                     counter goes on by itself."
                ),
            )
        }
        State::BetweenLogins { until } => {
            let until = local(until);
            (
                format!(
                    "EN ATTENTE depuis le {since} : {name} limite le nombre de connexions, et le guichet attend \
                     jusqu'au {until} avant la prochaine. Il reprend tout seul ; si cela se répète, lisez le journal."
                ),
                format!(
                    "WAITING since {since}: {name} limits how often a bot logs in, and the counter waits until {until} \
                     before the next time. It goes on by itself; if it happens again and again, read the log."
                ),
            )
        }
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
            let cause = refusal.words(language);
            (
                format!("ARRÊTÉ depuis le {since}. {cause}"),
                format!("ENDED since {since}. {cause}"),
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
