//! The few styles that are used on a terminal. Whether they may be used is decided once, in `main`.

/// Titles.
pub(crate) const BOLD: &str = "\u{1b}[1m";
/// Small print.
pub(crate) const DIM: &str = "\u{1b}[2m";
/// Emphasis.
pub(crate) const ITALIC: &str = "\u{1b}[3m";
/// What is wrong or gone.
pub(crate) const RED: &str = "\u{1b}[31m";
/// What is right or new.
pub(crate) const GREEN: &str = "\u{1b}[32m";
/// Back to plain text.
pub(crate) const RESET: &str = "\u{1b}[0m";
