//! Commands and taps on buttons. Each is acknowledged before anything else; then the same counter answers as for a
//! message.

use chrono::{DateTime, Utc};
use guichet_core::{Action, Locale, Phrase, reply::ReplyKind};
use serenity::{
    all::{
        AutocompleteChoice, CommandInteraction, CommandType, ComponentInteraction, CreateAutocompleteResponse,
        CreateInteractionResponse, Message, MessageId,
    },
    builder::Builder as _,
};

use super::{
    Counter, aside,
    button::Button,
    commands,
    exchange::{Exchange, is_hidden},
    inbound, language, notes, offers,
    outbound::{self, Page},
    press::Press,
    rest::RestError,
    suggestions::{Among, suggest},
    volunteer::Volunteer,
};
use crate::{
    Assistant, Command,
    counter::{self, Said, Setting, Turn},
    limits::Admission,
    records::Record,
    store::{Memory, Platform, VotedAnswer},
};

impl Counter {
    /// A slash command, or the message command.
    pub(super) async fn command(&self, command: &CommandInteraction) {
        let exchange = Exchange::of_command(command, &self.rest);
        if let Err(error) = self.first_responses.send(exchange.acknowledge()).await {
            return failed("acknowledge", error);
        }
        let shown = if command.data.kind == CommandType::Message {
            // Each may leave a question for the town: nobody fills its list.
            let admission = self.limits().admit(&exchange.person, Utc::now());
            match admission {
                Admission::Answer => self.offer_answers(&Volunteer::new(self, &exchange), command).await,
                Admission::Notice | Admission::Silence => self.answer(&exchange, Said::TooFast, None).await,
            }
        } else {
            let said = inbound::commanded(&command.data).unwrap_or(Said::Command(Command::Help));
            self.answer(&exchange, said, None).await
        };
        shown.unwrap_or_else(|error| failed("answer", error));
    }

    /// A tap on one of our buttons.
    pub(super) async fn tap(&self, tap: &ComponentInteraction) {
        let exchange = Exchange::of_tap(tap, &self.rest);
        let press = Press::decode(&tap.data.custom_id);
        let is_vote = matches!(&press, Some(Press::Act(Action::Vote(..))));
        // What only this person sees changes in place; what others see too stays as it is, and so does what was voted on.
        let in_place = is_hidden(tap.message.flags) && press.is_some() && !is_vote;
        let acknowledge = async {
            if in_place {
                exchange.acknowledge_change().await
            } else if is_vote {
                exchange.acknowledge_aside().await
            } else {
                exchange.acknowledge().await
            }
        };
        if let Err(error) = self.first_responses.send(acknowledge).await {
            return failed("acknowledge", error);
        }
        let shown = match press {
            Some(press) => self.press(&exchange, &tap.message, press).await,
            None => None,
        };
        let shown = match shown {
            Some(shown) => shown,
            None => self.answer(&exchange, Said::Tap(String::new()), None).await,
        };
        shown.unwrap_or_else(|error| failed("answer", error));
    }

    /// Does what a button says, below the message `shown`; `None` if what it is about is gone from the FAQ.
    async fn press(&self, exchange: &Exchange, shown: &Message, press: Press) -> Option<Result<(), RestError>> {
        let volunteer = Volunteer::new(self, exchange);
        Some(match press {
            Press::Act(action) => {
                let said = Said::Tap(action.encode());
                self.answer(exchange, said, Some(shown.id)).await
            }
            Press::NoneFits(target) => self.none_fits(&volunteer, target).await,
            Press::Publish(locale, id) => {
                let answer = volunteer.answer(&id, locale)?;
                self.publish(&volunteer, &answer).await
            }
            Press::Preview(target, locale, id) => {
                let answer = volunteer.answer(&id, locale)?;
                offers::preview(&volunteer, shown, target, &answer, id).await
            }
            Press::Reply(target, locale, id) => {
                let answer = volunteer.answer(&id, locale)?;
                self.publish_reply(&volunteer, target, &answer).await
            }
        })
    }

    /// The keystrokes of a command so far. Nothing here waits for anything but the processor.
    pub(super) async fn complete(&self, command: &CommandInteraction) {
        self.first_responses.send(self.propose(command)).await;
    }

    async fn propose(&self, command: &CommandInteraction) {
        let Some(option) = command.data.autocomplete() else {
            return;
        };
        let among = if command.data.name == commands::QUESTION {
            Among::Everything
        } else {
            Among::Services
        };
        let assistant = self.live.get();
        let locale = language(&assistant, inbound::locale(&command.locale));
        let typed = inbound::without_marks(option.value);
        let found = aside(&self.proposing, move || suggest(&assistant, &typed, among, locale)).await;
        let choices = found
            .into_iter()
            .map(|choice| AutocompleteChoice::new(choice.name, choice.value));
        let response = CreateAutocompleteResponse::new().set_choices(choices.collect());
        let response = CreateInteractionResponse::Autocomplete(response);
        let sent = response.execute(self.rest.interactions(), (command.id, command.token.as_str()));
        if let Err(error) = self.rest.call(sent).await {
            failed("propose", error);
        }
    }

    /// Answers what was said in an interaction, perhaps with a tap below our message `tapped`.
    async fn answer(&self, exchange: &Exchange, said: Said, tapped: Option<MessageId>) -> Result<(), RestError> {
        let now = Utc::now();
        let admission = self.limits().admit(&exchange.person, now);
        let said = match admission {
            Admission::Answer => said,
            // Nobody in danger is asked to wait. Unlike a message, an interaction has one answer in any case.
            _ if said.is_urgent() => said,
            // An interaction always gets an answer: Discord would show it as broken.
            Admission::Notice | Admission::Silence => Said::TooFast,
        };
        let setting = setting(exchange.locale, now);
        let assistant = self.live.get();
        let public = exchange.is_public();
        let (forget, record, mut pages) = self
            .think(move || {
                let turn = counter::answer(&assistant, &said, Memory::default(), &setting);
                let record = Record::of(&assistant, &said, &turn, now);
                (turn.forget, record, answer_pages(&assistant, &turn, public))
            })
            .await;
        if forget && let Err(error) = self.forget(exchange).await {
            tracing::error!(platform = "discord", %error, "the store fails");
            // Nobody is told that it is done when it is not.
            let assistant = self.live.get();
            let sorry = counter::answer(&assistant, &Said::Trouble, Memory::default(), &setting);
            pages = answer_pages(&assistant, &sorry, public);
        }
        exchange.show(&pages).await?;
        let tapped = tapped.map(|message| VotedAnswer {
            chat: notes::chat(exchange.channel),
            message: notes::number(message.get()),
        });
        record.keep(&self.store, notes::person(exchange.person), tapped).await;
        Ok(())
    }
}

/// An interaction of somebody whose client speaks `hint`. What is answered is for their eyes.
pub(super) const fn setting(hint: Option<Locale>, now: DateTime<Utc>) -> Setting {
    Setting {
        platform: Platform::Discord,
        public: false,
        hint,
        asked_at: now,
        now,
    }
}

/// An answer as pages, with the buttons that post it where there are others to read it.
fn answer_pages(assistant: &Assistant, turn: &Turn, public: bool) -> Vec<Page> {
    let (interface, reply) = (&assistant.catalogue().interface, &turn.reply);
    let mut pages = outbound::pages(reply, &turn.thumbs, interface);
    if public
        && reply.kind == ReplyKind::Answer
        && let Some(last) = pages.last_mut()
    {
        let publish = reply.ids.iter().map(|id| {
            let label = if reply.ids.len() == 1 {
                interface.text(Phrase::Publish, reply.locale).to_owned()
            } else {
                let title = assistant
                    .catalogue()
                    .topic(id)
                    .map_or("", |topic| topic.title(reply.locale));
                interface.fill(Phrase::PublishNamed, reply.locale, &[("title", title)])
            };
            Button::primary(&label, Press::Publish(reply.locale, id.clone()))
        });
        last.buttons.splice(0..0, publish.collect::<Vec<_>>());
    }
    pages
}

/// An interaction that could not be answered is gone: Discord keeps none.
fn failed(what: &'static str, error: RestError) {
    tracing::warn!(platform = "discord", %error, what, "an interaction failed");
}
