//! The assistant that is answering now. A better one can take its place at any moment, without anybody waiting.

use std::{fmt, sync::Arc};

use arc_swap::ArcSwap;

use guichet_core::Assistant;

/// The current assistant, shared by every adapter.
#[derive(Clone)]
pub struct Live(Arc<ArcSwap<Assistant>>);

impl Live {
    /// Starts with this assistant.
    #[must_use]
    pub fn new(assistant: Assistant) -> Self {
        Self(Arc::new(ArcSwap::from_pointee(assistant)))
    }

    /// The assistant of this moment: take it once per message, so that one reply comes from one FAQ.
    #[must_use]
    pub fn get(&self) -> Arc<Assistant> {
        self.0.load_full()
    }

    /// Puts another assistant in its place, for every message from now on.
    pub fn set(&self, assistant: Assistant) {
        self.0.store(Arc::new(assistant));
    }
}

impl fmt::Debug for Live {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Live")
    }
}
