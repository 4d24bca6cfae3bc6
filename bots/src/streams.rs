//! Where a command reads and writes: the terminal, a pipe, or the memory of a test.

use std::{
    ffi::OsString,
    io::{Read, Write},
};

/// The streams of one run of the program.
pub struct Streams<'a> {
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output: what was asked for.
    pub output: &'a mut dyn Write,
    /// Standard error: what went wrong.
    pub errors: &'a mut dyn Write,
    /// Whether a person sits at both ends, so that there is a prompt with line editing.
    pub interactive: bool,
    /// Whether the output may be coloured.
    pub colour: bool,
    /// Whether the errors may be coloured.
    pub colour_errors: bool,
}

/// Looks up an environment variable: the process's own, or a test's.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;
