//! Work on many items at once while the FAQ loads.

use std::{panic, thread};

/// Applies `f` to every item, in order, on as many threads as the machine has to offer, at most [`MOST_THREADS`].
/// The result does not depend on how many they are.
pub(crate) fn map<T: Sync, U: Send>(items: &[T], f: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let share = items.len().div_ceil(threads).max(1);
    let f = &f;
    thread::scope(|scope| {
        let parts: Vec<_> = items
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(f).collect::<Vec<U>>()))
            .collect();
        parts.into_iter().flat_map(|part| joined(part.join())).collect()
    })
}

/// The same a batch of items at a time, for results of which only some should be in memory at once.
pub(crate) fn in_batches<T: Sync, U: Send>(items: &[T], f: impl Fn(&T) -> U + Sync) -> impl Iterator<Item = U> {
    items.chunks(BATCH).flat_map(move |batch| map(batch, &f))
}

/// Does two things at once; the second stays on this thread.
pub(crate) fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (joined(one.join()), other)
    })
}

/// What a thread computed. Its panic goes on here: a result with a hole in it would be taken for a whole one.
fn joined<T>(result: thread::Result<T>) -> T {
    result.unwrap_or_else(|panic| panic::resume_unwind(panic))
}

/// How many items make a batch: enough for what the threads cost.
const BATCH: usize = 256;

/// More threads cost more to start than they save.
const MOST_THREADS: usize = 4;

#[cfg(test)]
mod tests {
    #[test]
    fn order_is_kept() {
        let items: Vec<usize> = (0..1_000).collect();
        assert_eq!(
            super::map(&items, |n| n * 2),
            items.iter().map(|n| n * 2).collect::<Vec<_>>()
        );
        assert!(super::map::<u8, u8>(&[], |n| *n).is_empty());
    }

    #[test]
    #[should_panic(expected = "item 7")]
    fn nothing_is_lost_in_silence() {
        let items: Vec<usize> = (0..100).collect();
        super::map(&items, |n| assert_ne!(*n, 7, "item 7"));
    }
}
