//! One attempt at answering one message.

use super::{Address, Courier, Delivery, Desk, Ended, Letter};
use crate::{
    backoff,
    counter::{self, Said, Setting, Turn},
    records::Record,
    store::{Answered, Claim, Conversation, Decision, Outcome, Person, StoreError, VotedAnswer},
    turns::Next,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::time::Duration;

/// Panics after which a message is no longer read.
const MAX_PANICS: u32 = 3;
/// Processes that may die in a row while they read a message before it is no longer read. One that was read well is not
/// suspected, however often a process dies while the answer is delivered: a counter that is killed again and again, for
/// whatever reason, has its oldest messages under way each time.
const MAX_LIVES: u32 = 10;
/// A delivery that takes longer hangs: every call in it has a time limit far below this.
const LONGEST_DELIVERY: Duration = Duration::from_secs(180);
/// An answer that would come later than this after its question is not given: the person has called by now.
const TOO_LATE: TimeDelta = TimeDelta::hours(24);

impl<C: Courier> Desk<C> {
    /// Answers one message, and records what became of it.
    pub(super) async fn attempt(&self, next: Next) -> Ended {
        match self.try_once(next).await {
            Ok(ended) => ended,
            Err(StoreError::Closed) => Ended::Again(backoff::pause(next.attempts + 1)),
            Err(error) => {
                tracing::error!(platform = %self.platform, %error, "the store fails");
                Ended::Again(backoff::pause(next.attempts + 1))
            }
        }
    }

    async fn try_once(&self, next: Next) -> Result<Ended, StoreError> {
        let first = next.attempts == 0;
        let Some(claim) = self.store.claim(self.platform, next.seq, first).await? else {
            return Ok(Ended::Decided);
        };
        let Ok(letter) = serde_json::from_str::<Letter<C::Place>>(&claim.content) else {
            tracing::error!(platform = %self.platform, seq = claim.seq, "a stored message cannot be read: set aside");
            return self.close(&claim, Decision::SetAside).await;
        };
        let now = Utc::now();
        if now - claim.asked_at > TOO_LATE {
            return self.close(&claim, Decision::Ignored).await;
        }
        let readable = claim.panics < MAX_PANICS && claim.lives <= MAX_LIVES;
        if claim.panics > MAX_PANICS || claim.lives > MAX_LIVES + 1 {
            // Even the fixed sentence failed.
            return self.close(&claim, Decision::SetAside).await;
        }
        let said = if readable { &letter.said } else { &Said::Trouble };
        let turn = self.answer(said, &letter, &claim, now);
        if readable && claim.lives > 2 {
            self.store.read_well(claim.seq).await?;
        }
        let address = Address {
            seq: claim.seq,
            chat: claim.chat,
            place: &letter.place,
            tapped: letter.tapped,
            parts_sent: claim.parts_sent,
            repeated: claim.lives > 1,
        };
        let word = self.health.word(LONGEST_DELIVERY);
        let delivery = self.courier.deliver(address, &turn).await;
        drop(word);
        if !readable {
            tracing::error!(platform = %self.platform, seq = claim.seq, "a message was set aside: handling it failed again and again");
        }
        let decision = if readable {
            Decision::Answered
        } else {
            Decision::SetAside
        };
        self.record(next, (&claim, &letter), delivery, decision, turn).await
    }

    fn answer(&self, said: &Said, letter: &Letter<C::Place>, claim: &Claim, now: DateTime<Utc>) -> Turn {
        let setting = Setting {
            platform: self.platform,
            public: letter.public,
            hint: letter.locale(),
            asked_at: claim.asked_at,
            now,
        };
        counter::answer(&self.live.get(), said, claim.memory.clone(), &setting)
    }

    /// Records what the courier reports.
    async fn record(
        &self,
        next: Next,
        (claim, letter): (&Claim, &Letter<C::Place>),
        delivery: Delivery,
        decision: Decision,
        turn: Turn,
    ) -> Result<Ended, StoreError> {
        match delivery {
            Delivery::Sent(answered) => self.settle((claim, letter), decision, turn, answered).await,
            Delivery::Wait(rest) => {
                let until = Utc::now() + TimeDelta::from_std(rest).unwrap_or(TimeDelta::MAX);
                self.store.postpone(claim.chat, until).await?;
                Ok(Ended::Again(rest))
            }
            Delivery::Later => Ok(Ended::Again(backoff::pause(next.attempts + 1))),
            Delivery::Refused => {
                tracing::error!(platform = %self.platform, seq = claim.seq, "a reply was refused and is given up");
                self.close(claim, Decision::Undeliverable).await
            }
            Delivery::Gone => {
                self.store.drop_chat(claim.chat).await?;
                Ok(Ended::Decided)
            }
            Delivery::Moved(to) => {
                self.store.move_chat(claim.chat, to).await?;
                Ok(Ended::Again(Duration::ZERO))
            }
            Delivery::Unauthorised => Ok(Ended::Unauthorised),
        }
    }

    /// A reply was delivered. That is recorded whatever it takes: otherwise it would be sent again.
    async fn settle(
        &self,
        (claim, letter): (&Claim, &Letter<C::Place>),
        decision: Decision,
        turn: Turn,
        answered: Option<Answered>,
    ) -> Result<Ended, StoreError> {
        let person = Person {
            platform: self.platform,
            id: letter.author,
        };
        let record = Record::of(&self.live.get(), &letter.said, &turn, Utc::now());
        let tapped = letter.tapped.map(|message| VotedAnswer {
            chat: claim.chat,
            message,
        });
        let outcome = Outcome {
            decision,
            conversation: if turn.forget {
                Conversation::Forget {
                    person,
                    alone: !letter.public,
                }
            } else {
                Conversation::Remember(turn.memory)
            },
            answered: answered.filter(|_| !turn.forget),
        };
        let mut failures = 0;
        loop {
            match self.store.settle(claim.seq, claim.chat, outcome.clone()).await {
                Ok(()) => {
                    // What set a message aside says nothing about the question in it.
                    if decision == Decision::Answered {
                        record.keep(&self.store, person, tapped).await;
                    }
                    return Ok(Ended::Decided);
                }
                Err(StoreError::Closed) => return Err(StoreError::Closed),
                Err(error) => {
                    failures += 1;
                    tracing::error!(platform = %self.platform, %error, "the store fails");
                    tokio::time::sleep(backoff::pause(failures)).await;
                }
            }
        }
    }

    /// Decides a message without a reply.
    async fn close(&self, claim: &Claim, decision: Decision) -> Result<Ended, StoreError> {
        let outcome = Outcome {
            decision,
            conversation: Conversation::Unchanged,
            answered: None,
        };
        self.store.settle(claim.seq, claim.chat, outcome).await?;
        Ok(Ended::Decided)
    }
}
