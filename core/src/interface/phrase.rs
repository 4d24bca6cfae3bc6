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
    /// Above the sample questions.
    Samples = "samples",
    /// No answer in the FAQ; whom to call: `{town}`, `{phone}`.
    Unknown = "unknown",
    /// No answer, when the town published no phone number; `{town}`.
    UnknownNoPhone = "unknown_no_phone",
    /// Below an unknown answer: what can be asked.
    UnknownHint = "unknown_hint",
    /// Another language than the town's; said in each of the town's languages.
    OtherLanguage = "other_language",
    /// A message without words.
    NoWords = "no_words",
    /// An insult.
    Insult = "insult",
    /// Distress without danger.
    Distress = "distress",
    /// Above two or three candidates.
    DidYouMean = "did_you_mean",
    /// The button "none of these".
    NoneOfThese = "none_of_these",
    /// The button that leads to the welcome.
    Menu = "menu",
    /// A button whose entry is gone.
    StaleButton = "stale_button",
    /// Above see-also lines, where there are no buttons.
    SeeAlso = "see_also",

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
    /// `{phone}`.
    PhoneLine = "phone_line",
    /// `{address}`.
    AddressLine = "address_line",
    /// `{hours}`.
    HoursLine = "hours_line",
    /// The hours are not known; `{phone}` to ask.
    HoursUnknown = "hours_unknown",
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
}
