//! What a volunteer is shown for somebody's message: the nearest answers, and each as it would be posted.

use chrono::Utc;
use guichet_core::{EntryId, Locale, Phrase, Utterance, verdict::Candidate};
use serenity::all::{ActionRowComponent, ButtonKind, CommandInteraction, Message};

use super::{
    Counter,
    exchange::Exchange,
    inbound, language,
    outbound::{self, Button, Page},
    posting::{answer_of, interface},
    press::{Press, Target},
    rest::RestError,
};
use crate::{Assistant, counter::LONGEST_TEXT};

/// How many answers are offered for a message.
const OFFERED: usize = 3;
/// From here on an answer is called very likely: the assistant itself would give it without asking.
const LIKELY: f32 = 0.75;
/// From here on it is called possible: it is right about every other time.
const POSSIBLE: f32 = 0.4;

impl Counter {
    /// Offers the answers nearest to the message that the command was used on.
    pub(super) async fn offer_answers(
        &self,
        exchange: &Exchange,
        command: &CommandInteraction,
    ) -> Result<(), RestError> {
        let assistant = self.live.get();
        let own = language(&assistant, exchange.locale);
        let target = command.data.resolved.messages.values().next();
        let text = target
            .map(|message| inbound::without_marks(&message.content))
            .unwrap_or_default();
        let (Some(message), false) = (target, text.is_empty()) else {
            return exchange
                .show(&[Page::line(interface(&assistant).text(Phrase::NoText, own))])
                .await;
        };
        let target = Target {
            message: message.id,
            author: message.author.id,
        };
        let text: String = text.chars().take(LONGEST_TEXT).collect();
        let verdict = self
            .think({
                let assistant = assistant.clone();
                move || assistant.judge(&Utterance::new(text, Utc::now()))
            })
            .await;
        if verdict.candidates.is_empty() {
            self.note_unanswered().await;
            return exchange
                .show(&[Page::line(interface(&assistant).text(Phrase::NothingNear, own))])
                .await;
        }
        exchange
            .show(&[offer(&assistant, target, &verdict.candidates, own, verdict.locale)])
            .await
    }

    /// Shows an answer to the volunteer as it would be posted. The other answers stay at hand.
    pub(super) async fn preview(
        &self,
        exchange: &Exchange,
        shown: &Message,
        target: Target,
        locale: Locale,
        id: &EntryId,
    ) -> Result<(), RestError> {
        let assistant = self.live.get();
        let own = language(&assistant, exchange.locale);
        let Some(reply) = answer_of(&assistant, id, locale) else {
            return self.stale(exchange, &assistant, own).await;
        };
        let mut pages = outbound::pages(&reply, interface(&assistant));
        if let Some(last) = pages.last_mut() {
            let post = interface(&assistant).text(Phrase::PublishReply, own);
            last.buttons = vec![Button::primary(post, Press::Reply(target, locale, id.clone()))];
            last.buttons
                .extend(offered(shown).filter(|button| !matches!(button.press, Press::Reply(..))));
        }
        exchange.show(&pages).await
    }

    /// None of the answers offered fits.
    pub(super) async fn none_fits(&self, exchange: &Exchange) -> Result<(), RestError> {
        let assistant = self.live.get();
        let own = language(&assistant, exchange.locale);
        self.note_unanswered().await;
        exchange
            .show(&[Page::line(interface(&assistant).text(Phrase::NoneFitsNoted, own))])
            .await
    }
}

/// The best answers for a message, each with its confidence in words.
fn offer(assistant: &Assistant, target: Target, candidates: &[Candidate], own: Locale, locale: Locale) -> Page {
    let interface = interface(assistant);
    let mut page = Page::line(interface.text(Phrase::NearestAnswers, own));
    for (candidate, number) in candidates.iter().take(OFFERED).zip(1..) {
        let Some(topic) = assistant.catalogue().topic(&candidate.id) else {
            continue;
        };
        let title = topic.title(own);
        let confidence = interface.text(in_words(candidate.confidence), own);
        page.put_below(&format!("{number}. {title} ({confidence})"));
        let press = Press::Preview(target, locale, candidate.id.clone());
        page.buttons.push(Button::new(&format!("{number}. {title}"), press));
    }
    page.buttons.push(Button::new(
        interface.text(Phrase::NoneFits, own),
        Press::NoneFits(target),
    ));
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
