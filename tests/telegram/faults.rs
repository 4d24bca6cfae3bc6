//! Faults inside: panics, texts that are too long, a store that another process holds.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use chrono::Utc;
use guichet::{
    Shutdown,
    counter::{Said, Turn},
    desk::{Address, Courier, Delivery, Desk, Letter},
    health::Health,
    store::{Arrival, Chat, Content, Platform, Store, Ticket},
};
use guichet_core::{Locale, Phrase};

use super::counter::Counter;
use crate::support::telegram::{Person, State, text};

/// Panics for every message of chat 13, and notes the others.
#[derive(Default)]
struct Clumsy {
    panics: AtomicUsize,
    delivered: Mutex<Vec<(i64, String)>>,
}

struct Hand(Arc<Clumsy>);

impl Courier for Hand {
    type Place = ();

    async fn deliver(&self, address: Address<'_, ()>, turn: &Turn) -> Delivery {
        let text = turn.reply.plain_text();
        if address.chat.id == 13 && !text.starts_with("Je n'ai pas pu") {
            self.0.panics.fetch_add(1, Ordering::SeqCst);
            panic!("on purpose");
        }
        self.0.delivered.lock().unwrap().push((address.chat.id, text));
        Delivery::Sent(None)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_that_makes_us_panic_is_set_aside_and_no_other_is_touched() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let counter = Counter::closed().await;
    let trouble = counter.says(Phrase::Trouble, Locale::FRENCH);
    assert!(trouble.starts_with("Je n'ai pas pu"), "the test knows the sentence");
    let hand = Arc::new(Clumsy::default());
    let desk = Desk::open(
        Platform::Telegram,
        store.clone(),
        counter.live.clone(),
        Health::default(),
        Hand(Arc::clone(&hand)),
    );
    let desk = desk.await.unwrap();
    let letter = serde_json::to_string(&Letter {
        said: Said::words("la piscine est-elle ouverte ?", false),
        hint: None,
        public: false,
        author: 41,
        tapped: None,
        place: (),
    })
    .unwrap();
    let now = Utc::now();
    let arrivals = (0_i64..100).map(|key| Arrival {
        key: key.to_string(),
        kind: "message",
        // Three messages of one chat panic.
        chat: if key < 3 { 13 } else { 1000 + key },
        asked_at: now,
        content: Content::Open(letter.clone()),
    });
    let tickets = store.accept(Platform::Telegram, arrivals.collect(), now).await.unwrap();
    desk.queue(tickets, now);
    let shutdown = Shutdown::default();
    let work = tokio::spawn({
        let (desk, shutdown) = (Arc::clone(&desk), shutdown.clone());
        async move { desk.work(&shutdown).await }
    });
    while desk.waiting() > 0 {
        assert!(!work.is_finished(), "the desk ended");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    shutdown.request();
    work.await.unwrap().unwrap();
    let delivered = hand.delivered.lock().unwrap().clone();
    assert_eq!(delivered.iter().filter(|(chat, _)| *chat != 13).count(), 97);
    assert_eq!(
        delivered.iter().filter(|(_, text)| text.starts_with(&trouble)).count(),
        3,
        "each gets a neutral reply"
    );
    assert_eq!(hand.panics.load(Ordering::SeqCst), 9, "each is tried three times");
    let db = guichet::store::reader(folder.path()).unwrap().unwrap();
    let aside: i64 = db
        .query_row(
            "SELECT count(*) FROM inbox WHERE state = 'set_aside' AND content IS NULL",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(aside, 3);
}

/// A town with so many services that their overview fills several messages.
fn large_town(folder: &std::path::Path) {
    use std::fmt::Write as _;

    let mut yaml = String::from(
        "town: {name: Valmont, timezone: Europe/Paris, languages: [fr]}\nentries:\n  - {id: liste, title: {fr: Liste}, shows: \
         services, questions: {fr: [liste des services, quels services, services ouverts, que fait la ville, tout]}}\nservices:\n",
    );
    for number in 1..=SERVICES {
        let name = format!("Service numéro {number} de l'été, 🦀 et <signes> ").repeat(2);
        let _ = writeln!(
            yaml,
            "  - {{id: service-{number}, name: {{fr: \"{}\"}}, status: closed, as_of: 2026-11-20}}",
            name.trim()
        );
    }
    std::fs::write(folder.join("faq.yaml"), yaml).unwrap();
}

const SERVICES: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_answer_comes_in_several_messages_with_its_buttons_below_the_last() {
    let faq = tempfile::tempdir().unwrap();
    large_town(faq.path());
    let counter = Counter::with_faq(faq.path()).await;
    counter.fake.happens(text(Person::french(41), "/services"));
    let last_line = format!("Service numéro {SERVICES} de l'été");
    let parts = counter
        .fake
        .until("the last service", |state| {
            let parts = state.posted_in(41);
            parts
                .last()
                .is_some_and(|part| part.text.contains(&last_line))
                .then_some(parts)
        })
        .await;
    assert!(parts.len() >= 2, "{} messages", parts.len());
    let whole: String = parts
        .iter()
        .map(|part| part.text.as_str())
        .collect::<Vec<_>>()
        .join("\n\n");
    for number in 1..=SERVICES {
        assert!(
            whole.contains(&format!("Service numéro {number} de l'été, 🦀 et <signes>")),
            "service {number}"
        );
    }
    let (last, before) = parts.split_last().unwrap();
    assert!(!last.buttons.is_empty() && before.iter().all(|part| part.buttons.is_empty()));
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_store_cannot_be_written_telegram_keeps_what_is_asked() {
    let counter = Counter::open().await;
    counter.ask(Person::french(41), "la piscine est-elle ouverte ?").await;
    counter.fake.quiet().await;
    let other = rusqlite::Connection::open(counter.data_folder().join("guichet.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let asked = counter
        .fake
        .happens(text(Person::french(42), "la piscine est-elle ouverte ?"));
    // The writer gives up after five seconds; the poll after that brings the question again.
    let polls = counter.fake.with(|state| state.calls("getupdates"));
    let again = |state: &mut State| (state.calls("getupdates") > polls).then_some(());
    counter.fake.until("another poll", again).await;
    assert!(counter.fake.with(|state| !state.acknowledged.contains(&asked)));
    other.execute_batch("ROLLBACK").unwrap();
    counter.fake.post(42, 0).await;
    counter.fake.assert_clean();
}

#[tokio::test]
async fn a_full_desk_takes_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let live = Counter::closed().await.live;
    let desk = Desk::open(Platform::Telegram, store, live, Health::default(), Hand(Arc::default()));
    let desk = desk.await.unwrap();
    let now = Utc::now();
    let ticket = |seq: i64| Ticket {
        seq,
        chat: Chat {
            platform: Platform::Telegram,
            // Many people, several messages each.
            id: seq % 5000,
        },
        not_before: now,
    };
    desk.queue((0..19_999).map(ticket).collect(), now);
    assert!(desk.has_room());
    desk.queue(vec![ticket(19_999)], now);
    assert!(!desk.has_room(), "the platform keeps the rest for us");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_clock_that_is_wrong_forgets_no_open_question() {
    let counter = Counter::open().await;
    let now = Utc::now();
    let arrival = Arrival {
        key: "x".into(),
        kind: "message",
        chat: 5,
        asked_at: now,
        content: Content::Open("{}".into()),
    };
    let store = counter.store();
    store.accept(Platform::Discord, vec![arrival], now).await.unwrap();
    let later = now + chrono::TimeDelta::days(400);
    store.sweep(later, later.date_naive()).await.unwrap();
    assert_eq!(store.open_tickets(Platform::Discord).await.unwrap().len(), 1);
}
