//! Reads the lists into patterns.

use std::collections::HashMap;

use super::{GAP, HARMLESS, Lexicon, LexiconError, Pattern, Slot, Step, WIDE_GAP, spelling::Spelling};

/// What is known while lists are read.
#[derive(Default)]
struct Compiler {
    spelling: Spelling,
    classes: HashMap<String, Vec<u32>>,
    labels: Vec<String>,
    label: Option<usize>,
    masks: Vec<Pattern>,
    patterns: Vec<Pattern>,
    filler: Vec<u32>,
}

/// Reads all lists, one after the other, and what could not be read.
pub(super) fn compile(lists: &[&str]) -> (Lexicon, Vec<LexiconError>) {
    let mut compiler = Compiler::default();
    let mut errors = Vec::new();
    for line in lists.iter().flat_map(|list| list.lines()) {
        // Before any pattern: a word is numbered with its neighbours.
        for word in line.strip_prefix("forgiving = ").unwrap_or_default().split_whitespace() {
            compiler.spelling.forgive(word);
        }
    }
    for list in lists {
        for (line, number) in list.lines().zip(1..) {
            let line = line.split('#').next().unwrap_or_default().trim();
            if let Err(what) = compiler.line(line) {
                errors.push(LexiconError { line: number, what });
            }
        }
    }
    let atoms = compiler.spelling.len();
    let lexicon = Lexicon {
        mask_starts: starts(&compiler.masks, atoms),
        pattern_starts: starts(&compiler.patterns, atoms),
        spelling: compiler.spelling,
        labels: compiler.labels,
        masks: compiler.masks,
        patterns: compiler.patterns,
        filler: compiler.filler,
    };
    (lexicon, errors)
}

/// For each atom the patterns that may begin with it.
fn starts(patterns: &[Pattern], atoms: usize) -> Vec<Vec<usize>> {
    let mut starts = vec![Vec::new(); atoms];
    for (index, pattern) in patterns.iter().enumerate() {
        let phrases = pattern.steps.first().into_iter().flat_map(|step| &step.phrases);
        for atom in phrases.filter_map(|phrase| phrase.first()).flat_map(|slot| &slot.atoms) {
            if let Some(list) = starts.get_mut(*atom as usize)
                && !list.contains(&index)
            {
                list.push(index);
            }
        }
    }
    starts
}

impl Compiler {
    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.is_empty() {
            return Ok(());
        }
        if let Some(label) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            self.label = Some(self.labels.iter().position(|known| known == label).unwrap_or_else(|| {
                self.labels.push(label.to_owned());
                self.labels.len() - 1
            }));
            return Ok(());
        }
        match line.split_once(" = ") {
            Some(("forgiving", _)) => {}
            Some(("protected", words)) => words.split_whitespace().for_each(|word| self.spelling.protect(word)),
            Some(("filler", words)) => {
                for word in words.split_whitespace() {
                    let atom = self.spelling.atom(word);
                    self.filler.push(atom);
                }
            }
            Some((name, words)) => {
                let mut atoms = self.classes.remove(name.trim()).unwrap_or_default();
                for word in words.split_whitespace() {
                    atoms.extend(self.atoms(word)?);
                }
                self.classes.insert(name.trim().to_owned(), atoms);
            }
            None => self.pattern(line)?,
        }
        Ok(())
    }

    fn pattern(&mut self, line: &str) -> Result<(), String> {
        let label = self.label.ok_or("a pattern before the first [label]")?;
        let (whole, items) = line.strip_prefix("^ ").map_or((false, line), |rest| (true, rest));
        let mut steps: Vec<Step> = Vec::new();
        let mut gap = GAP;
        for item in items.split_whitespace() {
            if item == "..." {
                gap = WIDE_GAP;
                continue;
            }
            let phrases = item
                .split('/')
                .map(|phrase| self.phrase(phrase))
                .collect::<Result<_, _>>()?;
            steps.push(Step {
                gap,
                crosses: gap == WIDE_GAP,
                phrases,
            });
            gap = GAP;
        }
        let open = |phrase: &Vec<Slot>| phrase.first().is_none_or(|slot| slot.negated);
        if steps.iter().flat_map(|step| &step.phrases).any(open) {
            return Err("what must be absent has to touch a word before it (`avec_!vie`)".into());
        }
        if steps.is_empty() {
            return Err("a pattern without words".into());
        }
        let harmless = self.labels.get(label).is_some_and(|label| label == HARMLESS);
        let list = if harmless { &mut self.masks } else { &mut self.patterns };
        list.push(Pattern { label, whole, steps });
        Ok(())
    }

    /// `a,b_c`: a run of slots.
    fn phrase(&mut self, phrase: &str) -> Result<Vec<Slot>, String> {
        phrase.split('_').map(|slot| self.slot(slot)).collect()
    }

    fn slot(&mut self, slot: &str) -> Result<Slot, String> {
        let (negated, words) = slot.strip_prefix('!').map_or((false, slot), |words| (true, words));
        let mut atoms = Vec::new();
        for word in words.split(',') {
            atoms.extend(self.atoms(word)?);
        }
        Ok(Slot { atoms, negated })
    }

    fn atoms(&mut self, word: &str) -> Result<Vec<u32>, String> {
        if let Some(name) = word.strip_prefix('$') {
            return self.classes.get(name).cloned().ok_or(format!("unknown class ${name}"));
        }
        let letters = word.trim_end_matches('*');
        let mark = letters.starts_with('<') && letters.ends_with('>');
        if letters.is_empty() || !(mark || letters.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())) {
            return Err(format!("not a folded word: {word:?}"));
        }
        Ok(vec![self.spelling.atom(word)])
    }
}
