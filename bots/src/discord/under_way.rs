//! Counts what is under way, so that somebody can wait for its end. Whoever begins something never waits.

use tokio::sync::watch;

/// The count.
#[derive(Debug, Default)]
pub(super) struct UnderWay(watch::Sender<usize>);

impl UnderWay {
    /// One more begins, and ends when the guard is dropped.
    pub(super) fn begin(&self) -> Guard<'_> {
        self.0.send_if_modified(|count| {
            *count += 1;
            false
        });
        Guard(&self.0)
    }

    /// Waits until there is none.
    pub(super) async fn none(&self) {
        // The sender lives as long as we do.
        let _ = self.0.subscribe().wait_for(|count| *count == 0).await;
    }
}

/// One of those under way.
pub(super) struct Guard<'a>(&'a watch::Sender<usize>);

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        // Whoever waits is woken by the last one only.
        self.0.send_if_modified(|count| {
            *count = count.saturating_sub(1);
            *count == 0
        });
    }
}
