//! Whether a message is about a number or an address in it, or only mentions one.

use std::ops::Range;

use crate::text::fold;

/// A message with more words beside its numbers and addresses than this tells a story.
const SHORT: usize = 30;

/// A message of at most this many other words is the number or address itself.
const BARE: usize = 2;

/// Words that ask whether something is real, or what to do with it.
const ASKING: &[&str] = &[
    "officiel",
    "really",
    "vraiment",
    "officielle",
    "officiels",
    "vrai",
    "vraie",
    "faux",
    "fausse",
    "fiable",
    "arnaque",
    "arnaques",
    "authentique",
    "legitime",
    "legit",
    "real",
    "genuine",
    "official",
    "fake",
    "scam",
    "phishing",
    "hameconnage",
    "fraude",
    "frauduleux",
    "frauduleuse",
    "douteux",
    "douteuse",
    "suspect",
    "suspecte",
    "louche",
    "bizarre",
    "confiance",
    "trust",
    "trustworthy",
    "legitimate",
    "suspicious",
    "securise",
    "safe",
    "appartient",
    "belong",
    "belongs",
    "yours",
    "verifier",
    "verify",
    "check",
    "spam",
    "piege",
    "dangereux",
    "cliquer",
    "clique",
    "click",
    "rappeler",
    "rappelle",
    "repondre",
    "ouvrir",
    "connaissez",
    "reconnaissez",
    "dodgy",
    "bidon",
    "bon",
    "bonne",
    "chelou",
    "credible",
    "serieux",
];

/// Phrases that ask whose something is.
const PHRASES: &[&str] = &[
    "ce lien",
    "ce numero",
    "ce site",
    "cette adresse",
    "ce mail",
    "cet email",
    "this link",
    "this number",
    "this site",
    "this address",
    "this email",
    "c koi",
    "cest koi",
    "c est vous",
    "cest vous",
    "c vous",
    "est ce vous",
    "est vous",
    "ch est vous",
    "de vous",
    "chez vous",
    "a vous",
    "c est bien",
    "est ce bien",
    "cest bien",
    "c est qui",
    "cest qui",
    "c est quoi",
    "cest quoi",
    "ki c",
    "c ki",
    "a qui",
    "de qui",
    "est ce que c est",
    "it you",
    "this you",
    "that you",
    "from you",
    "is this",
    "is it",
    "who is",
    "whose",
    "right number",
    "the right",
    "is that",
    "de la mairie",
    "la mairie a",
    "the town",
    "the council",
    "the city",
    "votre numero",
    "votre site",
    "votre adresse",
    "votre mail",
    "your number",
    "your site",
    "your website",
    "your address",
    "your email",
    "puis je appeler",
    "can i call",
    "vous m avez",
    "did you",
];

/// Words of somebody who was called or written to.
const RECEIVED: &[&str] = &[
    "recu",
    "recois",
    "recue",
    "appel",
    "appels",
    "appele",
    "sms",
    "texto",
    "received",
    "got",
    "called",
    "texted",
    "texts",
    "receive",
    "ecrit",
    "contacte",
    "contactee",
    "demarche",
];

/// Phrases of somebody who leaves their own number or address.
const OWN: &[&str] = &[
    "mon numero",
    "mon mail",
    "mon email",
    "mon e mail",
    "mon adresse",
    "mon tel",
    "mon telephone",
    "mon portable",
    "mon fixe",
    "mon 06",
    "mon 07",
    "ma ligne",
    "mes coordonnees",
    "rappelez moi",
    "rappelez nous",
    "rappeler moi",
    "contactez moi",
    "contacter moi",
    "ecrivez moi",
    "repondez moi",
    "joignable",
    "me joindre",
    "me contacter",
    "me rappeler",
    "m appeler",
    "me recontacter",
    "je suis au",
    "mon contact",
    "mon site",
    "je vous appelle",
    "je vous telephone",
    "envoyez moi",
    "my number",
    "my phone",
    "my mobile",
    "my email",
    "my e mail",
    "my address",
    "call me",
    "reach me",
    "contact me",
    "text me",
    "email me",
    "i am at",
    "i m at",
    "my website",
    "i am calling",
];

/// Whether a text whose numbers and addresses stand at these bytes is about them.
pub(super) fn asks(text: &str, items: impl Iterator<Item = Range<usize>>) -> bool {
    let mut around = String::with_capacity(text.len());
    let mut from = 0;
    let mut any = false;
    for item in items {
        around.push_str(text.get(from..item.start).unwrap_or_default());
        around.push(' ');
        from = from.max(item.end);
        any = true;
    }
    if !any {
        return false;
    }
    around.push_str(text.get(from..).unwrap_or_default());
    let folded = fold(&around);
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    // Spaces at both ends, so that a phrase is only found as whole words.
    let spoken = format!(" {} ", words.join(" "));
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| spoken.contains(&format!(" {phrase} ")));
    if words.len() > SHORT || says(OWN) {
        return false;
    }
    words.len() <= BARE
        || says(PHRASES)
        || words
            .iter()
            .any(|word| ASKING.contains(word) || RECEIVED.contains(word))
}
