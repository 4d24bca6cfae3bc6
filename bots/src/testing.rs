//! What the tests of this crate share.

use std::{path::Path, sync::LazyLock};

use guichet_core::Assistant;

use crate::Live;

/// A small town's assistant, learnt once: learning takes longer than a test.
pub(crate) fn assistant() -> &'static Assistant {
    static ASSISTANT: LazyLock<Assistant> = LazyLock::new(learn);
    &ASSISTANT
}

/// The same, for those who need one of their own.
pub(crate) fn live() -> Live {
    Live::new(learn())
}

fn learn() -> Assistant {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/catalogues/small-town");
    Assistant::load(&folder).unwrap()
}
