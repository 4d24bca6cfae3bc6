//! Masking, measured on two thousand messages made up with a fixed seed.

use super::*;
use crate::dice::Dice;

impl Dice {
    /// `#` becomes a digit, `@` a letter.
    fn fill(&mut self, shape: &str) -> String {
        let filled = shape.chars().map(|c| match c {
            '#' => char::from(b'0' + u8::try_from(self.roll(10)).unwrap()),
            '@' => char::from(b'A' + u8::try_from(self.roll(26)).unwrap()),
            c => c,
        });
        filled.collect()
    }
}

/// First names, half of them on no list.
const FIRST: &[&str] = &[
    "Marie",
    "Jean",
    "Nathalie",
    "Kevin",
    "Fatima",
    "Jean-Pierre",
    "Zoé",
    "Mohamed",
    "Claire",
    "Pierre",
    "Solveig",
    "Tugdual",
    "Oumou",
    "Jolanta",
    "Kouamé",
    "Zbigniew",
    "Siobhán",
    "Maëlig",
    "Ewenn",
    "Thi-Lan",
];

/// Family names, most of them on no list or words at the same time.
const FAMILY: &[&str] = &[
    "Dupont",
    "Lefebvre",
    "Petit",
    "Boulanger",
    "Marchand",
    "Leblanc",
    "Wambergue",
    "Quéva",
    "Bouchoucha",
    "Okonkwo",
    "Szczepański",
    "Da Cunha",
    "Le Goff",
    "Van Hecke",
    "D'Halluin",
    "O'Sullivan",
    "Aït Ouali",
    "Trogneux",
    "Delobelle-Ruckebusch",
    "de La Motte",
];

/// Where a whole name stands in a message, `{}`; letters as written.
const ABOUT_NAMES: &[&str] = &[
    "Bonjour, je m'appelle {} et je voudrais savoir si la médiathèque est ouverte.",
    "bonjour je suis {}, est-ce que la cantine marche ?",
    "Mon nom est {}. Quand reviennent les services ?",
    "J'ai eu un appel de {} qui dit travailler à la mairie.",
    "Pouvez-vous prévenir {} que son dossier est prêt ?",
    "Avez-vous vu {} ce matin ? Elle devait venir au CCAS.",
    "La mairie est fermée ? Cordialement, {}",
    "Est-ce que mes données sont volées ?\nMerci\n{}",
    "le mail est signé par {} du service technique",
    "Il faut inscrire mon fils {} à l'école, comment faire ?",
    "Ma voisine {} a cliqué sur le lien.",
    "Dossier de {} : où en est-il ?",
    "Nom : {}",
    "Hello, my name is {} and I received a strange e-mail.",
    "I am {}, is the town hall open?",
    "Somebody called {} phoned me about my bank card.",
    "Could you tell {} that the library is closed?",
    "{} m'a donné votre contact, les bureaux ouvrent quand ?",
];

/// Where a family name stands behind a title; also right in small letters only.
const BEHIND_TITLES: &[&str] = &[
    "bonjour, mme {} de l'état civil est-elle là ?",
    "Monsieur {} m'a écrit, est-ce normal ?",
    "J'ai rendez-vous avec M. {} demain.",
    "Madame {} habite à côté de l'école.",
    "le docteur {} a reçu le même message",
    "is Mrs {} at the counter today?",
];

/// Introductions that need no capitals.
const IN_SMALL_LETTERS: &[&str] = &[
    "bonjour je m'appelle {} et je veux savoir si la mairie est ouverte",
    "mon nom est {} je voudrais un rendez-vous",
    "hello my name is {} is the library open",
    "nom : {}",
];

/// Numbers and addresses by shape; what is masked must leave no digit and no `@` behind.
const CODES: &[&str] = &[
    "0# ## ## ## ##",
    "0#########",
    "0#.##.##.##.##",
    "0#-##-##-##-##",
    "0# ### ### ##",
    "+33 # ## ## ## ##",
    "+33#########",
    "0033 # ## ## ## ##",
    "+33 (0)# ## ## ## ##",
    "(0#) ## ## ## ##",
    "0 ### ### ###",
    "0#/##/##/##/##",
    "0# - ## - ## - ## - ##",
    "0#,##,##,##,##",
    "O6 ## ## ## ##",
    "+32 4## ## ## ##",
    "3###",
    "tel0#########",
    "FR76 #### #### #### #### #### ###",
    "FR76########## #############",
    "fr76 #### #### #### #### #### ###",
    "FR14 2004 1010 0505 0001 3M02 6##",
    "BE68 5390 0754 7###",
    "GB29 NWBK 6016 1331 92##",
    "FR76-####-####-####-####-####-###",
    "iban:FR76#######################",
    "#### #### #### ####",
    "################",
    "####-####-####-####",
    "4### ###### #####",
    "1 85 0# 62 ### ### ##",
    "285076######### ",
    "2 85 07 2A ### ### ##",
    "1.85.07.62.###.###.##",
    "18507621234##",
    "@@-###-@@",
    "@@###@@",
    "@@ ### @@",
    "ab-###-cd",
    "ab ### cd",
    "#### @@ 62",
    "### @@@ 59",
    "12@@@62",
    "##@@#####",
    "######",
    "n° #######",
    "##### ",
    "dossier ####-###",
    "##/##/19##",
    "né le 12.0#.1974",
    "zéro six douze trente-quatre cinquante-six",
    "𝟎𝟔 𝟏𝟐 𝟑𝟒 𝟓𝟔 𝟕𝟖",
    "0️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣",
    "06\u{200b}12\u{200b}34\u{200b}56\u{200b}78",
    "٠٦١٢٣٤٥٦٧٨",
];

/// E-mail addresses, links and accounts.
const ADDRESSES: &[&str] = &[
    "secretissime@gmail.com",
    "jean.secretissime62@orange.fr",
    "SECRETISSIME@ORANGE.FR",
    "secretissime @ gmail . com",
    "secretissime(at)gmail.com",
    "secretissime [at] free.fr",
    "secretissime arobase gmail point com",
    "é.secretissime@laposte.net",
    "secretissime@gmail",
    "@secretissime_62",
    "https://exemple.fr/?q=secretissime",
    "http://secretissime.fr",
    "www.secretissime.com/a",
    "secretissime.fr",
    "bit.ly/secretissime",
    "facebook.com/secretissime",
    "secretissime at gmail dot com",
];

/// Street addresses; the name of the street must go.
const STREETS: &[&str] = &[
    "12 rue Secretissime",
    "12, rue de la Secretissime",
    "3 bis avenue du Général Secretissime",
    "7bis, av. Secretissime",
    "45 place Jean Secretissime",
    "8 impasse des Secretissime",
    "112 boulevard Emile Secretissime",
    "12 rue secretissime",
    "12 bd du marechal secretissime",
    "5 allée des trois Secretissime 62330 Isbergues",
    "n°4 chemin du vieux Secretissime",
    "22 RUE SECRETISSIME",
    "14 route de Secretissime",
    "9 résidence les Secretissime",
    "2 cité Secretissime",
    "12 Secretissime Street",
    "221b Old Secretissime Road",
    "17 rue du 8 mai Secretissime",
    "12 r. Secretissime",
];

/// Messages around a number or an address, `{}`.
const ABOUT_CODES: &[&str] = &[
    "Bonjour, voici {} pour mon dossier, merci",
    "c'est {} et je n'ai pas de réponse",
    "on m'a demandé {} est-ce normal ?",
    "j'habite au {}, le ramassage passe quand ?",
    "{}",
    "Mon contact : {}.",
    "my details are {} please call back",
];

/// Around what is told from the letters that touch it.
const GLUED: &str = "mon numéro est le{}merci";

fn is_clean(masked: &str) -> bool {
    let bare = Mark::ALL
        .iter()
        .fold(masked.to_owned(), |text, mark| text.replace(mark.text(), ""));
    !bare.contains(char::is_numeric)
        && !bare.contains('@')
        && !bare.to_lowercase().contains("secretissime")
        && !bare.contains("douze")
}

/// Whether any word of a name is still there.
fn shows(masked: &str, name: &str) -> bool {
    let kept: Vec<String> = Words::new(masked).iter().map(|word| word.folded.clone()).collect();
    let words = Words::new(name);
    // "de", "La", "D'" say nothing.
    words
        .iter()
        .any(|word| word.folded.len() > 2 && kept.contains(&word.folded))
}

#[test]
fn two_thousand_messages_lose_their_personal_data() {
    let mut dice = Dice(20_240_922);
    let (mut codes, mut codes_missed) = (0, Vec::new());
    let (mut names, mut names_missed) = (0, Vec::new());
    for round in 0..2_000 {
        if round % 2 == 0 {
            let shapes = [CODES, ADDRESSES, STREETS][[0, 0, 0, 1, 2][dice.roll(5)]];
            let shape = dice.pick(shapes);
            let secret = if shapes == ADDRESSES {
                shape.to_owned()
            } else {
                dice.fill(shape)
            };
            let glued = shapes == CODES && !secret.chars().next().is_some_and(char::is_alphabetic) && dice.roll(9) == 0;
            let frame = if glued { GLUED } else { dice.pick(ABOUT_CODES) };
            let message = frame.replace("{}", &secret);
            codes += 1;
            let masked = redact(&message);
            if !is_clean(&masked) {
                codes_missed.push((message, masked));
            }
        } else {
            let first = dice.pick(FIRST);
            let family = dice.pick(FAMILY);
            let both = [
                format!("{first} {family}"),
                format!("{} {first}", family.to_uppercase()),
            ];
            let (message, secret) = match dice.roll(4) {
                0 => {
                    let small = dice.roll(2) == 0;
                    let family = if small {
                        family.to_lowercase()
                    } else {
                        family.to_owned()
                    };
                    (dice.pick(BEHIND_TITLES).replace("{}", &family), family)
                }
                1 => {
                    let secret = format!("{first} {family}").to_lowercase();
                    (dice.pick(IN_SMALL_LETTERS).replace("{}", &secret), secret)
                }
                other => {
                    let secret = both[usize::from(other == 3 && dice.roll(3) == 0)].clone();
                    (dice.pick(ABOUT_NAMES).replace("{}", &secret), secret)
                }
            };
            names += 1;
            let masked = redact(&message);
            if shows(&masked, &secret) {
                names_missed.push((message, masked));
            }
        }
    }
    assert_eq!(codes + names, 2_000);
    assert!(
        codes_missed.len() * 100 <= codes,
        "{} of {codes}: {codes_missed:#?}",
        codes_missed.len()
    );
    assert!(
        names_missed.len() * 20 <= names,
        "{} of {names}: {names_missed:#?}",
        names_missed.len()
    );
}
