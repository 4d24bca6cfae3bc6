//! The counter: adapters and staff commands.
