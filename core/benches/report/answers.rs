//! How right the answers are.

use std::{env, path::PathBuf};

use chrono::{DateTime, Utc};
use guichet_core::{EntryId, Utterance, Verdict, verdict::Outcome};

use crate::labelled::{Labelled, Set, public, shipped};

/// Prints one line of figures per set, and how confidence and truth agree.
///
/// In per cent. `top1`, `hit3`: the best candidate, or one of the three best, is right, whatever the verdict. `precision`:
/// of what is answered. `wrong`: answered with another entry. `refused`, `oos`: of what the FAQ does not cover, what is
/// refused and what is answered. AUROC: of the confidence, in scope against out of scope. `both`: two questions at once,
/// both answered.
pub(crate) fn report() {
    println!("set                        top1  hit3  AUROC  precision  wrong  refused   oos   both");
    let mut tables = Vec::new();
    for set in sets() {
        let judged = judged(&set);
        println!("{:26} {}", set.name, figures(&judged));
        tables.push(format!("{:26} {}", set.name, reliability(&judged)));
    }
    println!(
        "\nOf the messages with a confidence around p (mean of each fifth), the share whose best candidate is right:"
    );
    for table in tables {
        println!("{table}");
    }
    println!();
}

fn sets() -> Vec<Set> {
    let mut sets = vec![shipped("citizens"), shipped("authors")];
    let Some(folder) = env::var_os("GUICHET_EVAL").map(PathBuf::from) else {
        return sets;
    };
    let listed = folder
        .join("public")
        .read_dir()
        .expect("GUICHET_EVAL names a folder with public/ in it");
    let mut folders: Vec<PathBuf> = listed
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    for folder in folders {
        sets.extend([public(&folder, false), public(&folder, true)]);
    }
    sets
}

/// One message with its verdict.
type Judged<'a> = (&'a Labelled, Verdict);

fn judged(set: &Set) -> Vec<Judged<'_>> {
    let judge = |message| {
        let utterance = Utterance::new(message, DateTime::<Utc>::UNIX_EPOCH);
        set.assistant.judge(&utterance)
    };
    set.messages
        .iter()
        .map(|labelled| (labelled, judge(labelled.text.as_str())))
        .collect()
}

fn figures(judged: &[Judged<'_>]) -> String {
    let single: Vec<&Judged<'_>> = judged.iter().filter(|(m, _)| !m.multi && !m.right.is_empty()).collect();
    let outside: Vec<&Judged<'_>> = judged.iter().filter(|(m, _)| m.right.is_empty()).collect();
    let multi: Vec<&Judged<'_>> = judged.iter().filter(|(m, _)| m.multi).collect();
    let answered: Vec<&&Judged<'_>> = single.iter().chain(&outside).filter(|(_, v)| is_answer(v)).collect();
    let near = |(m, v): &Judged<'_>, most: usize| {
        let mut candidates = v.candidates.iter().take(most);
        candidates.any(|candidate| m.right.iter().any(|id| id == candidate.id.as_str()))
    };
    [
        share(&single, |j| near(j, 1)),
        share(&single, |j| near(j, 3)),
        auroc(&single, &outside),
        share(&answered, |j| is_right(j)),
        share(&single, |j| is_answer(&j.1) && !is_right(j)),
        share(&outside, |(_, v)| matches!(v.outcome, Outcome::Unknown(_))),
        share(&outside, |(_, v)| is_answer(v)),
        share(&multi, |(m, v)| {
            m.right
                .iter()
                .all(|id| v.outcome.ids().iter().any(|answered| answered.as_str() == id))
        }),
    ]
    .map(|figure| figure.map_or_else(|| "     -".to_owned(), |figure| format!("{figure:6.1}")))
    .join(" ")
}

fn is_answer(verdict: &Verdict) -> bool {
    matches!(verdict.outcome, Outcome::Answer(_))
}

fn is_right((message, verdict): &Judged<'_>) -> bool {
    let first = verdict.outcome.ids().first().map(EntryId::as_str);
    is_answer(verdict) && message.right.iter().any(|id| Some(id.as_str()) == first)
}

fn share<T>(of: &[T], holds: impl Fn(&T) -> bool) -> Option<f64> {
    (!of.is_empty()).then(|| 100.0 * of.iter().filter(|item| holds(item)).count() as f64 / of.len() as f64)
}

/// The chance that a message in scope has more confidence than one out of scope.
fn auroc(inside: &[&Judged<'_>], outside: &[&Judged<'_>]) -> Option<f64> {
    let pairs = inside
        .iter()
        .flat_map(|(_, a)| outside.iter().map(move |(_, b)| (a.confidence, b.confidence)));
    let wins: f64 = pairs
        .map(|(a, b)| if a > b { 1.0 } else { f64::from(u8::from(a >= b)) / 2.0 })
        .sum();
    let count = inside.len() * outside.len();
    (count > 0).then(|| 100.0 * wins / count as f64)
}

/// For each fifth of the confidence its mean and the share of right best candidates, with their number.
fn reliability(judged: &[Judged<'_>]) -> String {
    let fifths = (0..5_u8).map(|fifth| {
        let from = f32::from(fifth) / 5.0;
        let inside = |confidence: f32| confidence >= from && (confidence < from + 0.2 || fifth == 4);
        let messages: Vec<_> = judged
            .iter()
            .filter(|(m, v)| !m.multi && inside(v.confidence))
            .collect();
        let right = messages.iter().filter(|(m, v)| {
            let best = v.candidates.first().map(|candidate| candidate.id.as_str());
            m.right.iter().any(|id| Some(id.as_str()) == best)
        });
        let count = messages.len().max(1) as f64;
        let mean = messages.iter().map(|(_, v)| f64::from(v.confidence)).sum::<f64>() / count;
        format!("{mean:.2} -> {:.2} ({})", right.count() as f64 / count, messages.len())
    });
    fifths.collect::<Vec<_>>().join("   ")
}
