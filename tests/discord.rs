//! The Discord counter against a fake Discord, over real HTTP and WebSocket.

mod desk;
mod town;

mod conversations;
