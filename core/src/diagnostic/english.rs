//! The problems in English.

use super::{Expected, MAX_LISTED, Problem, Words};

/// The words of a problem.
#[expect(clippy::too_many_lines, reason = "a table: one row a problem")]
pub(super) fn words(problem: &Problem) -> Words {
    use Problem as P;
    match problem {
        // Files.
        P::UnreadableFolder { folder, reason } => row(
            format!("the folder `{folder}` cannot be read"),
            "",
            format!("the system says: {reason}"),
        ),
        P::UnreadableFile { reason } => row("this file cannot be read", "", format!("the system says: {reason}")),
        P::NoFiles { folder } => row(
            format!("no .yaml file in the folder `{folder}`"),
            "",
            "name the folder of the FAQ with `--faq FOLDER`",
        ),
        P::FileTooLarge { limit } => row(
            format!("this file is larger than {} KiB", limit / 1024),
            "",
            "divide it into several .yaml files in the same folder",
        ),
        P::FolderTooLarge { limit } => row(
            format!(
                "the files of the folder are together larger than {} MiB",
                limit / 1024 / 1024
            ),
            "",
            "remove the questions and files that are no longer needed",
        ),
        P::NotUtf8 { guess } => row(
            format!("this file is not saved as UTF-8, but probably as {guess}"),
            "cannot be read from here on",
            "in Notepad: File > Save as, then Encoding: UTF-8",
        ),
        P::ControlCharacter { character } => row(
            format!("an invisible character that is not allowed ({character})"),
            "",
            "delete it, or type the word again",
        ),
        P::EmptyFile => row("this file holds nothing but comments", "", ""),

        // YAML.
        P::Syntax { reason } => row(
            "this file is not readable YAML",
            "reading stops here",
            format!("compare this line and the one above with an entry that works (the reader says: {reason})"),
        ),
        P::Tab => row("a tab where only spaces are allowed", "tab", "replace it by spaces"),
        P::UnclosedQuote => row(
            "a quote opens and does not close",
            "opened here",
            "add the same quote at the end of the text",
        ),
        P::Indentation => row(
            "this line does not line up with those around it",
            "reading stops here",
            "start the line with as many spaces as the lines of the same level",
        ),
        P::UnclosedBracket => row(
            "brackets [ ] or braces { } that are not closed properly",
            "check from here on",
            "see that every text is quoted, that a comma comes before the next one, and that ] or } closes the list",
        ),
        P::MissingComma => row(
            "a comma is missing between two texts",
            "before this text",
            "put a comma and a space between the texts",
        ),
        P::MissingSpace { line } => row("a space is missing behind the colon", "", write(line)),
        P::Backslash => row(
            "a backslash in a text between double quotes",
            "",
            "remove it, or double it: \\\\",
        ),
        P::ApostropheInQuotes { line } => row(
            "an apostrophe ends the text, because the text is between apostrophes",
            "the text ends at its second apostrophe",
            write(line),
        ),
        P::TextAfterQuote { line } => row(
            "the text goes on behind the quote that closes it",
            "one quote too many",
            line.as_ref().map_or_else(
                || "remove the quote in the middle, or write it \\\"".to_owned(),
                |line| write(line),
            ),
        ),
        P::ColonInText { line } => row(
            "a text with `: ` inside needs quotes",
            "read as a key and its value",
            write(line),
        ),
        P::ReservedStart { character, line } => row(
            format!("a text that starts with {character} needs quotes"),
            "a sign that YAML keeps for itself",
            write(line),
        ),
        P::HashCutsText { lost, line } => row(
            format!("the text is cut: `{lost}` is read as a comment"),
            "the text ends here",
            write(line),
        ),
        P::NoBreakSpace { indent, line } => row(
            "a no-break space, which YAML does not take for a space",
            "",
            match indent {
                Some(_) if line.is_empty() => "empty this line".to_owned(),
                Some(count) => {
                    let spaces = if *count == 1 {
                        "ordinary space"
                    } else {
                        "ordinary spaces"
                    };
                    format!("begin the line with {count} {spaces}, then write:\n{line}")
                }
                None => format!("write, with ordinary spaces:\n{line}"),
            },
        ),
        P::NullText { word, line } => row(
            format!("`{word}` means \"nothing\" in YAML"),
            "",
            format!("remove it, or {}", write(line)),
        ),
        P::YamlWord { word, line } => row(
            format!("`{word}` without quotes is true or false for other tools"),
            "",
            write(line),
        ),
        P::FlagWord { word, line } => row(
            format!("`{word}` without quotes looks like a true or false"),
            "read as a text",
            write(line),
        ),
        P::LooksLikeNumber { text, line } => row(
            format!("`{text}` without quotes is a number or a time for other tools"),
            "",
            write(line),
        ),
        P::SmartQuotes { line } => row(
            "these quotes are part of the text: only straight quotes \" delimit",
            "will be shown as they are",
            write(line),
        ),
        P::MissingDash { line } => row(
            "every line of a list starts with the dash of the keyboard (-) and a space",
            "",
            write(line),
        ),
        P::MissingColon { line } => row("the colon behind the key is missing", "", write(line)),
        P::CommaInText => row(
            "the comma ends the text, because it stands in braces or brackets",
            "read as a text of its own",
            "put the whole text between straight quotes: {en: \"…, …\"}",
        ),
        P::NotIndented { key, above } => row(
            format!("`{key}` belongs to `{above}`, and is not indented"),
            "too few spaces in front of it",
            format!("add two spaces in front of it, to set it off from `{above}`"),
        ),
        P::Anchor => row(
            "& and * at the start of a value are reserved",
            "",
            "put the text between straight quotes, or remove the sign",
        ),
        P::Tag => row(
            "! at the start of a value is reserved",
            "",
            "put the text between straight quotes, or remove the sign",
        ),
        P::SecondDocument => row(
            "a second document starts here",
            "all that follows would be lost",
            "remove the line `---`, or make two files",
        ),
        P::TooDeep => row(
            "too many levels",
            "",
            "check the spaces at the start of the lines, and the brackets",
        ),
        P::TooManyValues { limit } => row(
            format!("more than {limit} values in a file"),
            "",
            "divide it into several .yaml files in the same folder",
        ),
        P::ComplexKey => row(
            "a key must be a word",
            "this is none",
            "check the brackets, braces and dashes of this line",
        ),
        P::DuplicateKey { key } => twice(
            format!("the key `{key}` stands twice in the same place"),
            "second time",
            "first time",
            "keep one; if a new entry was meant to start, its dash is missing",
        ),

        // Keys and values.
        P::UnknownKey { key, nearest, known } => row(
            format!("unknown key `{key}`"),
            nearest
                .as_ref()
                .map_or_else(String::new, |n| format!("did you mean `{n}`?")),
            possible(known),
        ),
        P::MisplacedKey { key } => row(
            format!("`{key}` stands too far right: it is read as a language"),
            "too many spaces in front",
            "remove spaces so that it lines up with the key above",
        ),
        P::MissingKey { key } => row(
            format!("the key `{key}` is missing"),
            "in this block",
            format!("add a line `{key}: …`"),
        ),
        P::EmptyValue { key } => row(
            format!("nothing is written behind `{key}`"),
            "no value",
            "write a value, or remove the line",
        ),
        P::WrongType {
            expected,
            found,
            example,
        } => row(
            format!("expected {}, found {}", kind(*expected), kind(*found)),
            "",
            match (expected, example) {
                (_, Some(example)) => format!("write: {example}"),
                (Expected::Text, None) if *found == Expected::List => {
                    "for a text of several lines, write `|` behind the key, and keep the lines below it".to_owned()
                }
                (Expected::Text, None) => "put the text between straight quotes, on the line of its key".to_owned(),
                (Expected::List, None) => "put every item on a line of its own, behind a dash and a space".to_owned(),
                (Expected::Languages, None) => "write the language in front of every text: `en: \"…\"`".to_owned(),
                (Expected::Keys, None) => "write one line `key: value` for each fact".to_owned(),
                (Expected::Flag, None) => String::new(),
            },
        ),
        P::BadValue {
            value,
            nearest,
            allowed,
        } => row(
            format!("`{value}` is not allowed here"),
            nearest
                .as_ref()
                .map_or_else(String::new, |n| format!("did you mean `{n}`?")),
            format!("allowed: {}", list(allowed)),
        ),
        P::BadDate { value, rewritten } => row(
            format!("`{value}` is not a readable date"),
            "year-month-day",
            rewritten.as_ref().map_or_else(
                || "write it like this: 2026-11-20".to_owned(),
                |date| format!("write: {date}"),
            ),
        ),
        P::Refused { reason } => row(
            "this file cannot be read",
            "reading stops here",
            format!("the reader says: {reason}"),
        ),

        // The town.
        P::NoTown => row(
            "no file describes the town",
            "",
            "add to a file: town: {name: \"…\", timezone: Europe/Paris, languages: [fr]}",
        ),
        P::TwoTowns => twice(
            "the town is described twice",
            "second time",
            "first time",
            "keep one `town` block",
        ),
        P::NoEntries => row(
            "neither a service nor an entry: there is nothing to answer",
            "",
            "add at least one entry below `entries:`",
        ),
        P::BadTimezone { value, nearest } => row(
            format!("unknown time zone `{value}`"),
            "",
            format!("write: timezone: {}", nearest.as_deref().unwrap_or("Europe/Paris")),
        ),
        P::NoLanguages => row("no language", "", "write: languages: [fr]"),
        P::BadLanguage { value } => row(
            format!("`{value}` is not a language code, or stands here already"),
            "",
            "a code has two or three lower-case letters: fr, en, nl",
        ),
        P::BadDomain { value } => row(
            format!("`{value}` is not the name of a site"),
            "",
            "write the name alone, without https:// and slashes: service-public.fr",
        ),
        P::BadEmail { value } => row(
            format!("`{value}` is not an e-mail address"),
            "",
            "for example: office@example.org",
        ),
        P::BadPhone { value } => row(
            format!("`{value}` is not a phone number"),
            "",
            "write the number alone, between quotes: \"03 21 00 00 00\"",
        ),

        // Entries and services.
        P::BadId { id } => row(
            format!("`{id}` cannot be an id"),
            "",
            "1 to 56 letters without accents, digits or hyphens, no spaces: identity-card",
        ),
        P::DuplicateId { id } => twice(
            format!("the id `{id}` is used twice"),
            "already taken",
            "first use",
            "give another id to one of them",
        ),
        P::UnknownId { id, nearest } => row(
            format!("no entry and no service has the id `{id}`"),
            nearest
                .as_ref()
                .map_or_else(String::new, |n| format!("did you mean `{n}`?")),
            "write the exact `id` of an entry or a service, or remove it",
        ),
        P::NotAService { id } => row(
            format!("`{id}` is not a service"),
            "this is an entry",
            "`part_of` needs the `id` of a service",
        ),
        P::Cycle { ids } => row(
            format!("these services are part of each other in a circle: {}", ids.join(" → ")),
            "",
            "remove one `part_of`",
        ),
        P::SelfReference { id } => row(format!("`{id}` refers to itself"), "", "remove it from `see_also`"),
        P::NoAnswer => row("this entry has no answer", "", "add `answer:` with a text per language"),
        P::TwoAnswers => row("this entry has both `answer` and `shows`", "", "keep one of them"),
        P::NoQuestions => row(
            "no question: nobody will ever get this answer",
            "",
            "add examples of what citizens write",
        ),
        P::DuplicateQuestion { id } => twice(
            format!("this question already belongs to `{id}`"),
            "second time",
            "first time",
            "keep it in the entry whose answer fits",
        ),
        P::BadHours { english, .. } => row("opening hours that cannot be read", "", english.clone()),

        // Texts.
        P::EmptyText => row("this text is empty", "", "write the text, or remove the line"),
        P::MissingLanguage { language } => row(
            format!("the text in the first language (`{language}`) is missing"),
            "",
            format!("add a line `{language}: …`"),
        ),
        P::UnknownLanguage { language, known } => row(
            format!("`{language}` is not a language of the town"),
            "",
            format!("languages of the town: {}", list(known)),
        ),
        P::MissingTranslation { language } => row(
            format!("not translated (`{language}`): the text in the first language will be shown"),
            "",
            format!("add a line `{language}: …`"),
        ),
        P::UnknownPlaceholder { placeholder, nearest } => row(
            format!("`{placeholder}` stands for nothing"),
            nearest
                .as_ref()
                .map_or_else(String::new, |n| format!("did you mean `{n}`?")),
            "write {service-id.phone}, .name, .hours, .status or .address, or {town.name}",
        ),
        P::EmptyPlaceholder { placeholder } => row(
            format!("`{placeholder}` has no value"),
            "the service does not say it",
            "complete the service, or word the sentence in another way",
        ),
        P::PlaceholderHere { placeholder } => row(
            format!("`{placeholder}` is not filled in here"),
            "",
            "write the value itself",
        ),
        P::UnknownGap { gap, known } => row(
            format!("`{gap}` is not filled in in this sentence"),
            "",
            if known.is_empty() {
                "this sentence has nothing to fill in: remove the braces".to_owned()
            } else {
                format!("possible here: {}", list(known))
            },
        ),
        P::AnswerTooLong { length, limit } => row(
            format!("text too long: {length} characters, at most {limit}"),
            "",
            "shorten it, or divide it into two",
        ),
        P::Mention { text } => row(format!("`{text}` would alert people on Discord"), "", "remove it"),
        P::HiddenCharacter { character } => row(
            format!("an invisible character in the text ({character})"),
            "",
            "delete the word and type it again",
        ),
        P::LinkNotAllowed { host, none_allowed } => row(
            format!("a link to a site that the town does not list: {host}"),
            "",
            if *none_allowed {
                format!("if the site is safe, add below `town:` the line `links: [{host}]`")
            } else {
                format!("if the site is safe, add {host} to `town.links`")
            },
        ),
        P::LinkNotHttps { .. } => row("a link without https", "", "the address must start with https://"),
        P::LinkDisguised { .. } => row(
            "a disguised address",
            "user name, port, number or foreign letters",
            "write a plain address, such as https://www.service-public.fr",
        ),
        P::LinkTextLies { shown, host } => row(
            format!("the link shows {shown} and leads to {host}"),
            "",
            "show the address it leads to, or a text without an address",
        ),
        P::EmailNotOfficial { email } => row(
            format!("an e-mail address that is not official: {email}"),
            "",
            "add it to `town.official.emails`, or remove it",
        ),
        P::SourceNotHttps { .. } => row(
            "this source is not an https address",
            "",
            "copy the whole address of the page: https://…",
        ),

        // The town's own regression questions.
        P::CheckLost { expect, got } | P::CheckMissed { expect, got } => row(
            format!("this question should lead to `{expect}`, and {}", outcome(got)),
            "",
            format!("add this way of asking to the questions of `{expect}`, or correct `expect`"),
        ),

        // What deserves a look.
        P::NoDate => row(
            "no date: citizens will not know how old this information is",
            "",
            "add `as_of: 2026-11-20`, here or below `town:`",
        ),
        P::ThinEntry { questions, wanted } => row(
            format!(
                "{questions} question{}: few to be understood well",
                if *questions > 1 { "s" } else { "" }
            ),
            "",
            format!("give at least {wanted}, in different words"),
        ),
        P::ReviewPassed { date } => row(
            format!("due for review since {date}"),
            "the answer is given \"to be confirmed\"",
            "check the text, then set a new date",
        ),
        P::TranslationOlder { language } => row(
            format!("the translation (`{language}`) was checked before the text it translates"),
            "",
            "read it again, then set today's date",
        ),
        P::TypedPhone { phone, placeholder } => row(
            format!("{phone} is already the number of a service"),
            "",
            format!("write {placeholder}: then the number changes in one place"),
        ),
        P::StrangerPhone { phone } => row(
            format!("{phone} is the number of no service and of no official line"),
            "",
            "check it, then add it to `town.official.phones` or to the service",
        ),
        P::NearlySameQuestion { id } => twice(
            format!("this question is almost one of `{id}`"),
            "here",
            "and there",
            "keep it only in the entry whose answer fits, or make one of the two more precise",
        ),
        P::UnreachableEntry {
            id,
            rival,
            lost,
            questions,
        } => twice(
            format!("a question asked like this one does not lead to `{id}` but to `{rival}`"),
            "only recognised word for word",
            "too much like it",
            format!(
                "so it is with {lost} of the {questions} questions of `{id}`: make one entry of the two, or give each \
                 questions that fit only itself"
            ),
        ),
        P::Contradiction { service, status } => twice(
            format!("this sentence seems to contradict the state of `{service}` (status: {status})"),
            "says the contrary",
            "the state given",
            "correct the sentence, or the word behind `status:`",
        ),
        P::OpenCounter {
            service,
            status,
            inherited,
        } => twice(
            format!("`{service}` is not to be had (status: {status}), and its counter is said to be open"),
            "citizens will read \"In person: yes\"",
            "the state given",
            if *inherited {
                format!("add to `{service}` a line `channels: {{counter: closed}}`, or correct its `status:`")
            } else {
                "write `counter: closed`, or correct the word behind `status:`".to_owned()
            },
        ),
    }
}

fn row(message: impl Into<String>, label: impl Into<String>, help: impl Into<String>) -> Words {
    Words {
        message: message.into(),
        label: label.into(),
        related: String::new(),
        help: help.into(),
    }
}

fn twice(message: impl Into<String>, label: &str, related: &str, help: impl Into<String>) -> Words {
    Words {
        related: related.to_owned(),
        ..row(message, label, help)
    }
}

/// The corrected line, to copy.
fn write(line: &str) -> String {
    format!("write:\n{line}")
}

/// The keys that may stand in a place, unless they are too many to be read.
fn possible(known: &[String]) -> String {
    if known.len() > MAX_LISTED {
        String::new()
    } else {
        format!("keys that may stand here: {}", list(known))
    }
}

/// What happens to a message instead.
fn outcome(got: &[String]) -> String {
    match got {
        [] => "gets no answer".to_owned(),
        [one] => format!("leads to `{one}`"),
        several => format!("offers {}", list(several)),
    }
}

fn list(words: &[String]) -> String {
    words.join(", ")
}

const fn kind(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a text",
        Expected::Flag => "true or false",
        Expected::List => "a list",
        Expected::Keys => "`key: value` lines",
        Expected::Languages => "a text per language",
    }
}
