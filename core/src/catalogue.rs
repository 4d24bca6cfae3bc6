//! The FAQ of a town, read and validated: what may be said, and about what. Immutable once loaded.

mod build;
mod contradictions;
mod dates;
mod draft;
mod entries;
mod entry;
mod fitting;
mod folder;
mod guard;
mod ids;
mod line;
mod node;
mod parsed;
mod phones;
mod placeholders;
mod proofreader;
mod questions;
mod recovery;
mod review;
mod scan;
mod services;
mod shape;
mod source;
mod syntax;
#[cfg(test)]
mod tests;
mod text;
mod topic;
mod town;
mod wording;

use std::{collections::BTreeMap, path::Path};

use chrono::NaiveDate;
use chrono_tz::Tz;

pub(crate) use self::phones::is_calling_word;
pub use self::{
    entry::{Body, Check, Entry, Question, Review, Signal},
    folder::{MAX_FILE_BYTES, MAX_FOLDER_BYTES, SourceFile, read_folder},
    proofreader::MAX_ANSWER_CHARS,
    shape::json_schema,
    topic::Topic,
};
use crate::{
    EntryId, Hours, Interface, Locale, Localised, Markdown,
    diagnostic::Diagnostics,
    service::{Channels, Status},
};

/// Everything that staff wrote, checked.
#[derive(Debug)]
pub struct Catalogue {
    /// The town.
    pub town: Town,
    /// Its services, in the order written; a procedure has already inherited from the service it is part of.
    pub services: Vec<Service>,
    /// Its questions and answers, in the order written.
    pub entries: Vec<Entry>,
    /// The counter's own sentences, the town's wording over the defaults.
    pub interface: Interface,
    /// Per language, what people write and what the FAQ says instead, in the order written.
    pub vocabulary: BTreeMap<Locale, Vec<(String, String)>>,
    /// The town's regression questions.
    pub checks: Vec<Check>,
}

/// The town and what holds for all its answers.
#[derive(Clone, Debug)]
pub struct Town {
    /// Its name.
    pub name: String,
    /// Where its clocks are.
    pub timezone: Tz,
    /// The languages it answers in, the first one mandatory everywhere. Never empty.
    pub languages: Vec<Locale>,
    /// The only domains that an answer may link to (their sub-domains included).
    pub links: Vec<String>,
    /// What "is it really the town hall?" compares with.
    pub official: Official,
    /// How sure the counter must be before it answers.
    pub caution: Caution,
    /// Default freshness line of service cards.
    pub as_of: Option<Localised<String>>,
    /// What holds for a service that the list does not name.
    pub unlisted_services: Option<Localised<Markdown>>,
    /// One line above every answer.
    pub banner: Option<Localised<Markdown>>,
}

/// The town's official phone numbers, domains and e-mail addresses.
#[derive(Clone, Debug, Default)]
pub struct Official {
    /// Phone numbers, as written.
    pub phones: Vec<OfficialValue>,
    /// Domains, in lower case.
    pub domains: Vec<OfficialValue>,
    /// E-mail addresses, in lower case.
    pub emails: Vec<OfficialValue>,
}

/// One official number, domain or address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialValue {
    /// The value as written.
    pub value: String,
    /// What it is ("standard de la mairie").
    pub label: Localised<String>,
}

/// How sure the counter must be before it answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Caution {
    /// Answers more, errs more.
    Low,
    /// The balance that was measured.
    #[default]
    Normal,
    /// Answers less, errs less.
    High,
}

/// A service of the town, or a procedure at one: it answers with a card.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its id.
    pub id: EntryId,
    /// Its name.
    pub name: Localised<String>,
    /// Other names that people use.
    pub also: Vec<(Locale, String)>,
    /// How it works at the moment.
    pub status: Status,
    /// What the citizen must know or bring.
    pub note: Option<Localised<Markdown>>,
    /// By which ways it can be reached.
    pub channels: Channels,
    /// Its phone number, as it is printed.
    pub phone: Option<String>,
    /// Where it is.
    pub address: Option<Localised<String>>,
    /// When it is open.
    pub hours: Option<Hours>,
    /// When it resumes, in the town's words; never computed.
    pub resumes: Option<Localised<String>>,
    /// How old this information is; the town's default already applied.
    pub as_of: Option<Localised<String>>,
    /// Ways people ask about it.
    pub questions: Vec<Question>,
    /// The service that it is a procedure of.
    pub part_of: Option<EntryId>,
    /// What to read next.
    pub see_also: Vec<EntryId>,
    /// Where the facts come from.
    pub review: Review,
    /// Whether it wins ties and is never hidden by a clarification.
    pub urgent: bool,
}

impl Catalogue {
    /// Reads and checks every file below a folder. All problems come at once.
    ///
    /// With the catalogue come the warnings about it; without one, the errors and the warnings.
    pub fn load(folder: &Path) -> Result<(Self, Diagnostics), Diagnostics> {
        Self::from_files(&read_folder(folder)?)
    }

    /// The same for files that are already in memory.
    ///
    /// ```
    /// use guichet_core::{Catalogue, catalogue::SourceFile};
    ///
    /// let town = SourceFile::new("town.yaml", "town: {name: Ville, timezone: Europe/Paris, languages: [fr]}");
    /// let entries = SourceFile::new(
    ///     "entries.yaml",
    ///     "entries: [{id: bonjour, questions: {fr: [bonjour, salut]}, answer: {fr: Bonjour.}}]",
    /// );
    /// let (catalogue, warnings) = Catalogue::from_files(&[town, entries])?;
    /// assert_eq!(catalogue.entries.len(), 1);
    /// assert_eq!(warnings.len(), 1, "two questions are few");
    /// # Ok::<(), guichet_core::Diagnostics>(())
    /// ```
    pub fn from_files(files: &[SourceFile]) -> Result<(Self, Diagnostics), Diagnostics> {
        Self::read(files, None)
    }

    /// The same on a given day: review dates before it are told as warnings.
    pub fn from_files_on(files: &[SourceFile], today: NaiveDate) -> Result<(Self, Diagnostics), Diagnostics> {
        Self::read(files, Some(today))
    }

    /// The town's first language, read from files that may be full of faults: the language to tell them in.
    #[must_use]
    pub fn first_language(files: &[SourceFile]) -> Option<Locale> {
        files.iter().find_map(parsed::first_language)
    }

    fn read(files: &[SourceFile], today: Option<NaiveDate>) -> Result<(Self, Diagnostics), Diagnostics> {
        let shape = shape::Shape::of_a_file();
        let mut parsed = Vec::new();
        let mut problems = Vec::new();
        let mut complete = true;
        for file in files {
            let reading = parsed::read(file, &shape);
            complete &= reading.complete;
            problems.extend(reading.problems);
            parsed.extend(reading.parsed);
        }
        let (catalogue, more) = build::build(&parsed, complete, today);
        problems.extend(more);
        let problems = Diagnostics::new(problems);
        match catalogue {
            Some(catalogue) if !problems.has_errors() => Ok((catalogue, problems)),
            _ => Err(problems),
        }
    }

    /// The town's first language.
    #[must_use]
    pub fn default_locale(&self) -> Locale {
        self.town.languages.first().copied().unwrap_or(Locale::FRENCH)
    }

    /// Every service, then every entry: the classes that the ranker chooses from.
    pub fn topics(&self) -> impl Iterator<Item = Topic<'_>> {
        let services = self.services.iter().map(Topic::Service);
        services.chain(self.entries.iter().map(Topic::Entry))
    }

    /// The service or entry of this id.
    #[must_use]
    pub fn topic(&self, id: &EntryId) -> Option<Topic<'_>> {
        self.topics().find(|topic| topic.id() == id)
    }

    /// The entry that messages of this kind lead to. Danger falls back to the only urgent entry.
    #[must_use]
    pub fn signalled(&self, signal: Signal) -> Option<&Entry> {
        let named = self.entries.iter().find(|entry| entry.signals.contains(&signal));
        if named.is_some() || signal != Signal::Danger {
            return named;
        }
        let mut urgent = self.entries.iter().filter(|entry| entry.urgent);
        urgent.next().filter(|_| urgent.next().is_none())
    }
}
