//! The overview of all services: which work as always, which differently, which not.

use super::Composer;
use crate::{
    Phrase,
    reply::{Block, Section, Span},
    service::Status,
};

/// The states in the order a citizen hopes for, each with its words for one service and for several.
const GROUPS: [(Status, Phrase, Phrase); 7] = [
    (Status::Normal, Phrase::StatusNormal, Phrase::GroupNormal),
    (Status::Restored, Phrase::StatusRestored, Phrase::GroupRestored),
    (Status::Adapted, Phrase::StatusAdapted, Phrase::GroupAdapted),
    (Status::Partial, Phrase::StatusPartial, Phrase::GroupPartial),
    (Status::Suspended, Phrase::StatusSuspended, Phrase::GroupSuspended),
    (Status::Closed, Phrase::StatusClosed, Phrase::GroupClosed),
    (Status::Unknown, Phrase::StatusUnknown, Phrase::GroupUnknown),
];

impl Composer<'_> {
    /// Every service by its state, what holds for those that are not named, and how old that is.
    pub(super) fn overview(&self) -> Section {
        let town = &self.catalogue.town;
        let mut blocks = Vec::new();
        for (status, one, several) in GROUPS {
            let services = self
                .catalogue
                .services
                .iter()
                .filter(|service| service.status == status);
            let items: Vec<Vec<Span>> = services
                .map(|service| vec![Span::plain(service.name.get(self.locale))])
                .collect();
            if items.is_empty() {
                continue;
            }
            let heading = self.text(if items.len() > 1 { several } else { one });
            blocks.push(Block::Paragraph(vec![Span::strong(heading)]));
            blocks.push(Block::List { ordered: false, items });
        }
        if let Some(unlisted) = &town.unlisted_services {
            blocks.extend(unlisted.get(self.locale).blocks().iter().cloned());
        }
        Section {
            title: Some(self.fill(Phrase::OverviewTitle, &[])),
            blocks,
            freshness: town
                .as_of
                .iter()
                .map(|as_of| self.as_of(as_of.get(self.locale)))
                .collect(),
            ..Section::default()
        }
    }
}
