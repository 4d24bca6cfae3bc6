//! What Telegram shows about the bot before anybody writes: its name, descriptions and menus, in every language.
//!
//! Telegram limits how often they may be set, so each is set only when it differs from what was set last.

use std::{
    hash::{DefaultHasher, Hash as _, Hasher as _},
    time::Duration,
};

use guichet_core::{Assistant, Locale, Phrase};
use serde::Serialize;
use serde_json::Value;
use teloxide::{
    payloads::{
        SetChatMenuButton, SetChatMenuButtonSetters as _, SetMyCommands, SetMyCommandsSetters as _, SetMyDescription,
        SetMyDescriptionSetters as _, SetMyName, SetMyNameSetters as _, SetMyShortDescription,
        SetMyShortDescriptionSetters as _,
    },
    requests::Payload,
    types::{BotCommand, BotCommandScope, MenuButton},
};

use super::api::{Api, Problem, Refusal};
use crate::{
    Command,
    store::{Platform, Store, StoreError},
};

/// The longest name, description and short description, in characters.
const LONGEST: [usize; 3] = [64, 512, 120];
/// The commands that make sense among strangers.
const PUBLIC_COMMANDS: [Command; 5] = [
    Command::Services,
    Command::Contact,
    Command::Suspicious,
    Command::Emergency,
    Command::Help,
];

/// One thing to set.
#[derive(Debug, PartialEq)]
pub(super) struct Item {
    /// Tells it from the others, across restarts.
    key: String,
    method: &'static str,
    body: Value,
}

/// Sets what changed. What cannot be set now is tried again at the next call.
///
/// # Errors
/// How long to wait before the next call makes sense, if Telegram says so.
pub(super) async fn update(api: &Api, store: &Store, assistant: &Assistant) -> Result<(), Option<Duration>> {
    for item in items(assistant) {
        let digest = item.digest();
        let set_before = store.fact(&item.key).await.map_err(|_: StoreError| None)?;
        if set_before.as_deref() == Some(digest.as_str()) {
            continue;
        }
        match api.call_json(item.method, &item.body).await {
            Ok(_) => store.set_fact(&item.key, digest).await.map_err(|_: StoreError| None)?,
            Err(Problem::Refused(Refusal {
                code: 429, retry_after, ..
            })) => {
                return Err(retry_after.map(Duration::from_secs));
            }
            Err(Problem::Refused(refusal)) => {
                let Refusal { code, description, .. } = refusal;
                tracing::warn!(item = item.key, code, description, "a part of the profile was refused");
            }
            Err(Problem::Unreachable(_)) => return Err(None),
        }
    }
    Ok(())
}

/// Everything that the profile consists of: for each language of the town, and for all others.
pub(super) fn items(assistant: &Assistant) -> Vec<Item> {
    let catalogue = assistant.catalogue();
    let spoken = catalogue.town.languages.iter().copied();
    // Telegram knows languages of two letters.
    let two_letters = spoken
        .filter(|locale| locale.code().len() == 2)
        .map(|locale| (locale, Some(locale)));
    let mut items = vec![item(
        "menu",
        &SetChatMenuButton::new().menu_button(MenuButton::Commands),
    )];
    for (locale, only) in std::iter::once((catalogue.default_locale(), None)).chain(two_letters) {
        items.extend(menus(assistant, locale, only));
        items.extend(texts(assistant, locale, only));
    }
    items
}

/// The menus of private chats, of groups and of everywhere else.
fn menus(assistant: &Assistant, locale: Locale, only: Option<Locale>) -> Vec<Item> {
    let scopes = [
        (BotCommandScope::Default, "default", Command::ALL.as_slice()),
        (BotCommandScope::AllPrivateChats, "private", Command::ALL.as_slice()),
        (BotCommandScope::AllGroupChats, "groups", PUBLIC_COMMANDS.as_slice()),
    ];
    let menu = |(scope, name, commands): (BotCommandScope, &str, &[Command])| {
        let commands = commands.iter().map(|command| {
            let description = assistant.catalogue().interface.text(command.description(), locale);
            BotCommand::new(command.name(Platform::Telegram, locale), cut(description, 256))
        });
        let mut set = SetMyCommands::new(commands).scope(scope);
        set.language_code = only.map(|only| only.to_string());
        item(&format!("commands/{name}/{}", tag(only)), &set)
    };
    scopes.map(menu).into()
}

/// Name, description and short description.
fn texts(assistant: &Assistant, locale: Locale, only: Option<Locale>) -> [Item; 3] {
    let catalogue = assistant.catalogue();
    let town = [("town", catalogue.town.name.as_str())];
    let text = |phrase, longest| cut(&catalogue.interface.fill(phrase, locale, &town), longest);
    let [name, description, short] = LONGEST;
    let mut set_name = SetMyName::new().name(text(Phrase::ProfileName, name));
    let mut set_description = SetMyDescription::new().description(text(Phrase::ProfileDescription, description));
    let mut set_short = SetMyShortDescription::new().short_description(text(Phrase::ProfileShort, short));
    let language = only.map(|only| only.to_string());
    set_name.language_code.clone_from(&language);
    set_description.language_code.clone_from(&language);
    set_short.language_code = language;
    [
        item(&format!("name/{}", tag(only)), &set_name),
        item(&format!("description/{}", tag(only)), &set_description),
        item(&format!("short/{}", tag(only)), &set_short),
    ]
}

fn item<P: Payload + Serialize>(key: &str, payload: &P) -> Item {
    Item {
        key: format!("telegram/profile/{key}"),
        method: P::NAME,
        body: serde_json::to_value(payload).unwrap_or_default(),
    }
}

fn tag(only: Option<Locale>) -> String {
    only.map_or_else(|| "all".to_owned(), |only| only.to_string())
}

fn cut(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect()
}

impl Item {
    fn digest(&self) -> String {
        let mut hasher = DefaultHasher::new();
        self.body.to_string().hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }
}
