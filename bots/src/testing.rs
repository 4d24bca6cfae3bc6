//! What the tests of this crate share.

use std::{path::Path, sync::LazyLock};

use guichet_core::Assistant;

/// A small town's assistant, learnt once: learning takes longer than a test.
pub(crate) fn assistant() -> &'static Assistant {
    static ASSISTANT: LazyLock<Assistant> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/catalogues/small-town");
        Assistant::load(&folder).unwrap()
    });
    &ASSISTANT
}
