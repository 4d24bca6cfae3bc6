//! Hostile variants made from the official list with a fixed seed: none may be called official.
#![expect(clippy::string_slice, reason = "every text that is cut here is ASCII")]

use super::*;
use crate::dice::Dice;

impl Dice {
    /// One of the characters that `from` lists is replaced by the other of its pair.
    fn swap(&mut self, text: &str, pairs: &[(char, &str)]) -> String {
        let places: Vec<(usize, &str)> = text
            .char_indices()
            .filter_map(|(at, c)| Some((at, pairs.iter().find(|(from, _)| *from == c)?.1)))
            .collect();
        if places.is_empty() {
            return format!("x{text}");
        }
        let (at, to) = places[self.roll(places.len())];
        format!("{}{to}{}", &text[..at], &text[at + 1..])
    }
}

const OTHER_LETTERS: &[(char, &str)] = &[
    ('a', "а"),
    ('c', "с"),
    ('e', "е"),
    ('i', "і"),
    ('o', "о"),
    ('p', "р"),
    ('s', "ѕ"),
    ('u', "υ"),
    ('y', "у"),
    ('v', "ν"),
    ('b', "Ь"),
    ('r', "г"),
    ('l', "ӏ"),
];
const DIGITS: &[(char, &str)] = &[
    ('o', "0"),
    ('l', "1"),
    ('i', "1"),
    ('e', "3"),
    ('s', "5"),
    ('b', "8"),
    ('u', "v"),
    ('r', "rn"),
];
const ACCENTS: &[(char, &str)] = &[
    ('e', "é"),
    ('i', "ï"),
    ('u', "ü"),
    ('c', "ç"),
    ('y', "ý"),
    ('s', "ş"),
    ('l', "ł"),
];
const ENDINGS: &[&str] = &["com", "org", "net", "info", "eu", "co", "top", "xyz", "site", "online"];
const WORDS: &[&str] = &[
    "secure",
    "paiement",
    "compte",
    "login",
    "amende",
    "portail",
    "verif",
    "remboursement",
];

/// A hostile variant of an official domain.
fn hostile_host(dice: &mut Dice, domain: &str) -> String {
    let (front, _) = domain.rsplit_once('.').unwrap();
    let word = dice.pick(WORDS);
    let ending = dice.pick(ENDINGS);
    match dice.roll(16) {
        0 => dice.swap(domain, OTHER_LETTERS),
        1 => dice.swap(domain, DIGITS),
        2 => dice.swap(domain, ACCENTS),
        3 => format!("{domain}.{word}.{ending}"),
        4 => format!("{}.{word}-{ending}.{ending}", front.replace('.', "-")),
        5 => format!("{front}.{ending}"),
        6 => format!("{front}-{word}.{ending}"),
        7 => format!("{word}-{}.fr", front.replace('.', "-")),
        8 => format!("{word}{}.{ending}", front.replace('.', "")),
        9 => {
            // A letter doubled.
            let at = dice.roll(front.len() - 1) + 1;
            format!("{}{}{}", &domain[..at], &domain[at - 1..at], &domain[at..])
        }
        10 => {
            // A letter dropped, never the dot.
            let at = front.find('-').map_or(3, |hyphen| hyphen + 1 + dice.roll(3));
            format!("{}{}", &domain[..at], &domain[at + 1..])
        }
        11 => domain.replacen('.', "-", 1) + "." + ending,
        12 => format!("www{domain}"),
        13 => format!("{word}.{ending}/{domain}"),
        14 => {
            let label =
                idna::punycode::encode_str(&dice.swap(front.split('.').next().unwrap(), OTHER_LETTERS)).unwrap();
            format!("xn--{label}.{}", domain.rsplit('.').next().unwrap())
        }
        _ => format!("{domain}-{word}.{ending}"),
    }
}

/// A hostile way to write a host, official or not.
fn hostile_link(dice: &mut Dice, domain: &str) -> String {
    let host = hostile_host(dice, domain);
    let other = format!("{}-{}.{}", dice.pick(WORDS), dice.pick(WORDS), dice.pick(ENDINGS));
    match dice.roll(18) {
        0 => host,
        1 => format!("https://{host}"),
        2 => format!("http://{host}/compte?id=1"),
        3 => host.to_uppercase(),
        4 => format!("https://{domain}@{other}"),
        5 => format!("https://{domain}:443@{other}/"),
        6 => format!("https://user:pass@{host}"),
        7 => format!("https://{domain}%2e{other}"),
        8 => format!("https://{domain}%40{other}"),
        9 => format!("https://{domain}%2F.{other}"),
        10 => format!("https://{other}\\@{domain}"),
        11 => format!("https://{domain}\\.{other}"),
        12 => format!("{domain}。{other}"),
        13 => format!("https://{other}/{domain}/"),
        14 => format!("https://{other}?u=https%3A%2F%2F{domain}"),
        15 => format!("https://{}", domain.replacen('.', ".\u{200b}x.", 1)),
        16 => format!("https://{domain}\u{2024}{other}"),
        _ => format!("https://{domain}\u{2044}.{other}"),
    }
}

/// A hostile variant of an official phone number.
fn hostile_phone(dice: &mut Dice) -> String {
    let digits = "0321003080";
    let at = dice.roll(9) + 1;
    let other = u8::try_from((usize::from(digits.as_bytes()[at] - b'0') + 1 + dice.roll(9)) % 10).unwrap();
    let changed = format!("{}{other}{}", &digits[..at], &digits[at + 1..]);
    let spaced = |digits: &str| {
        let pairs: Vec<&str> = (0..digits.len() / 2)
            .map(|pair| &digits[pair * 2..pair * 2 + 2])
            .collect();
        pairs.join(" ")
    };
    match dice.roll(10) {
        0 => changed,
        1 => spaced(&changed),
        2 => format!("+33 {}", &changed[1..]),
        3 => format!("{digits}{}", dice.roll(10)),
        4 => format!("{}{}", &digits[..at], &digits[at + 1..]),
        5 => "O3 21 OO 3O 8O".to_owned(),
        6 => format!("+{} {}", dice.pick(&["32", "44", "212", "225"]), &digits[1..]),
        7 => format!("00{}{}", dice.pick(&["32", "44", "212", "225"]), &digits[1..]),
        8 => format!("0899{digits}"),
        _ => spaced("0321308000"),
    }
}

/// A hostile variant of an official e-mail address.
fn hostile_email(dice: &mut Dice, domain: &str) -> String {
    let ending = dice.pick(ENDINGS);
    match dice.roll(7) {
        0 => loop {
            let host = hostile_host(dice, domain);
            if !host.contains('/') {
                break format!("accueil@{host}");
            }
        },
        1 => format!("acceuil@{domain}"),
        2 => format!("accueil@{domain}@mail.{ending}"),
        3 => format!("accueil.{}@gmail.{ending}", domain.replace('.', "-")),
        4 => format!("accueil@mail.{ending}"),
        5 => format!("accuei1@{domain}"),
        _ => format!("mailto:accueil%40{domain}@mail.{ending}"),
    }
}

#[test]
fn no_hostile_variant_is_official() {
    let registry = registry();
    let mut dice = Dice(2_026);
    let domains = [
        "ville-sur-lys.fr",
        "service-public.gouv.fr",
        "17cyber.gouv.fr",
        "cnil.fr",
    ];
    let frames = [
        "{}",
        "le {} c'est vous ?",
        "Votre dossier est bloqué : {}.",
        "is {} real?",
        "({})",
        "« {} »",
        "cliquez:{}",
    ];
    let mut through = Vec::new();
    for round in 0..3_000 {
        let domain = dice.pick(&domains);
        let variant = match round % 5 {
            0 => hostile_phone(&mut dice),
            1 => hostile_email(&mut dice, domains[0]),
            _ => hostile_link(&mut dice, domain),
        };
        let message = dice.pick(&frames).replace("{}", &variant);
        let findings = registry.inspect(&message);
        assert!(!findings.iter().any(is_official), "{message}: {findings:?}");
        let alike = |finding: &Finding| matches!(finding.standing, Standing::LooksLike(_) | Standing::BearsTownName);
        if !findings.iter().any(alike) {
            through.push(message);
        }
    }
    assert!(through.is_empty(), "{} not seen through: {through:#?}", through.len());
}
