//! The thumbs below answers on Discord: one vote per answer, and none where everybody could vote.

use chrono::Utc;
use guichet::store::{Tally, reader};
use guichet_core::{Action, EntryId, Locale, Phrase};
use serde_json::Value;

use super::{
    acts::question,
    counter::{Counter, POOL, assert_says, button, is_private},
};
use crate::support::discord::{Said, command, tap};

const CHANNEL: u64 = 1_400;
const UP: &str = "👍";
const DOWN: &str = "👎";

/// The labels of the last row of buttons.
fn last_row(message: &Value) -> Vec<String> {
    let rows = message["components"].as_array().unwrap();
    let buttons = rows.last().unwrap()["components"].as_array().unwrap();
    buttons
        .iter()
        .map(|button| button["label"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_answer_has_one_vote_that_can_be_changed() {
    let counter = Counter::open().await;
    let answer = counter.answer(question(CHANNEL, "fr", POOL)).await;
    let [up, down] = [Phrase::ThumbUp, Phrase::ThumbDown].map(|thumb| counter.phrase(thumb, Locale::FRENCH));
    assert_eq!(last_row(&answer), [up, down], "below everything else");
    let answered = (Tally::Answered, "piscine", 1);
    for (thumb, tally) in [(UP, Tally::Helped), (UP, Tally::Helped), (DOWN, Tally::NotHelped)] {
        let told = counter.tapped(CHANNEL, &answer, thumb).await;
        let vote = Action::Vote(EntryId::parse("piscine").unwrap(), tally == Tally::Helped);
        assert_says(&told, &counter.town.get().open(&vote, Locale::FRENCH, Utc::now()));
        assert!(is_private(&told));
        counter.until_counted(&[answered, (tally, "piscine", 1)]).await;
    }
    // A forged one counts for nothing.
    for forged in ["g1a 1+:gone", "g1a 1+:"] {
        counter.answer(tap(CHANNEL, true, "fr", &answer, forged)).await;
    }
    let other = counter.answer(question(CHANNEL + 2, "fr", POOL)).await;
    counter.tapped(CHANNEL + 2, &other, UP).await;
    counter
        .until_counted(&[
            (Tally::Answered, "piscine", 2),
            (Tally::Helped, "piscine", 1),
            (Tally::NotHelped, "piscine", 1),
        ])
        .await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_to_a_direct_message_is_voted_on_without_noise_even_after_a_restart() {
    let mut counter = Counter::open().await;
    let id = counter.fake.say(&Said::privately(CHANNEL, POOL));
    let direct = counter.fake.reply_to(CHANNEL, id).await;
    assert!(last_row(&direct)[0].starts_with(UP), "{direct:#}");
    counter.close().await;
    counter.start(super::counter::quick());
    counter.fake.ready(2).await;
    for thumb in [UP, DOWN] {
        let told = counter
            .answer(tap(CHANNEL, false, "fr", &direct, &button(&direct, thumb)))
            .await;
        assert!(is_private(&told), "the conversation is spared it");
    }
    // One vote, the last.
    counter
        .until_counted(&[(Tally::Answered, "piscine", 1), (Tally::NotHelped, "piscine", 1)])
        .await;
    let db = reader(&counter.data()).unwrap().unwrap();
    let columns: String = db
        .query_row("SELECT group_concat(name) FROM pragma_table_info('votes')", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(columns, "answer,day,entry,helped", "nobody can tell who voted");
    counter.fake.assert_clean();
}

/// What everybody sees, anybody could vote on, and undo the vote of whoever asked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_posted_for_all_is_not_voted_on() {
    let counter = Counter::open().await;
    let private = counter.answer(question(CHANNEL, "fr", POOL)).await;
    assert!(last_row(&private)[0].starts_with(UP), "{private:#}");
    counter.tapped(CHANNEL, &private, "Publier").await;
    let message = counter.fake.write(&Said::publicly(CHANNEL + 1, POOL));
    let offer = counter.answers_for(CHANNEL + 1, &message).await;
    let preview = counter.tapped(CHANNEL + 1, &offer, "Piscine").await;
    counter.tapped(CHANNEL + 1, &preview, "Publier en réponse").await;
    for posted in [counter.only_post(CHANNEL), counter.only_reply(CHANNEL + 1, &message)] {
        assert!(!posted.to_string().contains(UP), "{posted:#}");
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn among_strangers_and_in_danger_nobody_is_asked_for_a_vote() {
    let counter = Counter::open().await;
    let id = counter.fake.say(&Said::mentioning(CHANNEL, POOL));
    let mention = counter.fake.reply_to(CHANNEL, id).await;
    let danger = counter.answer(command(CHANNEL, true, "fr", "urgence", None)).await;
    let help = counter.answer(command(CHANNEL, true, "fr", "aide", None)).await;
    for message in [mention, danger, help] {
        assert!(!message["components"].to_string().contains(UP), "{message:#}");
    }
}
