//! Messages with the entries that they ask about.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path};

use guichet_core::{Assistant, catalogue::SourceFile};
use serde_json::Value;

/// A message and what it asks about.
pub(crate) struct Labelled {
    pub(crate) text: String,
    /// The entries that are right, best first; none is out of scope.
    pub(crate) right: Vec<String>,
    /// It asks two things, and wants both answered.
    pub(crate) multi: bool,
}

/// A counter with messages to it.
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) assistant: Assistant,
    pub(crate) messages: Vec<Labelled>,
}

/// The shipped FAQ and the messages of one of the repository's corpora: `citizens`, which it was measured with while it
/// was written, or `authors`, by other hands without a look at it.
pub(crate) fn shipped(corpus: &str) -> Set {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let messages = rows(&root.join("tests/corpora").join(corpus).with_extension("jsonl"))
        .into_iter()
        .map(|row| Labelled {
            text: text(&row),
            right: row["ids"].as_array().into_iter().flatten().map(string).collect(),
            multi: row["multi"].as_bool().unwrap_or(false),
        });
    Set {
        name: corpus.to_owned(),
        messages: messages.collect(),
        assistant: Assistant::load(&root.join("faq")).expect("the shipped FAQ loads"),
    }
}

/// A public set, clean or with typing errors: a FAQ made of its examples, asked its test messages.
pub(crate) fn public(folder: &Path, typo: bool) -> Set {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let language = if name.starts_with("fr") { "fr" } else { "en" };
    let mut entries: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows(&folder.join("train.jsonl")) {
        entries.entry(string(&row["id"])).or_default().push(text(&row));
    }
    let town = format!("town: {{name: Public, timezone: Europe/Paris, languages: [{language}]}}");
    let mut files = vec![SourceFile::new("town.yaml", town)];
    for (id, questions) in entries {
        let questions = serde_json::to_string(&questions).expect("texts are JSON");
        let mut yaml = String::from("entries:\n");
        let _ = writeln!(
            yaml,
            "  - {{id: {id:?}, answer: {{{language}: Answer}}, questions: {{{language}: {questions}}}}}"
        );
        files.push(SourceFile::new(format!("{id}.yaml"), yaml));
    }
    let test = if typo { "test_typo.jsonl" } else { "test.jsonl" };
    let messages = rows(&folder.join(test)).into_iter().map(|row| Labelled {
        text: text(&row),
        right: row["id"].as_str().map(str::to_owned).into_iter().collect(),
        multi: false,
    });
    Set {
        messages: messages.collect(),
        assistant: Assistant::from_files(&files).expect("the set's FAQ loads"),
        name: if typo { format!("{name}, typos") } else { name },
    }
}

fn rows(path: &Path) -> Vec<Value> {
    let lines = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = lines.lines().filter(|line| !line.trim().is_empty());
    rows.map(|line| serde_json::from_str(line).expect("a line is JSON"))
        .collect()
}

fn text(row: &Value) -> String {
    string(&row["text"])
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
