//! Stand-in of the core facade until it lands; deleted at the merge.
#![allow(missing_docs, clippy::all, clippy::pedantic, clippy::unwrap_used, dead_code)]

use std::path::Path;

use chrono::{DateTime, Utc};
use guichet_core::{
    Action, Catalogue, EntryId, Interface, Locale, Reply, Utterance, Verdict,
    catalogue::{Caution, Official, Town},
    reply::{Block, Choice, ReplyKind, Section},
    verdict::{Candidate, Outcome, Unknown},
};

#[derive(Debug)]
pub struct Assistant(Catalogue);
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics;
impl std::fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("broken")
    }
}
#[derive(Debug, serde::Serialize)]
pub struct Explanation {
    pub words: Vec<String>,
}

impl Assistant {
    pub fn load(dir: &Path) -> Result<Self, Diagnostics> {
        if dir.join("broken.yaml").exists() {
            return Err(Diagnostics);
        }
        let languages = vec![Locale::FRENCH, Locale::ENGLISH];
        Ok(Self(Catalogue {
            town: Town {
                name: "Isbergues".into(),
                timezone: "Europe/Paris".parse().unwrap(),
                links: vec![],
                official: Official::default(),
                caution: Caution::Normal,
                as_of: None,
                unlisted_services: None,
                banner: None,
                languages: languages.clone(),
            },
            services: vec![],
            entries: vec![],
            interface: Interface::new(&languages),
            vocabulary: Default::default(),
            checks: vec![],
        }))
    }
    pub fn warnings(&self) -> Diagnostics {
        Diagnostics
    }
    pub fn catalogue(&self) -> &Catalogue {
        &self.0
    }
    pub fn judge(&self, u: &Utterance) -> Verdict {
        let id = |s: &str| EntryId::parse(s).unwrap();
        let outcome = if u.text.contains("annexe") {
            Outcome::Clarify(vec![id("mairie-molinghem"), id("mairie-berguette")])
        } else if u.text.contains("mairie") {
            Outcome::Answer(vec![id("mairie")])
        } else {
            Outcome::Unknown(Unknown::NotCovered)
        };
        Verdict {
            candidates: outcome
                .ids()
                .iter()
                .map(|id| Candidate {
                    id: id.clone(),
                    confidence: 0.9,
                })
                .collect(),
            outcome,
            confidence: 0.9,
            locale: u.locale.unwrap_or(Locale::FRENCH),
            findings: vec![],
            signs: vec![],
        }
    }
    pub fn compose(&self, v: &Verdict, _now: DateTime<Utc>) -> Reply {
        let (kind, text) = match &v.outcome {
            Outcome::Answer(_) => (ReplyKind::Answer, "La réponse."),
            Outcome::Clarify(_) => (ReplyKind::Clarify, "Voulez-vous parler de :"),
            Outcome::Unknown(_) => (ReplyKind::Unknown, "Je ne sais pas."),
        };
        let choices = match &v.outcome {
            Outcome::Clarify(ids) => ids
                .iter()
                .map(|id| Choice {
                    label: id.to_string(),
                    action: Action::Choose(id.clone()),
                })
                .collect(),
            _ => vec![],
        };
        Reply {
            locale: v.locale,
            kind,
            ids: v.outcome.ids().to_vec(),
            banner: None,
            sections: vec![Section {
                blocks: vec![Block::text(text)],
                ..Section::default()
            }],
            choices,
        }
    }
    pub fn reply(&self, u: &Utterance) -> Reply {
        self.compose(&self.judge(u), u.now)
    }
    pub fn open(&self, a: &Action, l: Locale, now: DateTime<Utc>) -> Reply {
        match a {
            Action::Open(id) | Action::Choose(id) => {
                let mut r = self.reply(&Utterance::new("mairie", now).in_locale(Some(l)));
                r.ids = vec![id.clone()];
                r
            }
            _ => self.welcome(l, now),
        }
    }
    pub fn welcome(&self, l: Locale, now: DateTime<Utc>) -> Reply {
        let mut r = self.reply(&Utterance::new("", now).in_locale(Some(l)));
        r.kind = ReplyKind::Welcome;
        r
    }
    pub fn explain(&self, _u: &Utterance) -> Explanation {
        Explanation { words: vec![] }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    pub path: String,
    pub bytes: Vec<u8>,
}
impl SourceFile {
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            path: path.into(),
            bytes: bytes.into(),
        }
    }
}
pub fn read_folder(folder: &Path) -> Result<Vec<SourceFile>, Diagnostics> {
    fn walk(base: &Path, dir: &Path, out: &mut Vec<SourceFile>) -> std::io::Result<()> {
        for item in std::fs::read_dir(dir)? {
            let path = item?.path();
            if path.is_dir() {
                walk(base, &path, out)?;
            } else if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
                out.push(SourceFile::new(
                    path.strip_prefix(base).unwrap().to_str().unwrap(),
                    std::fs::read(&path)?,
                ));
            }
        }
        Ok(())
    }
    let mut out = vec![];
    walk(folder, folder, &mut out).map_err(|_| Diagnostics)?;
    out.sort_by(|a, b| a.path.cmp(&b.path));
    if out.is_empty() { Err(Diagnostics) } else { Ok(out) }
}
impl Assistant {
    pub fn from_files(files: &[SourceFile]) -> Result<Self, Diagnostics> {
        if files.iter().any(|f| f.bytes.windows(6).any(|w| w == b"broken")) {
            return Err(Diagnostics);
        }
        Self::load(Path::new("/"))
    }
}
impl Diagnostics {
    pub fn plain(&self, _l: Locale) -> String {
        "broken".into()
    }
}
