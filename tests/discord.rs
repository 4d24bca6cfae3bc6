//! The Discord counter against a fake Discord, over real HTTP and WebSocket.

mod commands;
mod conversations;
mod counter;
mod faults;
mod volunteers;
