//! Who is answered when: order within a chat, fairness between chats, every update once, floods.

use std::collections::HashMap;

use guichet_core::{Locale, Phrase};

use super::counter::{Counter, quick};
use crate::{
    staff::copy,
    support::{
        program::catalogue,
        telegram::{Person, merged, now, text},
    },
};

const QUESTION: &str = "la piscine est-elle ouverte ?";

/// Every update a second later than the one before, so that nobody is too fast.
fn calmly(from: Person, words: &[String]) -> impl Iterator<Item = serde_json::Value> {
    let start = now() - 3600;
    words.iter().zip(0..).map(move |(words, number)| {
        let mut update = text(from, words);
        update["message"]["date"] = (start + 4 * number).into();
        update
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_chat_is_answered_in_its_own_order() {
    let mut counter = Counter::closed().await;
    let questions: Vec<String> = [
        "/start piscine",
        "/langue",
        "/start mot-de-passe",
        "/confidentialite",
        "/start message-suspect",
    ]
    .map(str::to_owned)
    .into();
    let expected = [
        counter.entry("piscine", Locale::FRENCH),
        counter.says(Phrase::ChooseLanguage, Locale::FRENCH),
        counter.entry("mot-de-passe", Locale::FRENCH),
        counter.says(Phrase::Privacy, Locale::FRENCH),
        counter.entry("message-suspect", Locale::FRENCH),
    ];
    let chats = 100..150;
    let mut conversations: Vec<_> = chats
        .clone()
        .map(|id| calmly(Person::french(id), &questions).collect::<Vec<_>>())
        .collect();
    // Interleaved: one message of each chat after the other.
    for round in 0..questions.len() {
        counter
            .fake
            .happen(conversations.iter_mut().map(|updates| updates[round].take()));
    }
    counter.start(quick());
    for chat in chats {
        let answers = counter.fake.posts(chat, expected.len()).await;
        for (answer, expected) in answers.iter().zip(&expected) {
            assert!(
                answer.text.contains(expected),
                "chat {chat}: {} instead of {expected}",
                answer.text
            );
        }
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_update_that_comes_again_and_again_is_answered_once() {
    let mut counter = Counter::closed().await;
    let people = 100..130;
    counter
        .fake
        .happen(people.clone().map(|id| text(Person::french(id), QUESTION)));
    let updates = counter.fake.with(|state| state.waiting());
    counter.start(quick());
    for round in 0..3 {
        let mut again = updates.clone();
        // Another order every time.
        let middle = (7 * round + 3) % again.len();
        again.rotate_left(middle);
        counter.fake.quiet().await;
        counter.fake.with(|state| state.deliver_again(again));
        counter
            .fake
            .happens(text(Person::french(900 + i64::try_from(round).unwrap()), QUESTION));
    }
    counter.fake.quiet().await;
    for id in people {
        counter.fake.posts(id, 1).await;
    }
    counter.close().await;
    counter.start(quick());
    counter.fake.with(|state| state.deliver_again(updates));
    counter.fake.happens(text(Person::french(990), QUESTION));
    counter.fake.post(990, 0).await;
    let mut per_chat: HashMap<i64, usize> = HashMap::new();
    counter.fake.with(|state| {
        state
            .posted
            .iter()
            .for_each(|posted| *per_chat.entry(posted.chat).or_default() += 1);
    });
    assert!(per_chat.values().all(|count| *count == 1), "{per_chat:?}");
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_that_jump_lose_nothing() {
    let mut counter = Counter::open().await;
    for (jump, number) in [500_000, 20, 2_000_000_000, 7_000, 1].into_iter().zip(100..) {
        counter.fake.with(|state| state.jump_to(jump));
        counter.fake.happens(text(Person::french(number), QUESTION));
        counter.fake.post(number, 0).await;
        counter.fake.quiet().await;
    }
    counter.close().await;
    counter.fake.with(|state| state.jump_to(40));
    counter.start(quick());
    counter.fake.happens(text(Person::french(200), QUESTION));
    counter.fake.post(200, 0).await;
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_gets_one_notice_and_holds_nobody_up() {
    let mut counter = Counter::closed().await;
    let flooder = Person::french(1);
    let calm = 100..200;
    // All of the flood lies before the calm ones.
    counter.fake.happen((0..1000).map(|_| text(flooder, QUESTION)));
    counter
        .fake
        .happen(calm.clone().map(|id| text(Person::french(id), QUESTION)));
    counter.start(quick());
    for id in calm {
        counter.fake.post(id, 0).await;
    }
    counter.fake.quiet().await;
    let to_flooder = counter.fake.posts(flooder.id, 9).await;
    let notice = counter.says(Phrase::TooFast, Locale::FRENCH);
    let notices = to_flooder.iter().filter(|posted| posted.text.contains(&notice)).count();
    assert_eq!(notices, 1);
    // The burst, the notice, and what a slow machine lets trickle through.
    assert!((9..40).contains(&to_flooder.len()), "{} replies", to_flooder.len());
    counter.fake.assert_clean();
}

/// What the small town lacks.
const DANGER: &str = "
entries:
  - id: danger
    title: {fr: Urgence}
    priority: urgent
    signals: [danger]
    questions: {fr: [c'est une urgence, qui appeler en cas de danger ?, numéro d'urgence, appeler les secours]}
    answer: {fr: Appelez le 112.}
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_cries_for_help_is_heard_in_the_middle_of_a_flood_once_a_minute() {
    let faq = tempfile::tempdir().unwrap();
    copy(&catalogue("small-town"), faq.path());
    std::fs::write(faq.path().join("danger.yaml"), DANGER).unwrap();
    let counter = Counter::with_faq(faq.path()).await;
    let (crying, commanding) = (Person::french(1), Person::french(2));
    // Written in one second, so that nothing more is admitted however long it takes to answer.
    let written = now();
    let say = |person, words: &str| {
        let mut update = text(person, words);
        update["message"] = merged(update["message"].take(), &serde_json::json!({"date": written}));
        update
    };
    for (person, cry) in [(crying, "au secours, il y a le feu"), (commanding, "/urgence")] {
        counter.fake.happen((0..20).map(|_| say(person, QUESTION)));
        counter.fake.happen((0..20).map(|_| say(person, cry)));
    }
    let notice = counter.says(Phrase::TooFast, Locale::FRENCH);
    let pool = counter.entry("piscine", Locale::FRENCH);
    for person in [crying, commanding] {
        counter.fake.posts(person.id, 10).await;
    }
    counter.fake.quiet().await;
    counter.decided().await;
    for person in [crying, commanding] {
        let told = counter.fake.with(|state| state.posted_in(person.id));
        assert_eq!(told.len(), 10, "a burst, a notice, one cry of twenty");
        assert!(told[..8].iter().all(|posted| posted.text.contains(&pool)));
        assert!(told[8].text.contains(&notice), "{}", told[8].text);
        assert!(told[9].text.contains("Appelez le 112."), "{}", told[9].text);
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_chat_with_much_to_say_lets_the_others_in_between() {
    let mut counter = Counter::closed().await;
    // Slow enough to be answered one by one, and all of it before the others say a word.
    let much: Vec<String> = vec![QUESTION.to_owned(); 200];
    counter.fake.happen(calmly(Person::french(1), &much));
    let others = 100..150;
    counter
        .fake
        .happen(others.clone().map(|id| text(Person::french(id), QUESTION)));
    counter.start(quick());
    let talker = counter.fake.posts(1, much.len()).await;
    for id in others {
        let answer = counter.fake.post(id, 0).await;
        assert!(
            answer.at < talker[100].at,
            "chat {id} waited for half of what one chat had to say"
        );
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn late_answers_apologise_and_very_late_ones_are_not_given() {
    let mut counter = Counter::closed().await;
    let aged = |id: i64, hours: i64| {
        let mut update = text(Person::french(id), QUESTION);
        update["message"] = merged(
            update["message"].take(),
            &serde_json::json!({"date": now() - hours * 3600}),
        );
        update
    };
    counter.fake.happen([aged(101, 1), aged(102, 7), aged(103, 25)]);
    counter.start(quick());
    let late = counter.says(Phrase::Late, Locale::FRENCH);
    assert!(!counter.fake.post(101, 0).await.text.contains(&late));
    assert!(counter.fake.post(102, 0).await.text.contains(&late));
    counter.fake.quiet().await;
    counter.decided().await;
    assert!(counter.fake.with(|state| state.posted_in(103).is_empty()));
    counter.fake.assert_clean();
}
