//! What the town keeps of what is asked on Discord: numbers, and questions without an answer.

use std::time::Duration;

use chrono::{Days, Utc};
use guichet::{
    counter::{self, Said::Trouble, Setting},
    store::{GapKind, KeptGap, Memory, Platform, Tally, gaps, reader, tallies},
};
use guichet_core::{Locale, Phrase};

use super::{
    acts::question,
    counter::{Counter, POOL, assert_says, text},
};
use crate::support::discord::{Author, Said, command};

const CHANNEL: u64 = 1_300;
/// Somebody's question, with what must not be kept.
const PERSONAL: &str = "je suis Jeanne Wambergue, 06 12 34 56 78, où garer mon zeppelin ?";

impl Counter {
    /// Waits until `f` finds what it looks for in the data folder.
    async fn until_kept<T>(&self, what: &str, f: impl Fn(&rusqlite::Connection) -> Option<T>) -> T {
        let deadline = tokio::time::Instant::now() + Duration::from_secs(60);
        loop {
            let db = reader(&self.data()).unwrap().unwrap();
            if let Some(found) = f(&db) {
                return found;
            }
            assert!(
                tokio::time::Instant::now() < deadline,
                "{what}: {:?} {:?}",
                kept(&db),
                counts(&db)
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits until this is what was counted.
    pub(super) async fn until_counted(&self, expected: &[(Tally, &str, i64)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(tally, entry, count)| (*tally, (*entry).to_owned(), *count))
            .collect();
        self.until_kept(&format!("{expected:?}"), |db| (counts(db) == expected).then_some(()))
            .await;
    }

    /// Waits until exactly one question is kept.
    async fn until_one_gap(&self, kind: GapKind) -> KeptGap {
        let one = |db: &rusqlite::Connection| match kept(db).as_slice() {
            [gap] if gap.gap.kind == kind => Some(gap.clone()),
            _ => None,
        };
        self.until_kept(&format!("one question: {kind:?}"), one).await
    }
}

fn kept(db: &rusqlite::Connection) -> Vec<KeptGap> {
    gaps(db, Utc::now().date_naive() + Days::new(1), Days::new(30)).unwrap()
}

/// What was counted, without what is zero.
fn counts(db: &rusqlite::Connection) -> Vec<(Tally, String, i64)> {
    let lines = tallies(db, Utc::now().date_naive() + Days::new(1), Days::new(30)).unwrap();
    let mut counts: Vec<_> = lines
        .into_iter()
        .filter(|line| line.count != 0)
        .map(|line| {
            assert_eq!(line.platform, "discord");
            let entry = line.entry.map(|id| id.to_string()).unwrap_or_default();
            (line.tally, entry, line.count)
        })
        .collect();
    counts.sort();
    counts
}

/// Fails if a masked question holds what it must not.
fn assert_masked(gap: &KeptGap) {
    assert!(gap.gap.masked.contains("zeppelin"), "{gap:?}");
    for personal in ["Jeanne", "Wambergue", "06 12"] {
        assert!(!gap.gap.masked.contains(personal), "{gap:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_without_an_answer_is_kept_masked_and_forgotten_on_demand() {
    let counter = Counter::open().await;
    counter.answer(question(CHANNEL, "fr", PERSONAL)).await;
    let gap = counter.until_one_gap(GapKind::Unknown).await;
    assert_masked(&gap);
    counter.until_counted(&[(Tally::Unknown, "", 1)]).await;
    counter.answer(command(CHANNEL, true, "fr", "effacer", None)).await;
    counter
        .until_kept("nothing", |db| kept(db).is_empty().then_some(()))
        .await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_server_only_the_one_who_asks_is_forgotten_and_in_private_the_conversation_too() {
    let counter = Counter::open().await;
    let rows = |db: &rusqlite::Connection| -> [i64; 2] {
        ["chats", "channels"].map(|table| {
            let count = format!("SELECT count(*) FROM {table}");
            db.query_row(&count, [], |row| row.get(0)).unwrap()
        })
    };
    let ask = async |said: Said| {
        let id = counter.fake.say(&said);
        counter.fake.reply_to(said.channel, id).await;
    };
    ask(Said::mentioning(CHANNEL, PERSONAL)).await;
    ask(Said {
        author: Author::Person(77),
        ..Said::mentioning(CHANNEL, PERSONAL)
    })
    .await;
    ask(Said::privately(CHANNEL + 10, POOL)).await;
    counter
        .until_kept("two people's questions", |db| {
            (kept(db).len() == 2 && rows(db) == [2, 2]).then_some(())
        })
        .await;
    let forget = |channel, public| counter.answer(command(channel, public, "fr", "effacer", None));
    let told = forget(CHANNEL, true).await;
    assert_eq!(text(&told), counter.phrase(Phrase::Forgotten, Locale::FRENCH));
    counter
        .until_kept("the other's question, and the channel", |db| {
            (kept(db).len() == 1 && rows(db) == [2, 2]).then_some(())
        })
        .await;
    forget(CHANNEL + 10, false).await;
    counter
        .until_kept("only the channel", |db| (rows(db) == [1, 1]).then_some(()))
        .await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_told_that_they_are_forgotten_when_they_are_not() {
    let counter = Counter::open().await;
    counter.break_store().await;
    let told = counter.answer(command(CHANNEL, true, "fr", "effacer", None)).await;
    assert_ne!(text(&told), counter.phrase(Phrase::Forgotten, Locale::FRENCH));
    let setting = Setting {
        platform: Platform::Discord,
        public: false,
        hint: Some(Locale::FRENCH),
        asked_at: Utc::now(),
        now: Utc::now(),
    };
    let sorry = counter::answer(&counter.town.get(), &Trouble, Memory::default(), &setting);
    assert_says(&told, &sorry.reply);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_volunteer_cannot_fill_the_list_of_questions() {
    const LOOKUPS: usize = 40;
    let counter = Counter::open().await;
    let message = counter.fake.write(&Said::publicly(CHANNEL, PERSONAL));
    let near = counter.phrase(Phrase::NothingNear, Locale::FRENCH);
    let mut looked_up = 0;
    for _ in 0..LOOKUPS {
        looked_up += usize::from(text(&counter.answers_for(CHANNEL, &message).await) == near);
    }
    assert!((8..LOOKUPS).contains(&looked_up), "{looked_up}");
    counter
        .until_kept("as many as were looked up", |db| {
            (kept(db).len() == looked_up).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebodys_message_that_no_answer_fits_is_kept_masked() {
    let counter = Counter::open().await;
    let words = "la piscine ou la mairie ? je suis Jeanne Wambergue, 06 12 34 56 78, pour mon zeppelin";
    let message = counter.fake.write(&Said::publicly(CHANNEL, words));
    let offer = counter.answers_for(CHANNEL, &message).await;
    let offered = counter.until_one_gap(GapKind::NotChosen).await;
    assert_masked(&offered);
    assert!(
        offered.gap.nearest.iter().any(|id| id.as_str() == "piscine"),
        "{offered:?}"
    );
    let none = counter.phrase(Phrase::NoneFits, Locale::FRENCH);
    counter.tapped(CHANNEL, &offer, &none).await;
    let refused = counter.until_one_gap(GapKind::NoneOfThese).await;
    assert_masked(&refused);
    counter.until_counted(&[(Tally::Clarified, "", 1)]).await;

    let nothing = counter.fake.write(&Said::publicly(CHANNEL, PERSONAL));
    let told = counter.answers_for(CHANNEL, &nothing).await;
    assert_eq!(text(&told), counter.phrase(Phrase::NothingNear, Locale::FRENCH));
    let both = |db: &rusqlite::Connection| {
        let mut kept = kept(db);
        (kept.len() == 2).then(|| kept.remove(1))
    };
    let unknown = counter.until_kept("a second question", both).await;
    assert_eq!(unknown.gap.kind, GapKind::Unknown);
    assert_masked(&unknown);
    // Who wrote both is one person, whoever the volunteer was.
    assert_eq!(unknown.author, refused.author);
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebodys_message_that_was_answered_is_kept_no_more() {
    let counter = Counter::open().await;
    let message = counter.fake.write(&Said::publicly(CHANNEL, POOL));
    let offer = counter.answers_for(CHANNEL, &message).await;
    counter.until_one_gap(GapKind::NotChosen).await;
    let preview = counter.tapped(CHANNEL, &offer, "Piscine").await;
    counter.tapped(CHANNEL, &preview, "Publier en réponse").await;
    counter
        .until_kept("nothing", |db| kept(db).is_empty().then_some(()))
        .await;
    counter
        .until_counted(&[(Tally::Answered, "piscine", 1), (Tally::Clarified, "", 1)])
        .await;
    // An insult is no question.
    let insult = counter
        .fake
        .write(&Said::publicly(CHANNEL, "bande d'incapables, connards"));
    counter.answers_for(CHANNEL, &insult).await;
    counter.answer(question(CHANNEL, "fr", PERSONAL)).await;
    assert_masked(&counter.until_one_gap(GapKind::Unknown).await);
    counter.fake.assert_clean();
}
