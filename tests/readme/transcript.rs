//! Commands and their output in a Markdown text.

/// A command and what is shown below it.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// As typed behind `$ `.
    pub(super) command: String,
    /// The lines up to the next command.
    pub(super) shown: String,
}

/// The fenced blocks of a kind, in order.
pub(super) fn blocks(markdown: &str, kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    let behind = markdown.split(&fence).skip(1);
    behind
        .map(|rest| rest.split("```").next().unwrap().to_owned())
        .collect()
}

/// The commands of a block.
pub(super) fn runs(block: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for line in block.split_inclusive('\n') {
        match (line.strip_prefix("$ "), runs.last_mut()) {
            (Some(command), _) => runs.push(Run {
                command: command.trim_end().to_owned(),
                shown: String::new(),
            }),
            (None, Some(run)) => run.shown.push_str(line),
            (None, None) => {}
        }
    }
    runs
}

/// The words of a command, with double quotes around what holds spaces.
pub(super) fn words(command: &str) -> Vec<String> {
    let (mut words, mut is_quoted) = (vec![String::new()], false);
    for c in command.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    assert!(!is_quoted, "{command}");
    words
}

#[test]
fn a_block_is_taken_apart() {
    let markdown = "a\n```text\n$ x \"b c\" d=\"e f\"\n1\n2\n$ y\n```\n```sh\nz\n```\n";
    let blocks = blocks(markdown, "text");
    assert_eq!(blocks.len(), 1);
    let runs = runs(&blocks[0]);
    assert_eq!((runs[0].shown.as_str(), runs[1].command.as_str()), ("1\n2\n", "y"));
    assert_eq!(words(&runs[0].command), ["x", "b c", "d=e f"]);
}
