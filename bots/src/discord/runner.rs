//! Runs one connection of the library on a thread of its own.
//!
//! When a connection is closed without a code, the library's runner spins until its next write fails (measured: 15
//! seconds of processor time). On a shared thread it would hold up whatever waits behind it, the task that is to notice
//! included; on its own it costs at most one probe interval.

use std::{sync::Arc, thread, time::Duration};

use serenity::{
    all::{
        ActivityData, ConnectionStage, GatewayIntents, Http, ShardId, ShardManager, ShardManagerOptions,
        ShardMessenger, ShardRunner, ShardRunnerInfo, ShardRunnerMessage, ShardRunnerOptions,
    },
    gateway::Shard,
    prelude::{EventHandler, RwLock, TypeMap},
};
use tokio::{runtime, sync::oneshot};
use tokio_tungstenite::tungstenite::Message;

/// One connection is enough for 2,500 servers.
pub(super) const SHARD: ShardId = ShardId(0);
/// How long the events that have arrived may take to be handed over when the connection has ended.
const HANDING_OVER: Duration = Duration::from_millis(20);
/// The close code that also ends the session.
const GOODBYE: u16 = 1000;

/// A connection under way; dropping it ends the connection.
pub(super) struct Connection {
    messenger: ShardMessenger,
    manager: Arc<ShardManager>,
    /// Ends the runner when it is dropped.
    _keep: oneshot::Sender<()>,
}

/// Where a connection is, and how quickly its last heartbeat was acknowledged: a new figure with every one.
pub(super) type State = (ConnectionStage, Option<Duration>);

/// How a connection ended; nothing arrives if the library failed.
pub(super) type Ended = oneshot::Receiver<serenity::Result<()>>;

impl Connection {
    /// Starts to listen. A thread that cannot be had shows as a library that failed.
    pub(super) async fn start(shard: Shard, ears: Arc<dyn EventHandler>, http: &Arc<Http>) -> (Self, Ended) {
        let manager = idle_manager(http);
        let runner = ShardRunner::new(ShardRunnerOptions {
            data: Arc::new(RwLock::new(TypeMap::new())),
            event_handlers: vec![ears],
            raw_event_handlers: Vec::new(),
            manager: Arc::clone(&manager),
            shard,
            http: Arc::clone(http),
        });
        let messenger = ShardMessenger::new(&runner);
        introduce(&manager, &messenger).await;
        let (tell, ended) = oneshot::channel();
        let (keep, dropped) = oneshot::channel();
        let started = thread::Builder::new()
            .name("discord".into())
            .spawn(move || run(runner, dropped, tell));
        if let Err(error) = started {
            tracing::error!(platform = "discord", %error, "no thread for the connection");
        }
        let connection = Self {
            messenger,
            manager,
            _keep: keep,
        };
        (connection, ended)
    }

    /// Writes a few bytes: on a connection that has ended this fails, and the runner ends.
    pub(super) fn probe(&self) {
        self.messenger.websocket_message(Message::Ping(Vec::new()));
    }

    /// Changes what the bot's profile says it is doing.
    pub(super) fn show(&self, activity: &str) {
        self.messenger.set_activity(Some(ActivityData::custom(activity)));
    }

    /// Where the connection is; `None` when it is ending.
    pub(super) async fn state(&self) -> Option<State> {
        let runners = self.manager.runners.lock().await;
        runners.get(&SHARD).map(|runner| (runner.stage, runner.latency))
    }

    /// Says goodbye to Discord.
    pub(super) fn close(&self) {
        self.messenger.send_to_shard(ShardRunnerMessage::Close(GOODBYE, None));
    }

    /// Ends the manager's own task, which only listens while it knows a runner.
    pub(super) async fn dismiss(self) {
        introduce(&self.manager, &self.messenger).await;
        self.manager.shutdown_all().await;
    }
}

/// The thread.
fn run(mut runner: ShardRunner, dropped: oneshot::Receiver<()>, tell: oneshot::Sender<serenity::Result<()>>) {
    let runtime = match runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!(platform = "discord", %error, "no runtime for the connection");
            return;
        }
    };
    let ended = runtime.block_on(async {
        let ended = tokio::select! {
            ended = runner.run() => Some(ended),
            _ = dropped => None,
        };
        tokio::time::sleep(HANDING_OVER).await;
        ended
    });
    if let Some(ended) = ended {
        // Whoever asked may be gone.
        let _ = tell.send(ended);
    }
}

/// A manager that cannot start connections: the runner insists on one, and would have it identify anew. Without an
/// address it cannot.
fn idle_manager(http: &Arc<Http>) -> Arc<ShardManager> {
    let (manager, _) = ShardManager::new(ShardManagerOptions {
        data: Arc::new(RwLock::new(TypeMap::new())),
        event_handlers: Vec::new(),
        raw_event_handlers: Vec::new(),
        shard_index: 0,
        shard_init: 0,
        shard_total: 1,
        ws_url: Arc::default(),
        http: Arc::clone(http),
        intents: GatewayIntents::empty(),
        presence: None,
    });
    manager
}

/// Makes the manager note the runner's stage and heartbeats.
async fn introduce(manager: &ShardManager, messenger: &ShardMessenger) {
    let info = ShardRunnerInfo {
        latency: None,
        runner_tx: messenger.clone(),
        stage: ConnectionStage::Disconnected,
    };
    manager.runners.lock().await.insert(SHARD, info);
    // The runner's wish for a restart waits for this note, for 5 s without it.
    manager.shutdown_finished(SHARD);
}
