//! The HTTP side: finds the method, applies scripted faults, answers like the Bot API.

use std::{
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes},
    extract::State as Extract,
    http::{Response, StatusCode, Uri, header},
    response::IntoResponse as _,
};
use serde_json::{Value, json};

use super::{
    Shared, TOKEN, methods,
    state::{Fault, Refusal, Request},
};

/// The longest that a poll is held open, as on Telegram's side.
const LONGEST_POLL: u64 = 50;

/// Answers one request.
pub(super) async fn handle(Extract(shared): Extract<Arc<Shared>>, uri: Uri, body: Bytes) -> Response<Body> {
    if shared.stopped.load(Ordering::SeqCst) {
        // Connections kept alive outlive the listener.
        return cut_short();
    }
    let path = uri.path().trim_start_matches('/');
    let Some((token, method)) = path.strip_prefix("bot").and_then(|rest| rest.split_once('/')) else {
        return refuse(&Refusal::new(404, "Not Found"));
    };
    if token != TOKEN {
        return refuse(&Refusal::new(401, "Unauthorized"));
    }
    let method = method.to_lowercase();
    let body: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let fault = {
        let mut state = shared.state.lock().unwrap();
        state.requests.push(Request {
            method: method.clone(),
            body: body.clone(),
            at: Instant::now(),
        });
        state.next_fault(&method)
    };
    match fault {
        None => {}
        Some(Fault::Hang) => return std::future::pending().await,
        Some(Fault::Drop) => return cut_short(),
        Some(Fault::Raw(status, text)) => {
            let status = StatusCode::from_u16(status).unwrap();
            return (status, [(header::CONTENT_TYPE, "text/html")], text).into_response();
        }
        Some(Fault::Refuse(refusal)) => return refuse(&refusal),
        // Accepted, but the bot never learns of it.
        Some(Fault::LostAnswer) => {
            let _ = call(&shared, &method, &body).await;
            return cut_short();
        }
    }
    match call(&shared, &method, &body).await {
        Ok(result) => axum::Json(json!({"ok": true, "result": result})).into_response(),
        Err(refusal) => refuse(&refusal),
    }
}

async fn call(shared: &Shared, method: &str, body: &Value) -> Result<Value, Refusal> {
    if method == "getupdates" {
        return poll(shared, body).await;
    }
    methods::call(&mut shared.state.lock().unwrap(), method, body)
}

/// A long poll: ends with updates, with nothing when its time is over, or with 409 when another begins.
async fn poll(shared: &Shared, body: &Value) -> Result<Value, Refusal> {
    let (number, limit, seconds) = {
        let mut state = shared.state.lock().unwrap();
        (
            state.begin_poll(body["offset"].as_i64()),
            body["limit"].as_u64().unwrap_or(100),
            body["timeout"].as_u64().unwrap_or(0).min(LONGEST_POLL),
        )
    };
    shared.news.notify_waiters();
    let deadline = tokio::time::Instant::now() + Duration::from_secs(seconds);
    loop {
        // Registered before looking, so that news in between is not missed.
        let news = shared.news.notified();
        tokio::pin!(news);
        news.as_mut().enable();
        if shared.stopped.load(Ordering::SeqCst) {
            return Err(Refusal::new(500, "Restarting"));
        }
        {
            let mut state = shared.state.lock().unwrap();
            if state.poll_number() != number {
                return Err(Refusal::new(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                ));
            }
            let updates = state.pending(limit);
            if !updates.is_empty() {
                return Ok(Value::Array(updates));
            }
            state.idle = true;
        }
        if tokio::time::timeout_at(deadline, news).await.is_err() {
            return Ok(json!([]));
        }
    }
}

fn refuse(refusal: &Refusal) -> Response<Body> {
    let mut body = json!({"ok": false, "error_code": refusal.code, "description": refusal.description});
    if let Some(seconds) = refusal.retry_after {
        body["parameters"]["retry_after"] = seconds.into();
    }
    if let Some(chat) = refusal.migrate_to {
        body["parameters"]["migrate_to_chat_id"] = chat.into();
    }
    (StatusCode::from_u16(refusal.code).unwrap(), axum::Json(body)).into_response()
}

/// An answer that is cut in its middle.
fn cut_short() -> Response<Body> {
    r#"{"ok":true,"result":[{"update_"#.into_response()
}
