//! Commands and taps on buttons. Each is acknowledged before anything else; then the same counter answers as for a
//! message.

use chrono::Utc;
use guichet_core::{Phrase, Reply, reply::ReplyKind};
use serenity::{
    all::{
        AutocompleteChoice, CommandInteraction, CommandType, ComponentInteraction, CreateAutocompleteResponse,
        CreateInteractionResponse, Message,
    },
    builder::Builder as _,
};

use super::{
    Counter, aside,
    button::Button,
    commands,
    exchange::{Exchange, is_hidden},
    inbound, language, offers,
    outbound::{self, Page},
    press::Press,
    rest::RestError,
    suggestions::{Among, suggest},
    volunteer::Volunteer,
};
use crate::{
    Assistant, Command,
    counter::{self, Said, Setting},
    limits::Admission,
    store::{Memory, Platform},
};

impl Counter {
    /// A slash command, or the message command.
    pub(super) async fn command(&self, command: &CommandInteraction) {
        let exchange = Exchange::of_command(command, &self.rest);
        if let Err(error) = self.first_responses.send(exchange.acknowledge()).await {
            return failed("acknowledge", error);
        }
        let shown = if command.data.kind == CommandType::Message {
            self.offer_answers(&Volunteer::new(self, &exchange), command).await
        } else {
            let said = inbound::commanded(&command.data).unwrap_or(Said::Command(Command::Help));
            self.answer(&exchange, said).await
        };
        shown.unwrap_or_else(|error| failed("answer", error));
    }

    /// A tap on one of our buttons.
    pub(super) async fn tap(&self, tap: &ComponentInteraction) {
        let exchange = Exchange::of_tap(tap, &self.rest);
        let press = Press::decode(&tap.data.custom_id);
        // What only this person sees changes in place; what others see too stays as it is.
        let in_place =
            is_hidden(tap.message.flags) && !matches!(&press, None | Some(Press::Act(guichet_core::Action::Vote(..))));
        let acknowledge = async {
            if in_place {
                exchange.acknowledge_change().await
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
            None => self.answer(&exchange, Said::Tap(String::new())).await,
        };
        shown.unwrap_or_else(|error| failed("answer", error));
    }

    /// Does what a button says, below the message `shown`; `None` if what it is about is gone from the FAQ.
    async fn press(&self, exchange: &Exchange, shown: &Message, press: Press) -> Option<Result<(), RestError>> {
        let volunteer = Volunteer::new(self, exchange);
        Some(match press {
            Press::Act(action) => self.answer(exchange, Said::Tap(action.encode())).await,
            Press::NoneFits(_) => self.none_fits(&volunteer).await,
            Press::Publish(locale, id) => {
                let reply = volunteer.answer(&id, locale)?;
                self.publish(&volunteer, &reply).await
            }
            Press::Preview(target, locale, id) => {
                let reply = volunteer.answer(&id, locale)?;
                offers::preview(&volunteer, shown, target, &reply, id).await
            }
            Press::Reply(target, locale, id) => {
                let reply = volunteer.answer(&id, locale)?;
                self.publish_reply(&volunteer, target.message, &reply).await
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

    /// Answers what was said in an interaction.
    async fn answer(&self, exchange: &Exchange, said: Said) -> Result<(), RestError> {
        let now = Utc::now();
        let said = match self.admit(exchange.person, now) {
            Admission::Answer => said,
            // Nobody in danger is asked to wait.
            _ if said == Said::Command(Command::Emergency) => said,
            // An interaction always gets an answer: Discord would show it as broken.
            Admission::Notice | Admission::Silence => Said::TooFast,
        };
        let setting = Setting {
            platform: Platform::Discord,
            public: false,
            hint: exchange.locale,
            asked_at: now,
            now,
        };
        let assistant = self.live.get();
        let public = exchange.is_public();
        let (turn, pages) = self
            .think(move || {
                let turn = counter::answer(&assistant, &said, Memory::default(), &setting);
                let pages = answer_pages(&assistant, &turn.reply, public);
                (turn, pages)
            })
            .await;
        if turn.forget {
            self.forget(exchange).await;
        }
        exchange.show(&pages).await
    }
}

/// A reply as pages, with the buttons that post its answers where there are others to read them.
fn answer_pages(assistant: &Assistant, reply: &Reply, public: bool) -> Vec<Page> {
    let interface = &assistant.catalogue().interface;
    let mut pages = outbound::pages(reply, &[], interface);
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
