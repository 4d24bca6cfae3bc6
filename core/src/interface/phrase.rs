//! The names of the counter's sentences: the keys below `interface:` in the FAQ.

macro_rules! phrases {
    ($($(#[doc = $doc:literal])* $name:ident = $key:literal,)*) => {
        /// A sentence of the counter itself. The gaps that it may hold are named in its description.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Phrase { $($(#[doc = $doc])* $name,)* }

        impl Phrase {
            /// Every phrase.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its key in the FAQ.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The phrase of a key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|phrase| phrase.key() == key)
            }
        }
    };
}

phrases! {
    // Conversation.
    /// Who is speaking and what for; `{town}`.
    Welcome = "welcome",
    /// What can be asked.
    WelcomeAbilities = "welcome_abilities",
    /// Above the sample questions.
    Samples = "samples",
    /// No answer in the FAQ; whom to call: `{town}`, `{phone}`.
    Unknown = "unknown",
    /// No answer, when the town published no phone number; `{town}`.
    UnknownNoPhone = "unknown_no_phone",
    /// Below an unknown answer: what to try.
    UnknownHint = "unknown_hint",
    /// Another language than the town's; said in each of the town's languages; `{phone}`.
    OtherLanguage = "other_language",
    /// The same, when the town published no phone number.
    OtherLanguageNoPhone = "other_language_no_phone",
    /// A message without words.
    NoWords = "no_words",
    /// An insult; `{phone}`.
    Insult = "insult",
    /// The same, when the town published no phone number.
    InsultNoPhone = "insult_no_phone",
    /// Distress without danger; `{phone}`.
    Distress = "distress",
    /// The same, when the town published no phone number.
    DistressNoPhone = "distress_no_phone",
    /// Above two or three candidates.
    DidYouMean = "did_you_mean",
    /// The button "none of these".
    NoneOfThese = "none_of_these",
    /// The button that leads to the welcome.
    Menu = "menu",
    /// A button whose entry is gone.
    StaleButton = "stale_button",
    /// The button "this helped": short, two of them stand side by side.
    ThumbUp = "thumb_up",
    /// The button "this did not help".
    ThumbDown = "thumb_down",
    /// Thanks for "this helped".
    VoteHelped = "vote_helped",
    /// Regrets for "this did not help"; `{phone}`.
    VoteNotHelped = "vote_not_helped",
    /// The same, when the town published no phone number.
    VoteNotHelpedNoPhone = "vote_not_helped_no_phone",
    /// Above see-also lines, where there are no buttons.
    SeeAlso = "see_also",

    // The chat in a terminal.
    /// How to use it.
    ConsoleHelp = "console_help",
    /// A `/command` that it does not have.
    ConsoleUnknownCommand = "console_unknown_command",
    /// A number behind the last choice, `{count}`.
    ConsoleChooseNumber = "console_choose_number",

    // Service cards.
    /// `normal`.
    StatusNormal = "status_normal",
    /// `adapted`.
    StatusAdapted = "status_adapted",
    /// `partial`.
    StatusPartial = "status_partial",
    /// `suspended`.
    StatusSuspended = "status_suspended",
    /// `closed`.
    StatusClosed = "status_closed",
    /// `restored`.
    StatusRestored = "status_restored",
    /// `unknown`.
    StatusUnknown = "status_unknown",
    /// `normal`, above several services.
    GroupNormal = "group_normal",
    /// `adapted`, above several services.
    GroupAdapted = "group_adapted",
    /// `partial`, above several services.
    GroupPartial = "group_partial",
    /// `suspended`, above several services.
    GroupSuspended = "group_suspended",
    /// `closed`, above several services.
    GroupClosed = "group_closed",
    /// `restored`, above several services.
    GroupRestored = "group_restored",
    /// `unknown`, above several services.
    GroupUnknown = "group_unknown",
    /// In person, open.
    CounterOpen = "counter_open",
    /// In person, closed.
    CounterClosed = "counter_closed",
    /// In person, not known.
    CounterUnknown = "counter_unknown",
    /// Telephone, open.
    PhoneOpen = "phone_open",
    /// Telephone, closed.
    PhoneClosed = "phone_closed",
    /// Telephone, not known.
    PhoneUnknown = "phone_unknown",
    /// E-mail, open.
    EmailOpen = "email_open",
    /// E-mail, closed.
    EmailClosed = "email_closed",
    /// E-mail, not known.
    EmailUnknown = "email_unknown",
    /// Post, open.
    PostOpen = "post_open",
    /// Post, closed.
    PostClosed = "post_closed",
    /// Post, not known.
    PostUnknown = "post_unknown",
    /// Online, open.
    OnlineOpen = "online_open",
    /// Online, closed.
    OnlineClosed = "online_closed",
    /// Online, not known.
    OnlineUnknown = "online_unknown",
    /// The service, `{name}`, that a procedure belongs to.
    PartOfLine = "part_of_line",
    /// Whom to call, `{phone}`, about a service without a number of its own.
    ContactLine = "contact_line",
    /// `{phone}`.
    PhoneLine = "phone_line",
    /// `{address}`.
    AddressLine = "address_line",
    /// `{hours}`.
    HoursLine = "hours_line",
    /// The hours are not known; `{phone}` to ask.
    HoursUnknown = "hours_unknown",
    /// The hours are not known; the number to ask stands just above.
    HoursUnknownAsk = "hours_unknown_ask",
    /// The hours are not known and there is no number to ask.
    HoursUnknownNoPhone = "hours_unknown_no_phone",
    /// `{hours}` that hold in ordinary times, while the service is closed or its state not known.
    UsualHoursLine = "usual_hours_line",
    /// `{text}`: when it resumes.
    ResumesLine = "resumes_line",
    /// Open now, until `{time}`.
    OpenUntil = "open_until",
    /// Open now, without a known end.
    OpenNow = "open_now",
    /// Closed now, opens again `{day}` at `{time}`.
    ClosedUntil = "closed_until",
    /// Closed now, opens again today at `{time}`.
    ClosedUntilToday = "closed_until_today",
    /// Closed now, without a known opening.
    ClosedNow = "closed_now",
    /// A `{state}` with what staff added to these hours, `{comment}`.
    StateNote = "state_note",
    /// Neither open nor closed: what staff say instead, `{comment}`.
    UncertainNow = "uncertain_now",
    /// The overview's title.
    OverviewTitle = "overview_title",

    // Freshness.
    /// `{date}` or a text of the town.
    AsOf = "as_of",
    /// `{date}`: last verified by staff.
    Checked = "checked",
    /// The review date `{date}` has passed: to be confirmed.
    ToBeConfirmed = "to_be_confirmed",
    /// The same with a `{phone}` to confirm it at.
    ToBeConfirmedAt = "to_be_confirmed_at",
    /// Above the sources.
    Sources = "sources",

    // Days, dates and hours in words.
    /// A date in full: `{number}`, `{month}`, `{year}`.
    Date = "date",
    /// A date without its year: `{number}`, `{month}`.
    DayOfYear = "day_of_year",
    /// How the number of a month's first day is written.
    FirstOfMonth = "first_of_month",
    /// Today.
    Today = "today",
    /// Tomorrow.
    Tomorrow = "tomorrow",
    /// Midnight.
    Midnight = "midnight",
    /// A `{day}` of the week with its `{date}`.
    DayDate = "day_date",
    /// A time of day: `{hour}`, `{minute}`.
    Time = "time",
    /// A time of day on the hour: `{hour}`.
    TimeRound = "time_round",
    /// `{from}` one time `{to}` another.
    TimeSpan = "time_span",
    /// The end of a list: `{first}` and `{second}`.
    ListTwo = "list_two",
    /// A list that goes on: `{first}`, `{second}`.
    ListMore = "list_more",
    /// `{from}` a day or month `{to}` another.
    RangeOf = "range_of",
    /// `{from}` one month `{to}` another.
    MonthRange = "month_range",
    /// All seven days.
    EveryDay = "every_day",
    /// From midnight to midnight.
    AllDay = "all_day",
    /// Always open.
    Always = "always",
    /// Public holidays.
    PublicHolidays = "public_holidays",
    /// The `{nth}` `{day}` of the month.
    NthDay = "nth_day",
    /// First to fifth, then last, apart by a space.
    Nths = "nths",
    /// The `{week}` of the year.
    Week = "week",
    /// Weeks `{from}` `{to}` of the year.
    Weeks = "weeks",
    /// Every `{step}` week from `{from}` to `{to}`.
    WeeksEvery = "weeks_every",
    /// `{days}` at `{times}`.
    HoursRule = "hours_rule",
    /// `{dates}` to which a `{rule}` is limited.
    HoursDated = "hours_dated",
    /// A `{rule}` with what staff added, `{comment}`.
    HoursComment = "hours_comment",
    /// `{days}` about which staff are not sure.
    HoursToConfirm = "hours_to_confirm",
    /// A `{rule}` for all other times.
    HoursOtherwise = "hours_otherwise",
    /// Closed on `{days}`.
    HoursClosed = "hours_closed",
    /// Closed, without saying when.
    HoursClosedAlways = "hours_closed_always",
    /// One rule, `{first}`, and the next, `{second}`.
    HoursThen = "hours_then",
    /// On a `{day}` of the week.
    OnDay = "on_day",
    /// On a `{day}` that is the first, third or last of the month.
    OnNthDay = "on_nth_day",
    /// `{from}` a day or date `{to}` another.
    OnDays = "on_days",
    /// On a `{date}`.
    OnDate = "on_date",
    /// On public holidays.
    OnPublicHolidays = "on_public_holidays",
    /// In a `{month}`.
    InMonth = "in_month",
    /// `{from}` one month `{to}` another, both included.
    InMonths = "in_months",
    /// Monday.
    Monday = "monday",
    /// Tuesday.
    Tuesday = "tuesday",
    /// Wednesday.
    Wednesday = "wednesday",
    /// Thursday.
    Thursday = "thursday",
    /// Friday.
    Friday = "friday",
    /// Saturday.
    Saturday = "saturday",
    /// Sunday.
    Sunday = "sunday",
    /// The twelve months, from January, apart by a space.
    Months = "months",

    // Shared by the platforms: the question that a command stands for.
    /// The services.
    AskServices = "ask_services",
    /// How to reach the town hall.
    AskContact = "ask_contact",
    /// What to do with a suspicious message.
    AskSuspicious = "ask_suspicious",
    /// Immediate danger.
    AskEmergency = "ask_emergency",

    // Shared by the platforms: what a command does, in the menu and in the help.
    /// Above the commands.
    Commands = "commands",
    /// The help.
    CommandHelp = "command_help",
    /// The services.
    CommandServices = "command_services",
    /// How to reach the town hall.
    CommandContact = "command_contact",
    /// What to do with a suspicious message.
    CommandSuspicious = "command_suspicious",
    /// Immediate danger.
    CommandEmergency = "command_emergency",
    /// The language.
    CommandLanguage = "command_language",
    /// What is kept.
    CommandPrivacy = "command_privacy",
    /// Forget me.
    CommandForget = "command_forget",

    // Shared by the platforms: about the counter itself.
    /// Above the languages.
    ChooseLanguage = "choose_language",
    /// How the language calls itself.
    LanguageName = "language_name",
    /// From now on in this language.
    LanguageSet = "language_set",
    /// What is kept and for how long; `{command}` erases it.
    Privacy = "privacy",
    /// Everything known of the conversation is erased.
    Forgotten = "forgotten",
    /// A picture, a voice message, a document; `{phone}`.
    Media = "media",
    /// Too many messages in a short time; `{phone}`.
    TooFast = "too_fast",
    /// The answer comes hours after the question.
    Late = "late",
    /// Something went wrong with this one message; `{phone}`.
    Trouble = "trouble",
    /// Above numbered choices, where there are no buttons.
    ReplyWithNumber = "reply_with_number",

    // Telegram: the bot's profile.
    /// The name of the bot, at most 64 characters; `{town}`.
    ProfileName = "profile_name",
    /// In an empty chat, at most 512 characters; `{town}`.
    ProfileDescription = "profile_description",
    /// In its profile and when it is shared, at most 120 characters; `{town}`.
    ProfileShort = "profile_short",

    // Discord.
    /// What `/question` does.
    CommandQuestion = "command_question",
    /// The text of `/question`.
    OptionQuestion = "option_question",
    /// The option of the services command.
    OptionService = "option_service",
    /// The message command, at most 32 characters.
    AnswerMessage = "answer_message",
    /// Above the answers offered for somebody's message.
    NearestAnswers = "nearest_answers",
    /// No answer is near somebody's message.
    NothingNear = "nothing_near",
    /// Somebody's message holds no text.
    NoText = "no_text",
    /// Confidence in words: high.
    Likely = "likely",
    /// Confidence in words: middle.
    Possible = "possible",
    /// Confidence in words: low.
    Unlikely = "unlikely",
    /// The button: no answer fits somebody's message.
    NoneFits = "none_fits",
    /// After it.
    NoneFitsNoted = "none_fits_noted",
    /// The button that posts an answer in the channel.
    Publish = "publish",
    /// The same for one answer of several: `{title}`.
    PublishNamed = "publish_named",
    /// The button that replies to somebody's message.
    PublishReply = "publish_reply",
    /// Above a posted answer: `{person}`.
    SharedBy = "shared_by",
    /// Above an answer that cannot be a reply: `{link}`.
    InReplyTo = "in_reply_to",
    /// Said privately after posting: `{link}`.
    Published = "published",
    /// The answer is in the channel already: `{link}`.
    JustPublished = "just_published",
    /// The answer is being posted at this moment.
    BeingPublished = "being_published",
    /// Posting failed or was not confirmed.
    NotPublished = "not_published",
    /// The bot may not write in this channel.
    CannotPublish = "cannot_publish",
    /// The message to reply to was deleted.
    MessageGone = "message_gone",
    /// What the bot's profile says.
    Activity = "activity",
    /// What is kept on Discord beside the rest.
    PrivacyDiscord = "privacy_discord",

    // The official list: what is said of a number or an address that somebody asks about.
    /// The only phone number of a message; begins the sentences about the list as their `{item}`.
    OfficialPhone = "official_phone",
    /// One of several phone numbers, told apart by its place `{number}` in the message.
    OfficialPhoneNth = "official_phone_nth",
    /// The only e-mail address of a message.
    OfficialEmail = "official_email",
    /// One of several e-mail addresses.
    OfficialEmailNth = "official_email_nth",
    /// The only site of a message.
    OfficialSite = "official_site",
    /// One of several sites.
    OfficialSiteNth = "official_site_nth",
    /// `{item}` is on the list; `{label}` as listed.
    OfficialListed = "official_listed",
    /// `{item}` is not on the list.
    OfficialNotListed = "official_not_listed",
    /// `{item}` looks like `{official}` of the list and is another.
    OfficialLookalike = "official_lookalike",
    /// `{item}` bears the name of `{town}` and is not on the list.
    OfficialTownName = "official_town_name",
    /// What the good name of one item does not prove about the others.
    OfficialMixed = "official_mixed",
    /// What to do about what is not on the list: `{phone}`.
    OfficialAdvice = "official_advice",
    /// The same, when the town published no phone number.
    OfficialAdviceNoPhone = "official_advice_no_phone",
    /// What a place on the list does not prove: `{phone}`.
    OfficialBeware = "official_beware",
    /// The same, when the town published no phone number.
    OfficialBewareNoPhone = "official_beware_no_phone",
    /// Below a verdict on a number or an address: entries that may help too.
    OfficialMore = "official_more",

    // The signs of a scam, as nouns of an enumeration.
    /// Above the answer about a suspicious message: `{signs}`, an enumeration of the phrases below.
    SignsFound = "signs_found",
    /// It wants a link followed.
    SignLink = "sign_link",
    /// It wants money.
    SignPayment = "sign_payment",
    /// It leaves little time.
    SignUrgency = "sign_urgency",
    /// It wants codes or personal data.
    SignCredentials = "sign_credentials",
    /// It brings a file.
    SignAttachment = "sign_attachment",
    /// It threatens.
    SignThreat = "sign_threat",
    /// It promises a prize.
    SignPrize = "sign_prize",
    /// It promises a refund.
    SignRefund = "sign_refund",
    /// It speaks in the name of an office, a company or a relative.
    SignSender = "sign_sender",
}
