//! Entries that get in each other's way, as the classifier itself sees them. Guesses, so warnings, and only those that
//! are worth a look: an example question that is hard by itself is no fault.

use std::collections::BTreeMap;

use crate::{
    Assistant, Diagnostics,
    catalogue::{Question, Topic},
    diagnostic::{Diagnostic, Place, Problem},
    is_danger,
    ranker::HeldOut,
    suspicious,
};

/// From this likeness on (cosine of the classifier's features) two questions of two entries are the same but for a
/// word. Measured: "Comment inscrire mon enfant à l'école ?" and "… mes enfants …" have 0.86, "what's up" and "what's up,
/// what's down" 0.81, "library phone number" and "phone number" 0.78.
const NEARLY_SAME: f32 = 0.85;

/// From this confidence on, another entry would take the question: it is more likely meant than not.
const TAKEN_FROM: f32 = 0.5;

/// An entry with fewer questions is told as a thin one: held out, they leave too little behind.
const FEWEST_QUESTIONS: usize = 5;

/// An example question of the catalogue with its topic.
#[derive(Clone, Copy)]
struct Asked<'a> {
    topic: Topic<'a>,
    class: usize,
    question: &'a Question,
}

impl Assistant {
    /// Questions that two entries almost share, and entries that their own questions would not find. Learns anew what
    /// each question would lead to if nobody had written it, which takes several times as long as loading.
    #[must_use]
    pub fn doubts(&self) -> Diagnostics {
        let asked: Vec<Asked<'_>> = self
            .catalogue()
            .topics()
            .enumerate()
            .flat_map(|(class, topic)| {
                let questions = topic.questions().iter();
                questions.map(move |question| Asked { topic, class, question })
            })
            .collect();
        let pairs = self.understanding().alike(self.catalogue(), NEARLY_SAME);
        let nearly_same = pairs.into_iter().filter_map(|pair| nearly_same(&asked, pair));
        let exam = self.understanding().exam(self.catalogue());
        Diagnostics::new(nearly_same.chain(unreachable(&asked, &exam)).collect())
    }
}

fn nearly_same(asked: &[Asked<'_>], (first, second): (usize, usize)) -> Option<Diagnostic> {
    let (first, second) = (asked.get(first)?, asked.get(second)?);
    // Of two languages, or from the names of a service: nobody can word these otherwise.
    if first.question.locale != second.question.locale {
        return None;
    }
    let problem = Problem::NearlySameQuestion {
        id: first.topic.id().to_string(),
    };
    Some(Diagnostic::new(Some(second.place()?), problem).with_related(first.place()?))
}

/// How the questions of one entry fared.
#[derive(Default)]
struct Fate<'a> {
    questions: usize,
    /// Those that another entry would take.
    lost: Vec<&'a HeldOut>,
}

/// The entries that lose at least half of their questions to others. Of the shipped FAQ's entries none loses more than
/// a third; one that repeats others loses nearly all.
fn unreachable(asked: &[Asked<'_>], exam: &[HeldOut]) -> Vec<Diagnostic> {
    let mut fates: BTreeMap<usize, Fate<'_>> = BTreeMap::new();
    for held_out in exam {
        let Some(own) = asked.get(held_out.question) else {
            continue;
        };
        let fate = fates.entry(own.class).or_default();
        fate.questions += 1;
        let is_taken = held_out.best != own.class && held_out.confidence >= TAKEN_FROM;
        fate.lost.extend((is_taken && !own.is_signalled()).then_some(held_out));
    }
    let lost = fates
        .values()
        .filter(|fate| fate.questions >= FEWEST_QUESTIONS && fate.lost.len() * 2 >= fate.questions);
    lost.filter_map(|fate| tell(asked, fate)).collect()
}

/// Shows the question that is lost most surely to the entry that takes most.
fn tell(asked: &[Asked<'_>], fate: &Fate<'_>) -> Option<Diagnostic> {
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    for held_out in &fate.lost {
        *taken.entry(held_out.best).or_default() += 1;
    }
    let (rival, _) = taken.into_iter().max_by_key(|(_, count)| *count)?;
    let to_rival = fate.lost.iter().filter(|held_out| held_out.best == rival);
    let is_written = |held_out: &HeldOut| asked.get(held_out.question).is_some_and(|own| own.place().is_some());
    let surest = to_rival.max_by(|a, b| {
        let sureness = is_written(a).cmp(&is_written(b));
        sureness.then(a.confidence.total_cmp(&b.confidence))
    })?;
    let (own, like) = (asked.get(surest.question)?, asked.get(surest.nearest)?);
    let problem = Problem::UnreachableEntry {
        id: own.topic.id().to_string(),
        rival: like.topic.id().to_string(),
        lost: fate.lost.len(),
        questions: fate.questions,
    };
    let diagnostic = Diagnostic::new(own.place(), problem);
    Some(match like.place() {
        Some(place) => diagnostic.with_related(place),
        None => diagnostic,
    })
}

impl Asked<'_> {
    fn place(&self) -> Option<Place> {
        self.question.place.clone()
    }

    /// Whether more than its words leads it to its entry.
    fn is_signalled(&self) -> bool {
        is_danger(&self.question.text) || suspicious(&self.question.text, false).is_some()
    }
}
