//! What is a known word and what is a known name.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use super::key;
use crate::{Locale, everyday::Everyday, text::function_words};

/// Whether a name is on the list of first or of family names.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Listed {
    pub(super) first: bool,
    pub(super) family: bool,
}

static NAMES: LazyLock<HashMap<String, Listed>> = LazyLock::new(|| {
    let mut names: HashMap<String, Listed> = HashMap::new();
    let mut first = true;
    for line in include_str!("../../data/names.txt").lines() {
        match line.trim() {
            "[first]" => first = true,
            "[family]" => first = false,
            comment if comment.starts_with('#') => {}
            line => {
                for name in line.split_whitespace() {
                    let listed = names.entry(key(name)).or_default();
                    listed.first |= first;
                    listed.family |= !first;
                }
            }
        }
    }
    names
});

/// Words that carry grammar, in French and English.
static GRAMMAR: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let both = [Locale::FRENCH, Locale::ENGLISH];
    both.into_iter().flat_map(function_words).collect()
});

/// The words that everybody uses in French and English.
static EVERYDAY: LazyLock<Everyday> = LazyLock::new(|| Everyday::of(&[Locale::FRENCH, Locale::ENGLISH]));

/// The beginnings of ordinary words: an unknown form of a known word ("renseignait") is no name.
static BEGINNINGS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let ordinary = EVERYDAY.words().chain(PUBLIC.iter().copied());
    let long = ordinary.filter(|word| word.chars().count() >= BEGINNING);
    long.map(|word| word.chars().take(BEGINNING).collect()).collect()
});

/// Whether it is an ordinary word or a public body.
fn is_ordinary(word: &str) -> bool {
    EVERYDAY.knows(word) || PUBLIC.contains(&word)
}

/// How many letters of a word are enough to know it again in another form.
const BEGINNING: usize = 5;

/// Initials and names of public bodies, places and firms that citizens write in capitals.
const PUBLIC: &[&str] = &[
    "cordialement",
    "amicalement",
    "sincerement",
    "sepa",
    "pacs",
    "aesh",
    "aspa",
    "kbis",
    "belgique",
    "maroc",
    "algerie",
    "pologne",
    "belgium",
    "england",
    "ccas",
    "caf",
    "cpam",
    "csirt",
    "anssi",
    "cnil",
    "ants",
    "cni",
    "iban",
    "rib",
    "sms",
    "mms",
    "rsa",
    "apl",
    "aah",
    "pmi",
    "plu",
    "edf",
    "engie",
    "urssaf",
    "msa",
    "carsat",
    "samu",
    "smur",
    "ehpad",
    "ucl",
    "url",
    "pdf",
    "https",
    "http",
    "www",
    "wifi",
    "gmail",
    "outlook",
    "hotmail",
    "yahoo",
    "orange",
    "sfr",
    "free",
    "bouygues",
    "facebook",
    "whatsapp",
    "messenger",
    "instagram",
    "telegram",
    "discord",
    "google",
    "android",
    "iphone",
    "windows",
    "chronopost",
    "colissimo",
    "mondial",
    "relay",
    "dhl",
    "ameli",
    "amazon",
    "paypal",
    "netflix",
    "leboncoin",
    "vinted",
    "doctolib",
    "franceconnect",
    "pronote",
    "ent",
    "cantine",
    "garderie",
    "mairie",
    "mediatheque",
    "bibliotheque",
    "gendarmerie",
    "prefecture",
    "tresor",
    "etat",
    "civil",
    "france",
    "europe",
    "hauts",
    "nord",
    "pas",
    "calais",
    "noel",
    "paques",
    "toussaint",
    "ascension",
    "pentecote",
    "covid",
    "internet",
    "republique",
    "rgpd",
    "gdpr",
    "thesee",
    "pharos",
    "perceval",
    "signal",
    "spam",
    "cybermalveillance",
    "cyber",
    "siret",
    "siren",
    "insee",
    "acte",
    "passeport",
    "bafa",
    "cabbalr",
    "smictom",
    "sivom",
    "opac",
    "hlm",
    "cesu",
    "assmat",
    "ram",
    "alsh",
    "tap",
    "pai",
    "mdph",
    "apa",
];

/// Whether a folded word carries grammar rather than a subject.
pub(super) fn is_grammar(folded: &str) -> bool {
    GRAMMAR.contains(folded)
}

/// Whether no ordinary word begins like this folded word, which is long enough to tell.
pub(super) fn is_strange(folded: &str) -> bool {
    let beginning: String = folded.chars().take(BEGINNING).collect();
    beginning.chars().count() == BEGINNING && !BEGINNINGS.contains(&beginning)
}

/// What the lists of names say of a folded word; a double name is on them with its first half.
pub(super) fn listed(folded: &str) -> Listed {
    let half = folded.split('-').next().unwrap_or_default();
    let whole = NAMES.get(folded).copied();
    whole.or_else(|| NAMES.get(half).copied()).unwrap_or_default()
}

/// Whether a folded word is ordinary, by itself, by its parts, without its plural or with an elision glued to it.
pub(super) fn is_word(folded: &str) -> bool {
    let known = |word: &str| is_ordinary(word) || is_grammar(word);
    let ungrown = ["es", "s", "e", "x"].iter().any(|ending| {
        folded
            .strip_suffix(ending)
            .is_some_and(|stem| stem.len() > 2 && known(stem))
    });
    let unglued = ["qu", "j", "l", "d", "c", "n", "m", "t", "s"].iter().any(|elided| {
        let rest = folded.strip_prefix(elided);
        rest.is_some_and(|rest| rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h']) && rest.len() > 1 && known(rest))
    });
    known(folded) || ungrown || unglued || (folded.contains('-') && folded.split('-').all(known))
}
