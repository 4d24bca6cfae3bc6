//! A token that never prints: not in a log, not in a debug output, not in an error.

use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};

/// The token of a bot. Its memory is wiped when it is dropped.
#[derive(Clone)]
pub struct Token(SecretString);

impl Token {
    /// Wraps a token, without the spaces and line ends that come with copying it into a file.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(SecretString::from(text.trim()))
    }

    /// The token itself: only for the request that carries it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_prints() {
        let token = Token::new(" 123456:canary-canary \n");
        assert_eq!(token.expose(), "123456:canary-canary");
        assert!(!format!("{token:?} {token:#?}").contains("canary"));
    }
}
