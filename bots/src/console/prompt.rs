//! The next line of a conversation: with editing and history at a terminal, plainly from a pipe.

use std::io::{BufReader, Read};

use anyhow::{Context as _, Result};
use rustyline::{Config, Editor, error::ReadlineError, history::MemHistory};

use crate::lines::{Line, next_line};

/// What stands before the cursor.
const MARK: &str = "> ";

/// Where the lines come from.
pub(super) enum Prompt<'a> {
    /// A person. The history lives as long as the conversation and is never written to a disk.
    Terminal(Box<Editor<(), MemHistory>>),
    /// A pipe or a file.
    Pipe(BufReader<&'a mut dyn Read>),
}

impl<'a> Prompt<'a> {
    /// A prompt at a terminal, or the lines of `input`.
    pub(super) fn new(interactive: bool, input: &'a mut dyn Read) -> Result<Self> {
        if !interactive {
            return Ok(Self::Pipe(BufReader::new(input)));
        }
        let config = Config::builder().auto_add_history(true).build();
        let editor = Editor::with_history(config, MemHistory::new()).context("terminal")?;
        Ok(Self::Terminal(Box::new(editor)))
    }

    /// The next line; `None` when the other side has left.
    ///
    /// Bytes that are no UTF-8 become replacement characters; a line without measure becomes an empty one.
    pub(super) fn next(&mut self) -> Result<Option<String>> {
        match self {
            Self::Terminal(editor) => match editor.readline(MARK) {
                Ok(line) => Ok(Some(line)),
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
                Err(error) => Err(error).context("terminal"),
            },
            Self::Pipe(input) => {
                let line = next_line(input).context("standard input")?;
                Ok(line.map(|line| match line {
                    Line::Complete(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                    Line::TooLong => String::new(),
                }))
            }
        }
    }
}
