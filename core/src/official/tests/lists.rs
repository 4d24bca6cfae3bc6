//! Numbers and addresses with their standing, one by one.

use super::*;

/// Whether a text asks about a number or an address in it, tells how it came, or is nothing else: not where somebody
/// leaves a number to be called back.
fn asks(registry: &Registry, text: &str) -> bool {
    matches!(registry.read(text).concern, Concern::Asked | Concern::Received)
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
        "33 3 21 00 30 80",
        "33321003080",
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
        ("le 0321003080c'est vous?", "=standard de la mairie"),
        ("0321003080AB", "0 findings"),
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
    let mut wrong = Vec::new();
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
        "le 0321003972 c'est la médiathèque ?",
        "03 21 00 30 80 et 06 45 12 78 90, lequel est le vôtre ?",
        "le 03 21 00 30 80 ou le 03 21 00 30 90 ?",
        "bonjour le numero 0321003O80 apparait sur mon tel c la mairie ou pas",
        "c bien vou le 0321003080 ?",
        "someone phoned me from 0612345678 saying they are the council",
        "can I trust service-public.fr.id-check.net",
        "0612345678",
        "le 06 12 34 56 78 svp",
        "mon téléphone affiche 03 21 00 30 80, vous confirmez ?",
        "j'ai eu sur mon portable un appel du 06 12 34 56 78",
        "quelqu'un a essayé de me joindre avec le 06 12 34 56 78, la mairie ?",
    ] {
        wrong.extend((!asks(&registry, text)).then_some(text));
    }
    for text in [
        "je suis au 06 12 34 56 78 rappelez-moi",
        "voici mon numéro 0612345678 pour le rendez-vous de passeport",
        "my number is 06 12 34 56 78, please call me about my passport",
        "la mairie est ouverte ?",
        "j'ai appelé trois fois le 03 21 00 30 80, la mairie est fermée ?",
        "le 03 21 00 30 80 est toujours occupé",
        "bonne journée, appelez le 03 21 00 30 80 pour la cantine",
        "pouvez-vous me rappeler au 06 12 34 56 78",
        "call me back on 06 12 34 56 78",
        "mon tel 06 12 34 56 78, la mairie est ouverte ?",
        "je préfère que la cantine me contacte, voici mon adresse : jean@orange.fr",
        "0612345678 c'est mon numéro, rappelez-moi",
        "mon adresse jean@orange.fr n'est plus la bonne, changez-la dans le dossier de la cantine",
        "je voudrais savoir comment inscrire mon fils à la cantine, le 03 21 00 30 80 sonne toujours occupé",
    ] {
        wrong.extend(asks(&registry, text).then_some(text));
    }
    assert_eq!(wrong, [""; 0]);
}
