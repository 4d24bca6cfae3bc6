//! The staff's commands: what a town hall does with its FAQ at a terminal.

mod answer;
pub(crate) mod ask;
mod batch;
pub(crate) mod check;
mod desk;
pub(crate) mod preview;

pub(crate) use desk::{Desk, Told};
