//! The Discord counter.

mod attempts;
mod budget;
mod gateway;
mod markup;
mod outbound;
mod pace;
mod press;
mod rest;

pub use budget::Budget;
pub use pace::Pace;
