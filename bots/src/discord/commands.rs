//! The commands that Discord shows in its menus, and their registration, which happens only when they changed.

use guichet_core::{Catalogue, Interface, Locale, Phrase};
use serde_json::Value;
use serenity::{
    all::{
        ApplicationId, CommandOptionType, CommandType, CreateCommand, CreateCommandOption, Http, InstallationContext,
        InteractionContext, LightMethod, Request, Route,
    },
    json::json,
};

use super::{
    outbound::shortened,
    rest::{Rest, RestError},
};
use crate::{Command, store::Platform};

/// The command that asks a question. The same word in both languages.
pub(crate) const QUESTION: &str = "question";
/// The option of [`QUESTION`].
pub(super) const TEXT: &str = "texte";
/// Its name for others than the French.
const TEXT_IN_ENGLISH: &str = "text";
/// The option of the services command.
pub(super) const SERVICE: &str = "service";
/// The longest question that can be typed as an option.
const MAX_QUESTION: u16 = 1_000;
/// The longest description.
const MAX_DESCRIPTION: usize = 100;
/// The longest name of a message command.
const MAX_NAME: usize = 32;
/// What is compared to tell whether a command changed; the rest is Discord's own.
const COMPARED: [&str; 18] = [
    "name",
    "name_localizations",
    "description",
    "description_localizations",
    "type",
    "options",
    "required",
    "autocomplete",
    "min_length",
    "max_length",
    "min_value",
    "max_value",
    "choices",
    "channel_types",
    "integration_types",
    "contexts",
    "default_member_permissions",
    "nsfw",
];

/// Registers these commands unless Discord has them already. Returns whether it had to.
pub(super) async fn register(rest: &Rest, application: ApplicationId, wanted: &Value) -> Result<bool, RestError> {
    let http: &Http = rest.http();
    let route = Route::Commands {
        application_id: application,
    };
    let all = Request::new(route, LightMethod::Get).params(Some(vec![("with_localizations", "true".into())]));
    let known: Vec<Value> = rest.call(http.fire(all)).await?;
    if same(wanted, &Value::Array(known)) {
        return Ok(false);
    }
    rest.call(http.create_global_commands(wanted)).await?;
    Ok(true)
}

/// Every command in every language of the town, as Discord takes them.
pub(super) fn definitions(catalogue: &Catalogue) -> Value {
    let (interface, languages) = (&catalogue.interface, catalogue.town.languages.as_slice());
    let first = catalogue.default_locale();
    let mut text = CreateCommandOption::new(
        CommandOptionType::String,
        TEXT,
        description(interface, Phrase::OptionQuestion, first),
    );
    let mut service = CreateCommandOption::new(
        CommandOptionType::String,
        SERVICE,
        description(interface, Phrase::OptionService, first),
    );
    let mut question = usable(CreateCommand::new(QUESTION))
        .kind(CommandType::ChatInput)
        .description(description(interface, Phrase::CommandQuestion, first));
    let mut answer = usable(CreateCommand::new(menu_name(interface, first))).kind(CommandType::Message);
    for (locale, tag) in tags(languages) {
        let name = if locale == Locale::FRENCH {
            TEXT
        } else {
            TEXT_IN_ENGLISH
        };
        text = text
            .name_localized(tag, name)
            .description_localized(tag, description(interface, Phrase::OptionQuestion, locale));
        service = service.description_localized(tag, description(interface, Phrase::OptionService, locale));
        question = question.description_localized(tag, description(interface, Phrase::CommandQuestion, locale));
        answer = answer.name_localized(tag, menu_name(interface, locale));
    }
    let text = text.required(true).set_autocomplete(true).max_length(MAX_QUESTION);
    let service = service.set_autocomplete(true).max_length(MAX_QUESTION);
    let mut all = vec![question.add_option(text), answer];
    for command in Command::of(Platform::Discord) {
        let definition = definition(command, interface, first, languages);
        all.push(match command {
            Command::Services => definition.add_option(service.clone()),
            _ => definition,
        });
    }
    json!(all)
}

fn definition(command: Command, interface: &Interface, first: Locale, languages: &[Locale]) -> CreateCommand {
    let name = |locale| command.name(Platform::Discord, locale);
    let said = |locale| description(interface, command.description(), locale);
    let definition = usable(CreateCommand::new(name(first)))
        .kind(CommandType::ChatInput)
        .description(said(first));
    tags(languages).fold(definition, |definition, (locale, tag)| {
        definition
            .name_localized(tag, name(locale))
            .description_localized(tag, said(locale))
    })
}

/// Usable wherever the bot or its user is.
fn usable(command: CreateCommand) -> CreateCommand {
    command
        .integration_types(vec![InstallationContext::Guild, InstallationContext::User])
        .contexts(vec![
            InteractionContext::Guild,
            InteractionContext::BotDm,
            InteractionContext::PrivateChannel,
        ])
}

fn description(interface: &Interface, phrase: Phrase, locale: Locale) -> String {
    shortened(interface.text(phrase, locale), MAX_DESCRIPTION)
}

fn menu_name(interface: &Interface, locale: Locale) -> String {
    shortened(interface.text(Phrase::AnswerMessage, locale), MAX_NAME)
}

/// Discord's names of the town's languages. It knows English only with a country; without `en-US`, Americans would see
/// the town's first language.
fn tags(languages: &[Locale]) -> impl Iterator<Item = (Locale, &'static str)> {
    const TAGS: [(&str, &[&str]); 14] = [
        ("fr", &["fr"]),
        ("en", &["en-GB", "en-US"]),
        ("de", &["de"]),
        ("es", &["es-ES", "es-419"]),
        ("it", &["it"]),
        ("nl", &["nl"]),
        ("pl", &["pl"]),
        ("pt", &["pt-BR"]),
        ("ro", &["ro"]),
        ("ru", &["ru"]),
        ("sv", &["sv-SE"]),
        ("tr", &["tr"]),
        ("uk", &["uk"]),
        ("vi", &["vi"]),
    ];
    languages.iter().flat_map(|locale| {
        let known = TAGS.iter().find(|(code, _)| *code == locale.code());
        let tags = known.map_or(&[][..], |(_, tags)| tags);
        tags.iter().map(|tag| (*locale, *tag))
    })
}

/// Whether two sets of commands are the same for a person. Order does not count, nor what Discord adds.
fn same(wanted: &Value, known: &Value) -> bool {
    let reduced = |all: &Value| all.as_array().into_iter().flatten().map(comparable).collect::<Vec<_>>();
    let (wanted, known) = (reduced(wanted), reduced(known));
    wanted.len() == known.len() && wanted.iter().all(|command| known.contains(command))
}

/// A value reduced to what is compared, without what only says "nothing".
fn comparable(value: &Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| COMPARED.contains(&name.as_str()))
            .map(|(name, value)| match name.as_str() {
                // Below these are languages, not fields.
                "name_localizations" | "description_localizations" => (name.clone(), value.clone()),
                _ => (name.clone(), comparable(value)),
            })
            .filter(|(_, value)| !says_nothing(value))
            .collect(),
        Value::Array(items) => items.iter().map(comparable).collect(),
        other => other.clone(),
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_discord_adds_is_no_change_and_a_word_is() {
        let wanted = json!([{"name": "aide", "type": 1, "description": "a", "description_localizations": {"en-GB": "b"},
            "options": [], "contexts": [0, 1, 2]}]);
        let mut known = json!([{"id": "1", "version": "2", "name": "aide", "type": 1, "description": "a", "nsfw": false,
            "description_localizations": {"en-GB": "b"}, "name_localizations": null, "contexts": [0, 1, 2],
            "default_member_permissions": null}]);
        assert!(same(&wanted, &known));
        known[0]["description_localizations"]["en-GB"] = json!("c");
        assert!(!same(&wanted, &known));
        assert!(!same(&wanted, &json!([])));
    }

    /// The places of everything that is a word, a number or a switch.
    fn leaves(value: &Value, place: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, below)| leaves(below, &format!("{place}/{name}"), found)),
            Value::Array(items) => items
                .iter()
                .zip(0..)
                .for_each(|(below, index)| leaves(below, &format!("{place}/{index}"), found)),
            _ => found.push(place.to_owned()),
        }
    }

    #[test]
    fn whatever_we_say_about_a_command_is_compared() {
        let wanted = definitions(crate::testing::assistant().catalogue());
        let mut places = Vec::new();
        leaves(&wanted, "", &mut places);
        for part in [
            "/description_localizations/en-US",
            "/options/0/name_localizations/fr",
            "/required",
        ] {
            assert!(places.iter().any(|place| place.ends_with(part)), "{part}: {places:#?}");
        }
        for place in places {
            let mut known = wanted.clone();
            let leaf = known.pointer_mut(&place).unwrap();
            *leaf = match &*leaf {
                Value::Bool(value) => json!(!value),
                Value::Number(_) => json!(77),
                _ => json!("other"),
            };
            assert!(!same(&wanted, &known), "{place}");
        }
    }

    #[test]
    fn english_is_known_by_both_its_names() {
        let named: Vec<&str> = tags(&[Locale::FRENCH, Locale::ENGLISH]).map(|(_, tag)| tag).collect();
        assert_eq!(named, ["fr", "en-GB", "en-US"]);
    }
}
