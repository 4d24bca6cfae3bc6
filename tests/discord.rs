//! The Discord counter against a fake Discord, over real HTTP and WebSocket.

mod absences;
mod acts;
mod commands;
mod connections;
mod conversations;
mod counter;
mod installations;
mod languages;
mod processes;
mod records;
mod registration;
mod requests;
mod volunteers;
mod votes;
