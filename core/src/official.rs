//! Official list.

/// A phone number, address or link of a message, compared with the official list.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {}
