//! Questions without an answer, as they reach the town's staff: masked, without a name, and erased on demand.

use chrono::Utc;
use guichet::store::{self, GAPS_KEPT, GapKind, KeptGap};
use guichet_core::{Action, Locale, Phrase};

use super::counter::Counter;
use crate::support::{
    program::{catalogue, guichet},
    telegram::{Person, forwarded, group, of_the_bot},
};

const ANNE: Person = Person::french(41);
const ZEPPELIN: &str = "où garer mon zeppelin ?";
/// Near two entries of the small town.
const UNCLEAR: &str = "peut-on venir ?";

fn kept(counter: &Counter) -> Vec<KeptGap> {
    let today = Utc::now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
    store::gaps(&counter.database(), today, GAPS_KEPT).unwrap()
}

fn kinds(counter: &Counter) -> Vec<GapKind> {
    kept(counter).into_iter().map(|kept| kept.gap.kind).collect()
}

/// A counter to which somebody said something that it asks back about, and the button "none of these".
async fn unclear(counter: &Counter) -> (crate::support::telegram::Posted, String, String) {
    let asked = counter.ask(ANNE, UNCLEAR).await;
    let data = |wanted: fn(&Action) -> bool| {
        let mut actions = asked.buttons.iter().map(|(_, data)| data);
        actions
            .find(|data| Action::decode(data).is_some_and(|action| wanted(&action)))
            .cloned()
    };
    let choose = data(|action| matches!(action, Action::Choose(_))).expect("something to choose from");
    let none = data(|action| *action == Action::NoneOfThese).expect("a way to say no");
    (asked, choose, none)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_without_an_answer_is_kept_masked_and_counted() {
    let counter = Counter::open().await;
    counter
        .ask(
            ANNE,
            "je m'appelle Jeanne Wambergue, 06 12 34 56 78, où garer mon zeppelin ?",
        )
        .await;
    counter.becomes("SELECT count(*) FROM gaps", 1).await;
    let gap = kept(&counter).remove(0).gap;
    assert_eq!(gap.kind, GapKind::Unknown);
    assert!(gap.masked.contains("zeppelin"), "{}", gap.masked);
    for personal in ["Jeanne", "Wambergue", "06 12"] {
        assert!(!gap.masked.contains(personal), "{}", gap.masked);
    }
    counter.ask(ANNE, "la piscine est-elle ouverte ?").await;
    counter
        .becomes(
            "SELECT count(*) FROM tallies WHERE tally = 'answered' AND entry = 'piscine' AND platform = 'telegram'",
            1,
        )
        .await;
    assert_eq!(counter.number("SELECT count FROM tallies WHERE tally = 'unknown'"), 1);
    assert_eq!(kept(&counter).len(), 1, "what is answered is no gap");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_what_was_asked_back_only_what_stayed_open_is_a_gap() {
    let counter = Counter::open().await;
    let (asked, choose, _) = unclear(&counter).await;
    counter.becomes("SELECT count(*) FROM gaps", 1).await;
    assert_eq!(kinds(&counter), [GapKind::NotChosen]);
    counter.press(ANNE, &asked, &choose).await;
    counter.becomes("SELECT count(*) FROM gaps", 0).await;
    let (asked, _, none) = unclear(&counter).await;
    counter.press(ANNE, &asked, &none).await;
    counter
        .becomes("SELECT count(*) FROM gaps WHERE kind = 'none_of_these'", 1)
        .await;
    // Typed instead of tapped it is the same.
    let typed = counter.ask(ANNE, UNCLEAR).await;
    assert!(!typed.buttons.is_empty());
    counter.becomes("SELECT count(*) FROM gaps", 2).await;
    counter.ask(ANNE, "1").await;
    counter.becomes("SELECT count(*) FROM gaps", 1).await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_who_asks_to_be_forgotten_leaves_no_question() {
    let counter = Counter::open().await;
    counter.ask(ANNE, ZEPPELIN).await;
    counter.ask(Person::french(42), ZEPPELIN).await;
    counter.becomes("SELECT count(*) FROM gaps", 2).await;
    counter.ask(ANNE, "/effacer").await;
    counter.becomes("SELECT count(*) FROM gaps", 1).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_group_only_the_one_who_asks_is_forgotten() {
    let counter = Counter::open().await;
    let quoting = serde_json::json!({"reply_to_message": of_the_bot(-77, 5)});
    for (id, words) in [(41, ZEPPELIN), (42, ZEPPELIN), (42, "la piscine est-elle ouverte ?")] {
        counter.fake.happens(group(-77, Person::french(id), words, &quoting));
    }
    counter.fake.posts(-77, 3).await;
    counter.becomes("SELECT count(*) FROM gaps", 2).await;
    // The last answer has arrived before it is written down as sent, and it leaves no question.
    counter.decided().await;
    let others = ["SELECT count(*) FROM chats", "SELECT count(*) FROM answers"].map(|query| counter.number(query));
    assert_eq!(others, [1, 3]);
    counter
        .fake
        .happens(group(-77, ANNE, "/effacer", &serde_json::json!({})));
    let told = counter.fake.post(-77, 3).await;
    assert!(
        told.text.contains(&counter.says(Phrase::Forgotten, Locale::FRENCH)),
        "{}",
        told.text
    );
    counter.becomes("SELECT count(*) FROM gaps", 1).await;
    let left = ["SELECT count(*) FROM chats", "SELECT count(*) FROM answers"].map(|query| counter.number(query));
    assert_eq!(left, others, "what the others talk about goes on");
    counter
        .fake
        .happens(group(-77, Person::french(42), "/effacer", &serde_json::json!({})));
    counter.becomes("SELECT count(*) FROM gaps", 0).await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_group_the_people_are_told_apart_and_what_is_not_ours_is_not_kept() {
    let counter = Counter::open().await;
    for id in [41, 42, 42] {
        let quoting = serde_json::json!({"reply_to_message": of_the_bot(-77, 5)});
        counter.fake.happens(group(-77, Person::french(id), ZEPPELIN, &quoting));
    }
    counter.fake.happens(group(-77, ANNE, ZEPPELIN, &serde_json::json!({})));
    counter.fake.happens(forwarded(ANNE, ZEPPELIN));
    counter.fake.posts(-77, 3).await;
    counter.fake.post(ANNE.id, 0).await;
    counter.fake.quiet().await;
    counter.decided().await;
    counter.becomes("SELECT count(*) FROM gaps", 3).await;
    assert_eq!(store::people(&kept(&counter)), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn staff_read_them_beside_the_running_counter_once_enough_people_asked() {
    let counter = Counter::open().await;
    for (id, people) in [(41, 1), (42, 2), (43, 3)] {
        counter.ask(Person::french(id), ZEPPELIN).await;
        counter.becomes("SELECT count(*) FROM gaps", people).await;
        let shown = guichet(["gaps", "--json"])
            .on(&catalogue("small-town"))
            .with("GUICHET_DATA", counter.data_folder())
            .run()
            .success();
        assert_eq!(shown.contains("zeppelin"), people == 3, "{people} people: {shown}");
    }
}
