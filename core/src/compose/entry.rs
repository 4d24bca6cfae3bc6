//! The section of a question: what staff answered.

use super::Composer;
use crate::{
    catalogue::{Body, Entry},
    reply::Section,
};

impl Composer<'_> {
    /// The answer of an entry, under its title where there is something to tell apart.
    pub(super) fn entry(&self, entry: &Entry, titled: bool) -> Section {
        let section = match &entry.body {
            Body::Answer(answer) => Section {
                title: titled.then(|| entry.title.get(self.locale).clone()),
                blocks: answer.get(self.locale).blocks().to_vec(),
                ..Section::default()
            },
            Body::Services => self.overview(),
        };
        let mut freshness = section.freshness;
        freshness.extend(self.checked(&entry.review, self.switchboard()));
        Section {
            id: Some(entry.id.clone()),
            freshness,
            sources: self.sources(&entry.review),
            ..section
        }
    }
}
