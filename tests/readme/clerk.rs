//! The clerk's guide, `faq/README.md`: each command is run as shown, in a folder that holds the shipped FAQ, and prints
//! what is shown. Numbers and dates may differ: they follow the FAQ and the calendar.
//!
//! `GUICHET_BLESS=1 cargo test -p guichet-tests clerk` writes the real output into the guide, to be read line by line.

use std::{fs, path::PathBuf, process::Command};

use chrono::Utc;
use guichet::{
    reload::Keeper,
    store::{Chat, Gap, GapKind, Person, Platform, Store, Tally, VotedAnswer},
};
use guichet_core::{EntryId, Locale};
use tempfile::TempDir;

use super::{
    CUT,
    transcript::{Run, blocks, runs, words},
};
use crate::{
    staff::copy,
    support::{
        binary,
        program::{guichet, shipped_faq},
    },
};

/// Where the guide edits, once by mistake and once rightly.
const STATUS: &str = "    status: normal\n    note:\n      fr: \"La médiathèque";

/// What the guide writes into the note and the channels.
const EDITS: [(&str, &str); 3] = [
    (
        "La médiathèque n'est pas touchée et fonctionne normalement.",
        "La médiathèque est fermée jusqu'à la fin des travaux électriques.",
    ),
    (
        "The media library is not affected and is working normally.",
        "The media library is closed until the electrical works are over.",
    ),
    (
        "channels: {counter: open, phone: unknown, email: closed, post: unknown, online: unknown}\n    # Ni téléphone",
        "channels: {counter: closed, phone: unknown, email: closed, post: unknown, online: unknown}\n    # Ni téléphone",
    ),
];

/// A town hall on the day of the guide.
struct TownHall {
    folder: TempDir,
    _store: Store,
    _keeper: Keeper,
}

impl TownHall {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (faq, data) = (folder.path().join("faq"), folder.path().join("data"));
        copy(&shipped_faq(), &faq);
        copy(&shipped_faq(), &folder.path().join("faq-hier"));
        let store = Store::open(&data).unwrap();
        fill(&store).await;
        let serving = r#"{"telegram":{"state":"serving","since":"2026-11-24T11:26:00Z"}}"#;
        store.set_fact("adapters", serving.to_owned()).await.unwrap();
        Self {
            _keeper: Keeper::open(&faq, &data).unwrap(),
            _store: store,
            folder,
        }
    }

    fn services(&self) -> PathBuf {
        self.folder.path().join("faq/services.yaml")
    }

    /// What the guide told to type before a command.
    fn prepare(&self, command: &str) {
        let shipped = fs::read_to_string(shipped_faq().join("services.yaml")).unwrap();
        assert_eq!(
            shipped.matches(STATUS).count(),
            1,
            "the guide's edit is not possible any more"
        );
        let with = |status: &str| shipped.replace(STATUS, &STATUS.replace("normal", status));
        let edited = match command {
            "guichet check" => with("fermé"),
            "guichet preview --against faq-hier" => EDITS.iter().fold(with("suspended"), |text, (open, closed)| {
                assert!(text.contains(open), "the guide's edit is not possible any more");
                text.replace(open, closed)
            }),
            _ => shipped,
        };
        fs::write(self.services(), edited).unwrap();
    }

    /// What a command prints, on whichever stream.
    fn run(&self, command: &str) -> String {
        self.prepare(command);
        let arguments = words(command.strip_prefix("guichet ").unwrap());
        let done = Command::new(binary::path())
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("LANG", "fr_FR.UTF-8")
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .output()
            .unwrap();
        let text = String::from_utf8([done.stdout, done.stderr].concat()).unwrap();
        let folder = self.folder.path().to_str().unwrap().to_owned() + "/";
        text.replace(&folder, "")
    }
}

/// A few days of questions and answers.
async fn fill(store: &Store) {
    let today = Utc::now().with_timezone(&chrono_tz::Europe::Paris).date_naive();
    let id = |id: &str| EntryId::parse(id).unwrap();
    let asked = [
        ("où trouver une place en crèche ?", "inscriptions-scolaires", 5),
        ("quand passe le camion des poubelles ?", "services-techniques", 3),
        ("mon voisin fait du bruit", "urgence", 1),
    ];
    for (text, nearest, people) in asked {
        for number in 0..people {
            let gap = Gap {
                kind: GapKind::Unknown,
                masked: text.to_owned(),
                locale: Locale::FRENCH,
                nearest: vec![id(nearest)],
            };
            let person = Person {
                platform: Platform::Telegram,
                id: number,
            };
            store.gap(person, gap, today).await.unwrap();
            store
                .count(Platform::Telegram, Tally::Unknown, vec![], today)
                .await
                .unwrap();
        }
    }
    for (entry, platform, times) in [
        ("services-ouverts", Platform::Telegram, 24),
        ("mairie", Platform::Telegram, 13),
        ("email-suspect", Platform::Discord, 9),
    ] {
        for _ in 0..times {
            store
                .count(platform, Tally::Answered, vec![id(entry)], today)
                .await
                .unwrap();
        }
    }
    for message in 0..6 {
        let chat = Chat {
            platform: Platform::Telegram,
            id: 1,
        };
        let answer = VotedAnswer { chat, message };
        store
            .vote(answer, id("services-ouverts"), message != 0, today)
            .await
            .unwrap();
    }
}

/// A text without what changes from day to day: numbers, names of months, and how wide a drawing is for them.
fn lasting(text: &str) -> Vec<String> {
    const MONTHS: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    let line = |line: &str| {
        let mut words = Vec::new();
        for word in line.split_whitespace() {
            let month = MONTHS.contains(&word.trim_matches(|c: char| !c.is_alphabetic()));
            let mut zeros = String::new();
            for c in word.chars() {
                match c {
                    '0'..='9' if zeros.ends_with('0') => {}
                    '0'..='9' => zeros.push('0'),
                    c => zeros.push(c),
                }
            }
            words.push(if month { "MOIS".to_owned() } else { zeros });
        }
        words.join(" ")
    };
    text.lines().map(line).filter(|line| !line.is_empty()).collect()
}

/// Whether the lines shown, cut short or not, are the lines printed.
fn is_shown(shown: &str, printed: &str) -> bool {
    let (shown, printed) = (lasting(shown), lasting(printed));
    match shown.iter().position(|line| line == CUT) {
        Some(cut) => {
            let (head, tail) = (&shown[..cut], &shown[cut + 1..]);
            head.len() + tail.len() <= printed.len() && printed.starts_with(head) && printed.ends_with(tail)
        }
        None => shown == printed,
    }
}

#[tokio::test]
async fn every_command_of_the_guide_prints_what_it_shows() {
    let path = shipped_faq().join("README.md");
    let mut guide = fs::read_to_string(&path).unwrap();
    let hall = TownHall::new().await;
    let bless = std::env::var_os("GUICHET_BLESS").is_some();
    let mut commands = Vec::new();
    let mut wrong = Vec::new();
    for Run { command, shown } in blocks(&guide, "text").iter().flat_map(|block| runs(block)) {
        let printed = hall.run(&command);
        if bless && !is_shown(&shown, &printed) {
            let old = format!("$ {command}\n{shown}");
            guide = guide.replace(&old, &format!("$ {command}\n{}\n", printed.trim_end()));
        } else if !is_shown(&shown, &printed) {
            wrong.push(format!("$ {command}\nshown:\n{shown}\nprinted:\n{printed}"));
        }
        commands.push(command);
    }
    if bless {
        fs::write(path, guide).unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    for helper in ["check", "ask", "preview", "gaps", "stats", "status", "new", "set"] {
        let named = commands
            .iter()
            .any(|command| command.starts_with(&format!("guichet {helper}")));
        assert!(named, "the guide does not show `guichet {helper}`");
    }
}

#[test]
fn what_the_guide_gives_to_type_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    copy(&shipped_faq(), folder.path());
    let yaml = blocks(&fs::read_to_string(shipped_faq().join("README.md")).unwrap(), "yaml");
    let find = |start: &str| yaml.iter().find(|block| block.starts_with(start)).unwrap();

    fs::write(folder.path().join("nouveau.yaml"), find("entries:")).unwrap();
    let services = folder.path().join("services.yaml");
    let text = fs::read_to_string(&services).unwrap();
    let hours = find("    hours:");
    let question = find("    questions:").lines().last().unwrap().to_owned() + "\n";
    let first = "    questions:\n      fr:\n";
    assert!(text.contains(first));
    let edited = text.replacen(first, &format!("{hours}{first}{question}"), 1);
    fs::write(&services, edited).unwrap();

    let outcome = guichet(["check"]).on(folder.path()).run();
    assert_eq!(outcome.exit, guichet::Exit::Success, "{}", outcome.output);
    let asked = guichet(["ask", "--json", "où trouver de l'eau ?"]);
    let water = asked.on(folder.path()).run().success();
    assert!(water.contains("\"ids\":[\"distribution-eau\"]"), "{water}");
}

#[test]
fn what_changes_from_day_to_day_is_left_out_and_nothing_else() {
    assert!(is_shown("le 24 novembre 2026, 7 fois\n", "le 3 mars 2027, 12 fois\n"));
    assert!(is_shown("12 |  a\n   ^\n", "7 | a\n  ^\n"));
    assert!(!is_shown("7 fois\n", "7 jours\n"));
    assert!(!is_shown("a\nb\n", "a\n"));
    assert!(is_shown("a\n[…]\nd\n", "a\nb\nc\nd\n"));
    assert!(!is_shown("a\n[…]\nd\n", "a\nb\nc\n"));
}
