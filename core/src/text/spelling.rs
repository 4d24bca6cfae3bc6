//! Brings a misspelt word back to a word that the FAQ uses. The only user of edit distances on words.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, HashMap},
};

use strsim::osa_distance;

use super::{Token, phonetic};
use crate::everyday::Everyday;

/// Shorter words are left alone: one letter away from any of them stands another word (rsa, rsi).
const SHORTEST: usize = 4;

/// The longest word that is repaired, in characters: two long words that were glued together.
const LONGEST: usize = 60;

/// From this length two edits are still one word (measured: 2 from 7 letters, 1 below).
const TWO_EDITS_FROM: usize = 7;

/// The price of an edit, in units of the logarithm of how often the FAQ puts the word between its neighbours
/// (insensitive: 2 to 4 measured alike).
const EDIT: f32 = 3.0;

/// The price of another first letter: people get the first one right.
const OTHER_FIRST: f32 = 1.0;

/// The worth of the logarithm of the word's frequency; it decides between words that are equally near.
const FREQUENCY: f32 = 0.3;

/// The shortest half of a word that is split in two.
const SHORTEST_HALF: usize = 3;

/// A word of everyday messages that the FAQ uses as often as this is at home there: a town named once in passing is not.
const AT_HOME_FROM: u32 = 4;

/// What may be glued in front of a word when its apostrophe is lost, longest first.
const GLUED: &[&str] = &["jusqu", "qu", "j", "l", "d", "m", "t", "s", "c", "n"];

/// The words of the FAQ, and the ordinary words that must not be bent onto them.
#[derive(Debug, Default)]
pub(crate) struct Spelling {
    /// The number of each word of the FAQ.
    known: HashMap<String, u32>,
    /// How often the FAQ uses each, by its number.
    frequency: Vec<u32>,
    /// How often a word, by its number, follows a first one there.
    after: Pairs,
    /// How often a word stands before a first one.
    before: Pairs,
    /// The words that may be a repair, by length in characters.
    by_length: BTreeMap<usize, Targets>,
    by_sound: HashMap<String, String>,
    /// The words that everybody uses, names of other places and things among them.
    everyday: Everyday,
}

/// How often which words stand beside a first one: both words by their numbers, sorted.
#[derive(Debug, Default)]
struct Pairs(Vec<Pair>);

/// A first word, one that stands beside it, and how often.
type Pair = (u32, u32, u32);

impl Pairs {
    fn new(mut pairs: Vec<Pair>) -> Self {
        pairs.sort_unstable();
        Self(pairs)
    }

    /// The pairs of one first word.
    fn of(&self, first: u32) -> &[Pair] {
        let from = self.0.partition_point(|pair| pair.0 < first);
        let rest = self.0.get(from..).unwrap_or_default();
        rest.get(..rest.partition_point(|pair| pair.0 == first))
            .unwrap_or_default()
    }
}

/// How often a word stands in the pairs of another.
fn seen(pairs: &[Pair], word: u32) -> u32 {
    let place = pairs.binary_search_by_key(&word, |pair| pair.1).ok();
    place.and_then(|at| pairs.get(at)).map_or(0, |pair| pair.2)
}

/// Words to repair to. All are looked through for each unknown word, so what rules most of them out lies side by side.
#[derive(Debug, Default)]
struct Targets {
    /// The letters of each, as bits.
    letters: Vec<u32>,
    words: Vec<Target>,
}

/// A word to repair to.
#[derive(Debug)]
struct Target {
    word: String,
    number: u32,
    first: Option<char>,
    /// What its frequency is worth.
    frequency: f32,
}

/// The words on both sides of one, where they are sure.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context<'a> {
    pub(crate) before: Option<&'a str>,
    pub(crate) after: Option<&'a str>,
}

impl Spelling {
    /// Learns from the FAQ's questions and the words that everybody uses in its languages.
    pub(crate) fn learn(questions: &[Vec<Token>], everyday: Everyday) -> Self {
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut frequency: Vec<u32> = Vec::new();
        let mut pairs: HashMap<(u32, u32), u32> = HashMap::new();
        for tokens in questions {
            let mut before = None;
            for token in tokens {
                let number = known.get(&token.text).copied().unwrap_or_else(|| {
                    let next = u32::try_from(frequency.len()).unwrap_or(u32::MAX);
                    known.insert(token.text.clone(), next);
                    frequency.push(0);
                    next
                });
                if let Some(count) = frequency.get_mut(number as usize) {
                    *count += 1;
                }
                if let Some(before) = before.replace(number) {
                    *pairs.entry((before, number)).or_default() += 1;
                }
            }
        }
        let mut by_length: BTreeMap<usize, Targets> = BTreeMap::new();
        let count = |number: u32| frequency.get(number as usize).copied().unwrap_or_default();
        let mut sorted: Vec<(&String, u32)> = known.iter().map(|(word, number)| (word, *number)).collect();
        sorted.sort_unstable_by(|a, b| count(b.1).cmp(&count(a.1)).then_with(|| a.0.cmp(b.0)));
        let mut by_sound = HashMap::new();
        for (word, number) in sorted {
            let length = word.chars().count();
            if length < 2 || !word.chars().all(char::is_alphabetic) {
                continue;
            }
            if length >= SHORTEST {
                by_sound.entry(phonetic::key(word)).or_insert_with(|| word.clone());
            }
            let target = Target {
                word: word.clone(),
                number,
                first: word.chars().next(),
                frequency: libm::logf(count(number) as f32) * FREQUENCY,
            };
            let targets = by_length.entry(length).or_default();
            targets.letters.push(letter_set(word));
            targets.words.push(target);
        }
        Self {
            known,
            frequency,
            after: Pairs::new(pairs.iter().map(|((a, b), count)| (*a, *b, *count)).collect()),
            before: Pairs::new(pairs.iter().map(|((a, b), count)| (*b, *a, *count)).collect()),
            by_length,
            by_sound,
            everyday,
        }
    }

    /// Whether the FAQ uses this word.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.known.contains_key(word)
    }

    /// Whether it is an ordinary word of a language.
    pub(crate) fn is_ordinary(&self, word: &str) -> bool {
        self.everyday.is_ordinary(word)
    }

    /// Whether it is a word of everyday messages outside the FAQ, which hardly uses it: often another town's name.
    pub(crate) fn is_elsewhere(&self, word: &str) -> bool {
        let number = self.known.get(word).copied();
        let count = number.and_then(|number| self.frequency.get(number as usize)).copied();
        self.everyday.is_of_messages(word) && !self.is_ordinary(word) && count.unwrap_or(0) < AT_HOME_FROM
    }

    /// Whether a word stands as it is: somebody is known to use it.
    pub(crate) fn is_right(&self, word: &str) -> bool {
        self.knows(word) || self.everyday.knows(word) || !word.chars().all(char::is_alphanumeric)
    }

    /// What a word that is not right was meant to be, one word or two; `None` when nothing is near.
    pub(crate) fn repair(&self, word: &str, context: Context<'_>) -> Option<Vec<String>> {
        if let Some(parts) = self.unglue(word) {
            return Some(parts);
        }
        let length = word.chars().count();
        if !(2..=LONGEST).contains(&length) {
            return None;
        }
        self.nearest(word, length, context)
            .map(str::to_owned)
            .or_else(|| {
                self.by_sound
                    .get(&phonetic::key(word))
                    .filter(|_| length >= SHORTEST)
                    .cloned()
            })
            .map(|repaired| vec![repaired])
            .or_else(|| self.split(word))
    }

    /// `jai` is `j ai`, `lemail` is `l email`.
    fn unglue(&self, word: &str) -> Option<Vec<String>> {
        GLUED.iter().find_map(|elided| {
            let rest = word.strip_prefix(elided)?;
            let vowel = rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']);
            (vowel && rest.len() >= 2 && (self.knows(rest) || self.is_ordinary(rest)))
                .then(|| vec![(*elided).to_owned(), rest.to_owned()])
        })
    }

    /// `motdepasse` is `mot depasse`, whose halves the FAQ knows.
    fn split(&self, word: &str) -> Option<Vec<String>> {
        word.char_indices().skip(SHORTEST_HALF).find_map(|(at, _)| {
            let (left, right) = word.split_at_checked(at)?;
            (right.len() >= SHORTEST_HALF && self.knows(left) && self.knows(right))
                .then(|| vec![left.to_owned(), right.to_owned()])
        })
    }

    /// The likeliest FAQ word within reach: few edits, the same first letter, frequent, and at home between its
    /// neighbours. What is too short or too far to be told by its letters alone needs a neighbour that speaks for it.
    fn nearest(&self, word: &str, length: usize, context: Context<'_>) -> Option<&str> {
        let sure = match length {
            TWO_EDITS_FROM.. => 2,
            SHORTEST.. => 1,
            _ => 0,
        };
        let number = |word: Option<&str>| self.known.get(word?).copied();
        let (before, after) = (number(context.before), number(context.after));
        let reach = match (before, after) {
            (None, None) => sure,
            _ if length > SHORTEST => 2,
            _ => 1,
        };
        let following = before.map_or(&[][..], |before| self.after.of(before));
        let leading = after.map_or(&[][..], |after| self.before.of(after));
        let letters = letter_set(word);
        let first = word.chars().next();
        let near = self.by_length.range(length.saturating_sub(reach)..=length + reach);
        let mut best: Option<(f32, &str)> = None;
        let targets = near.flat_map(|(_, targets)| targets.letters.iter().zip(&targets.words));
        for (of_target, target) in targets {
            // One edit brings in at most one letter and takes away at most one.
            let (missing, extra) = (letters & !of_target, of_target & !letters);
            let fewest = missing.count_ones().max(extra.count_ones()) as usize;
            if fewest > reach {
                continue;
            }
            let other_first = target.first != first;
            // Two edits that also change the first letter make another word.
            let alone = if other_first { sure.min(1) } else { sure };
            // The distance is what costs; most words are settled before it.
            let between = OnceCell::new();
            let between = || *between.get_or_init(|| seen(following, target.number) + seen(leading, target.number));
            if fewest > alone && between() == 0 {
                continue;
            }
            let edits = osa_distance(word, &target.word);
            if edits > reach || (edits > alone && between() == 0) {
                continue;
            }
            let score = target.frequency + libm::logf(1.0 + between() as f32)
                - edits as f32 * EDIT
                - if other_first { OTHER_FIRST } else { 0.0 };
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, &target.word));
            }
        }
        best.map(|(_, word)| word)
    }
}

/// Which letters a word has, as bits.
fn letter_set(word: &str) -> u32 {
    word.chars().fold(0, |set, c| set | 1 << (u32::from(c) % 31))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Locale, text::tokenise};

    #[test]
    fn words_are_repaired_and_noise_is_left_alone() {
        let questions = ["mot de passe perdu", "la mediatheque est ouverte"].map(tokenise);
        let spelling = Spelling::learn(&questions, Everyday::of(&[Locale::FRENCH]));
        let repaired = |word: &str| spelling.repair(word, Context::default()).map(|parts| parts.join(" "));
        for (word, meant) in [
            ("mediateque", "mediatheque"),
            ("lmediatheque", "mediatheque"),
            ("motperdu", "mot perdu"),
            ("louverte", "l ouverte"),
        ] {
            assert_eq!(repaired(word).as_deref(), Some(meant), "{word}");
        }
        assert_eq!(repaired("maisons"), None);
        let noise = "perdu".repeat(2_000);
        assert_eq!(repaired(&noise), None);
        assert!(spelling.is_right("maison") && !spelling.is_right("mediateque"));
    }
}
