//! Finds patterns among the words of a message.

use std::ops::Range;

use super::{Item, Lexicon, Pattern, Patterns, Slot, Step, Words, spelling::Spelling};

/// The atoms that each word of a message may be.
#[derive(Debug)]
pub(super) struct Marked {
    /// The atoms of all words, one after the other, and where those of each word end.
    atoms: Vec<u32>,
    ends: Vec<usize>,
    /// Words that a harmless expression covers.
    blanked: Vec<bool>,
    /// All of the atoms as a set of bits.
    present: Vec<u64>,
}

impl Marked {
    pub(super) fn new(spelling: &Spelling, words: &Words) -> Self {
        let mut marked = Self {
            atoms: Vec::with_capacity(words.len() * 2),
            ends: Vec::with_capacity(words.len()),
            blanked: vec![false; words.len()],
            present: vec![0; spelling.len().div_ceil(BITS)],
        };
        let spoken = words.language();
        for word in words.iter() {
            spelling.atoms(word, spoken, &mut marked.atoms);
            marked.ends.push(marked.atoms.len());
        }
        for atom in &marked.atoms {
            if let Some(bits) = marked.present.get_mut(*atom as usize / BITS) {
                *bits |= 1 << (*atom as usize % BITS);
            }
        }
        marked
    }

    /// How many words there are.
    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Makes these words none at all.
    pub(super) fn blank(&mut self, places: &[usize]) {
        for place in places {
            if let Some(blanked) = self.blanked.get_mut(*place) {
                *blanked = true;
            }
        }
    }

    /// The atoms of the word at a place; `None` behind the last word.
    fn at(&self, place: usize) -> Option<&[u32]> {
        let end = *self.ends.get(place)?;
        if self.blanked.get(place).copied().unwrap_or_default() {
            return Some(&[]);
        }
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        self.atoms.get(start.unwrap_or_default()..end)
    }

    /// Whether any word may be this one.
    fn has(&self, atom: u32) -> bool {
        let bits = self.present.get(atom as usize / BITS).copied().unwrap_or_default();
        bits >> (atom as usize % BITS) & 1 == 1
    }
}

/// How many bits a block of the set has.
const BITS: usize = u64::BITS as usize;

/// A pattern that a message may hold, and the places where it may begin.
pub(super) struct Candidate<'a> {
    pub(super) pattern: &'a Pattern,
    pub(super) starts: Range<usize>,
}

impl Patterns {
    /// The patterns of which every item has a word in the message, in the order of the lists.
    pub(super) fn that_may_be_in(&self, items: &[Item], marked: &Marked) -> Vec<Candidate<'_>> {
        let mut keys: Vec<(usize, usize)> = Vec::new();
        for place in 0..marked.len() {
            let atoms = marked.at(place).unwrap_or_default().iter();
            let found = atoms
                .filter_map(|atom| self.by_atom.get(*atom as usize))
                .flat_map(|found| &**found);
            keys.extend(found.map(|pattern| (*pattern as usize, place)));
        }
        keys.sort_unstable();
        keys.dedup();
        let mut candidates: Vec<Candidate<'_>> = Vec::new();
        let mut last = None;
        for (index, key) in keys {
            let Some(pattern) = self.list.get(index) else { continue };
            if pattern.key == 0 {
                if pattern.has_words_in(items, marked) {
                    candidates.push(Candidate {
                        pattern,
                        starts: key..key + 1,
                    });
                }
            } else if last == Some(index) {
                // The last place of its key counts: the pattern begins before it.
                if let Some(candidate) = candidates.last_mut() {
                    candidate.starts.end = key;
                }
            } else if pattern.has_words_in(items, marked) {
                candidates.push(Candidate {
                    pattern,
                    starts: key.saturating_sub(pattern.before)..key,
                });
                last = Some(index);
            }
        }
        candidates
    }
}

impl Step {
    /// Its item.
    pub(super) fn of(self, items: &[Item]) -> Option<&Item> {
        items.get(self.item as usize)
    }
}

impl Pattern {
    /// Whether there is a word for each item.
    fn has_words_in(&self, items: &[Item], marked: &Marked) -> bool {
        let found = |step: &Step| {
            step.of(items)
                .is_some_and(|item| item.initials.iter().any(|atom| marked.has(*atom)))
        };
        let mut others = self.steps.iter().enumerate().filter(|(place, _)| *place != self.key);
        others.all(|(_, step)| found(step))
    }

    /// Whether its first item may be this word.
    fn may_begin_with(&self, items: &[Item], atom: u32) -> bool {
        let first = self.steps.first().and_then(|step| step.of(items));
        first.is_some_and(|item| item.initials.binary_search(&atom).is_ok())
    }
}

impl Lexicon {
    /// The places of the words of a pattern that begins at `start`, if it is found there.
    ///
    /// Every step keeps each end once, so the cost is bounded by steps x gap x words whatever the message.
    pub(super) fn trace(&self, pattern: &Pattern, words: &Words, marked: &Marked, start: usize) -> Option<Vec<usize>> {
        // Nearly every try ends here.
        if !marked
            .at(start)?
            .iter()
            .any(|atom| pattern.may_begin_with(&self.items, *atom))
        {
            return None;
        }
        let mut paths: Vec<Vec<usize>> = vec![Vec::new()];
        for (index, step) in pattern.steps.iter().enumerate() {
            let mut next: Vec<Vec<usize>> = Vec::new();
            let phrases = step.of(&self.items).map_or(&[][..], |item| &item.phrases);
            for path in &paths {
                let first = path.last().map_or(start, |place| place + 1);
                let reach = if index == 0 { 0 } else { usize::from(step.gap) };
                for from in first..=first + reach {
                    if index > 0 && !step.crosses && !words.same_clause(first.saturating_sub(1), from) {
                        break;
                    }
                    for phrase in phrases {
                        let end = from + phrase.len();
                        let known = next.iter().any(|p| p.last() == Some(&(end - 1)));
                        if !known && fits(phrase, marked, from) {
                            next.push(path.iter().copied().chain(from..end).collect());
                        }
                    }
                }
            }
            if next.is_empty() {
                return None;
            }
            paths = next;
        }
        paths
            .into_iter()
            .find(|path| !pattern.whole || self.nothing_else(path, marked))
    }

    /// Whether all words beside these are fillers.
    fn nothing_else(&self, path: &[usize], marked: &Marked) -> bool {
        let mut others = (0..marked.len()).filter(|place| !path.contains(place));
        others.all(|place| {
            let atoms = marked.at(place).unwrap_or_default();
            atoms.iter().any(|atom| self.filler.contains(atom))
        })
    }
}

/// Whether a phrase stands at `from`. What must be absent is absent behind the last word, too.
fn fits(phrase: &[Slot], marked: &Marked, from: usize) -> bool {
    phrase.iter().zip(from..).all(|(slot, place)| match marked.at(place) {
        Some(atoms) => atoms.iter().any(|atom| slot.atoms.binary_search(atom).is_ok()) != slot.negated,
        None => slot.negated,
    })
}
