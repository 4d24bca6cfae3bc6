//! Opening hours.

/// When a service is open.
#[derive(Clone, Debug)]
pub struct Hours {}
