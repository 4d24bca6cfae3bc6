//! What the READMEs show is what happens: their commands are run, their output compared.

mod clerk;
mod transcript;

use std::{fs, path::Path};

use transcript::{Run, blocks, runs, words};

use crate::support::program::{guichet, shipped_faq};

/// Where a transcript is cut short.
const CUT: &str = "[…]";

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).unwrap()
}

/// A text whatever its line breaks: the README folds long lines.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_transcript_is_what_a_new_user_gets() {
    let all: Vec<Run> = blocks(&readme(), "text").iter().flat_map(|block| runs(block)).collect();
    assert!(!all.is_empty(), "the README shows no transcript");
    for Run { command, shown } in all {
        let arguments = command.strip_prefix("cargo run --release -- ").unwrap();
        let output = plain(&guichet(words(arguments)).on(&shipped_faq()).run().success());
        let (head, tail) = shown.split_once(CUT).unwrap_or((&shown, ""));
        assert!(output.starts_with(&plain(head)), "{command}\n{output}");
        assert!(output.ends_with(&plain(tail)), "{command}\n{output}");
        assert!(shown.contains(CUT) || output == plain(&shown), "{command}\n{output}");
    }
}

#[test]
fn the_commands_that_are_named_exist() {
    let readme = readme();
    let help = guichet(["--help"]).run().success();
    let commands = help.split("Commands:\n").nth(1).unwrap();
    let listed = commands.lines().take_while(|line| !line.is_empty());
    // A long description may go on in the next line, further to the right.
    let first_lines = listed.filter_map(|line| line.strip_prefix("  ").filter(|rest| !rest.starts_with(' ')));
    let mut names: Vec<_> = first_lines.filter_map(|line| line.split_whitespace().next()).collect();
    names.retain(|name| *name != "help");
    assert_eq!(names.len(), 11, "{help}");
    for name in names {
        assert!(
            readme.contains(&format!("`{name}`")),
            "the README does not name `{name}`"
        );
    }
}

#[test]
fn the_check_that_is_recommended_passes() {
    let outcome = guichet(["check"]).also(&[shipped_faq().to_str().unwrap()]).run();
    assert_eq!(outcome.exit, guichet::Exit::Success);
    assert!(
        outcome.output.starts_with("FAQ lue : "),
        "no warning either: {}",
        outcome.output
    );
}

#[test]
fn the_code_map_names_what_is_there() {
    let readme = readme();
    let all = blocks(&readme, "text");
    let map = all.iter().find(|block| block.contains("guichet-core:")).unwrap();
    let mut folder = "";
    for line in map.lines() {
        let is_file = |word: &&str| Path::new(word).extension().is_some_and(|end| end == "rs") || word.ends_with('/');
        let named: Vec<_> = line.split_whitespace().filter(is_file).collect();
        if line.starts_with(' ') {
            for name in named {
                let path = root().join(folder).join("src").join(name);
                assert!(path.exists(), "{}", path.display());
            }
        } else if let Some(name) = named.first() {
            folder = name;
            assert!(root().join(folder).is_dir(), "{folder}");
        }
    }
    for name in readme
        .split('`')
        .filter(|word| word.starts_with("tests/") || word.starts_with("bots/"))
    {
        assert!(root().join(name).exists(), "{name}");
    }
}
