//! What Discord refuses: each check lists its complaints.

use std::collections::HashSet;

use serde_json::{Value, json};

/// Everything wrong with a message; `fresh` ones must hold something and say that nobody is mentioned.
pub(super) fn message(body: &Value, fresh: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let embeds: &[Value] = body["embeds"].as_array().map_or(&[], Vec::as_slice);
    let content = body["content"].as_str().unwrap_or_default();
    if fresh && content.is_empty() && embeds.is_empty() {
        faults.push("an empty message".into());
    }
    at_most(&mut faults, "content", content, 2_000);
    if embeds.len() > 10 {
        faults.push(format!("{} embeds", embeds.len()));
    }
    let mut total = 0;
    for embed in embeds {
        total += embed_faults(embed, &mut faults);
    }
    if total > 6_000 {
        faults.push(format!("{total} characters in all embeds"));
    }
    let mentions = &body["allowed_mentions"];
    let none_pinged = mentions["parse"] == json!([])
        && mentions["users"].as_array().is_none_or(Vec::is_empty)
        && mentions["roles"].as_array().is_none_or(Vec::is_empty)
        && mentions["replied_user"] != json!(true);
    if fresh && !none_pinged {
        faults.push(format!("allowed_mentions is {mentions}"));
    }
    let flags = body["flags"].as_u64().unwrap_or_default();
    if flags & !(64 | 4) != 0 {
        faults.push(format!("flags {flags}"));
    }
    components(&body["components"], &mut faults);
    faults
}

fn embed_faults(embed: &Value, faults: &mut Vec<String>) -> usize {
    let parts = [
        ("title", &embed["title"], 256),
        ("description", &embed["description"], 4_096),
        ("footer", &embed["footer"]["text"], 2_048),
        ("author", &embed["author"]["name"], 256),
    ];
    let mut total = 0;
    for (name, value, limit) in parts {
        let text = value.as_str().unwrap_or_default();
        at_most(faults, name, text, limit);
        total += units(text);
        if !value.is_null() && text.trim().is_empty() {
            faults.push(format!("an empty {name}"));
        }
    }
    if total == 0 {
        faults.push("an empty embed".into());
    }
    if embed["fields"].as_array().is_some_and(|fields| !fields.is_empty()) {
        faults.push("fields are not counted here".into());
    }
    total
}

fn components(rows: &Value, faults: &mut Vec<String>) {
    let rows: &[Value] = rows.as_array().map_or(&[], Vec::as_slice);
    if rows.len() > 5 {
        faults.push(format!("{} rows of buttons", rows.len()));
    }
    let mut ids = HashSet::new();
    for row in rows {
        let buttons: &[Value] = row["components"].as_array().map_or(&[], Vec::as_slice);
        if row["type"] != json!(1) || !(1..=5).contains(&buttons.len()) {
            faults.push(format!("a row of {} buttons", buttons.len()));
        }
        for button in buttons {
            let id = button["custom_id"].as_str().unwrap_or_default();
            let label = button["label"].as_str().unwrap_or_default();
            if button["type"] != json!(2) || !(1..=4).contains(&button["style"].as_u64().unwrap_or_default()) {
                faults.push("not a button".into());
            }
            if !(1..=100).contains(&id.len()) || !ids.insert(id.to_owned()) {
                faults.push(format!("custom_id {id:?}"));
            }
            if !(1..=80).contains(&units(label)) {
                faults.push(format!("label {label:?}"));
            }
        }
    }
}

/// Everything wrong with a deferral: it may only say whether the answer will be private.
pub(super) fn deferral(data: &Value) -> Vec<String> {
    let flags = data["flags"].as_u64().unwrap_or_default();
    let only_flags =
        flags & !64 == 0 && data["content"].is_null() && data["embeds"].as_array().is_none_or(Vec::is_empty);
    if only_flags {
        Vec::new()
    } else {
        vec![format!("a deferral with {data}")]
    }
}

/// Everything wrong with autocompletion.
pub(super) fn choices(data: &Value) -> Vec<String> {
    let Some(choices) = data["choices"].as_array() else {
        return vec!["no choices".into()];
    };
    let mut faults = Vec::new();
    if choices.len() > 25 {
        faults.push(format!("{} choices", choices.len()));
    }
    for choice in choices {
        for part in ["name", "value"] {
            let text = choice[part].as_str().unwrap_or_default();
            if !(1..=100).contains(&units(text)) {
                faults.push(format!("a choice's {part} {text:?}"));
            }
        }
    }
    faults
}

/// Everything wrong with a set of commands.
pub(super) fn commands(body: &Value) -> Vec<String> {
    let Some(commands) = body.as_array() else {
        return vec!["not a list".into()];
    };
    let mut faults = Vec::new();
    for (kind, most) in [(1, 100), (2, 15), (3, 15)] {
        let count = commands
            .iter()
            .filter(|c| c["type"].as_u64().unwrap_or(1) == kind)
            .count();
        if count > most {
            faults.push(format!("{count} commands of type {kind}"));
        }
    }
    let mut names = HashSet::new();
    for command in commands {
        let slash = command["type"].as_u64().unwrap_or(1) == 1;
        let name = command["name"].as_str().unwrap_or_default();
        if !names.insert((slash, name)) {
            faults.push(format!("{name}: twice"));
        }
        named(command, slash, &mut faults);
        let options: &[Value] = command["options"].as_array().map_or(&[], Vec::as_slice);
        if options.len() > 25 || (!slash && !options.is_empty()) {
            faults.push(format!("{name}: {} options", options.len()));
        }
        for option in options {
            named(option, true, &mut faults);
        }
        let whole = characters(command) + options.iter().map(characters).sum::<usize>();
        if whole > 8_000 {
            faults.push(format!("{name}: {whole} characters"));
        }
        if command["integration_types"] != json!([0, 1]) || command["contexts"] != json!([0, 1, 2]) {
            faults.push(format!("{name}: not usable by both kinds of installation"));
        }
    }
    faults
}

/// The length of a name and a description, each in its longest language.
fn characters(value: &Value) -> usize {
    let longest = |field: &str| {
        let translations = value[format!("{field}_localizations")].as_object();
        let all = translations
            .into_iter()
            .flat_map(|all| all.values())
            .chain([&value[field]]);
        all.map(|text| units(text.as_str().unwrap_or_default())).max()
    };
    ["name", "description"].into_iter().filter_map(longest).sum()
}

/// Name and description with their translations, of a command or an option.
fn named(value: &Value, slash: bool, faults: &mut Vec<String>) {
    let translations = |field: &str| value[field].as_object().cloned().unwrap_or_default();
    let names = translations("name_localizations");
    for name in names.values().chain([&value["name"]]) {
        let name = name.as_str().unwrap_or_default();
        let plain = name
            .chars()
            .all(|c| (c.is_alphanumeric() && !c.is_uppercase()) || "-_'".contains(c));
        if !(1..=32).contains(&name.chars().count()) || (slash && !plain) {
            faults.push(format!("name {name:?}"));
        }
    }
    let descriptions = translations("description_localizations");
    let all = descriptions.values().chain([&value["description"]]);
    for description in all {
        let length = units(description.as_str().unwrap_or_default());
        if slash != (1..=100).contains(&length) {
            faults.push(format!("{}: description {description}", value["name"]));
        }
    }
    for locale in names.keys().chain(descriptions.keys()) {
        if !["fr", "en-GB", "en-US"].contains(&locale.as_str()) {
            faults.push(format!("locale {locale}"));
        }
    }
}

fn at_most(faults: &mut Vec<String>, what: &str, text: &str, limit: usize) {
    if units(text) > limit {
        faults.push(format!("{what} of {} characters, more than {limit}", units(text)));
    }
}

/// Length as the strictest reading of the documentation counts it.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
