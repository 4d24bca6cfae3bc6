//! First responses under way. Discord drops an interaction that has none after 3 seconds, so whatever else there is to
//! do waits for them, a little.

use std::time::Duration;

use tokio::{sync::Semaphore, time::timeout};

use super::under_way::UnderWay;

/// How long other work waits at the most: where first responses never end, answers must come all the same.
const PATIENCE: Duration = Duration::from_millis(500);

/// First responses sent at a time: in a burst the next one goes over a connection that is there already, and making
/// one takes longer than anything else.
const TOGETHER: usize = 32;
/// How long one waits for such a connection at the most: a server that is slow to one must not cost the others their 3
/// seconds.
const TURN: Duration = Duration::from_millis(300);

/// Those under way.
#[derive(Debug)]
pub(super) struct FirstResponses {
    under_way: UnderWay,
    turns: Semaphore,
}

impl Default for FirstResponses {
    fn default() -> Self {
        Self {
            under_way: UnderWay::default(),
            turns: Semaphore::new(TOGETHER),
        }
    }
}

impl FirstResponses {
    /// Sends a first response.
    pub(super) async fn send<T>(&self, response: impl Future<Output = T>) -> T {
        let _one = self.under_way.begin();
        let _turn = timeout(TURN, self.turns.acquire()).await;
        response.await
    }

    /// Waits until none is under way.
    pub(super) async fn settled(&self) {
        let _ = timeout(PATIENCE, self.under_way.none()).await;
    }
}

#[cfg(test)]
mod tests {
    use std::{future::pending, pin::pin, task::Poll};

    use serenity::futures::{FutureExt as _, poll};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn other_work_waits_for_the_last_one_but_not_for_ever() {
        let all = FirstResponses::default();
        assert_eq!(all.settled().now_or_never(), Some(()), "none is under way");
        {
            let (mut first, mut second) = (pin!(all.send(pending::<()>())), Box::pin(all.send(pending::<()>())));
            assert_eq!((poll!(&mut first), poll!(&mut second)), (Poll::Pending, Poll::Pending));
            let mut settled = pin!(all.settled());
            assert_eq!(poll!(&mut settled), Poll::Pending);
            drop(second);
            assert_eq!(poll!(&mut settled), Poll::Pending, "one is left");
            tokio::time::advance(PATIENCE).await;
            assert_eq!(poll!(&mut settled), Poll::Ready(()));
        }
        assert_eq!(
            all.settled().now_or_never(),
            Some(()),
            "what was given up counts no more"
        );
    }
}
