//! Addresses on 127.0.0.1 at which nobody answers, as when a router or a firewall swallows what is sent.

use std::{net::SocketAddr, time::Duration};

use tokio::{
    net::{TcpListener, TcpSocket, TcpStream},
    time::timeout,
};

/// How long a connection may take before it counts as not answered: on this machine it takes no time.
const UNANSWERED: Duration = Duration::from_millis(300);

/// One of them, until it is dropped.
pub(crate) struct DeadEnd {
    /// A gateway address that leads here.
    pub(crate) gateway: String,
    _listener: TcpListener,
    /// They fill the queue of those who wait to be let in.
    _waiting: Vec<TcpStream>,
}

impl DeadEnd {
    /// Connections are not made.
    pub(crate) async fn before_tcp() -> Self {
        let (listener, address) = listen();
        let mut waiting = Vec::new();
        while let Ok(connected) = timeout(UNANSWERED, TcpStream::connect(address)).await {
            waiting.push(connected.unwrap());
        }
        Self {
            gateway: format!("ws://{address}"),
            _listener: listener,
            _waiting: waiting,
        }
    }

    /// Connections are made, and nobody answers the greeting of TLS.
    pub(crate) fn before_tls() -> Self {
        let (listener, address) = listen();
        Self {
            gateway: format!("wss://{address}"),
            _listener: listener,
            _waiting: Vec::new(),
        }
    }
}

/// A queue that nobody is let in from.
fn listen() -> (TcpListener, SocketAddr) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(16).unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}
