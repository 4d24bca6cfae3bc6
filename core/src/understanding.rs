//! What a message is about and whether that is sure enough to answer: everything learnt from one catalogue.

mod explain;
mod judge;
mod places;
mod questions;
mod thresholds;

use crate::{
    Catalogue, EntryId,
    catalogue::{Caution, Signal, Topic},
    everyday::{self, Everyday},
    parallel,
    ranker::{HeldOut, Material, Ranker},
    text::{Analyser, Example, Word},
};

/// The reader and the ranker of one catalogue.
pub(crate) struct Understanding {
    analyser: Analyser,
    ranker: Ranker,
    /// The entries by number, in the order of the catalogue's topics.
    entries: Vec<Known>,
    caution: Caution,
}

/// What the judge must know of an entry.
struct Known {
    id: EntryId,
    /// The words of its titles, to complete an elliptic question with.
    titles: Vec<(crate::Locale, String)>,
    urgent: bool,
    /// A greeting or thanks: beside a question it is not answered.
    courtesy: bool,
    /// The words that its names end with, if it is a service: what follows them may say of which town.
    service_words: Vec<String>,
}

impl Understanding {
    /// Learns from the catalogue's example questions and vocabulary. Deterministic: the same catalogue gives the same
    /// scores on every machine.
    pub(crate) fn learn(catalogue: &Catalogue) -> Self {
        let spoken = &catalogue.town.languages;
        let examples: Vec<Example<'_>> = catalogue
            .topics()
            .enumerate()
            .flat_map(|(class, topic)| {
                topic.questions().iter().map(move |q| Example {
                    locale: q.locale,
                    text: &q.text,
                    class,
                })
            })
            .collect();
        let vocabulary = catalogue.vocabulary.iter().flat_map(|(locale, pairs)| {
            pairs
                .iter()
                .map(|(written, said)| (*locale, written.as_str(), said.as_str()))
        });
        let analyser = Analyser::learn(spoken, &examples, vocabulary, Everyday::of(spoken));
        let read = parallel::in_batches(&examples, |example| {
            (analyser.read_example(example.text, example.locale), example.class)
        });
        let messages: Vec<_> = everyday::messages(spoken).collect();
        let background = parallel::in_batches(&messages, |(locale, text)| analyser.read(text, Some(*locale)).words);
        let entries: Vec<Known> = catalogue.topics().map(|topic| Known::new(topic, spoken)).collect();
        let material = Material::new(read, background, entries.len());
        Self {
            ranker: Ranker::learn(material),
            analyser,
            entries,
            caution: catalogue.town.caution,
        }
    }

    /// Takes each example question for one that nobody wrote yet, and judges it. Both numbers of a [`HeldOut`] that name
    /// questions count the questions of all topics in the catalogue's order.
    pub(crate) fn exam(&self, catalogue: &Catalogue) -> Vec<HeldOut> {
        self.ranker.exam(self.questions(catalogue))
    }

    /// The pairs of example questions of different topics that are at least this much alike (cosine, 0 to 1), numbered
    /// in the same way.
    pub(crate) fn alike(&self, catalogue: &Catalogue, least: f32) -> Vec<(usize, usize)> {
        self.ranker.alike(self.questions(catalogue), least)
    }

    /// The example questions, read, with the number of their topic.
    fn questions(&self, catalogue: &Catalogue) -> impl Iterator<Item = (Vec<Word>, usize)> {
        let questions = catalogue
            .topics()
            .enumerate()
            .flat_map(|(class, topic)| topic.questions().iter().map(move |question| (question, class)));
        questions.map(|(question, class)| (self.analyser.read_example(&question.text, question.locale), class))
    }
}

impl Known {
    fn new(topic: Topic<'_>, spoken: &[crate::Locale]) -> Self {
        Self {
            id: topic.id().clone(),
            titles: spoken
                .iter()
                .map(|locale| (*locale, topic.title(*locale).to_owned()))
                .collect(),
            urgent: topic.is_urgent(),
            service_words: match topic {
                Topic::Service(service) => places::last_words(service),
                Topic::Entry(_) => Vec::new(),
            },
            courtesy: matches!(topic, Topic::Entry(entry) if entry.signals.contains(&Signal::Courtesy)),
        }
    }
}
