//! The counter: adapters and staff commands.

pub mod backoff;
mod command;
pub mod config;
pub mod counter;
pub mod desk;
pub mod limits;
pub mod live;
pub mod log;
mod secret;
mod serve;
pub mod shutdown;
pub mod store;
pub mod supervise;
pub mod telegram;
pub mod turns;

pub use command::Command;
pub use config::Config;
pub use live::Live;
pub use secret::Token;
pub use serve::serve;
pub use shutdown::Shutdown;
