//! The staff's commands: what a town hall does with its FAQ at a terminal.

mod answer;
pub(crate) mod ask;
mod bars;
mod batch;
pub(crate) mod check;
mod csv;
mod explain;
pub(crate) mod gaps;
pub(crate) mod new;
pub(crate) mod preview;
pub mod render;
pub(crate) mod run;
pub(crate) mod schema;
mod session;
pub(crate) mod set;
pub(crate) mod stats;
pub(crate) mod status;

pub(crate) use session::{Session, Told, first_language};
