//! The room that machines learn in.

use super::{classifier::MOST_CLASSES, margin, table::Table};

/// The tables of one training, for as many more as follow: they are made once, by the thread that has room for them.
pub(super) struct Tables {
    /// For some classes at a time.
    pub(super) small: Table,
    /// For all classes.
    pub(super) large: Table,
}

impl Tables {
    /// For so many dimensions and classes.
    pub(super) fn new(dimensions: usize, classes: usize) -> Self {
        // Centroids need none.
        let classes = if classes > MOST_CLASSES { 0 } else { classes };
        Self {
            small: Table::new(dimensions, classes.min(margin::AT_ONCE)),
            large: Table::new(dimensions, classes),
        }
    }
}
