//! The counter: the console, the staff's commands and the adapters of the platforms, around `guichet-core`.

pub mod backoff;
mod bilingual;
mod cli;
mod command;
pub mod config;
mod console;
pub mod counter;
pub mod desk;
pub mod discord;
mod exit;
pub mod health;
mod language;
pub mod limits;
mod lines;
pub mod live;
pub mod log;
mod private;
mod program;
mod records;
pub mod reload;
mod secret;
mod serve;
pub mod shutdown;
mod split;
mod staff;
pub mod store;
mod streams;
pub mod supervise;
pub mod systemd;
pub mod telegram;
mod terminal;
#[cfg(test)]
mod testing;
mod their_clock;
pub mod turns;

pub use command::Command;
pub use config::Config;
pub use exit::Exit;
pub use guichet_core::Assistant;
pub use live::Live;
pub use program::run;
pub use secret::Token;
pub use serve::serve;
pub use shutdown::Shutdown;
pub use staff::render;
pub use streams::{Environment, Streams};
