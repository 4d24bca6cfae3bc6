//! How long to wait before trying again: longer each time, and never in step with others.

use std::{
    hash::{BuildHasher as _, RandomState},
    time::Duration,
};

/// The first pause.
const FIRST: Duration = Duration::from_secs(1);
/// The longest pause: after a network is back, nobody waits longer than this.
const LONGEST: Duration = Duration::from_secs(60);

/// The pause after `failures` failures in a row, at least one: 1 s, 2 s, 4 s and so on up to a minute, shortened at
/// random by up to a quarter, so that a thousand conversations do not come back in the same second.
#[must_use]
pub fn pause(failures: u32) -> Duration {
    let doublings = failures.saturating_sub(1).min(16);
    let pause = FIRST.saturating_mul(1 << doublings).min(LONGEST);
    // Every `RandomState` is seeded anew: enough for a jitter, without a dependency.
    let random = u32::try_from(RandomState::new().hash_one(0) & 0xff).unwrap_or(0);
    pause.saturating_sub(pause * random / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_to_a_minute_and_never_beyond() {
        for failures in 0..100_u32 {
            let full = Duration::from_secs(1 << failures.clamp(1, 7).saturating_sub(1)).min(LONGEST);
            let pause = pause(failures);
            assert!(pause <= full && pause >= full * 3 / 4, "{failures}: {pause:?}");
        }
    }
}
