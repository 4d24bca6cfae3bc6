//! The counter: the console, the staff's commands and the adapters of the platforms, around `guichet-core`.

pub mod backoff;
mod cli;
mod command;
pub mod config;
mod console;
pub mod counter;
pub mod desk;
pub mod discord;
mod exit;
mod language;
pub mod limits;
mod lines;
pub mod live;
pub mod reload;
mod run;
mod secret;
pub mod shutdown;
mod split;
mod staff;
pub mod store;
mod streams;
pub mod supervise;
mod terminal;
pub mod turns;

pub use cli::LogFormat;
pub use command::Command;
pub use config::Config;
pub use exit::Exit;
pub use guichet_core::Assistant;
pub use live::Live;
pub use run::run;
pub use secret::Token;
pub use shutdown::Shutdown;
pub use streams::{Environment, Streams};
