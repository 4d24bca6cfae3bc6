//! What a watchdog must notice: a desk that hangs, in its loop or in a delivery.

use std::future::{Future as _, pending};

use tokio::sync::Notify;

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
    let letter = Letter {
        said: Said::Media,
        hint: None,
        public: false,
        author: 1,
        tapped: None,
        place: (),
    };
    let arrival = Arrival {
        key: "1".into(),
        kind: "message",
        chat: 1,
        asked_at: Utc::now(),
        content: Content::Open(serde_json::to_string(&letter).unwrap()),
    };
    let tickets = desk.store.accept(Platform::Telegram, vec![arrival], Utc::now()).await;
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
