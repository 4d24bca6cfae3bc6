//! Reads the lists into patterns.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{GAP, HARMLESS, Item, Lexicon, LexiconError, Pattern, Patterns, Slot, Step, WIDE_GAP, spelling::Spelling};
use crate::{
    Locale,
    text::{fold, function_words},
};

/// What is known while lists are read.
#[derive(Default)]
struct Compiler {
    spelling: Spelling,
    classes: HashMap<String, Vec<u32>>,
    labels: Vec<String>,
    label: Option<usize>,
    masks: Vec<Pattern>,
    patterns: Vec<Pattern>,
    items: Vec<Item>,
    /// The number of each item by how it is written. Forgotten where a class gains words.
    numbers: HashMap<String, u32>,
    filler: Vec<u32>,
}

/// Reads all lists, one after the other, and what could not be read.
pub(super) fn compile(lists: &[&str]) -> (Lexicon, Vec<LexiconError>) {
    let mut compiler = Compiler::default();
    let mut errors = Vec::new();
    for list in lists {
        let language = list.lines().find_map(|line| line.strip_prefix("language = "));
        let language = language.and_then(|code| Locale::parse(code.trim()));
        // Before any pattern: a word is numbered with its neighbours.
        for line in list.lines().filter_map(|line| line.strip_prefix("forgiving = ")) {
            line.split_whitespace()
                .for_each(|word| compiler.spelling.forgive(word, language));
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
    compiler.spelling.protect_ordinary();
    compiler.items.shrink_to_fit();
    let everyday = compiler.everyday();
    let atoms = compiler.spelling.len();
    let lexicon = Lexicon {
        masks: indexed(compiler.masks, &compiler.items, &everyday, atoms),
        patterns: indexed(compiler.patterns, &compiler.items, &everyday, atoms),
        items: compiler.items,
        spelling: compiler.spelling,
        labels: compiler.labels,
        filler: compiler.filler,
    };
    (lexicon, errors)
}

/// How much likelier a word that carries grammar is in a message than any other.
const GRAMMAR: usize = 50;

/// The patterns with their index: each under the words of the item that an ordinary message is least likely to hold.
fn indexed(mut list: Vec<Pattern>, items: &[Item], everyday: &HashSet<u32>, atoms: usize) -> Patterns {
    let initials = |step: &Step| step.of(items).map_or(&[][..], |item| &item.initials);
    let weight = |step: &Step| -> usize {
        let weights = initials(step).iter();
        weights
            .map(|atom| if everyday.contains(atom) { GRAMMAR } else { 1 })
            .sum()
    };
    let mut by_atom: Vec<Vec<u32>> = vec![Vec::new(); atoms];
    for (place, pattern) in (0..).zip(&mut list) {
        let rarest = pattern.steps.iter().enumerate().min_by_key(|(_, step)| weight(step));
        let Some((key, step)) = rarest else { continue };
        for atom in initials(step) {
            if let Some(places) = by_atom.get_mut(*atom as usize) {
                places.push(place);
            }
        }
        let longest = |step: &Step| step.of(items).map_or(0, Item::longest);
        let words = pattern.steps.iter().take(key).map(longest);
        let gaps = pattern
            .steps
            .iter()
            .take(key + 1)
            .skip(1)
            .map(|step| usize::from(step.gap));
        pattern.before = words.chain(gaps).sum();
        pattern.key = key;
    }
    list.shrink_to_fit();
    Patterns {
        list,
        by_atom: by_atom.into_iter().map(Vec::into_boxed_slice).collect(),
    }
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
            Some(("forgiving" | "language", _)) => {}
            Some(("protected", words)) => words.split_whitespace().for_each(|word| self.spelling.protect(word)),
            Some(("filler", words)) => {
                for word in words.split_whitespace() {
                    let atom = self.spelling.atom(word);
                    self.filler.push(atom);
                }
            }
            Some((name, words)) => {
                self.numbers.clear();
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

    /// The atoms that carry grammar.
    fn everyday(&mut self) -> HashSet<u32> {
        let words = [Locale::FRENCH, Locale::ENGLISH].into_iter().flat_map(function_words);
        words.map(|word| self.spelling.atom(word)).collect()
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
            steps.push(Step {
                gap,
                crosses: gap == WIDE_GAP,
                item: self.item(item)?,
            });
            gap = GAP;
        }
        if steps.is_empty() {
            return Err("a pattern without words".into());
        }
        let harmless = self.labels.get(label).is_some_and(|label| label == HARMLESS);
        let list = if harmless { &mut self.masks } else { &mut self.patterns };
        list.push(Pattern {
            label,
            whole,
            steps: steps.into(),
            key: 0,
            before: 0,
        });
        Ok(())
    }

    /// The number of an item, new or known.
    fn item(&mut self, written: &str) -> Result<u32, String> {
        if let Some(number) = self.numbers.get(written) {
            return Ok(*number);
        }
        let phrases = written.split('/').map(|phrase| self.phrase(phrase));
        let phrases: Box<[Box<[Slot]>]> = phrases.collect::<Result<_, _>>()?;
        if phrases
            .iter()
            .any(|phrase| phrase.first().is_none_or(|slot| slot.negated))
        {
            return Err("what must be absent has to touch a word before it (`avec_!vie`)".into());
        }
        let first = phrases.iter().filter_map(|phrase| phrase.first());
        let initials: BTreeSet<u32> = first.flat_map(|slot| slot.atoms.iter().copied()).collect();
        let number = u32::try_from(self.items.len()).map_err(|_| "more items than numbers")?;
        self.items.push(Item {
            phrases,
            initials: initials.into_iter().collect(),
        });
        self.numbers.insert(written.to_owned(), number);
        Ok(number)
    }

    /// `a,b_c`: a run of slots.
    fn phrase(&mut self, phrase: &str) -> Result<Box<[Slot]>, String> {
        phrase.split('_').map(|slot| self.slot(slot)).collect()
    }

    fn slot(&mut self, slot: &str) -> Result<Slot, String> {
        let (negated, words) = slot.strip_prefix('!').map_or((false, slot), |words| (true, words));
        let mut atoms = Vec::new();
        for word in words.split(',') {
            atoms.extend(self.atoms(word)?);
        }
        atoms.sort_unstable();
        atoms.dedup();
        Ok(Slot {
            atoms: atoms.into(),
            negated,
        })
    }

    fn atoms(&mut self, word: &str) -> Result<Vec<u32>, String> {
        if let Some(name) = word.strip_prefix('$') {
            return self.classes.get(name).cloned().ok_or(format!("unknown class ${name}"));
        }
        let letters = word.trim_end_matches('*');
        let mark = letters.starts_with('<') && letters.ends_with('>');
        if mark || !letters.is_empty() && letters.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Ok(vec![self.spelling.atom(word)]);
        }
        let folded = of_another_script(letters).ok_or(format!("not a folded word: {word:?}"))?;
        let beginning = if letters.len() < word.len() { "*" } else { "" };
        Ok(vec![self.spelling.atom(&format!("{folded}{beginning}"))])
    }
}

/// The last letter of the Latin blocks of Unicode.
const LAST_LATIN: char = '\u{24f}';

/// A word of another script as messages are folded. The lists write it as people do: folding puts Latin twins among
/// its letters (`не` becomes `нe`), which nobody could review.
fn of_another_script(word: &str) -> Option<String> {
    let foreign = !word.is_empty() && word.chars().all(|c| c > LAST_LATIN && c.is_alphanumeric());
    foreign.then(|| fold(word))
}
