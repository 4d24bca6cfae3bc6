//! The changes as a text for a clerk.

use guichet_core::verdict::Outcome;
use similar::{ChangeTag, TextDiff};

use super::compare::{Comparison, Kind, Shift, TextChange};
use crate::{
    language::Language,
    terminal::{BOLD, GREEN, RED, RESET},
};

/// The whole report; ends with a line break.
pub(super) fn report(comparison: &Comparison, language: Language, colour: bool) -> String {
    let mut report = Report {
        language,
        colour,
        text: String::new(),
    };
    if comparison.is_empty() {
        let asked = asked(comparison, language);
        return language.pick(
            format!("{asked} : rien ne change pour les habitants.\n"),
            format!("{asked}: nothing changes for citizens.\n"),
        );
    }
    report.lost(comparison);
    report.shifts(comparison);
    for change in &comparison.texts {
        report.text_change(change);
    }
    report.summary(comparison);
    report.text
}

/// How many questions were asked, and where they come from.
fn asked(comparison: &Comparison, language: Language) -> String {
    let Comparison { asked, gaps, .. } = comparison;
    let mut text = language.count(
        *asked,
        ["question posée", "questions posées"],
        ["question asked", "questions asked"],
    );
    if *gaps > 0 {
        text += &language.pick(
            format!(", dont {gaps} restée{} sans réponse", if *gaps > 1 { "s" } else { "" }),
            format!(", {gaps} of which people had asked without an answer"),
        );
    }
    text
}

struct Report {
    language: Language,
    colour: bool,
    text: String,
}

impl Report {
    fn lost(&mut self, comparison: &Comparison) {
        if comparison.lost.is_empty() {
            return;
        }
        self.painted(
            RED,
            self.language
                .pick("QUESTIONS IMPORTANTES PERDUES", "IMPORTANT QUESTIONS LOST"),
        );
        let expected = self.language.pick("doit mener à", "must lead to");
        for lost in &comparison.lost {
            let (question, id) = (self.quote(&lost.question), &lost.expected);
            self.push(&format!("  {question}\n      {expected} {id}\n"));
        }
        self.text.push('\n');
    }

    fn shifts(&mut self, comparison: &Comparison) {
        let kinds = [
            (Kind::Unknown, "N'ont plus de réponse", "No longer have an answer"),
            (Kind::Ambiguous, "Ne sont plus claires", "Are no longer clear"),
            (Kind::Moved, "Mènent à une autre réponse", "Lead to another answer"),
            (Kind::Answered, "Ont maintenant une réponse", "Now have an answer"),
        ];
        for (kind, french, english) in kinds {
            let shifts: Vec<_> = comparison
                .shifts
                .iter()
                .filter(|shift| shift.kind() == Some(kind))
                .collect();
            if shifts.is_empty() {
                continue;
            }
            self.painted(BOLD, self.language.pick(french, english));
            for shift in shifts {
                self.shift(shift);
            }
            self.text.push('\n');
        }
    }

    fn shift(&mut self, shift: &Shift) {
        let (before, after) = (self.outcome(&shift.before), self.outcome(&shift.after));
        let question = self.quote(&shift.question);
        self.push(&format!(
            "  {question}
      {before} -> {after}
"
        ));
    }

    fn text_change(&mut self, change: &TextChange) {
        let what = match (change.before.is_empty(), change.after.is_empty()) {
            (true, _) => self.language.pick("nouveau texte", "new text"),
            (_, true) => self.language.pick("texte supprimé", "text removed"),
            _ => self.language.pick("texte modifié", "text changed"),
        };
        let colon = self.language.pick(" :", ":");
        self.painted(BOLD, &format!("{} ({}){colon} {what}", change.id, change.locale));
        let diff = TextDiff::from_lines(&change.before, &change.after);
        for line in diff.iter_all_changes() {
            let (sign, colour) = match line.tag() {
                ChangeTag::Delete => ("-", RED),
                ChangeTag::Insert => ("+", GREEN),
                ChangeTag::Equal => continue,
            };
            let line = line.value().trim_end();
            if !line.is_empty() {
                self.painted(colour, &format!("  {sign} {line}"));
            }
        }
        self.text.push('\n');
    }

    fn summary(&mut self, comparison: &Comparison) {
        let Comparison {
            shifts, lost, texts, ..
        } = comparison;
        let language = self.language;
        let count = |number, french, english| language.count(number, french, english);
        let asked = asked(comparison, language);
        let shifts = count(
            shifts.len(),
            ["réponse change", "réponses changent"],
            ["answer changes", "answers change"],
        );
        let texts = count(
            texts.len(),
            ["texte change", "textes changent"],
            ["text changes", "texts change"],
        );
        let lost = count(
            lost.len(),
            ["question importante est perdue", "questions importantes sont perdues"],
            ["important question is lost", "important questions are lost"],
        );
        self.text += &language.pick(
            format!("{asked} : {shifts}, {texts}, {lost}.\n"),
            format!("{asked}: {shifts}, {texts}, {lost}.\n"),
        );
    }

    fn outcome(&self, outcome: &Outcome) -> String {
        let names: Vec<_> = outcome.ids().iter().map(ToString::to_string).collect();
        match outcome {
            Outcome::Answer(_) => names.join(" + "),
            Outcome::Clarify(_) => names.join(self.language.pick(" ou ", " or ")) + " ?",
            Outcome::Unknown(_) => self.language.pick("sans réponse", "no answer").to_owned(),
        }
    }

    fn quote(&self, text: &str) -> String {
        self.language.pick(format!("« {text} »"), format!("\"{text}\""))
    }

    fn painted(&mut self, colour: &str, line: &str) {
        let (colour, reset) = if self.colour { (colour, RESET) } else { ("", "") };
        self.push(&format!("{colour}{line}{reset}\n"));
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }
}
