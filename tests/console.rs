//! Conversations in the terminal, line by line.

use crate::support::program::{catalogue, guichet};

/// What the chat prints for these lines; replies are apart by an empty line.
fn chat(lines: &str) -> String {
    guichet(["chat"])
        .on(&catalogue("small-town"))
        .input(lines)
        .run()
        .success()
}
