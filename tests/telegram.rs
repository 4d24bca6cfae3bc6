//! The Telegram counter on a fake Bot API, over real HTTP.

mod conversations;
mod counter;
mod edits;
mod faults;
mod gaps;
mod groups;
mod network;
mod order;
mod privacy;
mod processes;
mod profile;
mod refusals;
mod starts_and_stops;
mod votes;
