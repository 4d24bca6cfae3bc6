//! One interaction with a person: the acknowledgement, which comes before everything else, and what follows it.

use std::{pin::pin, time::Duration};

use guichet_core::Locale;
use serenity::{
    all::{
        ChannelId, CommandInteraction, ComponentInteraction, CreateAllowedMentions, CreateInteractionResponse,
        CreateInteractionResponseFollowup, CreateInteractionResponseMessage, EditInteractionResponse, GuildId,
        InteractionContext, InteractionId, MessageFlags, MessageId, UserId,
    },
    builder::Builder as _,
    futures::future::{Either, select},
};

use super::{
    inbound,
    outbound::Page,
    rest::{Rest, RestError},
};

/// The waits between attempts to show an answer: an interaction can be answered for 15 minutes, but nobody looks that
/// long.
const RETRIES: [Duration; 3] = [Duration::from_secs(1), Duration::from_secs(3), Duration::from_secs(10)];

/// When a first response that is not confirmed is sent once more, beside the first: a connection that has died without a
/// word must not use up the 3 seconds that Discord waits.
const SECOND_TRY: Duration = Duration::from_secs(1);

/// An interaction, whatever began it.
pub(super) struct Exchange {
    pub(super) id: InteractionId,
    token: String,
    pub(super) server: Option<GuildId>,
    pub(super) channel: ChannelId,
    pub(super) person: UserId,
    /// The language of the person's client.
    pub(super) locale: Option<Locale>,
    /// Whether this happens among other people: what is shown is for this person only.
    among_others: bool,
    rest: Rest,
}

impl Exchange {
    pub(super) fn of_command(command: &CommandInteraction, rest: &Rest) -> Self {
        Self {
            id: command.id,
            token: command.token.clone(),
            server: command.guild_id,
            channel: command.channel_id,
            person: command.user.id,
            locale: inbound::locale(&command.locale),
            among_others: among_others(command.guild_id, command.context),
            rest: rest.clone(),
        }
    }

    pub(super) fn of_tap(tap: &ComponentInteraction, rest: &Rest) -> Self {
        Self {
            id: tap.id,
            token: tap.token.clone(),
            server: tap.guild_id,
            channel: tap.channel_id,
            person: tap.user.id,
            locale: inbound::locale(&tap.locale),
            among_others: among_others(tap.guild_id, tap.context),
            rest: rest.clone(),
        }
    }

    /// Whether this happens among other people.
    pub(super) const fn is_public(&self) -> bool {
        self.among_others
    }

    /// Acknowledges: an answer will come, as a message of its own. Among others only the person sees it.
    pub(super) async fn acknowledge(&self) -> Result<(), RestError> {
        self.defer(self.among_others).await
    }

    /// Acknowledges what only this person need see the end of, wherever it is.
    pub(super) async fn acknowledge_aside(&self) -> Result<(), RestError> {
        self.defer(true).await
    }

    async fn defer(&self, private: bool) -> Result<(), RestError> {
        let data = CreateInteractionResponseMessage::new().ephemeral(private);
        self.respond(CreateInteractionResponse::Defer(data)).await
    }

    /// Acknowledges a tap: its message will change.
    pub(super) async fn acknowledge_change(&self) -> Result<(), RestError> {
        self.respond(CreateInteractionResponse::Acknowledge).await
    }

    /// The first response. Discord waits 3 seconds for it: what fails is tried again at once, what is not confirmed is
    /// tried again beside the first try.
    async fn respond(&self, response: CreateInteractionResponse) -> Result<(), RestError> {
        let once = || {
            let response = response.clone();
            self.rest
                .call(response.execute(self.rest.interactions(), (self.id, &self.token)))
        };
        let mut first = pin!(once());
        match tokio::time::timeout(SECOND_TRY, &mut first).await {
            Ok(Err(RestError::Passing)) => arrived(once().await),
            Ok(answered) => answered,
            Err(_) => match select(first, pin!(once())).await {
                Either::Left((Ok(()), _)) => Ok(()),
                Either::Left((Err(_), second)) => arrived(second.await),
                Either::Right((second, first)) => match arrived(second) {
                    Ok(()) => Ok(()),
                    Err(_) => first.await,
                },
            },
        }
    }

    /// Shows pages where the acknowledgement said so.
    pub(super) async fn show(&self, pages: &[Page]) -> Result<(), RestError> {
        let Some((first, more)) = pages.split_first() else {
            return Ok(());
        };
        self.edit(first).await?;
        for page in more {
            self.follow_up(page, self.among_others).await?;
        }
        Ok(())
    }

    async fn edit(&self, page: &Page) -> Result<(), RestError> {
        let mut waits = RETRIES.iter();
        loop {
            let edit = EditInteractionResponse::new()
                .content(&page.content)
                .embeds(page.embeds())
                .components(page.rows())
                .allowed_mentions(nobody());
            match self
                .rest
                .call(edit.execute(self.rest.interactions(), &self.token))
                .await
            {
                Ok(_) => return Ok(()),
                Err(error) => match waits.next().filter(|_| error.may_pass()) {
                    Some(wait) => tokio::time::sleep(*wait).await,
                    None => return Err(error),
                },
            }
        }
    }

    /// One more message. Public ones are not tried again unless Discord said that it did nothing: better none than two.
    pub(super) async fn follow_up(&self, page: &Page, private: bool) -> Result<MessageId, RestError> {
        let mut waits = RETRIES.iter();
        loop {
            let flags = if private {
                MessageFlags::EPHEMERAL
            } else {
                MessageFlags::empty()
            };
            let message = CreateInteractionResponseFollowup::new()
                .content(&page.content)
                .embeds(page.embeds())
                .components(page.rows())
                .flags(flags)
                .allowed_mentions(nobody());
            match self
                .rest
                .call(message.execute(self.rest.interactions(), (None, self.token.as_str())))
                .await
            {
                // Where a server lets its members use no app of their own, Discord hides what was meant for all.
                Ok(message) if !private && is_hidden(message.flags) => return Err(RestError::Forbidden),
                Ok(message) => return Ok(message.id),
                Err(error) if error == RestError::Busy || (private && error.may_pass()) => match waits.next() {
                    Some(wait) => tokio::time::sleep(*wait).await,
                    None => return Err(error),
                },
                Err(error) => return Err(error),
            }
        }
    }

    /// The address of a message in this channel.
    pub(super) fn link(&self, message: MessageId) -> String {
        let server = self
            .server
            .map_or_else(|| "@me".to_owned(), |server| server.to_string());
        format!("https://discord.com/channels/{server}/{}/{message}", self.channel)
    }
}

/// Whether a place has other people in it: a server, or a conversation between people in which one of them brought us
/// along.
fn among_others(server: Option<GuildId>, context: Option<InteractionContext>) -> bool {
    server.is_some() || context == Some(InteractionContext::PrivateChannel)
}

/// What a repeated response says about the response: if it comes too late, the one before had arrived.
const fn arrived(repeated: Result<(), RestError>) -> Result<(), RestError> {
    match repeated {
        Err(RestError::TooLate) => Ok(()),
        other => other,
    }
}

/// Whether only one person sees a message.
pub(super) fn is_hidden(flags: Option<MessageFlags>) -> bool {
    flags.is_some_and(|flags| flags.contains(MessageFlags::EPHEMERAL))
}

/// Nobody is called by a message of ours, whatever it says.
pub(super) fn nobody() -> CreateAllowedMentions {
    CreateAllowedMentions::new().replied_user(false)
}
