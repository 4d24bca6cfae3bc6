//! Gaps and tallies: what is kept, for how long, and that it leads to nobody.

use chrono::{Days, NaiveDate};
use guichet_core::{EntryId, Locale};
use tempfile::TempDir;

use super::*;

const ANNE: Person = person(1);
const BOB: Person = person(2);

const fn person(id: i64) -> Person {
    Person {
        platform: Platform::Telegram,
        id,
    }
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap() + Days::new(number)
}

fn id(id: &str) -> EntryId {
    EntryId::parse(id).unwrap()
}

fn gap(kind: GapKind, masked: &str) -> Gap {
    Gap {
        kind,
        masked: masked.into(),
        locale: Locale::FRENCH,
        nearest: vec![id("piscine"), id("mairie")],
    }
}

fn open() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    (folder, store)
}

fn read(folder: &TempDir) -> Connection {
    reader(folder.path()).unwrap().unwrap()
}

fn kept(folder: &TempDir, today: NaiveDate) -> Vec<KeptGap> {
    gaps(&read(folder), today, GAPS_KEPT).unwrap()
}

fn kinds(folder: &TempDir) -> Vec<GapKind> {
    kept(folder, day(0)).into_iter().map(|kept| kept.gap.kind).collect()
}

#[tokio::test]
async fn a_question_is_read_back_while_the_counter_runs() {
    let (folder, store) = open();
    store
        .gap(ANNE, gap(GapKind::Unknown, "où est la piscine ?"), day(0))
        .await
        .unwrap();
    let kept = kept(&folder, day(0));
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (&kept[0].gap, kept[0].day),
        (&gap(GapKind::Unknown, "où est la piscine ?"), day(0))
    );
}

#[tokio::test]
async fn a_choice_settles_the_last_question_that_offered_one() {
    let (folder, store) = open();
    for text in ["a", "b"] {
        store.gap(ANNE, gap(GapKind::NotChosen, text), day(0)).await.unwrap();
    }
    store.gap(BOB, gap(GapKind::NotChosen, "c"), day(0)).await.unwrap();
    store.gap_chosen(ANNE, day(0)).await.unwrap();
    store.gap_none_of_these(BOB, day(0)).await.unwrap();
    let left: Vec<_> = kept(&folder, day(0))
        .into_iter()
        .map(|kept| (kept.gap.masked, kept.gap.kind))
        .collect();
    assert_eq!(
        left,
        [("a".into(), GapKind::NotChosen), ("c".into(), GapKind::NoneOfThese)]
    );
    // What had no offer is not touched by a later tap on an old button.
    let (folder, store) = open();
    store.gap(ANNE, gap(GapKind::Unknown, "d"), day(0)).await.unwrap();
    store.gap_chosen(ANNE, day(0)).await.unwrap();
    assert_eq!(kinds(&folder), [GapKind::Unknown]);
}

#[tokio::test]
async fn an_offer_before_midnight_is_settled_after_it() {
    let (folder, store) = open();
    store.gap(ANNE, gap(GapKind::NotChosen, "a"), day(0)).await.unwrap();
    store.gap_chosen(ANNE, day(1)).await.unwrap();
    assert_eq!(kept(&folder, day(1)), []);
}

#[tokio::test]
async fn people_are_told_apart_on_a_day_and_not_beyond() {
    let (folder, store) = open();
    for (person, number) in [(ANNE, 0), (ANNE, 0), (BOB, 0), (ANNE, 1)] {
        store
            .gap(person, gap(GapKind::Unknown, "a"), day(number))
            .await
            .unwrap();
    }
    let kept = kept(&folder, day(1));
    assert_eq!(kept[0].author, kept[1].author);
    assert_ne!(kept[0].author, kept[2].author);
    assert_ne!(kept[0].author, kept[3].author, "the next day has another key");
    assert_eq!(people(&kept), 2);
}

#[tokio::test]
async fn after_thirty_days_nothing_is_left() {
    let (folder, store) = open();
    store.gap(ANNE, gap(GapKind::Unknown, "a"), day(0)).await.unwrap();
    let noon = |number| day(number).and_hms_opt(12, 0, 0).unwrap().and_utc();
    let rows = |table: &str| -> i64 {
        let db = read(&folder);
        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
            .unwrap()
    };
    for (number, left, keys) in [(1, 1, 1), (2, 1, 0), (29, 1, 0), (30, 0, 0)] {
        store.sweep(noon(number), day(number)).await.unwrap();
        assert_eq!((rows("gaps"), rows("keys")), (left, keys), "after {number} days");
    }
}

#[tokio::test]
async fn it_is_the_towns_day_that_counts() {
    // West of Greenwich, where it is still the day before.
    let (folder, store) = open();
    store.gap(ANNE, gap(GapKind::Unknown, "a"), day(0)).await.unwrap();
    let early = day(2).and_hms_opt(2, 0, 0).unwrap().and_utc();
    store.sweep(early, day(1)).await.unwrap();
    store.forget(ANNE, None).await.unwrap();
    assert_eq!(kinds(&folder), [], "asked yesterday, and erased on demand");
}

#[tokio::test]
async fn who_asks_to_be_forgotten_is() {
    let (folder, store) = open();
    store.gap(ANNE, gap(GapKind::Unknown, "a"), day(0)).await.unwrap();
    store.gap(BOB, gap(GapKind::NoneOfThese, "b"), day(0)).await.unwrap();
    store.forget(ANNE, None).await.unwrap();
    assert_eq!(kinds(&folder), [GapKind::NoneOfThese]);
}

#[tokio::test]
async fn answers_are_counted_by_entry() {
    let (folder, store) = open();
    let count = |tally, entries, number| store.count(Platform::Telegram, tally, entries, day(number));
    count(Tally::Answered, vec![id("mairie"), id("piscine")], 0)
        .await
        .unwrap();
    count(Tally::Answered, vec![id("mairie")], 0).await.unwrap();
    count(Tally::Unknown, vec![], 1).await.unwrap();
    let lines = tallies(&read(&folder), day(1), GAPS_KEPT).unwrap();
    let lines: Vec<_> = lines
        .iter()
        .map(|l| (l.tally, l.entry.as_ref().map(EntryId::as_str), l.count))
        .collect();
    assert_eq!(
        lines,
        [
            (Tally::Answered, Some("mairie"), 2),
            (Tally::Answered, Some("piscine"), 1),
            (Tally::Unknown, None, 1)
        ]
    );
}

#[tokio::test]
async fn an_answer_has_one_vote() {
    let (folder, store) = open();
    let answer = |message| VotedAnswer {
        chat: Chat {
            platform: Platform::Telegram,
            id: 7,
        },
        message,
    };
    for (message, helped) in [(1, true), (1, true), (2, true), (2, false), (3, false)] {
        store.vote(answer(message), id("mairie"), helped, day(0)).await.unwrap();
    }
    let lines = tallies(&read(&folder), day(0), GAPS_KEPT).unwrap();
    let lines: Vec<_> = lines.iter().map(|line| (line.tally, line.count)).collect();
    assert_eq!(lines, [(Tally::Helped, 1), (Tally::NotHelped, 2)]);
}

#[tokio::test]
async fn an_answer_has_one_vote_over_midnight_and_then_nobody_knows_which_it_was() {
    let (folder, store) = open();
    let answer = VotedAnswer {
        chat: Chat {
            platform: Platform::Telegram,
            id: 7,
        },
        message: 1,
    };
    let counts = |today| {
        let lines = tallies(&read(&folder), today, GAPS_KEPT).unwrap();
        lines.iter().map(|line| (line.tally, line.count)).collect::<Vec<_>>()
    };
    let marks = || -> (i64, i64) {
        let db = read(&folder);
        let count = |table: &str| db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
        (count("votes").unwrap(), count("keys").unwrap())
    };
    let noon = |number| day(number).and_hms_opt(12, 0, 0).unwrap().and_utc();
    store.vote(answer, id("mairie"), true, day(0)).await.unwrap();
    store.sweep(noon(1), day(1)).await.unwrap();
    store.vote(answer, id("mairie"), false, day(1)).await.unwrap();
    assert_eq!(counts(day(1)), [(Tally::NotHelped, 1)], "another mind on the next day");
    store.sweep(noon(2), day(2)).await.unwrap();
    assert_eq!(marks(), (1, 1), "the last one, under yesterday's key");
    store.sweep(noon(3), day(3)).await.unwrap();
    assert_eq!(marks(), (0, 0), "neither the mark nor its key");
    assert_eq!(counts(day(3)), [(Tally::NotHelped, 1)], "the numbers stay");
}

#[tokio::test]
async fn a_key_of_old_that_never_changed_is_kept_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let earlier = Connection::open(folder.path().join("guichet.db")).unwrap();
    for step in schema::MIGRATIONS.iter().take(3) {
        earlier.execute_batch(step).unwrap();
    }
    earlier
        .execute_batch(
            "PRAGMA user_version = 3; INSERT INTO keys VALUES ('votes', x'00');
             INSERT INTO votes VALUES (1, '2026-11-01', 'mairie', 1)",
        )
        .unwrap();
    drop(earlier);
    let store = Store::open(folder.path()).unwrap();
    let left: i64 = read(&folder)
        .query_row(
            "SELECT (SELECT count(*) FROM keys) + (SELECT count(*) FROM votes)",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
    drop(store);
}
