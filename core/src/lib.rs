//! Understands a citizen's message and answers with text that the town's staff wrote.

mod action;
mod assistant;
mod calendar;
pub mod catalogue;
mod compose;
pub mod diagnostic;
mod entry_id;
mod hours;
mod interface;
pub mod links;
mod locale;
mod markdown;
mod nearest;
pub mod official;
mod ranker;
pub mod reply;
pub mod service;
mod sign;
pub mod text;
mod understanding;
mod utterance;
pub mod verdict;

pub use action::{Action, MAX_ACTION_BYTES};
pub use assistant::Assistant;
pub use catalogue::Catalogue;
pub use diagnostic::{Diagnostic, Diagnostics};
pub use entry_id::{EntryId, MAX_ID_BYTES};
pub use hours::{Hours, HoursError, HoursState};
pub use interface::{Interface, Phrase};
pub use locale::{Locale, Localised};
pub use markdown::Markdown;
pub use reply::Reply;
pub use sign::Sign;
pub use utterance::Utterance;
pub use verdict::Verdict;
