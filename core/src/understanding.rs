//! What a message is about and whether that is sure enough to answer: everything learnt from one catalogue.

mod background;
mod judge;
mod questions;
mod thresholds;

pub(crate) use background::ordinary_words;

use crate::{
    Catalogue, EntryId,
    catalogue::{Caution, Signal, Topic},
    ranker::Ranker,
    text::{Analyser, Example},
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
        let analyser = Analyser::learn(
            spoken,
            examples.iter().copied(),
            vocabulary,
            background::ordinary_words(spoken),
        );
        let questions: Vec<_> = examples.iter().map(|e| (analyser.read_example(*e), e.class)).collect();
        let background: Vec<_> = background::messages(spoken)
            .map(|(locale, text)| analyser.read(text, Some(locale)).words)
            .collect();
        let entries: Vec<Known> = catalogue.topics().map(|topic| Known::new(topic, spoken)).collect();
        let ranker = Ranker::learn(questions, &background, entries.len());
        Self {
            analyser,
            ranker,
            entries,
            caution: catalogue.town.caution,
        }
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
            courtesy: matches!(topic, Topic::Entry(entry) if entry.signals.contains(&Signal::Courtesy)),
        }
    }
}
