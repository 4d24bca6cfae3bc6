//! What a watchdog must notice: a desk that hangs, in its loop or in a delivery. And what a kill must not cost.

use std::future::{Future as _, pending};

use tokio::sync::{Notify, mpsc};

use super::*;
use crate::{
    health::Board,
    store::{Arrival, Content},
    testing::live,
};

/// A courier that never comes back, and says when it has left.
#[derive(Default)]
struct Lost(Arc<Notify>);

impl Courier for Lost {
    type Place = ();

    async fn deliver(&self, _: Address<'_, ()>, _: &Turn) -> Delivery {
        self.0.notify_one();
        pending().await
    }
}

async fn desk(board: &Board) -> (tempfile::TempDir, Arc<Desk<Lost>>) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let live = live();
    let desk = Desk::open(Platform::Telegram, store, live, board.adapter("test"), Lost::default());
    (folder, desk.await.unwrap())
}

/// A picture that somebody sent.
fn arrival() -> Arrival {
    let letter = Letter {
        said: Said::Media,
        hint: None,
        public: false,
        author: 1,
        tapped: None,
        place: (),
    };
    Arrival {
        key: "1".into(),
        kind: "message",
        chat: 1,
        asked_at: Utc::now(),
        content: Content::Open(serde_json::to_string(&letter).unwrap()),
    }
}

/// Whether everything is alive for this long.
async fn stays_alive(board: &Board, time: Duration) -> bool {
    let end = tokio::time::Instant::now() + time;
    while tokio::time::Instant::now() < end {
        if !board.is_alive() {
            return false;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    true
}

const HOUR: Duration = Duration::from_secs(3600);

#[tokio::test(start_paused = true)]
async fn a_desk_without_work_is_alive_and_a_delivery_that_never_ends_is_not() {
    let board = Board::default();
    let (_folder, desk) = desk(&board).await;
    let shutdown = Shutdown::default();
    let work = tokio::spawn({
        let (desk, shutdown) = (Arc::clone(&desk), shutdown.clone());
        async move { desk.work(&shutdown).await.is_ok() }
    });
    assert!(stays_alive(&board, HOUR).await);
    let tickets = desk.store.accept(Platform::Telegram, vec![arrival()], Utc::now()).await;
    desk.queue(tickets.unwrap(), Utc::now());
    // The store is a thread with a clock of its own: the hour begins when the courier has left.
    desk.courier.0.notified().await;
    assert!(!stays_alive(&board, HOUR).await);
    shutdown.request();
    assert!(work.await.unwrap(), "and does not hold up the stop");
    assert!(board.is_alive(), "what is over gave its word back");
}

#[tokio::test(start_paused = true)]
async fn a_loop_that_hangs_is_noticed() {
    let board = Board::default();
    let (_folder, desk) = desk(&board).await;
    let shutdown = Shutdown::default();
    let mut work = Box::pin(desk.work(&shutdown));
    // Begun, and never polled again.
    std::future::poll_fn(|context| {
        assert!(work.as_mut().poll(context).is_pending());
        std::task::Poll::Ready(())
    })
    .await;
    assert!(!stays_alive(&board, HOUR).await);
}

/// A courier that shows what it was to deliver, and never comes back.
struct Shows(mpsc::UnboundedSender<(Turn, bool)>);

impl Courier for Shows {
    type Place = ();

    async fn deliver(&self, address: Address<'_, ()>, turn: &Turn) -> Delivery {
        let _ = self.0.send((turn.clone(), address.repeated));
        pending().await
    }
}

#[tokio::test]
async fn kills_in_the_middle_of_a_delivery_say_nothing_about_the_message() {
    let folder = tempfile::tempdir().unwrap();
    let (store, live) = (Store::open(folder.path()).unwrap(), live());
    store
        .accept(Platform::Telegram, vec![arrival()], Utc::now())
        .await
        .unwrap();
    let mut first = None;
    for run in 0..20 {
        let (courier, mut shown) = mpsc::unbounded_channel();
        let (health, courier) = (Board::default().adapter("test"), Shows(courier));
        let desk = Desk::open(Platform::Telegram, store.clone(), live.clone(), health, courier).await;
        let desk = desk.unwrap();
        let work = tokio::spawn(async move { desk.work(&Shutdown::default()).await.is_ok() });
        let (turn, repeated) = shown.recv().await.expect("given up");
        work.abort();
        assert!(work.await.is_err(), "killed");
        assert_eq!(repeated, run > 0);
        let reply = turn.reply;
        assert_eq!(first.get_or_insert_with(|| reply.clone()), &reply, "run {run}");
    }
}
