//! Everything that can be wrong in the FAQ's files. Each kind has a stable name, a severity and its data.

use crate::Locale;

/// How bad a problem is. Errors sort first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The FAQ cannot be used.
    Error,
    /// It can, and somebody should look at it.
    Warning,
}

impl Severity {
    /// Its name in front of a message.
    #[must_use]
    pub fn name(self, locale: Locale) -> &'static str {
        match (self, locale == Locale::FRENCH) {
            (Self::Error, true) => "erreur",
            (Self::Error, false) => "error",
            (Self::Warning, true) => "attention",
            (Self::Warning, false) => "warning",
        }
    }
}

/// What should have stood where something else stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A list.
    List,
    /// `key: value` pairs.
    Keys,
    /// A text per language.
    Languages,
}

macro_rules! problems {
    ($($(#[doc = $doc:literal])* $severity:ident $code:literal $name:ident $({ $($field:ident: $type:ty),* $(,)? })?,)*) => {
        /// A kind of problem with its data.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Problem {
            $($(#[doc = $doc])* $name $({ $(#[allow(missing_docs, reason = "named in the kind's description")] $field: $type),* })?,)*
        }

        impl Problem {
            /// Its name in kebab case.
            #[must_use]
            pub const fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code,)* }
            }

            /// How bad it is.
            #[must_use]
            pub const fn severity(&self) -> Severity {
                match self { $(Self::$name { .. } => Severity::$severity,)* }
            }
        }
    };
}

problems! {
    // Files.
    /// The folder cannot be listed, and the system's reason.
    Error "unreadable-folder" UnreadableFolder { folder: String, reason: String },
    /// A file cannot be read, and the system's reason.
    Error "unreadable-file" UnreadableFile { reason: String },
    /// The folder holds no YAML file.
    Error "no-files" NoFiles { folder: String },
    /// A file is larger than `limit` bytes.
    Error "file-too-large" FileTooLarge { limit: u64 },
    /// All files together are larger than `limit` bytes.
    Error "folder-too-large" FolderTooLarge { limit: u64 },
    /// The file is not UTF-8; the encoding that it seems to have.
    Error "not-utf8" NotUtf8 { guess: &'static str },
    /// A control character, as `U+0000`.
    Error "control-character" ControlCharacter { character: String },
    /// Nothing but comments.
    Warning "empty-file" EmptyFile,

    // YAML.
    /// YAML that cannot be read, for no cause known to us; the parser's words.
    Error "syntax" Syntax { reason: String },
    /// A tab where only spaces may stand.
    Error "tab" Tab,
    /// A quote that opens and does not close.
    Error "unclosed-quote" UnclosedQuote,
    /// Lines of one block that do not start in the same column.
    Error "indentation" Indentation,
    /// A bracket or brace that does not close, or a missing comma inside.
    Error "unclosed-bracket" UnclosedBracket,
    /// Two texts of a list in brackets without a comma between.
    Error "missing-comma" MissingComma,
    /// A key whose colon has no space behind it; the corrected line.
    Error "missing-space" MissingSpace { line: String },
    /// A backslash in double quotes before a character that it cannot stand before.
    Error "backslash" Backslash,
    /// An apostrophe inside single quotes; the corrected line.
    Error "apostrophe-in-quotes" ApostropheInQuotes { line: String },
    /// Text behind a closing quote; the corrected line, where one can be given.
    Error "text-after-quote" TextAfterQuote { line: Option<String> },
    /// A text with `: ` inside that is not in quotes; the corrected line.
    Error "colon-in-text" ColonInText { line: String },
    /// A text that starts with a character that YAML keeps for itself; the corrected line.
    Error "reserved-start" ReservedStart { character: char, line: String },
    /// ` #` that cuts a text; what was lost, and the corrected line.
    Error "hash-cuts-text" HashCutsText { lost: String, line: String },
    /// A no-break space in what holds a line together. How many spaces the line should start with, if it is there, and
    /// the corrected line behind them.
    Error "no-break-space" NoBreakSpace { indent: Option<usize>, line: String },
    /// An empty value, `null` or `~`, where a text is meant.
    Error "null-text" NullText { word: String, line: String },
    /// A word that other YAML tools read as true, false or nothing; the corrected line.
    Warning "yaml-word" YamlWord { word: String, line: String },
    /// A French word for true or false where a text is meant; the corrected line.
    Warning "flag-word" FlagWord { word: String, line: String },
    /// Digits that other YAML tools read as a number or a time; the corrected line.
    Warning "looks-like-number" LooksLikeNumber { text: String, line: String },
    /// Typographic quotes around a whole value; the corrected line.
    Warning "smart-quotes" SmartQuotes { line: String },
    /// An item of a list without its dash and space, or with another sign; the corrected line.
    Error "missing-dash" MissingDash { line: String },
    /// A key without its colon; the corrected line.
    Error "missing-colon" MissingColon { line: String },
    /// A text in braces that its own comma ends.
    Error "comma-in-text" CommaInText,
    /// A language that stands on the level of the key it belongs to.
    Error "not-indented" NotIndented { key: String, above: String },
    /// `&name` or `*name`.
    Error "anchor" Anchor,
    /// `!tag`.
    Error "tag" Tag,
    /// A second document in the file.
    Error "second-document" SecondDocument,
    /// More levels than the FAQ has.
    Error "too-deep" TooDeep,
    /// More values than a file may hold.
    Error "too-many-values" TooManyValues { limit: usize },
    /// A key that is not a plain word.
    Error "complex-key" ComplexKey,
    /// The same key twice in one place.
    Error "duplicate-key" DuplicateKey { key: String },

    // The keys and values of the FAQ.
    /// A key that is not known here, the nearest known one, and all of them.
    Error "unknown-key" UnknownKey { key: String, nearest: Option<String>, known: Vec<String> },
    /// A key that belongs to the level above, and stands among languages.
    Error "misplaced-key" MisplacedKey { key: String },
    /// A required key that is missing.
    Error "missing-key" MissingKey { key: String },
    /// A key without a value.
    Error "empty-value" EmptyValue { key: String },
    /// One kind of value where another is needed, and what could be typed.
    Error "wrong-type" WrongType { expected: Expected, found: Expected, example: Option<String> },
    /// A word that is not one of those allowed, with the nearest of them.
    Error "bad-value" BadValue { value: String, nearest: Option<String>, allowed: Vec<String> },
    /// A date that is not written `2026-11-20`, or does not exist; the same date rewritten where it can be read.
    Error "bad-date" BadDate { value: String, rewritten: Option<String> },
    /// What `serde_yaml` refuses beyond all this; its words.
    Error "refused" Refused { reason: String },

    // The town.
    /// No file has the key `town`.
    Error "no-town" NoTown,
    /// Two files, or one file twice, describe the town.
    Error "two-towns" TwoTowns,
    /// Neither a service nor an entry.
    Error "no-entries" NoEntries,
    /// A time zone that does not exist, and the nearest one that does.
    Error "bad-timezone" BadTimezone { value: String, nearest: Option<String> },
    /// The list of languages is empty.
    Error "no-languages" NoLanguages,
    /// Not a language code.
    Error "bad-language" BadLanguage { value: String },
    /// Not a domain name such as `service-public.fr`.
    Error "bad-domain" BadDomain { value: String },
    /// Not an e-mail address.
    Error "bad-email" BadEmail { value: String },
    /// Not a phone number.
    Error "bad-phone" BadPhone { value: String },

    // Entries and services.
    /// An id that cannot be used.
    Error "bad-id" BadId { id: String },
    /// An id used twice; the second place is its first use.
    Error "duplicate-id" DuplicateId { id: String },
    /// An id that no service and no entry has.
    Error "unknown-id" UnknownId { id: String, nearest: Option<String> },
    /// `part_of` names an entry.
    Error "not-a-service" NotAService { id: String },
    /// `part_of` comes back to where it started; the ids on the way.
    Error "cycle" Cycle { ids: Vec<String> },
    /// `see_also` of an entry that names itself.
    Error "self-reference" SelfReference { id: String },
    /// An entry without `answer` and `shows`.
    Error "no-answer" NoAnswer,
    /// An entry with both.
    Error "two-answers" TwoAnswers,
    /// An entry without a single example question.
    Error "no-questions" NoQuestions,
    /// The same question in two entries; the second place is the other entry's.
    Error "duplicate-question" DuplicateQuestion { id: String },
    /// Opening hours that cannot be read, and why, in both languages.
    Error "bad-hours" BadHours { french: String, english: String },

    // Texts.
    /// A text without a single visible character.
    Error "empty-text" EmptyText,
    /// The town's first language is missing.
    Error "missing-language" MissingLanguage { language: String },
    /// A text in a language that the town does not speak.
    Error "unknown-language" UnknownLanguage { language: String, known: Vec<String> },
    /// A text that is not translated.
    Warning "missing-translation" MissingTranslation { language: String },
    /// A placeholder that does not exist, and the nearest that does.
    Error "unknown-placeholder" UnknownPlaceholder { placeholder: String, nearest: Option<String> },
    /// A placeholder that exists without a value: the service has no phone, for example.
    Error "empty-placeholder" EmptyPlaceholder { placeholder: String },
    /// A placeholder where none is filled in: a name, a phone number.
    Error "placeholder-here" PlaceholderHere { placeholder: String },
    /// A gap of an interface sentence that it does not have.
    Error "unknown-gap" UnknownGap { gap: String, known: Vec<String> },
    /// An answer longer than `limit` characters.
    Error "answer-too-long" AnswerTooLong { length: usize, limit: usize },
    /// `@everyone`, `@here`, `<@…>`.
    Error "mention" Mention { text: String },
    /// A character that cannot be seen and changes how text is read, as `U+202E`.
    Error "hidden-character" HiddenCharacter { character: String },
    /// A link to a domain that `town.links` does not list, and whether it lists none at all.
    Error "link-not-allowed" LinkNotAllowed { host: String, none_allowed: bool },
    /// A link that is not `https`.
    Error "link-not-https" LinkNotHttps { link: String },
    /// A link with a user name, a number instead of a name, an internationalised name or a port.
    Error "link-disguised" LinkDisguised { link: String },
    /// A link whose text shows another address than the one it leads to.
    Error "link-text-lies" LinkTextLies { shown: String, host: String },
    /// An e-mail address that neither `town.official` nor `town.links` knows.
    Error "email-not-official" EmailNotOfficial { email: String },
    /// A source that is not an `https` address.
    Warning "source-not-https" SourceNotHttps { source: String },

    // The town's own regression questions.
    /// A question of `checks` marked `must` that does not lead where it should; where it leads instead.
    Error "check-lost" CheckLost { expect: String, got: Vec<String> },
    /// Another question of `checks` that does not.
    Warning "check-missed" CheckMissed { expect: String, got: Vec<String> },

    // What deserves a look.
    /// A service without a date for its information.
    Warning "no-date" NoDate,
    /// Fewer than `wanted` example questions in the town's first language.
    Warning "thin-entry" ThinEntry { questions: usize, wanted: usize },
    /// A review date that has passed.
    Warning "review-passed" ReviewPassed { date: String },
    /// A translation last checked before the text it translates.
    Warning "translation-older" TranslationOlder { language: String },
    /// A phone number that a service has, typed by hand; the placeholder to use.
    Warning "typed-phone" TypedPhone { phone: String, placeholder: String },
    /// A phone number that nobody on the lists has.
    Warning "stranger-phone" StrangerPhone { phone: String },
    /// A question that is almost one of another entry; the second place is that one.
    Warning "nearly-same-question" NearlySameQuestion { id: String },
    /// An entry whose own example questions lead to other entries as often as to it. The place is such a question, the
    /// second place the question of `rival` that is most like it.
    Warning "unreachable-entry" UnreachableEntry { id: String, rival: String, lost: usize, questions: usize },
    /// An answer or a note that says of a service the contrary of its status. The second place is the status.
    Warning "contradiction" Contradiction { service: String, status: String },
    /// A counter that is open although its service is closed or suspended; whether that is said by the service that
    /// it is part of. The second place is the status.
    Warning "open-counter" OpenCounter { service: String, status: String, inherited: bool },
}

impl Problem {
    /// The line as it should be, without its indentation, where the line alone tells that.
    pub(crate) fn corrected_line(&self) -> Option<&str> {
        match self {
            Self::MissingSpace { line }
            | Self::ApostropheInQuotes { line }
            | Self::TextAfterQuote { line: Some(line) }
            | Self::ColonInText { line }
            | Self::ReservedStart { line, .. }
            | Self::NoBreakSpace { line, .. }
            | Self::MissingDash { line }
            | Self::MissingColon { line } => Some(line),
            _ => None,
        }
    }
}
