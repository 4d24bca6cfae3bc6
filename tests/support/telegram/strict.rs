//! The rules that every payload of the bot is held to: Telegram's, and the house's where it is stricter.

use serde_json::Value;

use super::html;

/// What is wrong with a payload, if anything is.
pub(super) type Check<T = ()> = Result<T, String>;

/// Keys that a payload may have.
pub(super) fn only(body: &Value, allowed: &[&str]) -> Check {
    let object = body.as_object().ok_or("not an object")?;
    match object.keys().find(|key| !allowed.contains(&key.as_str())) {
        Some(key) => Err(format!("unknown field {key}")),
        None => Ok(()),
    }
}

/// A text to be shown, with its markup read: returns what a person reads.
pub(super) fn shown_text(body: &Value, key: &str) -> Check<String> {
    let raw = body[key].as_str().ok_or_else(|| format!("{key} is no text"))?;
    let text = match body.get("parse_mode").and_then(Value::as_str) {
        None => raw.to_owned(),
        Some("HTML") => html::read(raw)?,
        Some(other) => return Err(format!("parse_mode {other}")),
    };
    if text.trim().is_empty() {
        return Err("an empty message".into());
    }
    let units = text.encode_utf16().count();
    if units > 4096 {
        return Err(format!("a message of {units} units"));
    }
    if body["link_preview_options"]["is_disabled"] != Value::Bool(true) {
        return Err("link previews are on".into());
    }
    Ok(text)
}

/// The buttons of an inline keyboard: label and data.
pub(super) fn buttons(body: &Value, chat: i64) -> Check<Vec<(String, String)>> {
    let Some(markup) = body.get("reply_markup") else {
        return Ok(Vec::new());
    };
    if chat < 0 {
        return Err("a keyboard in a group".into());
    }
    only(markup, &["inline_keyboard"])?;
    let rows = markup["inline_keyboard"].as_array().ok_or("no rows")?;
    let mut buttons = Vec::new();
    for row in rows {
        let row = row.as_array().filter(|row| !row.is_empty()).ok_or("an empty row")?;
        for button in row {
            only(button, &["text", "callback_data"])?;
            let label = button["text"]
                .as_str()
                .filter(|label| !label.trim().is_empty())
                .ok_or("no label")?;
            let data = button["callback_data"].as_str().unwrap_or_default();
            if !(1..=64).contains(&data.len()) {
                return Err(format!("callback_data of {} bytes", data.len()));
            }
            buttons.push((label.to_owned(), data.to_owned()));
        }
    }
    if buttons.len() > 100 {
        return Err(format!("{} buttons", buttons.len()));
    }
    Ok(buttons)
}

/// The results of an inline query.
pub(super) fn inline_results(body: &Value) -> Check {
    only(body, &["inline_query_id", "results", "cache_time", "is_personal"])?;
    let results = body["results"].as_array().ok_or("no results")?;
    if results.len() > 50 {
        return Err(format!("{} results", results.len()));
    }
    let mut ids = Vec::new();
    for result in results {
        only(result, &["type", "id", "title", "description", "input_message_content"])?;
        let id = result["id"].as_str().unwrap_or_default();
        if result["type"] != "article" || !(1..=64).contains(&id.len()) || ids.contains(&id) {
            return Err(format!("the result {id}"));
        }
        ids.push(id);
        if result["title"].as_str().is_none_or(str::is_empty) {
            return Err("a result without a title".into());
        }
        shown_text(&result["input_message_content"], "message_text")?;
    }
    Ok(())
}

/// A menu of commands.
pub(super) fn commands(body: &Value) -> Check {
    only(body, &["commands", "scope", "language_code"])?;
    let commands = body["commands"].as_array().ok_or("no commands")?;
    if commands.is_empty() || commands.len() > 100 {
        return Err(format!("{} commands", commands.len()));
    }
    for command in commands {
        let name = command["command"].as_str().unwrap_or_default();
        let valid = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if !(1..=32).contains(&name.len()) || !name.chars().all(valid) {
            return Err(format!("the command {name}"));
        }
        let description = command["description"].as_str().unwrap_or_default().chars().count();
        if !(1..=256).contains(&description) {
            return Err(format!("a description of {description} characters for {name}"));
        }
    }
    let scope = body["scope"]["type"].as_str().unwrap_or_default();
    if !["default", "all_private_chats", "all_group_chats"].contains(&scope) {
        return Err(format!("the scope {scope}"));
    }
    language(body)
}

/// One text of the profile.
pub(super) fn profile_text(body: &Value, key: &str, longest: usize) -> Check {
    only(body, &[key, "language_code"])?;
    let length = body[key].as_str().unwrap_or_default().chars().count();
    if !(1..=longest).contains(&length) {
        return Err(format!("a {key} of {length} characters"));
    }
    if body[key].as_str().unwrap_or_default().contains('{') {
        return Err(format!("a gap in the {key}"));
    }
    language(body)
}

fn language(body: &Value) -> Check {
    match body.get("language_code").map(|code| code.as_str().unwrap_or_default()) {
        None => Ok(()),
        Some(code) if code.len() == 2 && code.chars().all(|c| c.is_ascii_lowercase()) => Ok(()),
        Some(code) => Err(format!("the language {code}")),
    }
}
