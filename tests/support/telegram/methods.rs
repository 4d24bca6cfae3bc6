//! The methods that the counter calls. Any other is a violation.

use std::time::Instant;

use serde_json::{Value, json};

use super::{
    state::{Posted, Refusal, State},
    strict::{self, Check},
    updates::{BOT_ID, BOT_NAME},
};

/// Does what a call says, or refuses it as Telegram would.
pub(super) fn call(state: &mut State, method: &str, body: &Value) -> Result<Value, Refusal> {
    let checked = match method {
        "getme" => return Ok(me()),
        "sendmessage" => return send(state, body),
        "editmessagetext" => return edit(state, body),
        "editmessagereplymarkup" => return edit_buttons(state, body),
        "answercallbackquery" => return answer_query(state, body, "callback_query_id", tap_answer(body)),
        "answerinlinequery" => return answer_query(state, body, "inline_query_id", strict::inline_results(body)),
        "setmycommands" => strict::commands(body),
        "setmyname" => strict::profile_text(body, "name", 64),
        "setmydescription" => strict::profile_text(body, "description", 512),
        "setmyshortdescription" => strict::profile_text(body, "short_description", 120),
        "setchatmenubutton" => strict::only(body, &["menu_button"]),
        other => Err(format!("the counter has no business calling {other}")),
    };
    allow(state, method, body, checked)?;
    let scope = body["scope"]["type"].as_str().unwrap_or_default();
    let language = body["language_code"].as_str().unwrap_or_default();
    state
        .profile
        .insert(format!("{method}/{scope}/{language}"), body.clone());
    Ok(Value::Bool(true))
}

/// Notes a violation and refuses the call.
fn allow<T>(state: &mut State, method: &str, body: &Value, checked: Check<T>) -> Result<T, Refusal> {
    checked.map_err(|problem| {
        state.violations.push(format!("{method}: {problem}\n{body}"));
        Refusal::new(400, "Bad Request: the fake is strict")
    })
}

fn me() -> Value {
    json!({
        "id": BOT_ID, "is_bot": true, "first_name": "Guichet", "username": BOT_NAME,
        "can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": true,
        "can_connect_to_business": false, "has_main_web_app": false,
    })
}

fn send(state: &mut State, body: &Value) -> Result<Value, Refusal> {
    let chat = body["chat_id"].as_i64().unwrap_or_default();
    if let Some(refusal) = state.refusing.get(&chat) {
        return Err(refusal.clone());
    }
    let (text, buttons) = allow(state, "sendmessage", body, check_send(body, chat))?;
    let id = state.number_message();
    state.posted.push(Posted {
        chat,
        id,
        html: body["text"].as_str().unwrap_or_default().to_owned(),
        text: text.clone(),
        buttons,
        reply_to: body["reply_parameters"]["message_id"].as_i64(),
        edits: 0,
        at: Instant::now(),
    });
    Ok(json!({"message_id": id, "date": 1, "chat": {"id": chat, "type": "private"}, "text": text}))
}

fn check_send(body: &Value, chat: i64) -> Check<(String, Vec<(String, String)>)> {
    let fields = [
        "chat_id",
        "text",
        "parse_mode",
        "link_preview_options",
        "reply_markup",
        "reply_parameters",
        "message_thread_id",
    ];
    strict::only(body, &fields)?;
    if chat == 0 {
        return Err("no chat".into());
    }
    if let Some(reply) = body.get("reply_parameters")
        && reply["allow_sending_without_reply"] != Value::Bool(true)
    {
        return Err("a reply to a deleted message would be lost".into());
    }
    Ok((strict::shown_text(body, "text")?, strict::buttons(body, chat)?))
}

fn edit(state: &mut State, body: &Value) -> Result<Value, Refusal> {
    let fields = [
        "chat_id",
        "message_id",
        "text",
        "parse_mode",
        "link_preview_options",
        "reply_markup",
    ];
    let chat = body["chat_id"].as_i64().unwrap_or_default();
    if let Some(refusal) = state.refusing.get(&chat) {
        return Err(refusal.clone());
    }
    let checked = strict::only(body, &fields)
        .and_then(|()| Ok((strict::shown_text(body, "text")?, strict::buttons(body, chat)?)));
    let (text, buttons) = allow(state, "editmessagetext", body, checked)?;
    let posted = find(state, chat, body)?;
    if posted.text == text && posted.buttons == buttons {
        return Err(Refusal::new(400, "Bad Request: message is not modified"));
    }
    posted.edits += 1;
    body["text"].as_str().unwrap_or_default().clone_into(&mut posted.html);
    posted.text.clone_from(&text);
    posted.buttons = buttons;
    Ok(json!({"message_id": posted.id, "date": 1, "chat": {"id": chat, "type": "private"}, "text": text}))
}

fn edit_buttons(state: &mut State, body: &Value) -> Result<Value, Refusal> {
    let chat = body["chat_id"].as_i64().unwrap_or_default();
    if let Some(refusal) = state.refusing.get(&chat) {
        return Err(refusal.clone());
    }
    let checked =
        strict::only(body, &["chat_id", "message_id", "reply_markup"]).and_then(|()| strict::buttons(body, chat));
    let buttons = allow(state, "editmessagereplymarkup", body, checked)?;
    let posted = find(state, chat, body)?;
    if posted.buttons == buttons {
        return Err(Refusal::new(400, "Bad Request: message is not modified"));
    }
    posted.buttons = buttons;
    Ok(json!({"message_id": posted.id, "date": 1, "chat": {"id": chat, "type": "private"}, "text": posted.text}))
}

/// The message of the bot that an edit is about.
fn find<'a>(state: &'a mut State, chat: i64, body: &Value) -> Result<&'a mut Posted, Refusal> {
    let id = body["message_id"].as_i64().unwrap_or_default();
    let mut posted = state.posted.iter_mut();
    posted
        .find(|posted| posted.chat == chat && posted.id == id)
        .ok_or_else(|| Refusal::new(400, "Bad Request: message to edit not found"))
}

fn tap_answer(body: &Value) -> Check {
    strict::only(body, &["callback_query_id", "text", "show_alert"])?;
    match body["text"].as_str().unwrap_or_default().chars().count() {
        0..=200 => Ok(()),
        length => Err(format!("a notification of {length} characters")),
    }
}

fn answer_query(state: &mut State, body: &Value, key: &str, checked: Check) -> Result<Value, Refusal> {
    allow(state, key, body, checked)?;
    if state.open_queries.remove(body[key].as_str().unwrap_or_default()) {
        Ok(Value::Bool(true))
    } else {
        Err(Refusal::new(
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        ))
    }
}
