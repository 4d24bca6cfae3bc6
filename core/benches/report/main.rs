//! The figures that the README quotes, printed: `cargo bench -p guichet-core --bench report`.
//!
//! How right the answers are on the citizens' messages, and on the public sets where `GUICHET_EVAL` names a folder that
//! holds them (`public/<set>/{train,test,test_typo}.jsonl`); how fast they are; how both time and memory grow with the
//! FAQ. Name parts (`answers`, `speed`, `growth`) to print only those.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a report that cannot go on may end, and is printed"
)]

mod answers;
mod growth;
mod labelled;
#[path = "../made_up.rs"]
mod made_up;
mod speed;

use std::env;

fn main() {
    // Cargo adds `--bench`.
    let asked: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    if let [word, entries] = asked.as_slice()
        && word == growth::ONE
    {
        return growth::one(entries.parse().expect("a number of entries"));
    }
    let wanted = |part: &str| asked.is_empty() || asked.iter().any(|word| word == part);
    if wanted("answers") {
        answers::report();
    }
    if wanted("speed") {
        speed::report();
    }
    if wanted("growth") {
        growth::report();
    }
}
