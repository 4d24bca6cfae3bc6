//! "Did you mean": the known word that is nearest to a misspelt one.

use crate::text::fold;

/// The nearest of `known`, if one is near enough to be what was meant.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest_meaning(word, known.into_iter().map(|known| (known, known)))
}

/// The same, where French words are understood for the English ones of the FAQ's files.
pub(crate) fn meant<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let translated = FRENCH.iter().filter(|(_, english)| known.contains(english));
    let french = translated.flat_map(|(french, english)| french.iter().map(|french| (*french, *english)));
    nearest_meaning(word, known.iter().map(|known| (*known, *known)).chain(french))
}

/// The meaning of the nearest spelling: a third of its letters may differ.
fn nearest_meaning<'a>(word: &str, spellings: impl Iterator<Item = (&'a str, &'a str)>) -> Option<String> {
    let word = plain(word);
    let near = spellings.filter_map(|(spelling, meaning)| {
        let allowed = (word.chars().count().max(spelling.chars().count()) / 3).max(1);
        let distance = strsim::osa_distance(&word, &plain(spelling));
        (distance <= allowed).then_some((distance, spelling.len(), meaning))
    });
    near.min_by_key(|(distance, length, _)| (*distance, *length))
        .map(|(_, _, meaning)| meaning.to_owned())
}

/// What French staff write, folded, for the keys and words of the FAQ's files.
const FRENCH: &[(&[&str], &str)] = &[
    (&["commune", "ville", "mairie"], "town"),
    (&["entree", "entrees", "faq"], "entries"),
    (&["controle", "controles", "verifications"], "checks"),
    (&["vocabulaire", "synonymes"], "vocabulary"),
    (&["phrases", "textes"], "interface"),
    (&["nom"], "name"),
    (&["fuseau", "fuseauhoraire"], "timezone"),
    (&["langue", "langues"], "languages"),
    (&["lien", "liens", "sites"], "links"),
    (&["officiel", "officiels"], "official"),
    (&["prudence"], "caution"),
    (&["bandeau", "alerte"], "banner"),
    (&["identifiant", "nom"], "id"),
    (&["titre"], "title"),
    (&["reponse", "reponses"], "answer"),
    (&["voir", "voiraussi", "liees"], "see_also"),
    (&["source"], "sources"),
    (&["verifie", "verification"], "checked"),
    (&["arevoir", "revoir", "revision", "expire"], "review_by"),
    (&["priorite"], "priority"),
    (&["aussi", "autresnoms", "alias"], "also"),
    (&["statut", "etat", "situation"], "status"),
    (&["remarque", "consigne"], "note"),
    (&["canaux", "moyens", "contact"], "channels"),
    (&["tel", "telephone", "numero"], "phone"),
    (&["adresse", "lieu"], "address"),
    (&["horaire", "horaires", "heures"], "hours"),
    (&["reprise", "retour"], "resumes"),
    (&["date", "aujour", "datedu"], "as_of"),
    (&["depend", "dependde", "service"], "part_of"),
    (&["guichet", "surplace", "accueil"], "counter"),
    (&["courriel", "mail", "email"], "email"),
    (&["mails", "courriels", "emails"], "emails"),
    (&["telephones", "numeros"], "phones"),
    (&["domaines"], "domains"),
    (&["courrier", "poste"], "post"),
    (&["enligne", "internet", "site"], "online"),
    (&["valeur"], "value"),
    (&["libelle"], "label"),
    (&["dire", "dit", "question"], "say"),
    (&["attendu", "attend"], "expect"),
    (&["obligatoire", "doit"], "must"),
    (&["ouvert", "ouverte", "ouverts"], "open"),
    (&["ouvert", "ouverte", "normale", "open"], "normal"),
    (&["ferme", "fermee", "fermes"], "closed"),
    (&["adapte", "adaptee"], "adapted"),
    (&["partiel", "partielle", "perturbe"], "partial"),
    (&["suspendu", "suspendue"], "suspended"),
    (&["retabli", "retablie"], "restored"),
    (&["inconnu", "inconnue"], "unknown"),
    (&["urgente"], "urgent"),
    (&["bas", "basse", "faible"], "low"),
    (&["haut", "haute", "elevee", "forte"], "high"),
    (&["oui", "yes", "vrai", "on", "true", "1"], "true"),
    (&["non", "no", "faux", "off", "false", "0"], "false"),
    (&["services"], "services"),
    (&["politesse"], "courtesy"),
];

/// Without case, accents, and what separates the words of a name.
fn plain(word: &str) -> String {
    fold(word).replace(['-', '_', ' '], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_mended_and_another_word_is_not() {
        let known = ["questions", "answer", "see_also", "id"];
        assert_eq!(nearest("question", known), Some("questions".into()));
        assert_eq!(nearest("see-also", known), Some("see_also".into()));
        assert_eq!(nearest("réponse", known), None);
        assert_eq!(nearest("", known), None);
        assert_eq!(meant("Réponse", known), Some("answer".into()));
        assert_eq!(meant("répponse", known), Some("answer".into()));
        assert_eq!(meant("téléfone", known), None);
    }
}
