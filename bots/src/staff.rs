//! The staff's commands: what a town hall does with its FAQ at a terminal.

pub(crate) mod ask;
mod answer;
mod batch;
pub(crate) mod check;
mod desk;
pub(crate) mod preview;

pub(crate) use desk::{Desk, Told};
