//! What cannot wait for its turn: taps are acknowledged, whoever types is offered entries, groups get their new number.
//! None of it is worth a second try: a tap can be repeated, and the reply itself comes by another way.

use std::{
    panic::{self, AssertUnwindSafe},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use guichet_core::{Action, Locale, reply::Section};
use teloxide::{
    payloads::{
        AnswerCallbackQuery, AnswerCallbackQuerySetters as _, AnswerInlineQuery, AnswerInlineQuerySetters as _,
    },
    types::{CallbackQueryId, InlineQueryId},
};
use tokio::{sync::Semaphore, task::JoinSet};

use super::{
    api::{Api, Problem},
    inline,
};
use crate::{
    Live, counter,
    store::{Chat, Platform, Store},
};

/// Errands under way at a time; the others wait for one of these to end.
const AT_ONCE: usize = 32;
/// Errands that wait; beyond it they are dropped: whoever tapped so long ago has tapped again.
const WAITING: usize = 1000;
/// How long an offer may be kept by Telegram, in seconds: in a crisis a text changes within minutes.
const OFFER_KEPT: u32 = 30;
/// The longest notification that Telegram shows, in characters.
const LONGEST_NOTIFICATION: usize = 200;

/// One thing to do at once.
pub(super) enum Errand {
    /// Acknowledge a tap.
    Acknowledge(String),
    /// Acknowledge a tap on a thumb, with thanks.
    Thank {
        tap: String,
        chat: i64,
        vote: Action,
        hint: Option<String>,
    },
    /// Offer entries for what was typed.
    Offer {
        query: String,
        text: String,
        hint: Option<String>,
    },
    /// A group got another number.
    Move { from: i64, to: i64 },
    /// Nothing.
    Nothing,
}

/// Who runs errands.
pub(super) struct Errands {
    api: Arc<Api>,
    store: Store,
    live: Live,
    slots: Arc<Semaphore>,
}

impl Errands {
    pub(super) fn new(api: Arc<Api>, store: Store, live: Live) -> Self {
        Self {
            api,
            store,
            live,
            slots: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Runs one errand, beside everything else where it needs the network.
    pub(super) async fn run(&self, errand: Errand, now: DateTime<Utc>, tasks: &mut JoinSet<()>) {
        match errand {
            Errand::Nothing => {}
            Errand::Move { from, to } => {
                if let Err(error) = self.store.move_chat(chat(from), to).await {
                    tracing::error!(platform = "telegram", %error, "the store fails");
                }
            }
            Errand::Acknowledge(tap) => {
                let call = AnswerCallbackQuery::new(CallbackQueryId(tap));
                self.spawn(tasks, |api| async move { api.call(&call).await.map(drop) });
            }
            Errand::Thank { tap, chat, vote, hint } => self.thank(tap, chat, vote, hint, tasks),
            Errand::Offer { query, text, hint } => {
                let hint = hint.as_deref().and_then(Locale::parse);
                let offers =
                    panic::catch_unwind(AssertUnwindSafe(|| inline::offers(&self.live.get(), &text, hint, now)));
                let call = AnswerInlineQuery::new(InlineQueryId(query), offers.unwrap_or_default())
                    .cache_time(OFFER_KEPT)
                    .is_personal(true);
                self.spawn(tasks, |api| async move { api.call(&call).await.map(drop) });
            }
        }
    }

    /// Thanks in the language of the conversation. What helps nobody stays on the screen until it was read: it says
    /// whom to call.
    fn thank(&self, tap: String, id: i64, vote: Action, hint: Option<String>, tasks: &mut JoinSet<()>) {
        let (store, live) = (self.store.clone(), self.live.clone());
        self.spawn(tasks, |api| async move {
            let memory = store.memory(chat(id)).await.unwrap_or_default();
            let assistant = live.get();
            let hint = hint.as_deref().and_then(Locale::parse);
            let thanks = assistant.open(&vote, counter::locale(&assistant, &memory, hint), Utc::now());
            let text: Vec<_> = thanks.sections.iter().map(Section::plain_text).collect();
            let call = AnswerCallbackQuery::new(CallbackQueryId(tap))
                .text(text.join("\n").chars().take(LONGEST_NOTIFICATION).collect::<String>())
                .show_alert(matches!(vote, Action::Vote(_, false)));
            api.call(&call).await.map(drop)
        });
    }

    /// Makes a call beside everything else, as soon as not too many are under way.
    fn spawn<F>(&self, tasks: &mut JoinSet<()>, call: impl FnOnce(Arc<Api>) -> F)
    where
        F: Future<Output = Result<(), Problem>> + Send + 'static,
    {
        if tasks.len() >= WAITING {
            return;
        }
        let slots = Arc::clone(&self.slots);
        let call = call(Arc::clone(&self.api));
        tasks.spawn(async move {
            // The semaphore is never closed.
            let _slot = slots.acquire().await;
            // Too old, too late, unreachable: nothing is lost by it.
            let _ = call.await;
        });
    }
}

const fn chat(id: i64) -> Chat {
    Chat {
        platform: Platform::Telegram,
        id,
    }
}
