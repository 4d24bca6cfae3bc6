//! The counter: adapters and staff commands.

pub mod backoff;
mod command;
pub mod config;
pub mod counter;
pub mod desk;
pub mod discord;
pub mod limits;
pub mod live;
mod secret;
pub mod shutdown;
mod split;
mod standin;
pub mod store;
pub mod supervise;
pub mod turns;

pub use command::Command;
pub use config::Config;
pub use live::Live;
pub use secret::Token;
pub use shutdown::Shutdown;
pub use standin::Assistant;
