//! What several tests need.

pub(crate) mod discord;
pub(crate) mod program;
