//! The staff's commands: what a town hall does with its FAQ at a terminal.

mod answer;
pub(crate) mod ask;
mod batch;
pub(crate) mod check;
pub(crate) mod preview;
pub mod render;
pub(crate) mod run;
mod session;

pub(crate) use session::{Session, Told};
