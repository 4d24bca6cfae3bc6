//! What a volunteer is shown for somebody's message: the nearest answers, and each as it would be posted.

use chrono::Utc;
use guichet_core::{EntryId, Locale, Phrase, Reply, Utterance, verdict::Candidate};
use serenity::all::{ActionRowComponent, ButtonKind, CommandInteraction, Message};

use super::{
    Counter,
    button::Button,
    inbound, notes,
    outbound::{self, Page},
    press::{Press, Target},
    rest::RestError,
    volunteer::Volunteer,
};
use crate::counter::LONGEST_TEXT;

/// How many answers are offered for a message.
const OFFERED: usize = 3;
/// From here on an answer is called very likely: the assistant itself would give it without asking.
const LIKELY: f32 = 0.75;
/// From here on it is called possible: it is right about every other time.
const POSSIBLE: f32 = 0.4;

/// Below it even the best candidate is no answer to offer: on the labelled messages of `tests/corpora/` no right answer is
/// lost so, and a third of what the FAQ does not cover is said to be uncovered.
const NEAR: f32 = 0.15;

impl Counter {
    /// Offers the answers nearest to the message that the command was used on.
    pub(super) async fn offer_answers(
        &self,
        volunteer: &Volunteer<'_>,
        command: &CommandInteraction,
    ) -> Result<(), RestError> {
        let target = command.data.resolved.messages.values().next();
        let text = target
            .map(|message| inbound::without_marks(&message.content))
            .unwrap_or_default();
        let (Some(message), false) = (target, text.is_empty()) else {
            return volunteer.tell(Phrase::NoText).await;
        };
        let target = Target {
            message: message.id,
            author: message.author.id,
        };
        let text: String = text.chars().take(LONGEST_TEXT).collect();
        let assistant = volunteer.assistant.clone();
        // The language is that of the message, or the town's: the answer is for whoever wrote it, not for the volunteer.
        let judge = move || {
            let verdict = assistant.judge(&Utterance::new(text.as_str(), Utc::now()));
            let near = verdict.candidates.first().is_some_and(|best| best.confidence >= NEAR);
            let record = notes::looked_up(&assistant, &text, &verdict, near);
            (verdict, near, record)
        };
        let (verdict, near, record) = self.think(judge).await;
        let told = if near {
            let page = offer(volunteer, target, &verdict.candidates, verdict.locale);
            volunteer.exchange.show(&[page]).await
        } else {
            volunteer.tell(Phrase::NothingNear).await
        };
        self.note(target.author, record).await;
        told
    }

    /// None of the answers offered fits.
    pub(super) async fn none_fits(&self, volunteer: &Volunteer<'_>, target: Target) -> Result<(), RestError> {
        let told = volunteer.tell(Phrase::NoneFitsNoted).await;
        self.note(target.author, notes::none_fits(&volunteer.assistant)).await;
        told
    }
}

/// Shows an answer to the volunteer as it would be posted. The other answers stay at hand.
pub(super) async fn preview(
    volunteer: &Volunteer<'_>,
    shown: &Message,
    target: Target,
    reply: &Reply,
    id: EntryId,
) -> Result<(), RestError> {
    let mut pages = outbound::pages(reply, &[], volunteer.interface());
    if let Some(last) = pages.last_mut() {
        let post = volunteer.text(Phrase::PublishReply);
        last.buttons = vec![Button::primary(post, Press::Reply(target, reply.locale, id))];
        last.buttons
            .extend(offered(shown).filter(|button| !matches!(button.press, Press::Reply(..))));
    }
    volunteer.exchange.show(&pages).await
}

/// The best answers for a message, each with its confidence in words.
fn offer(volunteer: &Volunteer<'_>, target: Target, candidates: &[Candidate], locale: Locale) -> Page {
    let mut page = Page::line(volunteer.text(Phrase::NearestAnswers));
    for (candidate, number) in candidates.iter().take(OFFERED).zip(1..) {
        let Some(topic) = volunteer.assistant.catalogue().topic(&candidate.id) else {
            continue;
        };
        let title = topic.title(volunteer.own);
        let confidence = volunteer.text(in_words(candidate.confidence));
        page.put_below(&format!("{number}. {title} ({confidence})"));
        let press = Press::Preview(target, locale, candidate.id.clone());
        page.buttons.push(Button::new(&format!("{number}. {title}"), press));
    }
    page.buttons
        .push(Button::new(volunteer.text(Phrase::NoneFits), Press::NoneFits(target)));
    page
}

/// A confidence, for people.
const fn in_words(confidence: f32) -> Phrase {
    if confidence >= LIKELY {
        Phrase::Likely
    } else if confidence >= POSSIBLE {
        Phrase::Possible
    } else {
        Phrase::Unlikely
    }
}

/// The buttons of a message of ours, read and not trusted.
fn offered(message: &Message) -> impl Iterator<Item = Button> {
    let buttons = message.components.iter().flat_map(|row| &row.components);
    buttons.filter_map(|component| {
        let ActionRowComponent::Button(button) = component else {
            return None;
        };
        let ButtonKind::NonLink { custom_id, .. } = &button.data else {
            return None;
        };
        Some(Button::new(button.label.as_deref()?, Press::decode(custom_id)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_has_three_words() {
        assert_eq!([1.0, LIKELY].map(in_words), [Phrase::Likely; 2]);
        assert_eq!([0.5, POSSIBLE].map(in_words), [Phrase::Possible; 2]);
        assert_eq!([0.1, 0.0].map(in_words), [Phrase::Unlikely; 2]);
    }
}
