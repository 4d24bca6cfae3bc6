//! The suite: judges the core, the program and the shipped FAQ from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what a test cannot go on without may end it; clippy excuses only the test functions themselves"
)]

mod answers;
mod border;
mod both;
mod cli;
mod console;
mod discord;
mod invalid_catalogues;
mod moods;
mod official;
mod readme;
mod reload;
mod robustness;
mod signals;
mod staff;
mod support;
mod telegram;
