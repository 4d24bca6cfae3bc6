//! "Did you mean": the known word that is nearest to a misspelt one.

use crate::text::fold;

/// The nearest of `known`, if one is near enough to be what was meant: a third of its letters may differ.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let word = plain(word);
    let distances = known
        .into_iter()
        .map(|other| (strsim::osa_distance(&word, &plain(other)), other));
    let allowed = |other: &str| (word.chars().count().max(other.chars().count()) / 3).max(1);
    let near = distances.filter(|(distance, other)| *distance <= allowed(other));
    near.min_by_key(|(distance, other)| (*distance, other.len()))
        .map(|(_, other)| other.to_owned())
}

/// The nearest of `known`, or the one that this French word is the translation of.
pub(crate) fn meant<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let word_plain = plain(word);
    let translated = FRENCH
        .iter()
        .filter(|(french, _)| french.contains(&word_plain.as_str()))
        .map(|(_, english)| *english);
    let translation = translated.into_iter().find(|english| known.contains(english));
    translation.map(str::to_owned).or_else(|| nearest(word, known))
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
        assert_eq!(meant("répponse", known), None);
    }
}
