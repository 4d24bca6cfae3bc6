//! What several tests need.

pub(crate) mod binary;
pub(crate) mod discord;
pub(crate) mod program;
pub(crate) mod site;
pub(crate) mod telegram;
