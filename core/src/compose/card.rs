//! The card of a service: its state in words first, then by which ways it can be reached, and when.

use super::Composer;
use crate::{
    Phrase,
    catalogue::{Service, Topic},
    reply::{Block, Section, Span},
    service::{Channel, ChannelState, Status},
};

impl Composer<'_> {
    /// The card of a service or a procedure.
    pub(super) fn card(&self, service: &Service) -> Section {
        let status = Span::strong(self.text(service.status.phrase()));
        let mut blocks = vec![Block::Paragraph(vec![status])];
        blocks.extend(self.part_of(service).map(Block::text));
        if let Some(note) = &service.note {
            blocks.extend(note.get(self.locale).blocks().iter().cloned());
        }
        let channels: Vec<Vec<Span>> = service
            .channels
            .known()
            .map(|(channel, state)| vec![Span::plain(self.text(channel_phrase(channel, state)))])
            .collect();
        if !channels.is_empty() {
            blocks.push(Block::List {
                ordered: false,
                items: channels,
            });
        }
        if keeps_hours(service) {
            let state = service
                .hours
                .as_ref()
                .and_then(|hours| self.moment(&hours.state(self.now)));
            blocks.extend(state.map(Block::text));
        }
        let details = self.details(service);
        if !details.is_empty() {
            blocks.push(Block::text(details.join("\n")));
        }
        let phone = answered_phone(service).or_else(|| self.switchboard());
        let mut freshness = Vec::new();
        if let Some(as_of) = &service.as_of {
            freshness.push(self.as_of(as_of.get(self.locale)));
        }
        freshness.extend(self.checked(&service.review, phone));
        Section {
            id: Some(service.id.clone()),
            title: Some(service.name.get(self.locale).clone()),
            blocks,
            freshness,
            sources: self.sources(&service.review),
        }
    }

    /// Which service a procedure belongs to.
    fn part_of(&self, service: &Service) -> Option<String> {
        let parent = self.catalogue.topic(service.part_of.as_ref()?)?;
        let name = match parent {
            Topic::Service(parent) => parent.name.get(self.locale),
            Topic::Entry(_) => return None,
        };
        Some(self.fill(Phrase::PartOfLine, &[("name", name)]))
    }

    /// Number, address, hours and resumption, one line each.
    fn details(&self, service: &Service) -> Vec<String> {
        let own = answered_phone(service);
        let ask = own.or_else(|| {
            self.switchboard()
                .filter(|phone| service.phone.as_deref() != Some(phone))
        });
        let mut lines = Vec::new();
        lines.extend(own.map(|phone| self.fill(Phrase::PhoneLine, &[("phone", phone)])));
        if let Some(address) = &service.address {
            lines.push(self.fill(Phrase::AddressLine, &[("address", address.get(self.locale))]));
        }
        let asked = self.hours_line(service, ask);
        let says_whom_to_ask = own.is_some() || (service.hours.is_none() && asked.is_some());
        lines.extend(asked);
        if !says_whom_to_ask {
            lines.extend(ask.map(|phone| self.fill(Phrase::ContactLine, &[("phone", phone)])));
        }
        if let Some(resumes) = &service.resumes {
            lines.push(self.fill(Phrase::ResumesLine, &[("text", resumes.get(self.locale))]));
        }
        lines
    }

    /// The hours in words, or whom to ask for them. A service that is closed needs neither, but its usual hours are
    /// still told where they are known.
    fn hours_line(&self, service: &Service, ask: Option<&str>) -> Option<String> {
        if let Some(hours) = &service.hours {
            let phrase = if keeps_hours(service) {
                Phrase::HoursLine
            } else {
                Phrase::UsualHoursLine
            };
            let words = hours.text(&self.catalogue.interface, self.locale);
            return Some(self.fill(phrase, &[("hours", &words)]));
        }
        if matches!(service.status, Status::Closed | Status::Suspended) {
            return None;
        }
        Some(match ask {
            Some(phone) if answered_phone(service) == Some(phone) => self.text(Phrase::HoursUnknownAsk).to_owned(),
            Some(phone) => self.fill(Phrase::HoursUnknown, &[("phone", phone)]),
            None => self.text(Phrase::HoursUnknownNoPhone).to_owned(),
        })
    }
}

/// The number of a service whose telephone is not known to be out of order.
pub(super) fn answered_phone(service: &Service) -> Option<&str> {
    let works = service.channels.phone != Some(ChannelState::Closed);
    service.phone.as_deref().filter(|_| works)
}

/// Whether the hours hold at the moment. "Open now" must never be said of a service that is closed, whose counter is
/// closed, or of whose state nothing is known.
fn keeps_hours(service: &Service) -> bool {
    let works = matches!(
        service.status,
        Status::Normal | Status::Adapted | Status::Partial | Status::Restored
    );
    let counter = matches!(service.channels.counter, None | Some(ChannelState::Open));
    works && counter
}

fn channel_phrase(channel: Channel, state: ChannelState) -> Phrase {
    use ChannelState::{Closed, Open, Unknown};
    match (channel, state) {
        (Channel::Counter, Open) => Phrase::CounterOpen,
        (Channel::Counter, Closed) => Phrase::CounterClosed,
        (Channel::Counter, Unknown) => Phrase::CounterUnknown,
        (Channel::Phone, Open) => Phrase::PhoneOpen,
        (Channel::Phone, Closed) => Phrase::PhoneClosed,
        (Channel::Phone, Unknown) => Phrase::PhoneUnknown,
        (Channel::Email, Open) => Phrase::EmailOpen,
        (Channel::Email, Closed) => Phrase::EmailClosed,
        (Channel::Email, Unknown) => Phrase::EmailUnknown,
        (Channel::Post, Open) => Phrase::PostOpen,
        (Channel::Post, Closed) => Phrase::PostClosed,
        (Channel::Post, Unknown) => Phrase::PostUnknown,
        (Channel::Online, Open) => Phrase::OnlineOpen,
        (Channel::Online, Closed) => Phrase::OnlineClosed,
        (Channel::Online, Unknown) => Phrase::OnlineUnknown,
    }
}
