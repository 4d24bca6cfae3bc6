//! The staff's commands: what a town hall does with its FAQ at a terminal.

mod answer;
pub(crate) mod ask;
mod batch;
pub(crate) mod check;
mod explain;
pub(crate) mod preview;
pub(crate) mod run;
mod session;

pub(crate) use session::{Session, Told};
