//! What is masked and what must stay readable.

mod made_up;

use proptest::prelude::*;

use super::*;

/// Nothing in them is about anybody: not a letter may change.
const HARMLESS: &[&str] = &[
    "La mairie est-elle ouverte le samedi de 8h30 à 12h ?",
    "Est-ce que la médiathèque fonctionne ?",
    "Bonjour, comment inscrire mon fils à l'école ?",
    "J'ai 2 enfants de 10 et 12 ans, la cantine marche ?",
    "Faut-il appeler le 17, le 18 ou le 112 ?",
    "C'est ouvert de 13:30 à 17:30 ?",
    "Monsieur le maire est-il au courant ?",
    "Bonjour Monsieur, Madame, je voudrais un acte de naissance.",
    "J'ai reçu un mail bizarre avec une pièce jointe, que faire ?",
    "QUELS SERVICES SONT OUVERTS AUJOURD'HUI ?",
    "Le CCAS est-il touché par la cyberattaque ?",
    "il reste 1 place pour la garderie ?",
    "Peut-on payer 12,50 € par carte ?",
    "Je suis inquiète. Mes données ont-elles été volées ?",
    "les 12 au 15 c'est fermé ?",
    "Quand est-ce que ça revient à la normale ? Merci d'avance.",
    "Is the town hall open on Monday from 9 am to 12?",
    "I got a weird e-mail, should I click on the link?",
    "Rue barrée, qui prévenir ?",
    "C'est quoi le numéro de la police ?",
    "jai cliké sur le lien komen fer",
    "Avez-vous des nouvelles du CSIRT ou de la gendarmerie ?",
    "24h/24 et 7j/7 ?",
    "Je cherche le service des cimetières.",
    "Vos agents sont-ils là le 24 décembre ?",
];

#[test]
fn ordinary_questions_stay_readable() {
    for question in HARMLESS {
        assert_eq!(redact(question), *question);
    }
}

#[test]
fn markers_tell_what_was_there() {
    for (text, masked) in [
        ("06 12 34 56 78", "[téléphone]"),
        ("rappelez le +33 (0)6 12 34 56 78.", "rappelez le [téléphone]."),
        ("écrivez à a.b@c.fr", "écrivez à [e-mail]"),
        ("voir https://c.fr/x?y=1.", "voir [lien]."),
        ("4970 1012 3456 7890", "[carte]"),
        ("1 85 06 62 123 456 78", "[n° de sécurité sociale]"),
        ("FR76 3000 6000 0112 3456 7890 189", "[IBAN]"),
        ("AB-123-CD", "[plaque]"),
        ("12 rue de la Gare, 62330 Isbergues", "[adresse]"),
        ("code 4821", "code [nombre]"),
        ("je m'appelle Anne Petit", "je m'appelle [nom]"),
    ] {
        assert_eq!(redact(text), masked);
    }
}

#[test]
fn a_town_knows_its_own_names() {
    let town = "town: {name: Isbergues, timezone: Europe/Paris, languages: [fr]}";
    let services = "services: [{id: annexe, name: {fr: Mairie annexe de Molinghem}, status: normal, \
                    questions: {fr: [où est l'annexe, annexe ouverte ?]}}]";
    let files = [
        crate::catalogue::SourceFile::new("town.yaml", town),
        crate::catalogue::SourceFile::new("services.yaml", services),
    ];
    let (catalogue, _) = Catalogue::from_files(&files).unwrap();
    let question = "L'annexe de Molinghem à Isbergues est ouverte, dit Wambergue ?";
    let redactor = Redactor::new(&catalogue);
    assert_eq!(
        redactor.redact(question),
        "L'annexe de Molinghem à Isbergues est ouverte, dit [nom] ?"
    );
    assert_eq!(redact(question), "L'annexe de [nom] à [nom] est ouverte, dit [nom] ?");
}

proptest! {
    #[test]
    fn any_text_is_masked_and_markers_stay(text in "(\\PC|[0-9@. +-]|M\\. |Mme |rue |, ){0,80}") {
        let once = redact(&text);
        let twice = redact(&once);
        for mark in Mark::ALL {
            let count = |text: &str| text.matches(mark.text()).count();
            prop_assert!(count(&once) <= count(&twice), "{} became {}", once, twice);
        }
    }

    #[test]
    fn no_long_number_survives(before in "[a-z ,]{0,20}", number in "[0-9]{4,24}", after in "[a-z ,]{0,20}") {
        let masked = redact(&format!("{before}{number}{after}"));
        prop_assert!(!masked.contains(|c: char| c.is_ascii_digit()), "{}", masked);
    }
}
