//! The shipped FAQ answers citizens' messages: the figures of `core/benches/report` as floors.

use std::{fmt::Write as _, path::Path, sync::LazyLock};

use chrono::Utc;
use guichet_core::{
    Assistant, EntryId, Utterance, Verdict,
    verdict::{Outcome, Unknown},
};
use serde_json::Value;

/// The shipped FAQ, loaded once for all tests of this file.
static ASSISTANT: LazyLock<Assistant> = LazyLock::new(|| {
    Assistant::load(Path::new("../faq"))
        .unwrap_or_else(|problems| panic!("{}", problems.plain(guichet_core::Locale::ENGLISH)))
});

/// A labelled message.
struct Message {
    text: String,
    /// The accepted entries; none when the counter must not answer.
    ids: Vec<String>,
    /// Whether it asks two things and both are wanted.
    multi: bool,
}

/// The messages that the FAQ was measured with while it was written.
fn messages() -> Vec<Message> {
    read(include_str!("corpora/citizens.jsonl"))
}

fn read(corpus: &str) -> Vec<Message> {
    let read = corpus.lines().map(|line| {
        let row: Value = serde_json::from_str(line).expect("a JSON line");
        Message {
            text: row["text"].as_str().unwrap().to_owned(),
            ids: row["ids"]
                .as_array()
                .unwrap()
                .iter()
                .map(|id| id.as_str().unwrap().to_owned())
                .collect(),
            multi: row["multi"].as_bool().unwrap_or(false),
        }
    });
    read.collect()
}

fn judge(text: &str) -> Verdict {
    ASSISTANT.judge(&Utterance::new(text, Utc::now()))
}

/// Counts and lists what went wrong, so that a failing floor names its messages.
#[derive(Default)]
struct Tally {
    of: usize,
    hits: usize,
    misses: String,
}

impl Tally {
    fn count(&mut self, hit: bool, message: &Message, verdict: &Verdict) {
        self.of += 1;
        self.hits += usize::from(hit);
        if !hit {
            let best: Vec<String> = verdict
                .candidates
                .iter()
                .take(3)
                .map(|c| format!("{} {:.2}", c.id, c.confidence))
                .collect();
            writeln!(
                self.misses,
                "  {:?} wants {:?}: {:?} [{}]",
                message.text,
                message.ids,
                verdict.outcome,
                best.join(", ")
            )
            .unwrap();
        }
    }

    fn at_least(&self, percent: f64, what: &str) {
        let reached = 100.0 * self.hits as f64 / self.of as f64;
        assert!(
            reached >= percent,
            "{what}: {reached:.1} % of {}, the floor is {percent} %\n{}",
            self.of,
            self.misses
        );
    }
}

fn accepts(message: &Message, id: &EntryId) -> bool {
    message.ids.iter().any(|accepted| accepted == id.as_str())
}

/// The least share, in per cent, of each kind of message that must be dealt with rightly.
struct Floors {
    /// The best candidate is right.
    first: f64,
    /// One of the three best is.
    three: f64,
    /// Of what is answered, what is right.
    sure: f64,
    /// A question of the FAQ gets no other answer.
    safe: f64,
    /// What the FAQ does not cover is refused.
    refused: f64,
    /// What the FAQ does not cover is not answered.
    unwronged: f64,
    /// Two questions get two answers.
    both: f64,
}

#[test]
fn citizens_are_understood_and_strangers_are_not_answered() {
    let floors = Floors {
        first: 95.5,
        three: 97.9,
        sure: 96.1,
        safe: 97.2,
        refused: 91.4,
        unwronged: 95.6,
        both: 84.7,
    };
    hold(&messages(), &floors);
}

/// Other hands, other words, harder turns: written without a look at the FAQ.
#[test]
fn messages_of_other_authors_are_understood_too() {
    let floors = Floors {
        first: 92.7,
        three: 97.9,
        sure: 97.3,
        safe: 98.3,
        refused: 92.2,
        unwronged: 97.3,
        both: 78.2,
    };
    hold(&read(include_str!("corpora/authors.jsonl")), &floors);
}

fn hold(messages: &[Message], floors: &Floors) {
    let [
        mut first,
        mut three,
        mut sure,
        mut safe,
        mut refused,
        mut unwronged,
        mut both,
    ]: [Tally; 7] = Default::default();
    for message in messages {
        let verdict = judge(&message.text);
        let ids = verdict.outcome.ids();
        let answered = matches!(verdict.outcome, Outcome::Answer(_));
        let right = answered && ids.first().is_some_and(|id| accepts(message, id));
        if message.multi {
            let all = message
                .ids
                .iter()
                .all(|wanted| ids.iter().any(|id| id.as_str() == wanted));
            both.count(all, message, &verdict);
        } else if message.ids.is_empty() {
            refused.count(matches!(verdict.outcome, Outcome::Unknown(_)), message, &verdict);
            unwronged.count(!answered, message, &verdict);
        } else {
            let among = |n: usize| {
                verdict
                    .candidates
                    .iter()
                    .take(n)
                    .any(|candidate| accepts(message, &candidate.id))
            };
            first.count(among(1), message, &verdict);
            three.count(among(3), message, &verdict);
            safe.count(!answered || right, message, &verdict);
        }
        if answered && !message.multi {
            sure.count(right, message, &verdict);
        }
    }
    first.at_least(floors.first, "the best candidate is right");
    three.at_least(floors.three, "one of the three best is right");
    sure.at_least(floors.sure, "what is answered is right");
    safe.at_least(floors.safe, "a question of the FAQ gets no other answer");
    refused.at_least(floors.refused, "what the FAQ does not cover is refused");
    unwronged.at_least(floors.unwronged, "what the FAQ does not cover is not answered");
    both.at_least(floors.both, "two questions get two answers");
}

#[test]
fn danger_is_never_answered_by_anything_else() {
    for message in messages()
        .iter()
        .filter(|message| message.ids.iter().any(|id| id == "urgence"))
    {
        let verdict = judge(&message.text);
        let first = verdict.outcome.ids().first().map(EntryId::as_str);
        assert_eq!(first, Some("urgence"), "{:?}: {verdict:?}", message.text);
    }
}

#[test]
fn an_elliptic_question_is_about_the_last_answer() {
    let last = EntryId::parse("mediatheque").unwrap();
    for text in ["et le samedi ?", "and on Saturday?"] {
        let utterance = Utterance::new(text, Utc::now()).after(vec![last.clone()]);
        let verdict = ASSISTANT.judge(&utterance);
        assert_eq!(
            verdict.outcome,
            Outcome::Answer(vec![last.clone()]),
            "{text}: {verdict:?}"
        );
        assert_ne!(
            judge(text).outcome,
            verdict.outcome,
            "{text} alone says nothing about a service"
        );
    }
}

#[test]
fn another_town_and_another_language_are_not_ours() {
    for text in [
        "la médiathèque de Trifouillis est ouverte ?",
        "Is the town hall in Lillers open?",
        "Is the Lille town hall open?",
    ] {
        assert_eq!(judge(text).outcome, Outcome::Unknown(Unknown::NotCovered), "{text}");
    }
    let foreign = judge("Wann ist das Rathaus heute für die Bürger geöffnet und wo kann ich mich melden?");
    assert_eq!(foreign.outcome, Outcome::Unknown(Unknown::OtherLanguage));
    assert_eq!(judge("😂😂😂 ... !!!").outcome, Outcome::Unknown(Unknown::NoWords));
}

#[test]
fn the_same_catalogue_gives_the_same_scores() {
    let again = Assistant::load(Path::new("../faq")).unwrap();
    for message in messages().iter().step_by(20) {
        let utterance = Utterance::new(message.text.clone(), Utc::now());
        assert_eq!(again.judge(&utterance), ASSISTANT.judge(&utterance), "{}", message.text);
    }
}

#[test]
fn an_explanation_names_repairs_and_what_counted() {
    let explanation = ASSISTANT.explain(&Utterance::new("la mediatheqe est ouverte ?", Utc::now()));
    let library = explanation
        .words
        .iter()
        .find(|word| word.word == "mediatheque")
        .expect("repaired");
    assert_eq!(library.written.as_deref(), Some("mediatheqe"));
    assert!(library.counts > 0.1, "{explanation:?}");
}
