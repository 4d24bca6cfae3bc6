//! Commands and taps on buttons. Each is acknowledged before anything else; then the same counter answers as for a
//! message.

use chrono::Utc;
use guichet_core::{Phrase, Reply, reply::ReplyKind};
use serenity::{
    all::{
        AutocompleteChoice, CommandInteraction, CommandType, ComponentInteraction, CreateAutocompleteResponse,
        CreateInteractionResponse, MessageFlags,
    },
    builder::Builder as _,
};

use super::{
    Counter, commands,
    exchange::Exchange,
    inbound, language,
    outbound::{self, Button, Page},
    press::Press,
    rest::RestError,
    suggestions::{Among, suggest},
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
        if let Err(error) = exchange.acknowledge().await {
            return failed("acknowledge", error);
        }
        let shown = if command.data.kind == CommandType::Message {
            self.offer_answers(&exchange, command).await
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
        let own = tap
            .message
            .flags
            .is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL));
        let in_place = own && !matches!(&press, None | Some(Press::Act(guichet_core::Action::Vote(..))));
        let acknowledged = if in_place {
            exchange.acknowledge_change().await
        } else {
            exchange.acknowledge().await
        };
        if let Err(error) = acknowledged {
            return failed("acknowledge", error);
        }
        let shown = match press {
            None => self.answer(&exchange, Said::Tap(String::new())).await,
            Some(Press::Act(action)) => self.answer(&exchange, Said::Tap(action.encode())).await,
            Some(Press::Publish(locale, id)) => self.publish(&exchange, locale, &id).await,
            Some(Press::Preview(target, locale, id)) => {
                self.preview(&exchange, &tap.message, target, locale, &id).await
            }
            Some(Press::Reply(target, locale, id)) => self.publish_reply(&exchange, target, locale, &id).await,
            Some(Press::NoneFits(_)) => self.none_fits(&exchange).await,
        };
        shown.unwrap_or_else(|error| failed("answer", error));
    }

    /// The keystrokes of a command so far. Nothing here waits for anything but the processor.
    pub(super) async fn complete(&self, command: &CommandInteraction) {
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
        let found = self.think(move || suggest(&assistant, &typed, among, locale)).await;
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
    let mut pages = outbound::pages(reply, interface);
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
