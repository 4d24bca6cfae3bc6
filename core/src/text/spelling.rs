//! Brings a misspelt word back to a word that the FAQ uses. The only user of edit distances on words.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use strsim::osa_distance;

use super::{
    Token,
    pairs::{self, Pairs},
    phonetic,
    targets::{Target, Targets, letter_set},
};
use crate::{Locale, everyday::Everyday};

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
    known: HashMap<Arc<str>, u32>,
    /// The words by number.
    words: Vec<Used>,
    /// How often a word, by its number, follows a first one there.
    after: Pairs,
    /// How often a word stands before a first one.
    before: Pairs,
    /// The words that may be a repair, by length in characters.
    by_length: BTreeMap<usize, Targets>,
    /// The number of the most frequent word of each sound.
    by_sound: HashMap<String, u32>,
    /// The words that everybody uses, names of other places and things among them.
    everyday: Everyday,
}

/// A word of the FAQ.
#[derive(Debug)]
struct Used {
    word: Arc<str>,
    /// How often the FAQ uses it.
    frequency: u32,
    /// The language of the questions that use it, if it is one.
    language: Option<Locale>,
}

/// The words on both sides of one, where they are sure.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context<'a> {
    pub(crate) before: Option<&'a str>,
    pub(crate) after: Option<&'a str>,
}

impl Spelling {
    /// Learns from the FAQ's questions, each with its language, and the words that everybody uses in its languages.
    pub(crate) fn learn(questions: impl Iterator<Item = (Vec<Token>, Locale)>, everyday: Everyday) -> Self {
        let mut learnt = Self {
            everyday,
            ..Self::default()
        };
        let mut pairs: HashMap<(u32, u32), u32> = HashMap::new();
        for (tokens, locale) in questions {
            let mut before = None;
            for token in tokens {
                let number = learnt.count(&token.text, locale);
                if let Some(before) = before.replace(number) {
                    *pairs.entry((before, number)).or_default() += 1;
                }
            }
        }
        learnt.after = Pairs::new(pairs.iter().map(|((a, b), count)| (*a, *b, *count)).collect());
        learnt.before = Pairs::new(pairs.iter().map(|((a, b), count)| (*b, *a, *count)).collect());
        learnt.words.shrink_to_fit();
        learnt.aim();
        learnt
    }

    /// Counts a word of a question. Returns its number.
    fn count(&mut self, word: &str, locale: Locale) -> u32 {
        let known = self.known.get(word).copied();
        if let Some((number, used)) = known.and_then(|number| Some((number, self.words.get_mut(number as usize)?))) {
            used.frequency += 1;
            used.language = used.language.filter(|language| *language == locale);
            return number;
        }
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let word: Arc<str> = word.into();
        self.known.insert(word.clone(), next);
        self.words.push(Used {
            word,
            frequency: 1,
            language: Some(locale),
        });
        next
    }

    /// Sorts out the words that may be a repair, the most frequent first.
    fn aim(&mut self) {
        let mut sorted: Vec<(u32, &Used)> = (0..).zip(&self.words).collect();
        sorted.sort_unstable_by(|(_, a), (_, b)| b.frequency.cmp(&a.frequency).then_with(|| a.word.cmp(&b.word)));
        for (number, Used { word, frequency, .. }) in sorted {
            let length = word.chars().count();
            if length < 2 || !word.chars().all(char::is_alphabetic) {
                continue;
            }
            if length >= SHORTEST {
                self.by_sound.entry(phonetic::key(word)).or_insert(number);
            }
            let targets = self.by_length.entry(length).or_default();
            targets.letters.push(letter_set(word));
            targets.words.push(Target {
                number,
                first: word.chars().next(),
                frequency: libm::logf(*frequency as f32) * FREQUENCY,
            });
        }
    }

    /// The language of the FAQ's questions that use this word, if it is one.
    pub(crate) fn language(&self, word: &str) -> Option<Locale> {
        self.used(*self.known.get(word)?)?.language
    }

    fn used(&self, number: u32) -> Option<&Used> {
        self.words.get(number as usize)
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
        let used = || self.known.get(word).and_then(|number| self.used(*number));
        self.everyday.is_only_of_messages(word) && used().is_none_or(|used| used.frequency < AT_HOME_FROM)
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
                    .and_then(|number| self.used(*number))
                    .map(|used| used.word.to_string())
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
            let between =
                || *between.get_or_init(|| pairs::seen(following, target.number) + pairs::seen(leading, target.number));
            if fewest > alone && between() == 0 {
                continue;
            }
            let Some(used) = self.used(target.number) else {
                continue;
            };
            let edits = osa_distance(word, &used.word);
            if edits > reach || (edits > alone && between() == 0) {
                continue;
            }
            let score = target.frequency + libm::logf(1.0 + between() as f32)
                - edits as f32 * EDIT
                - if other_first { OTHER_FIRST } else { 0.0 };
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, &used.word));
            }
        }
        best.map(|(_, word)| word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenise;

    #[test]
    fn words_are_repaired_and_noise_is_left_alone() {
        let questions = ["mot de passe perdu", "la mediatheque est ouverte"].map(tokenise);
        let questions = questions.into_iter().map(|tokens| (tokens, Locale::FRENCH));
        let spelling = Spelling::learn(questions, Everyday::of(&[Locale::FRENCH]));
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
