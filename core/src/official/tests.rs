//! Hostile variants made from an official list with a fixed seed, the ways of writing a number, and whole replies.

use chrono::{DateTime, Utc};
use proptest::prelude::*;

use super::*;
use crate::{
    Assistant, Locale, Utterance, Verdict,
    catalogue::SourceFile,
    reply::ReplyKind,
    verdict::{Outcome, Unknown},
};

const TOWN: &str = r#"
town:
  name: "Ville-sur-Lys"
  timezone: "Europe/Paris"
  languages: [fr, en]
  links: [cnil.fr]
  as_of: {fr: "situation de jeudi", en: "as of Thursday"}
  official:
    phones:
      - {value: "03 21 00 30 80", label: {fr: "standard de la mairie", en: "town hall switchboard"}}
      - {value: "33700", label: {fr: "signalement des SMS", en: "reporting of texts"}}
      - {value: "0 892 705 705", label: {fr: "opposition bancaire", en: "card blocking"}}
      - {value: "116 006", label: {fr: "aide aux victimes", en: "help for victims"}}
      - {value: "17", label: {fr: "police, en urgence", en: "police, emergency"}}
      - {value: "112", label: {fr: "urgence", en: "emergency"}}
    domains:
      - {value: "ville-sur-lys.fr", label: {fr: "site de la commune", en: "town website"}}
      - {value: "service-public.gouv.fr", label: {fr: "site de l'administration", en: "administration"}}
      - {value: "17cyber.gouv.fr", label: {fr: "17Cyber", en: "17Cyber"}}
    emails:
      - {value: "accueil@ville-sur-lys.fr", label: {fr: "accueil de la mairie", en: "town hall front desk"}}
"#;

const ENTRIES: &str = r#"
services:
  - {id: mediatheque, name: {fr: Médiathèque, en: Library}, status: normal, phone: "03 21 00 39 72", questions: {fr: [la médiathèque est-elle ouverte ?, la bibliothèque prête des livres], en: [is the library open, can I borrow books]}}
entries:
  - id: email-suspect
    title: {fr: "E-mail suspect", en: "Suspicious e-mail"}
    signals: [suspicious-email]
    questions: {fr: [j'ai reçu un e-mail bizarre, mail suspect de la mairie], en: [I got a strange e-mail, suspicious mail]}
    answer: {fr: "Ne cliquez sur aucun lien.", en: "Do not click any link."}
  - id: urgence
    title: {fr: "Urgence", en: "Emergency"}
    priority: urgent
    signals: [danger]
    questions: {fr: [au secours, il y a le feu], en: [help me, there is a fire]}
    answer: {fr: "Appelez le 112.", en: "Call 112."}
  - id: passeport
    title: {fr: "Passeport", en: "Passport"}
    questions: {fr: [refaire mon passeport, rendez-vous passeport], en: [renew my passport, passport appointment]}
    answer: {fr: "À l'accueil.", en: "At the front desk."}
"#;

fn assistant() -> Assistant {
    let files = [
        SourceFile::new("town.yaml", TOWN),
        SourceFile::new("entries.yaml", ENTRIES),
    ];
    Assistant::from_files(&files).unwrap()
}

fn registry() -> Registry {
    Registry::new(assistant().catalogue())
}

fn now() -> DateTime<Utc> {
    "2026-09-10T08:00:00Z".parse().unwrap()
}

fn is_official(finding: &Finding) -> bool {
    matches!(finding.standing, Standing::Official(_))
}

/// The standing of the only thing that a text holds: `=label`, `~label`, `town`, `no`.
fn standing(registry: &Registry, text: &str) -> String {
    let findings = registry.inspect(text);
    let [finding] = findings.as_slice() else {
        return format!("{} findings", findings.len());
    };
    match &finding.standing {
        Standing::Official(official) => format!("={}", official.label.get(Locale::FRENCH)),
        Standing::LooksLike(official) => format!("~{}", official.label.get(Locale::FRENCH)),
        Standing::BearsTownName => "town".to_owned(),
        Standing::NotListed => "no".to_owned(),
    }
}

/// Always the same "random" numbers (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(sides).unwrap()).unwrap()
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }

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
    let (mut seen, mut through) = (0, Vec::new());
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
        if findings.iter().any(alike) {
            seen += 1;
        } else {
            through.push(message);
        }
    }
    assert!(
        seen * 100 >= 3_000 * 100,
        "{} not seen through: {through:#?}",
        through.len()
    );
}

#[test]
fn every_way_to_write_a_number_is_one_number() {
    let registry = registry();
    for form in [
        "0321003080",
        "03 21 00 30 80",
        "03.21.00.30.80",
        "03-21-00-30-80",
        "+33 3 21 00 30 80",
        "+33321003080",
        "+33 (0)3 21 00 30 80",
        "+33(0)321003080",
        "0033 3 21 00 30 80",
        "0033321003080",
        "(03) 21 00 30 80",
        "03\u{a0}21\u{a0}00\u{a0}30\u{a0}80",
        "03\u{202f}21 00 30 80",
        "03/21/00/30/80",
        "03 21 003 080",
        "0 321 003 080",
        "+33 03 21 00 30 80",
        "03‑21‑00‑30‑80",
        "0 3 2 1 0 0 3 0 8 0",
    ] {
        for frame in [
            "{}",
            "le {} c'est vous ?",
            "tel:{}",
            "{} ?",
            "appel du {}, vrai ?",
            "({})",
        ] {
            let message = frame.replace("{}", form);
            assert_eq!(standing(&registry, &message), "=standard de la mairie", "{message}");
        }
    }
    let twice = "03 21 00 30 80 ou +33 3 21 00 30 80 ?";
    assert_eq!(registry.inspect(twice).len(), 1, "one number told once");
}

#[test]
fn labels_are_the_ones_of_the_list() {
    let registry = registry();
    for (text, expected) in [
        ("03 21 00 39 72", "=Médiathèque"),
        ("le 33700 c'est officiel ?", "=signalement des SMS"),
        ("0 892 705 705", "=opposition bancaire"),
        ("0892705705", "=opposition bancaire"),
        ("116 006", "=aide aux victimes"),
        ("le 17 c'est la police ?", "=police, en urgence"),
        ("le 112 ?", "=urgence"),
        ("06 12 34 56 78", "no"),
        ("+44 7911 123456", "no"),
        ("le 3018 c'est vrai ?", "no"),
        ("le 33770 c'est vous ?", "~signalement des SMS"),
        ("03 21 00 30 81", "~standard de la mairie"),
        ("cnil.fr", "=cnil.fr"),
        ("https://www.ville-sur-lys.fr/contact?x=1#a", "=site de la commune"),
        ("VILLE-SUR-LYS.FR.", "=site de la commune"),
        ("http://agenda.ville-sur-lys.fr:80", "=site de la commune"),
        ("l'adresse ville-sur-lys.fr,merci", "=site de la commune"),
        ("17cyber.gouv.fr", "=17Cyber"),
        ("https://ville-sur-lys.fr:8443", "~site de la commune"),
        ("javascript://ville-sur-lys.fr", "~site de la commune"),
        ("https://ville-sur-lys.fr@evil.com", "~site de la commune"),
        ("http://ville-sur-lys.secure-pay.info", "~site de la commune"),
        ("villesurlys-amendes.top", "~site de la commune"),
        ("mairie-de-villesurlis.com", "~site de la commune"),
        ("xn--cnl-0ma.fr", "~cnil.fr"),
        ("cniI.fr", "~cnil.fr"),
        ("paiement.site/cnil.fr", "~cnil.fr"),
        ("amende-mairie.online", "no"),
        ("http://sub.ville-sur-lys.fr.evil.com", "~site de la commune"),
        ("ｃｎｉｌ.fr", "~cnil.fr"),
        ("cn\u{200b}il.fr", "~cnil.fr"),
        ("hxxp://cnil[.]fr", "~cnil.fr"),
        ("cnil.com", "~cnil.fr"),
        ("exemple.com", "no"),
        ("http://185.22.1.3/x", "no"),
        ("accueil@ville-sur-lys.fr", "=accueil de la mairie"),
        ("Accueil@Ville-sur-Lys.fr", "=accueil de la mairie"),
        ("autre.nom@ville-sur-lys.fr", "no"),
        ("jean@orange.fr", "no"),
        ("accueil@ville-sur-lys.com", "~accueil de la mairie"),
        ("contact@cnil-alerte.com", "~cnil.fr"),
        ("mairie.villesurlys@gmail.com", "~site de la commune"),
    ] {
        assert_eq!(standing(&registry, text), expected, "{text}");
    }
}

#[test]
fn a_town_without_a_site_still_knows_its_name() {
    let town = "town: {name: Isbergues, timezone: Europe/Paris, languages: [fr, en], as_of: {fr: jeudi, en: Thursday}}";
    let files = [
        SourceFile::new("town.yaml", town),
        SourceFile::new("entries.yaml", ENTRIES),
    ];
    let registry = Registry::new(Assistant::from_files(&files).unwrap().catalogue());
    for text in [
        "ville-isbergues.secure-pay.info",
        "1sbergues-mairie.fr",
        "contact@isbergues-amendes.com",
        "isberges.fr",
    ] {
        assert_eq!(standing(&registry, text), "town", "{text}");
    }
    assert_eq!(standing(&registry, "exemple.fr"), "no");
}

#[test]
fn numbers_that_are_no_phone_numbers_are_passed_over() {
    let registry = registry();
    for text in [
        "la mairie ouvre à 8h30 le 17 juin ?",
        "j'ai 112 euros",
        "12/06/2024",
        "62330 Ville",
        "le bus 17",
        "merci.Bonjour",
        "de 8.30 à 12.15",
        "1.2.3.4",
        "3000 habitants",
        "FR76 3000 6000 0112 3456 7890 189",
        "C.C.A.S.",
        "",
        "...",
        "😀 ?",
        "@mairie",
    ] {
        assert_eq!(registry.inspect(text), [], "{text}");
    }
}

#[test]
fn asking_is_told_from_mentioning() {
    let registry = registry();
    for text in [
        "le 0321003080 c'est vous ?",
        "is http://ville-sur-lys.secure-pay.info real?",
        "0321003080",
        "http://exemple.com/x",
        "c koi ce lien bit.ly/abc",
        "j'ai reçu un sms du 06 12 34 56 78",
        "on m'a appelé du 0612345678, arnaque ?",
        "Je peux cliquer sur www.exemple.com ?",
        "l'adresse accueil@ville-sur-lys.fr est-elle officielle",
        "who is 0612345678",
    ] {
        assert!(registry.asks_whether_real(text), "{text}");
    }
    for text in [
        "je suis au 06 12 34 56 78 rappelez-moi",
        "voici mon numéro 0612345678 pour le rendez-vous de passeport",
        "my number is 06 12 34 56 78, please call me about my passport",
        "la mairie est ouverte ?",
        "mon adresse jean@orange.fr n'est plus la bonne, changez-la dans le dossier de la cantine",
        "je voudrais savoir comment inscrire mon fils à la cantine, le 03 21 00 30 80 sonne toujours occupé",
    ] {
        assert!(!registry.asks_whether_real(text), "{text}");
    }
}

fn judged(assistant: &Assistant, text: &str, locale: Locale) -> (Verdict, String, ReplyKind) {
    let utterance = Utterance::new(text, now()).in_locale(Some(locale));
    let verdict = assistant.judge(&utterance);
    let reply = assistant.compose(&verdict, now());
    (verdict, reply.plain_text(), reply.kind)
}

#[test]
fn replies_say_what_the_list_says() {
    let assistant = assistant();
    for (text, locale, expected) in [
        (
            "0321003080",
            Locale::FRENCH,
            "Ce numéro figure sur la liste officielle : standard de la mairie.",
        ),
        (
            "le 0321003080 c'est vous ?",
            Locale::FRENCH,
            "Ce numéro figure sur la liste officielle : standard de la mairie.",
        ),
        (
            "is 0321003080 really you?",
            Locale::ENGLISH,
            "This number is on the official list: town hall switchboard.",
        ),
        (
            "le 06 12 34 56 78 c'est vous ?",
            Locale::FRENCH,
            "Ce numéro ne figure pas sur notre liste officielle",
        ),
        (
            "03 21 00 30 81",
            Locale::FRENCH,
            "Ce numéro ressemble au 03 21 00 30 80 (standard de la mairie), mais ce n'est pas lui.",
        ),
        (
            "http://exemple.com/x",
            Locale::FRENCH,
            "Ce site ne figure pas sur notre liste officielle",
        ),
        (
            "is https://cnil.fr.evil.com real?",
            Locale::ENGLISH,
            "This address looks like cnil.fr (cnil.fr), but it is not that site.",
        ),
        (
            "jean@orange.fr c'est vous ?",
            Locale::FRENCH,
            "Cette adresse e-mail ne figure pas",
        ),
    ] {
        let (verdict, said, kind) = judged(&assistant, text, locale);
        assert!(said.contains(expected), "{text}: {said}");
        assert!(said.contains("03 21 00 30 80"), "the switchboard: {said}");
        assert_eq!(kind, ReplyKind::Answer, "{text}");
        let first = said.find(expected);
        assert!(first.is_some_and(|at| at < 5), "before the answer: {said}");
        assert_eq!(verdict.findings.len(), 1, "{text}");
        for word in ["sûr", "safe", "exemple.com", "evil", "orange.fr", "0612345678", "06 12"] {
            let switchboard_advice = said.replace("Le plus sûr", "");
            assert!(!switchboard_advice.contains(word), "{word} in {said}");
        }
    }
}

#[test]
fn a_doubtful_link_alone_leads_to_what_to_do() {
    let assistant = assistant();
    let (verdict, said, _) = judged(&assistant, "http://exemple.com/x", Locale::FRENCH);
    let ids: Vec<String> = verdict.outcome.ids().iter().map(ToString::to_string).collect();
    assert_eq!(ids, ["email-suspect"]);
    assert!(said.contains("Ne cliquez sur aucun lien."), "{said}");
    let (verdict, said, _) = judged(&assistant, "0321003080", Locale::FRENCH);
    assert!(matches!(verdict.outcome, Outcome::Unknown(Unknown::NoWords)));
    assert!(!said.contains("Je n'ai pas"), "{said}");
}

#[test]
fn several_things_are_told_apart() {
    let assistant = assistant();
    let text = "0321003080 et 0612345678 et cnil.com, c'est vous ?";
    let (verdict, said, _) = judged(&assistant, text, Locale::FRENCH);
    assert_eq!(verdict.findings.len(), 3);
    for expected in [
        "Un numéro ou une adresse de ce message ressemble à cnil.fr",
        "Au moins un numéro ou une adresse de ce message ne figure pas",
        "03 21 00 30 80 figure sur la liste officielle : standard de la mairie.",
        "Ne rappelez pas",
    ] {
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn mentions_and_danger_are_left_alone() {
    let assistant = assistant();
    for text in [
        "je suis au 06 12 34 56 78, rappelez-moi pour mon passeport",
        "au secours il y a le feu, mon numéro 06 12 34 56 78",
        "au secours il y a le feu 0321003080",
        "la médiathèque est-elle ouverte ?",
    ] {
        assert_eq!(judged(&assistant, text, Locale::FRENCH).0.findings, [], "{text}");
    }
    let mut forwarded = Utterance::new(
        "Cher client, votre colis attend : cnil-colis.top ou 03 21 00 30 80",
        now(),
    );
    forwarded.forwarded = true;
    let findings = assistant.judge(&forwarded).findings;
    assert!(
        !findings.is_empty() && !findings.iter().any(is_official),
        "{findings:?}"
    );
}

proptest! {
    #[test]
    fn any_text_is_inspected(text in "(\\PC|[0-9@. +/:%-]|https://|cnil\\.fr|xn--|03 21 ){0,60}") {
        let registry = registry_once();
        let findings = registry.inspect(&text);
        prop_assert!(findings.len() <= text.len());
        if !has_something_to_check(&text) {
            prop_assert!(findings.is_empty());
        }
    }

    #[test]
    fn words_alone_hold_nothing(text in "[a-zé' ,!?]{0,200}") {
        prop_assert!(!has_something_to_check(&text));
    }
}

fn registry_once() -> &'static Registry {
    static REGISTRY: std::sync::LazyLock<Registry> = std::sync::LazyLock::new(registry);
    &REGISTRY
}
