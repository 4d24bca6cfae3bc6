//! `guichet schema`: the shape of the FAQ files, for editors that complete and explain keys.

use anyhow::Result;

use super::Session;
use crate::Exit;

/// Prints the JSON schema.
pub(crate) fn schema(session: &mut Session<'_, '_>) -> Result<Exit> {
    let schema = serde_json::to_string_pretty(&guichet_core::catalogue::json_schema())?;
    writeln!(session.streams.output, "{schema}")?;
    Ok(Exit::Success)
}
