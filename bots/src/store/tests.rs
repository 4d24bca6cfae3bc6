use chrono::TimeDelta;
use guichet_core::{Action, EntryId, Locale};
use tempfile::TempDir;

use super::*;

const CHAT: Chat = Chat {
    platform: Platform::Telegram,
    id: 7,
};

const SOMEBODY: Person = Person {
    platform: Platform::Telegram,
    id: 7,
};

pub(super) fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_000)
}

pub(super) fn open() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("data")).unwrap();
    (folder, store)
}

pub(super) async fn sweep(store: &Store, at: DateTime<Utc>) -> Result<(), StoreError> {
    store.sweep(at, at.date_naive()).await
}

pub(super) fn question(key: i64, chat: i64, text: &str) -> Arrival {
    Arrival {
        key: key.to_string(),
        kind: "message",
        chat,
        asked_at: now(),
        content: Content::Open(text.into()),
    }
}

fn answered() -> Outcome {
    Outcome {
        decision: Decision::Answered,
        conversation: Conversation::Unchanged,
        answered: None,
    }
}

/// Every byte of every file of the data folder.
pub(super) fn disk(folder: &TempDir) -> Vec<u8> {
    let files = std::fs::read_dir(folder.path().join("data")).unwrap();
    files
        .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .collect()
}

pub(super) fn on_disk(folder: &TempDir, text: &str) -> bool {
    disk(folder).windows(text.len()).any(|window| window == text.as_bytes())
}

#[tokio::test]
async fn an_update_is_stored_once_however_often_it_comes() {
    let (_folder, store) = open();
    let batch = vec![question(1, 7, "a"), question(2, 7, "b")];
    let first = store.accept(Platform::Telegram, batch.clone(), now()).await.unwrap();
    assert_eq!(first.len(), 2);
    assert!(
        store
            .accept(Platform::Telegram, batch.clone(), now())
            .await
            .unwrap()
            .is_empty()
    );
    store.settle(first[0].seq, CHAT, answered()).await.unwrap();
    assert!(
        store
            .accept(Platform::Telegram, batch.clone(), now())
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(store.open_tickets(Platform::Telegram).await.unwrap(), first[1..]);
    assert_eq!(store.accept(Platform::Discord, batch, now()).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_restart_finds_what_was_not_answered() {
    let (folder, store) = open();
    let tickets = store
        .accept(Platform::Telegram, vec![question(1, 7, "a")], now())
        .await
        .unwrap();
    store.claim(Platform::Telegram, tickets[0].seq, true).await.unwrap();
    store.parts_sent(tickets[0].seq, 1).await.unwrap();
    store.postpone(CHAT, now() + TimeDelta::hours(1)).await.unwrap();
    store.close().await;
    let store = Store::open(&folder.path().join("data")).unwrap();
    let found = store.open_tickets(Platform::Telegram).await.unwrap();
    assert_eq!(found[0].not_before, now() + TimeDelta::hours(1));
    let claim = store
        .claim(Platform::Telegram, found[0].seq, true)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((claim.content.as_str(), claim.lives, claim.parts_sent), ("a", 2, 1));
}

#[tokio::test]
async fn answered_text_leaves_the_disk() {
    let (folder, store) = open();
    let canary = "canary-of-a-citizen";
    let tickets = store
        .accept(Platform::Telegram, vec![question(1, 7, canary)], now())
        .await
        .unwrap();
    assert!(
        on_disk(&folder, canary),
        "the text must be safe before it is acknowledged"
    );
    store.settle(tickets[0].seq, CHAT, answered()).await.unwrap();
    store.close().await;
    assert!(!on_disk(&folder, canary));
}

#[tokio::test]
async fn a_conversation_is_remembered_forgotten_and_swept() {
    let (_folder, store) = open();
    let memory = Memory {
        locale: Some(Locale::ENGLISH),
        previous: vec![EntryId::parse("mairie").unwrap()],
        offers: vec![Offer {
            label: "Menu".into(),
            action: Action::Menu,
        }],
        spoken_at: now(),
    };
    store.remember(CHAT, memory.clone()).await.unwrap();
    assert_eq!(store.memory(CHAT).await.unwrap(), memory);
    sweep(&store, now() + TimeDelta::minutes(9)).await.unwrap();
    assert_eq!(store.memory(CHAT).await.unwrap(), memory);
    sweep(&store, now() + TimeDelta::minutes(11)).await.unwrap();
    let kept = store.memory(CHAT).await.unwrap();
    assert_eq!(
        (kept.locale, kept.previous.len(), kept.offers.len()),
        (Some(Locale::ENGLISH), 0, 0)
    );
    sweep(&store, now() + TimeDelta::days(181)).await.unwrap();
    assert_eq!(store.memory(CHAT).await.unwrap(), Memory::default());

    store.remember(CHAT, memory).await.unwrap();
    store.forget(SOMEBODY, Some(CHAT)).await.unwrap();
    assert_eq!(store.memory(CHAT).await.unwrap(), Memory::default());
}

#[tokio::test]
async fn keys_are_kept_two_days_and_open_messages_for_ever() {
    let (_folder, store) = open();
    let batch = vec![question(1, 7, "a"), question(2, 8, "b")];
    let tickets = store.accept(Platform::Telegram, batch.clone(), now()).await.unwrap();
    store.settle(tickets[0].seq, CHAT, answered()).await.unwrap();
    sweep(&store, now() + TimeDelta::hours(47)).await.unwrap();
    assert!(
        store
            .accept(Platform::Telegram, batch.clone(), now())
            .await
            .unwrap()
            .is_empty()
    );
    sweep(&store, now() + TimeDelta::hours(49)).await.unwrap();
    let again = store.accept(Platform::Telegram, batch, now()).await.unwrap();
    assert_eq!(
        again.len(),
        1,
        "the answered key is free again, the open message is still there"
    );
}

#[tokio::test]
async fn a_gone_chat_leaves_nothing_to_send() {
    let (_folder, store) = open();
    let batch = vec![question(1, 7, "a"), question(2, 7, "b"), question(3, 8, "c")];
    let tickets = store.accept(Platform::Telegram, batch, now()).await.unwrap();
    store.drop_chat(CHAT).await.unwrap();
    assert!(
        store
            .claim(Platform::Telegram, tickets[0].seq, true)
            .await
            .unwrap()
            .is_none()
    );
    assert_eq!(store.open_tickets(Platform::Telegram).await.unwrap(), tickets[2..]);
}

#[tokio::test]
async fn a_moved_chat_keeps_its_messages_and_its_conversation() {
    let (_folder, store) = open();
    let memory = Memory {
        locale: Some(Locale::ENGLISH),
        spoken_at: now(),
        ..Memory::default()
    };
    store.remember(CHAT, memory.clone()).await.unwrap();
    store
        .accept(Platform::Telegram, vec![question(1, 7, "a")], now())
        .await
        .unwrap();
    store.move_chat(CHAT, -100).await.unwrap();
    let moved = Chat { id: -100, ..CHAT };
    assert_eq!(store.open_tickets(Platform::Telegram).await.unwrap()[0].chat, moved);
    assert_eq!(store.memory(moved).await.unwrap(), memory);
    assert_eq!(store.memory(CHAT).await.unwrap(), Memory::default());
}

#[tokio::test]
async fn which_message_answered_which_is_known_for_two_days() {
    let (_folder, store) = open();
    let answer = Answered {
        message: 5,
        replies: vec![6, 7],
        digest: -3,
        at: now(),
    };
    let tickets = store
        .accept(Platform::Telegram, vec![question(1, 7, "a")], now())
        .await
        .unwrap();
    let outcome = Outcome {
        answered: Some(answer.clone()),
        ..answered()
    };
    store.settle(tickets[0].seq, CHAT, outcome).await.unwrap();
    assert_eq!(store.answered(CHAT, 5).await.unwrap(), Some(answer));
    sweep(&store, now() + TimeDelta::hours(49)).await.unwrap();
    assert_eq!(store.answered(CHAT, 5).await.unwrap(), None);
}

#[tokio::test]
async fn channels_are_known_for_a_month_unless_they_ask_to_be_forgotten() {
    let (_folder, store) = open();
    let chat = |id| Chat {
        platform: Platform::Discord,
        id,
    };
    for (id, days_ago) in [(1, 3), (2, 2), (3, 1), (4, 31)] {
        store
            .heard_in(chat(id), now() - TimeDelta::days(days_ago))
            .await
            .unwrap();
    }
    store.heard_in(chat(1), now()).await.unwrap();
    store.heard_in(chat(1), now() - TimeDelta::days(40)).await.unwrap();
    store.forget(SOMEBODY, Some(chat(2))).await.unwrap();
    sweep(&store, now()).await.unwrap();
    assert_eq!(store.channels(Platform::Discord, 10).await.unwrap(), [chat(1), chat(3)]);
    assert_eq!(store.channels(Platform::Discord, 1).await.unwrap(), [chat(1)]);
    assert_eq!(store.channels(Platform::Telegram, 10).await.unwrap(), []);
}
