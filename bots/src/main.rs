//! The `guichet` binary: hands the process's own streams and environment to the library, and its outcome to the shell.

use std::{
    io::{self, IsTerminal as _},
    process::ExitCode,
};

use anstream::{AutoStream, ColorChoice};
use guichet::{Streams, config::environment, run};

fn main() -> ExitCode {
    // Not locked for good: the log of a serving counter writes from other threads.
    let (mut input, mut output, mut errors) = (io::stdin(), io::stdout(), io::stderr());
    let mut streams = Streams {
        interactive: input.is_terminal() && output.is_terminal(),
        colour: AutoStream::choice(&output) != ColorChoice::Never,
        colour_errors: AutoStream::choice(&errors) != ColorChoice::Never,
        input: &mut input,
        output: &mut output,
        errors: &mut errors,
    };
    run(std::env::args_os(), &environment, &mut streams).into()
}
