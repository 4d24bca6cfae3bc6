//! The gateway: HELLO, IDENTIFY, READY, RESUME, heartbeats, and the ways in which it fails.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{
        State as Extract, WebSocketUpgrade,
        ws::{CloseFrame, Message, WebSocket},
    },
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tokio::sync::mpsc;

use super::{
    Shared, TOKEN,
    payload::{BOT, GUILD, user},
    state::{Order, Session, Stage, State},
};

/// How long a stalled connection is held: longer than any test.
const FOR_EVER: Duration = Duration::from_secs(3600);

pub(super) async fn connect(Extract(shared): Extract<Arc<Shared>>, upgrade: WebSocketUpgrade) -> Response {
    if shared.is_stopped() {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let stall = shared.with(|state| {
        state.connections += 1;
        state.stall
    });
    if stall == Some(Stage::Upgrade) {
        tokio::time::sleep(FOR_EVER).await;
    }
    upgrade.on_upgrade(move |socket| converse(shared, socket))
}

/// One connection, until either side ends it.
async fn converse(shared: Arc<Shared>, mut socket: WebSocket) {
    if shared.with(|state| state.stall) == Some(Stage::Hello) {
        tokio::time::sleep(FOR_EVER).await;
    }
    let interval = shared.with(|state| state.heartbeat_ms);
    if send(&mut socket, &json!({"op": 10, "d": {"heartbeat_interval": interval}}))
        .await
        .is_err()
    {
        return;
    }
    let (orders, mut inbox) = mpsc::unbounded_channel();
    loop {
        tokio::select! {
            order = inbox.recv() => {
                let Some(order) = order else { return };
                match order {
                    Order::Send(value) => if send(&mut socket, &value).await.is_err() { return },
                    Order::Close(code) => {
                        let frame = code.map(|code| CloseFrame { code, reason: "".into() });
                        let _ = socket.send(Message::Close(frame)).await;
                    }
                    Order::Drop => return,
                }
            }
            received = socket.recv() => {
                let Some(Ok(message)) = received else { return };
                let Message::Text(text) = message else { continue };
                let Ok(value) = serde_json::from_str::<Value>(&text) else {
                    shared.with(|s| s.violations.push("gateway: not JSON".into()));
                    return;
                };
                react(&shared, &orders, &value);
            }
        }
    }
}

/// What the gateway does with a message of the bot.
fn react(shared: &Shared, orders: &mpsc::UnboundedSender<Order>, value: &Value) {
    let stall = shared.with(|state| state.stall);
    match value["op"].as_u64() {
        Some(1) => {
            if stall != Some(Stage::Acknowledge) {
                let _ = orders.send(Order::Send(json!({"op": 11})));
            }
        }
        Some(2) => identify(shared, orders, &value["d"], stall),
        Some(6) => resume(shared, orders, &value["d"], stall),
        Some(3) => shared.with(|state| show(state, &value["d"])),
        other => shared.with(|s| s.violations.push(format!("gateway: unexpected opcode {other:?}"))),
    }
}

fn identify(shared: &Shared, orders: &mpsc::UnboundedSender<Order>, data: &Value, stall: Option<Stage>) {
    let mut state = shared.state();
    state.identifies += 1;
    state.intents = data["intents"].as_u64().unwrap();
    show(&mut state, &data["presence"]);
    let token = data["token"].as_str().unwrap_or_default().trim_start_matches("Bot ");
    if token != TOKEN {
        let _ = orders.send(Order::Close(Some(4004)));
        return;
    }
    if let Some(code) = state.close_identify {
        let _ = orders.send(Order::Close(Some(code)));
        return;
    }
    if state.refuse_sessions {
        let _ = orders.send(Order::Send(json!({"op": 9, "d": false})));
        return;
    }
    if stall == Some(Stage::Ready) {
        return;
    }
    let id = format!("session-{}", state.identifies);
    state.session = Some(Session {
        id: id.clone(),
        events: Vec::new(),
    });
    state.live = Some(orders.clone());
    let resume_at = state.resume_gateway.clone();
    let resume_at = resume_at.unwrap_or_else(|| format!("ws://{}", shared.address));
    let ready = json!({
        "v": 10, "user": user(BOT), "session_id": id, "resume_gateway_url": resume_at, "shard": [0, 1],
        "guilds": [{"id": GUILD.to_string(), "unavailable": true}], "application": {"id": BOT.to_string(), "flags": 0},
    });
    state.dispatch("READY", &ready);
    state.dispatch("GUILD_CREATE", &guild());
}

/// The bot's profile shows what it is doing.
fn show(state: &mut State, presence: &Value) {
    match presence["activities"][0]["state"].as_str() {
        Some(activity) => activity.clone_into(&mut state.activity),
        None => state.violations.push(format!("gateway: presence {presence}")),
    }
}

fn resume(shared: &Shared, orders: &mpsc::UnboundedSender<Order>, data: &Value, stall: Option<Stage>) {
    let mut state = shared.state();
    state.resumes += 1;
    if stall == Some(Stage::Ready) {
        return;
    }
    let missed = match &state.session {
        Some(session) if data["session_id"] == json!(session.id) => {
            let seq = usize::try_from(data["seq"].as_u64().unwrap()).unwrap();
            session.events.get(seq..).unwrap_or_default().to_vec()
        }
        _ => {
            let _ = orders.send(Order::Send(json!({"op": 9, "d": false})));
            return;
        }
    };
    state.live = Some(orders.clone());
    for event in missed {
        state.order(Order::Send(event));
    }
    state.dispatch("RESUMED", &json!({}));
}

async fn send(socket: &mut WebSocket, value: &Value) -> Result<(), axum::Error> {
    socket.send(Message::Text(value.to_string().into())).await
}

fn guild() -> Value {
    json!({
        "id": GUILD.to_string(), "name": "Entraide", "owner_id": "9", "channels": [], "roles": [], "members": [], "emojis": [],
        "features": [], "presences": [], "threads": [], "stage_instances": [], "stickers": [], "voice_states": [],
        "guild_scheduled_events": [], "default_message_notifications": 0, "explicit_content_filter": 0, "mfa_level": 0,
        "nsfw_level": 0, "premium_tier": 0, "verification_level": 0, "system_channel_flags": 0, "preferred_locale": "fr",
        "premium_progress_bar_enabled": false, "joined_at": "2024-09-01T00:00:00+00:00", "large": false, "member_count": 2,
    })
}
