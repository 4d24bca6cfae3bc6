//! The thumbs below answers: one vote per answer, counted without a name, and gone when one was given.

use guichet::{
    counter::{self, Said, Setting},
    store::{Memory, Platform},
};
use guichet_core::{Action, Assistant, Locale, Phrase, reply::ReplyKind};
use serde_json::{Value, json};

use super::counter::Counter;
use crate::support::{
    program::shipped_faq,
    telegram::{Person, Posted, group, of_the_bot, tap, tap_below, text},
};

const ANNE: Person = Person::french(41);
const BOB: Person = Person::english(42);
const QUESTION: &str = "ce courriel est-il un faux ?";
const GIVEN: &str = "SELECT count(*) FROM votes";

/// The data of the thumbs below a message: helped, did not help.
fn thumbs(posted: &Posted) -> Option<(String, String)> {
    let find = |helped| {
        let is_it = |data: &str| matches!(Action::decode(data), Some(Action::Vote(_, it)) if it == helped);
        posted
            .buttons
            .iter()
            .find(|(_, data)| is_it(data))
            .map(|(_, data)| data.clone())
    };
    find(true).zip(find(false))
}

/// The votes counted so far about an entry.
fn counted(counter: &Counter, tally: &str, entry: &str) -> i64 {
    counter.number(&format!(
        "SELECT coalesce(sum(count), 0) FROM tallies WHERE tally = '{tally}' AND entry = '{entry}'"
    ))
}

/// So many acknowledgements of taps, in no certain order.
async fn acknowledgements(counter: &Counter, count: usize) -> Vec<Value> {
    counter
        .fake
        .until("acknowledgements", |state| {
            let requests = state.requests_of("answercallbackquery");
            (requests.len() == count).then(|| requests.into_iter().map(|request| request.body).collect())
        })
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thumb_is_counted_thanked_for_and_goes_while_the_other_buttons_stay() {
    let counter = Counter::open().await;
    let answer = counter.ask(ANNE, QUESTION).await;
    let (up, _) = thumbs(&answer).unwrap();
    assert_eq!(
        answer.buttons.len(),
        3,
        "what to read next, and two thumbs: {:?}",
        answer.buttons
    );
    counter.fake.happens(tap_below(ANNE, &answer, &up));
    counter
        .fake
        .until("no thumbs", |state| (state.posted[0].buttons.len() == 1).then_some(()))
        .await;
    counter.becomes(GIVEN, 1).await;
    assert_eq!(counted(&counter, "helped", "message-suspect"), 1);
    assert_eq!(
        acknowledgements(&counter, 1).await[0]["text"],
        counter.says(Phrase::VoteHelped, Locale::FRENCH)
    );
    let left = counter.fake.with(|state| state.posted[0].clone());
    assert!(thumbs(&left).is_none(), "{:?}", left.buttons);
    let next = counter.press(ANNE, &left, &left.buttons[0].1).await;
    assert!(
        next.text.contains(&counter.entry("mot-de-passe", Locale::FRENCH)),
        "{}",
        next.text
    );
    assert_eq!(
        counter.fake.with(|state| state.posted.len()),
        2,
        "a thumb is answered by no message"
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_has_one_vote_and_the_last_one_counts() {
    let counter = Counter::open().await;
    let answer = counter.ask(ANNE, QUESTION).await;
    let (up, down) = thumbs(&answer).unwrap();
    // Two quick taps before the thumbs are gone, one of them twice.
    counter
        .fake
        .happen([&up, &down, &down].map(|data| tap_below(ANNE, &answer, data)));
    counter.fake.quiet().await;
    counter.decided().await;
    counter
        .becomes(
            "SELECT coalesce(sum(count), 0) FROM tallies WHERE tally = 'not_helped'",
            1,
        )
        .await;
    assert_eq!(counted(&counter, "helped", "message-suspect"), 0);
    assert_eq!(counter.number(GIVEN), 1);
    let read_in_peace = |body: &Value| body["show_alert"] == true;
    let alerts = acknowledgements(&counter, 3)
        .await
        .iter()
        .filter(|body| read_in_peace(body))
        .count();
    assert_eq!(
        alerts, 2,
        "what helped nobody says whom to call, and stays until it was read"
    );
    let again = counter.ask(ANNE, QUESTION).await;
    counter.fake.happens(tap_below(ANNE, &again, &up));
    counter.becomes(GIVEN, 2).await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thanks_are_in_the_language_of_the_conversation() {
    let counter = Counter::open().await;
    let answer = counter.ask(BOB, "is this e-mail a fake?").await;
    let (up, _) = thumbs(&answer).unwrap();
    counter.fake.happens(tap_below(BOB, &answer, &up));
    counter.becomes(GIVEN, 1).await;
    assert_eq!(
        acknowledgements(&counter, 1).await[0]["text"],
        counter.says(Phrase::VoteHelped, Locale::ENGLISH)
    );
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_taps_than_can_be_acknowledged_at_once_are_all_acknowledged() {
    let counter = Counter::open().await;
    counter
        .fake
        .happen((0..100).map(|id| tap(Person::french(1000 + id), 5, "1m")));
    counter
        .fake
        .until("every acknowledgement", |state| {
            (state.calls("answercallbackquery") == 100).then_some(())
        })
        .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forged_thumb_counts_for_nothing() {
    let counter = Counter::open().await;
    let answer = counter.ask(ANNE, QUESTION).await;
    for data in ["1+:gone", "1-:", "1+:mairie\u{0}"] {
        counter.fake.happens(tap(ANNE, answer.id, data));
    }
    counter.fake.quiet().await;
    counter.ask(BOB, "/aide").await;
    counter.decided().await;
    assert_eq!(counter.number(GIVEN), 0);
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_asked_for_a_vote_where_there_is_nothing_to_vote_on() {
    let counter = Counter::open().await;
    for words in [
        "/start",
        "/aide",
        "/langue",
        "/confidentialite",
        "où garer mon zeppelin ?",
    ] {
        let reply = counter.ask(ANNE, words).await;
        assert!(thumbs(&reply).is_none(), "{words}: {:?}", reply.buttons);
    }
    // Among strangers nothing can be tapped, and replying to us shows nothing either.
    let quoting = json!({"reply_to_message": of_the_bot(-77, 5)});
    counter.fake.happens(group(-77, ANNE, QUESTION, &quoting));
    assert!(counter.fake.post(-77, 0).await.buttons.is_empty());
    counter.fake.assert_clean();
}

#[test]
fn nobody_in_danger_is_asked_for_an_opinion_and_nobody_who_says_hello() {
    let assistant = Assistant::load(&shipped_faq()).unwrap();
    let say = |said: &Said, memory: Memory| {
        let now = chrono::Utc::now();
        let setting = Setting {
            platform: Platform::Telegram,
            public: false,
            hint: None,
            asked_at: now,
            now,
        };
        counter::answer(&assistant, said, memory, &setting)
    };
    for (words, asked) in [
        ("Quels sont les horaires de la mairie ?", true),
        ("Bonjour", false),
        ("Merci beaucoup", false),
        ("au secours il y a le feu chez moi", false),
    ] {
        let turn = say(&Said::words(words, false), Memory::default());
        assert_eq!(turn.reply.kind, ReplyKind::Answer, "{words}");
        assert_eq!(!turn.thumbs.is_empty(), asked, "{words}: {:?}", turn.reply.ids);
    }
    // A vote does not make what was offered beside the answer mean something else.
    let answered = say(
        &Said::words("Quels sont les horaires de la mairie ?", false),
        Memory::default(),
    );
    let vote = answered.thumbs[0].action.encode();
    let voted = say(&Said::Tap(vote), answered.memory.clone());
    assert_eq!(voted.memory, answered.memory);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_kept_of_a_vote_says_whose_it_was() {
    let anne = Person::french(987_654_321);
    let counter = Counter::open().await;
    counter.fake.happens(text(anne, QUESTION));
    let answer = counter.fake.post(anne.id, 0).await;
    counter
        .fake
        .happens(tap_below(anne, &answer, &thumbs(&answer).unwrap().0));
    counter.becomes(GIVEN, 1).await;
    let db = counter.database();
    for table in ["votes", "tallies"] {
        let mut rows = db.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = rows.column_count();
        let rows = rows.query_map([], |row| {
            (0..columns)
                .map(|column| row.get::<_, rusqlite::types::Value>(column))
                .collect::<rusqlite::Result<Vec<_>>>()
        });
        for row in rows.unwrap() {
            let row = format!("{:?}", row.unwrap());
            assert!(!row.contains("987654321"), "{table}: {row}");
        }
    }
}
