//! What the service manager is told: that the counter serves, that it is alive, that it stops.
//!
//! The protocol of `sd_notify(3)`: one datagram a message. The addresses come with the configuration, not from the
//! environment, which the usual libraries read and change by themselves.

use std::{io, time::Duration};

use anyhow::anyhow;
use guichet_core::Utterance;

use crate::{
    Live,
    health::Board,
    store::{Store, StoreError},
};

/// How to reach the service manager.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceManager {
    /// `NOTIFY_SOCKET`: a path, or a name that begins with `@`.
    pub socket: String,
    /// `WATCHDOG_USEC`: it restarts whoever is silent for this long.
    pub watchdog: Option<Duration>,
}

impl ServiceManager {
    /// Says that the counter serves.
    pub(crate) fn ready(&self) {
        self.tell("READY=1");
    }

    /// Says that it stops.
    pub(crate) fn stopping(&self) {
        self.tell("STOPPING=1");
    }

    /// Says that it is alive, for as long as it is.
    pub(crate) async fn keep_alive(&self, board: &Board, store: &Store, live: &Live) -> std::convert::Infallible {
        let Some(watchdog) = self.watchdog else {
            return std::future::pending().await;
        };
        // As systemd recommends: twice in the time.
        let pause = watchdog / 2;
        loop {
            match tokio::time::timeout(pause, examine(board, store, live)).await {
                Ok(Ok(())) => self.tell("WATCHDOG=1"),
                Ok(Err(what)) => {
                    tracing::error!(what = %what, "the counter hangs: the service manager will restart it");
                }
                Err(_) => tracing::error!("the counter hangs: the service manager will restart it"),
            }
            tokio::time::sleep(pause).await;
        }
    }

    fn tell(&self, message: &str) {
        if let Err(error) = send(&self.socket, message) {
            tracing::warn!(%error, message, "the service manager cannot be told");
        }
    }
}

/// Whether the counter would still answer somebody: its loops, its store, its mind.
async fn examine(board: &Board, store: &Store, live: &Live) -> anyhow::Result<()> {
    if !board.is_alive() {
        return Err(anyhow!("a loop of an adapter"));
    }
    // A disk that refuses is no reason to begin anew; a store that does not answer is, or one that is gone.
    if matches!(store.fact("").await, Err(StoreError::Closed)) {
        return Err(anyhow!("the store"));
    }
    let assistant = live.get();
    let think = move || {
        let question = assistant
            .catalogue()
            .topics()
            .flat_map(guichet_core::catalogue::Topic::questions)
            .next();
        let text = question.map_or("?", |question| question.text.as_str());
        // What it says does not matter: a FAQ may be uncertain about its own question.
        drop(assistant.reply(&Utterance::new(text, chrono::Utc::now())));
    };
    let thought = tokio::task::spawn_blocking(think).await;
    thought.map_err(|_| anyhow!("thinking about a question"))
}

#[cfg(unix)]
fn send(socket: &str, message: &str) -> io::Result<()> {
    use std::os::unix::net::UnixDatagram;

    let sender = UnixDatagram::unbound()?;
    // A manager that does not listen must not hold us up.
    sender.set_nonblocking(true)?;
    #[cfg(target_os = "linux")]
    if let Some(name) = socket.strip_prefix('@') {
        use std::os::{linux::net::SocketAddrExt as _, unix::net::SocketAddr};

        let address = SocketAddr::from_abstract_name(name)?;
        return sender.send_to_addr(message.as_bytes(), &address).map(drop);
    }
    sender.send_to(message.as_bytes(), socket).map(drop)
}

#[cfg(not(unix))]
fn send(_: &str, _: &str) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::net::UnixDatagram;

    use super::*;
    use crate::testing::live;

    #[tokio::test]
    async fn a_broken_word_and_a_closed_store_are_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let (board, live) = (Board::default(), live());
        let word = board.adapter("test").word(Duration::ZERO);
        tokio::time::sleep(Duration::from_millis(1)).await;
        assert!(examine(&board, &store, &live).await.is_err());
        drop(word);
        assert!(examine(&board, &store, &live).await.is_ok());
        store.close().await;
        assert!(examine(&board, &store, &live).await.is_err());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn who_hangs_is_not_called_alive() {
        let folder = tempfile::tempdir().unwrap();
        let socket = UnixDatagram::bind(folder.path().join("notify")).unwrap();
        socket.set_nonblocking(true).unwrap();
        let manager = ServiceManager {
            socket: folder.path().join("notify").to_str().unwrap().to_owned(),
            watchdog: Some(Duration::from_millis(200)),
        };
        let store = Store::open(&folder.path().join("data")).unwrap();
        let live = live();
        let board = Board::default();
        let word = board.adapter("test").word(Duration::ZERO);
        let alive = manager.keep_alive(&board, &store, &live);
        let heard = || socket.recv(&mut [0; 64]).is_ok();
        let watch = async {
            tokio::time::sleep(Duration::from_secs(1)).await;
            assert!(!heard(), "somebody broke their word");
            drop(word);
            let until_heard = async {
                while !heard() {
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            };
            tokio::time::timeout(Duration::from_secs(60), until_heard)
                .await
                .unwrap();
            store.close().await;
        };
        tokio::select! {
            never = alive => match never {},
            () = watch => {}
        }
    }
}
