//! Signs of a scam.

/// A sign of a scam that was seen in a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// A link.
    Link,
}
