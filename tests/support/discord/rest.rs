//! The REST half of the fake: every request is recorded, checked strictly, and answered as Discord does.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    body::Bytes,
    extract::State as Extract,
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{Html, IntoResponse, Response},
};
use serde_json::{Value, json};

use super::{
    Shared, TOKEN,
    payload::{BOT, as_the_bot_sees_it, bot_message, snowflake, user},
    state::{Fault, Interaction, Request, State},
    strict,
};

/// Status and body, or a 204 without one.
type Answer = (u16, Value);

const NO_CONTENT: Answer = (204, Value::Null);

pub(super) async fn handle(
    Extract(shared): Extract<Arc<Shared>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if shared.is_stopped() {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let path = uri.path().to_owned();
    let fault = shared.with(|state| {
        state.requests.push(Request {
            method: method.to_string(),
            path: path.clone(),
            body: body.clone(),
        });
        state.take_fault(method.as_str(), &path)
    });
    match fault {
        Some(Fault::Status(status, value)) => return reply((status, value)),
        Some(Fault::Html(status)) => {
            let page = Html("<html><body>Bad gateway</body></html>");
            return (StatusCode::from_u16(status).unwrap(), page).into_response();
        }
        Some(Fault::Hang) => tokio::time::sleep(Duration::from_secs(3600)).await,
        Some(Fault::DoneButHang) | None => {}
    }
    let token = headers.get("authorization").and_then(|v| v.to_str().ok());
    let answer = if token == Some(&format!("Bot {TOKEN}")) {
        shared.with(|state| {
            route(
                state,
                method.as_str(),
                &path,
                uri.query().unwrap_or_default(),
                &body,
                shared.address.port(),
            )
        })
    } else {
        (401, json!({"message": "401: Unauthorized", "code": 0}))
    };
    if matches!(fault, Some(Fault::DoneButHang)) {
        tokio::time::sleep(Duration::from_secs(3600)).await;
    }
    let date = chrono::Utc::now() + shared.with(|state| state.difference);
    let date = date.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    ([("date", date)], reply(answer)).into_response()
}

fn reply((status, value): Answer) -> Response {
    let status = StatusCode::from_u16(status).unwrap();
    if value.is_null() {
        status.into_response()
    } else {
        (status, axum::Json(value)).into_response()
    }
}

fn route(state: &mut State, method: &str, path: &str, query: &str, body: &Value, port: u16) -> Answer {
    let Some(path) = path.strip_prefix("/api/v10/") else {
        return refuse(state, method, path, 404, "unknown path");
    };
    let parts: Vec<&str> = path.split('/').collect();
    match (method, parts.as_slice()) {
        ("GET", ["gateway", "bot"]) => (
            200,
            json!({
                "url": state.gateway.clone().unwrap_or_else(|| format!("ws://127.0.0.1:{port}")), "shards": 1,
                "session_start_limit": {"total": 1000, "remaining": state.logins_left, "reset_after": 14_400_000, "max_concurrency": 1},
            }),
        ),
        ("GET", ["users", "@me"]) => (200, user(BOT)),
        ("GET", ["applications", _, "commands"]) => (200, listed(state, query)),
        ("PUT", ["applications", _, "commands"]) => register(state, body),
        ("POST", ["interactions", _, token, "callback"]) => callback(state, token, body),
        ("PATCH", ["webhooks", _, token, "messages", "@original"]) => edit_answer(state, token, body),
        ("POST", ["webhooks", _, token]) => follow_up(state, token, body),
        ("POST", ["channels", id, "messages"]) => post(state, id.parse().unwrap(), body),
        ("GET", ["channels", id, "messages"]) => history(state, id.parse().unwrap(), query),
        _ => refuse(state, method, path, 404, "unknown path"),
    }
}

fn refuse(state: &mut State, method: &str, path: &str, status: u16, why: &str) -> Answer {
    state.violations.push(format!("{method} {path}: {why}"));
    (status, json!({"message": why, "code": 50_035}))
}

fn register(state: &mut State, body: &Value) -> Answer {
    let faults = strict::commands(body);
    if !faults.is_empty() {
        return refuse(state, "PUT", "commands", 400, &faults.join("; "));
    }
    let commands = body.as_array().unwrap().iter().zip(200..).map(|(command, id)| {
        let mut command = command.clone();
        command["id"] = json!(id.to_string());
        command["application_id"] = json!(BOT.to_string());
        command["version"] = json!("1");
        // Discord gives defaults back for what was not sent.
        for (field, value) in [
            ("default_member_permissions", Value::Null),
            ("nsfw", json!(false)),
            ("description", json!("")),
        ] {
            if command.get(field).is_none() {
                command[field] = value;
            }
        }
        command
    });
    state.commands = commands.collect();
    (200, Value::Array(state.commands.clone()))
}

/// The commands as Discord lists them: their translations only for whoever asks for them.
fn listed(state: &State, query: &str) -> Value {
    let mut commands = state.commands.clone();
    if !query.split('&').any(|pair| pair == "with_localizations=true") {
        let options = |command: &mut Value| command["options"].as_array_mut().map(std::mem::take);
        for command in &mut commands {
            let mut below = options(command).unwrap_or_default();
            for place in below.iter_mut().chain([&mut *command]) {
                for field in ["name_localizations", "description_localizations"] {
                    place.as_object_mut().unwrap().remove(field);
                }
            }
            command["options"] = Value::Array(below);
        }
    }
    Value::Array(commands)
}

fn callback(state: &mut State, token: &str, body: &Value) -> Answer {
    let kind = body["type"].as_u64().unwrap_or_default();
    let data = &body["data"];
    let faults = match kind {
        4 | 7 => strict::message(data, kind == 4),
        5 => strict::deferral(data),
        6 => Vec::new(),
        8 => strict::choices(data),
        _ => vec![format!("callback type {kind}")],
    };
    if !faults.is_empty() {
        return refuse(state, "POST", "callback", 400, &faults.join("; "));
    }
    let patience = state.patience;
    let in_time = |i: &&mut Interaction| i.sent.is_some_and(|sent| sent.elapsed() < patience);
    let Some(interaction) = state.interactions.get_mut(token).filter(in_time) else {
        // A second try may come late for what the first one did.
        let waits = |i: &Interaction| i.callback.is_none();
        state.too_late += usize::from(state.interactions.get(token).is_some_and(waits));
        return (404, json!({"message": "Unknown interaction", "code": 10_062}));
    };
    if interaction.callback.is_some() {
        return (
            400,
            json!({"message": "Interaction has already been acknowledged.", "code": 40_060}),
        );
    }
    interaction.callback = Some(kind);
    interaction.acknowledged = Some(Instant::now());
    if matches!(kind, 4 | 5) {
        interaction.ephemeral = data["flags"].as_u64().is_some_and(|flags| flags & 64 != 0);
    }
    match kind {
        4 | 7 => {
            let message = bot_message(snowflake(), interaction.channel, data);
            interaction.answer = Some(message);
        }
        8 => interaction.answer = Some(data.clone()),
        _ => {}
    }
    NO_CONTENT
}

fn edit_answer(state: &mut State, token: &str, body: &Value) -> Answer {
    let faults = strict::message(body, true);
    if !faults.is_empty() {
        return refuse(state, "PATCH", "@original", 400, &faults.join("; "));
    }
    let known = state
        .interactions
        .get_mut(token)
        .filter(|i| matches!(i.callback, Some(4..=7)));
    let Some(interaction) = known else {
        return (404, json!({"message": "Unknown Webhook", "code": 10_015}));
    };
    // What was tapped, or shown before, changes; it does not become another message.
    let known = interaction
        .answer
        .as_ref()
        .and_then(|answer| answer["id"].as_str()?.parse().ok());
    let tapped = interaction.tapped.filter(|_| interaction.callback == Some(6));
    let id = known.or(tapped).unwrap_or_else(snowflake);
    let mut message = bot_message(id, interaction.channel, body);
    message["flags"] = json!(if interaction.ephemeral { 64 } else { 0 });
    interaction.answer = Some(message.clone());
    (200, message)
}

fn follow_up(state: &mut State, token: &str, body: &Value) -> Answer {
    let faults = strict::message(body, true);
    if !faults.is_empty() {
        return refuse(state, "POST", "webhook", 400, &faults.join("; "));
    }
    let Some(interaction) = state.interactions.get_mut(token).filter(|i| i.callback.is_some()) else {
        return (404, json!({"message": "Unknown Webhook", "code": 10_015}));
    };
    let mut message = bot_message(snowflake(), interaction.channel, body);
    let channel = interaction.channel;
    let private = state.hides_apps || body["flags"].as_u64().is_some_and(|flags| flags & 64 != 0);
    if private {
        message["flags"] = json!(64);
    }
    interaction.followups.push(message.clone());
    if !private {
        state.channels.entry(channel).or_default().push(message.clone());
    }
    (200, message)
}

fn post(state: &mut State, channel: u64, body: &Value) -> Answer {
    let mut faults = strict::message(body, true);
    let nonce = body["nonce"].as_str().unwrap_or_default();
    if nonce.is_empty() || nonce.len() > 25 || body["enforce_nonce"] != json!(true) {
        faults.push("a message without an enforced nonce".into());
    }
    if !faults.is_empty() {
        return refuse(state, "POST", "messages", 400, &faults.join("; "));
    }
    let history = state.channels.entry(channel).or_default();
    if let Some(known) = history.iter().find(|m| m["nonce"] == body["nonce"]) {
        return (200, known.clone());
    }
    let reference = &body["message_reference"]["message_id"];
    if !reference.is_null() && !history.iter().any(|m| m["id"] == *reference) {
        return (
            400,
            json!({"message": "Invalid Form Body", "code": 50_035,
            "errors": {"message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}}}),
        );
    }
    let message = bot_message(snowflake(), channel, body);
    history.push(message.clone());
    (200, message)
}

fn history(state: &State, channel: u64, query: &str) -> Answer {
    let parameter = |name: &str| {
        let found = query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        found.and_then(|value| value.parse::<u64>().ok())
    };
    let after = parameter("after").unwrap_or(0);
    let limit = usize::try_from(parameter("limit").unwrap_or(50)).unwrap();
    if !(1..=100).contains(&limit) {
        return (400, json!({"message": "limit", "code": 50_035}));
    }
    let id = |message: &Value| message["id"].as_str().unwrap().parse::<u64>().unwrap();
    let messages = state.channels.get(&channel).into_iter().flatten();
    let mut page: Vec<Value> = messages
        .filter(|m| id(m) > after)
        .take(limit)
        .map(as_the_bot_sees_it)
        .collect();
    page.reverse();
    (200, Value::Array(page))
}
