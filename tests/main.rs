//! The suite: judges the core, the program and the shipped FAQ from outside.

mod cli;
mod console;
mod discord;
mod invalid_catalogues;
mod reload;
mod robustness;
mod support;
