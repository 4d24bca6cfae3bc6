//! FAQs of any size in made-up French, the same on every run.

use std::fmt::Write as _;

use guichet_core::catalogue::SourceFile;

/// Syllables that made-up words are put together from.
const SYLLABLES: &[&str] = &[
    "ma", "ri", "lo", "cha", "ten", "pou", "vel", "dre", "co", "ni", "ssa", "ber", "qui", "tou", "fla", "mer", "gui",
    "che", "lan", "por", "zé", "bla", "cri", "don",
];

/// What many questions have in common.
const FRAMES: &[&str] = &[
    "comment faire pour",
    "est-ce que je peux avoir",
    "où se trouve",
    "je cherche",
    "qui s'occupe de",
    "à quelle heure ouvre",
    "combien coûte",
    "il me faut",
    "pourquoi je n'ai pas",
    "quand reprend",
];

/// A FAQ of `entries` entries with `questions` questions each: each entry has six words of its own, which its questions
/// mix with words that all entries share.
pub(crate) fn made_up(entries: usize, questions: usize) -> Vec<SourceFile> {
    let mut files = vec![SourceFile::new(
        "town.yaml",
        "town: {name: Ville, timezone: Europe/Paris, languages: [fr]}",
    )];
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let shared: Vec<String> = (0..400).map(|_| word(&mut dice)).collect();
    let mut yaml = String::new();
    for entry in 0..entries {
        let own: Vec<String> = (0..6).map(|_| word(&mut dice)).collect();
        let _ = writeln!(
            yaml,
            "  - id: e{entry}\n    answer: {{fr: Réponse {entry}.}}\n    questions:\n      fr:"
        );
        for question in 0..questions {
            let frame = FRAMES[dice.below(FRAMES.len())];
            let [first, second] = [dice.below(6), dice.below(6)].map(|n| &own[n]);
            let [third, fourth] = [dice.below(400), dice.below(400)].map(|n| &shared[n]);
            let _ = writeln!(
                yaml,
                "        - {frame} {first} {third} {second} {fourth} {entry} {question}"
            );
        }
        // Well below what one file may hold.
        if yaml.len() > 200_000 || entry + 1 == entries {
            files.push(SourceFile::new(format!("e{entry}.yaml"), format!("entries:\n{yaml}")));
            yaml.clear();
        }
    }
    files
}

/// A message that the FAQ answers, with a typing error.
pub(crate) fn asked(files: &[SourceFile]) -> String {
    let text = files.last().map(SourceFile::text).unwrap_or_default();
    let question = text.lines().rev().find(|line| line.contains("- "));
    question.map_or_else(String::new, |line| line.replace("- ", "bonjour ").replace("ma", "am"))
}

fn word(dice: &mut Dice) -> String {
    (0..2 + dice.below(3))
        .map(|_| SYLLABLES[dice.below(SYLLABLES.len())])
        .collect()
}

/// A xorshift64* generator.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap_or(0) % limit
    }
}
