//! The Discord counter against a fake Discord, over real HTTP and WebSocket.

mod commands;
mod connections;
mod conversations;
mod counter;
mod processes;
mod requests;
mod volunteers;
