//! The suite: judges the core, the program and the shipped FAQ from outside.

mod cli;
mod console;
mod reload;
mod signals;
mod support;
