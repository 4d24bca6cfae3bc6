//! `guichet schema`: the shape of the FAQ files, for editors that complete and explain keys.

use anyhow::Result;

use super::Session;
use crate::Exit;

/// Prints the JSON schema.
pub(crate) fn schema(session: &mut Session<'_, '_>) -> Result<Exit> {
    write!(session.streams.output, "{}", text()?)?;
    Ok(Exit::Success)
}

/// The schema as the text of a file.
pub(super) fn text() -> serde_json::Result<String> {
    Ok(serde_json::to_string_pretty(&guichet_core::catalogue::json_schema())? + "\n")
}
