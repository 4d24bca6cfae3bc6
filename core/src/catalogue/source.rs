//! The shape of the FAQ's files, as staff write them. The descriptions are for the editor of whoever types there.

mod values;

use schemars::JsonSchema;
use serde::Deserialize;

pub(super) use self::values::{Date, Interface, OneOrEach, Ordered};

/// One file.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Un fichier de la FAQ. Chaque fichier peut contenir une ou plusieurs de ces rubriques.")]
pub(super) struct File {
    #[schemars(description = "La commune : à décrire une seule fois, dans un seul fichier.")]
    pub(super) town: Option<Town>,
    #[serde(default)]
    #[schemars(description = "Les services de la commune, chacun avec son état du moment.")]
    pub(super) services: Vec<Service>,
    #[serde(default)]
    #[schemars(description = "Les questions des habitants et les réponses de la mairie.")]
    pub(super) entries: Vec<Entry>,
    #[serde(default)]
    #[schemars(description = "Des questions de contrôle : ce que dit un habitant, et l'entrée qui doit répondre.")]
    pub(super) checks: Vec<Check>,
    #[serde(default)]
    #[schemars(description = "Les phrases du guichet lui-même, à la place de celles qui sont fournies.")]
    pub(super) interface: Interface,
    #[serde(default)]
    #[schemars(
        description = "Par langue : ce que les gens écrivent, et ce que la FAQ dit à la place (mdp: mot de passe)."
    )]
    pub(super) vocabulary: Ordered<Ordered<String>>,
}

/// The town.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Town {
    #[schemars(description = "Le nom de la commune.")]
    pub(super) name: String,
    #[schemars(description = "Le fuseau horaire, par exemple Europe/Paris.")]
    pub(super) timezone: String,
    #[schemars(description = "Les langues, la première est obligatoire partout : [fr, en].")]
    pub(super) languages: Vec<String>,
    #[serde(default)]
    #[schemars(description = "Les seuls sites qu'une réponse a le droit de citer. Sans cette liste, aucun lien.")]
    pub(super) links: Vec<String>,
    #[serde(default)]
    #[schemars(description = "Les numéros, sites et adresses officiels, pour répondre à « est-ce bien la mairie ? ».")]
    pub(super) official: Official,
    #[schemars(description = "À quel point le guichet doit être sûr avant de répondre.")]
    pub(super) caution: Option<Caution>,
    #[schemars(description = "La date de l'information, pour les services qui n'en donnent pas.")]
    pub(super) as_of: Option<AsOf>,
    #[schemars(description = "Ce que l'on dit d'un service qui n'est pas dans la liste.")]
    pub(super) unlisted_services: Option<Texts>,
    #[schemars(description = "Une ligne au-dessus de chaque réponse, pendant la phase aiguë.")]
    pub(super) banner: Option<Texts>,
}

/// What "is it really the town hall?" compares with.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Official {
    #[serde(default)]
    #[schemars(description = "Les numéros de téléphone officiels.")]
    pub(super) phones: Vec<OfficialValue>,
    #[serde(default)]
    #[schemars(description = "Les sites officiels, sans https:// (exemple.fr).")]
    pub(super) domains: Vec<OfficialValue>,
    #[serde(default)]
    #[schemars(description = "Les adresses e-mail officielles.")]
    pub(super) emails: Vec<OfficialValue>,
}

/// An official number, domain or address.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfficialValue {
    #[schemars(description = "Le numéro, le site ou l'adresse.")]
    pub(super) value: String,
    #[schemars(description = "Ce que c'est, par exemple « standard de la mairie ».")]
    pub(super) label: Texts,
}

/// How sure the counter must be.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Caution {
    #[schemars(description = "Répond plus souvent, se trompe plus souvent.")]
    Low,
    #[schemars(description = "L'équilibre conseillé.")]
    Normal,
    #[schemars(description = "Répond moins souvent, se trompe moins souvent.")]
    High,
}

/// A service, or a procedure at one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Service {
    #[schemars(description = "Son identifiant, unique : lettres minuscules sans accent, chiffres, tirets.")]
    pub(super) id: String,
    #[schemars(description = "Son nom.")]
    pub(super) name: Texts,
    #[serde(default)]
    #[schemars(description = "Les autres noms que les gens lui donnent.")]
    pub(super) also: Lists,
    #[schemars(description = "Comment il fonctionne en ce moment.")]
    pub(super) status: Option<Status>,
    #[schemars(description = "Ce que l'habitant doit savoir ou apporter.")]
    pub(super) note: Option<Texts>,
    #[serde(default)]
    #[schemars(description = "Par quels moyens on peut le joindre.")]
    pub(super) channels: Channels,
    #[schemars(description = "Son numéro de téléphone, entre guillemets.")]
    pub(super) phone: Option<String>,
    #[schemars(description = "Son adresse.")]
    pub(super) address: Option<Texts>,
    #[schemars(description = "Ses horaires, entre guillemets : \"Lu-Ve 8h30-12h, 13h30-17h30\".")]
    pub(super) hours: Option<String>,
    #[schemars(description = "Quand il reprend, avec vos mots. Jamais calculé.")]
    pub(super) resumes: Option<Texts>,
    #[schemars(description = "La date de cette information (2024-09-12), ou un texte par langue.")]
    pub(super) as_of: Option<AsOf>,
    #[serde(default)]
    #[schemars(description = "Des exemples de questions, en plus de celles tirées de ses noms.")]
    pub(super) questions: Lists,
    #[schemars(description = "Le service dont cette démarche dépend : elle reprend de lui ce qu'elle ne dit pas.")]
    pub(super) part_of: Option<String>,
    #[serde(default)]
    #[schemars(description = "Les identifiants à proposer ensuite.")]
    pub(super) see_also: Vec<String>,
    #[serde(default)]
    #[schemars(description = "Les pages d'où viennent les informations.")]
    pub(super) sources: Vec<String>,
    #[schemars(description = "La date de la dernière vérification (2026-11-20), ou une date par langue.")]
    pub(super) checked: Option<Checked>,
    #[schemars(description = "Passé ce jour, la réponse est donnée « à confirmer ».")]
    pub(super) review_by: Option<Date>,
    #[schemars(description = "urgent : passe toujours avant les autres.")]
    pub(super) priority: Option<Priority>,
}

/// How a service works.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Status {
    #[schemars(description = "Fonctionne comme d'habitude.")]
    Normal,
    #[schemars(description = "Maintenu, autrement que d'habitude.")]
    Adapted,
    #[schemars(description = "Assuré en partie seulement.")]
    Partial,
    #[schemars(description = "Suspendu jusqu'à nouvel ordre.")]
    Suspended,
    #[schemars(description = "Fermé.")]
    Closed,
    #[schemars(description = "Rétabli après la perturbation.")]
    Restored,
    #[schemars(description = "On ne sait pas, et on le dit.")]
    Unknown,
}

/// The ways of reaching a service.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Channels {
    #[schemars(description = "Sur place.")]
    pub(super) counter: Option<Channel>,
    #[schemars(description = "Par téléphone.")]
    pub(super) phone: Option<Channel>,
    #[schemars(description = "Par e-mail.")]
    pub(super) email: Option<Channel>,
    #[schemars(description = "Par courrier.")]
    pub(super) post: Option<Channel>,
    #[schemars(description = "En ligne.")]
    pub(super) online: Option<Channel>,
}

/// Whether one of them works.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Channel {
    #[schemars(description = "Fonctionne.")]
    Open,
    #[schemars(description = "Ne fonctionne pas.")]
    Closed,
    #[schemars(description = "On ne sait pas.")]
    Unknown,
}

/// A question and its answer.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    #[schemars(description = "Son identifiant, unique : lettres minuscules sans accent, chiffres, tirets.")]
    pub(super) id: String,
    #[schemars(description = "Le texte de ses boutons. Sans lui : la première question.")]
    pub(super) title: Option<Texts>,
    #[schemars(description = "Des exemples de ce que les habitants écrivent, les plus variés possible.")]
    pub(super) questions: Lists,
    #[schemars(description = "La réponse : paragraphes, **gras**, *italique*, listes, liens.")]
    pub(super) answer: Option<Texts>,
    #[schemars(description = "À la place de answer : la liste de tous les services avec leur état.")]
    pub(super) shows: Option<Shows>,
    #[serde(default)]
    #[schemars(description = "Les identifiants à proposer ensuite.")]
    pub(super) see_also: Vec<String>,
    #[serde(default)]
    #[schemars(description = "Les pages d'où viennent les informations.")]
    pub(super) sources: Vec<String>,
    #[schemars(description = "La date de la dernière vérification (2026-11-20), ou une date par langue.")]
    pub(super) checked: Option<Checked>,
    #[schemars(description = "Passé ce jour, la réponse est donnée « à confirmer ».")]
    pub(super) review_by: Option<Date>,
    #[schemars(description = "urgent : passe toujours avant les autres.")]
    pub(super) priority: Option<Priority>,
    #[serde(default)]
    #[schemars(description = "Les messages qui mènent ici quels que soient leurs mots.")]
    pub(super) signals: Vec<Signal>,
}

/// What an entry shows instead of an answer.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Shows {
    #[schemars(description = "La liste des services.")]
    Services,
}

/// Whether an entry goes before others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Priority {
    #[schemars(description = "Comme les autres.")]
    Normal,
    #[schemars(description = "Passe toujours avant les autres.")]
    Urgent,
}

/// A kind of message.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Signal {
    #[schemars(description = "Un danger immédiat pour la vie.")]
    Danger,
    #[schemars(description = "Le texte d'un e-mail suspect, collé ou transféré.")]
    SuspiciousEmail,
    #[schemars(description = "Le texte d'un SMS suspect, collé ou transféré.")]
    SuspiciousSms,
    #[schemars(description = "Une politesse : bonjour, merci, au revoir.")]
    Courtesy,
}

/// A regression question.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Check {
    #[schemars(description = "Ce que dit un habitant.")]
    pub(super) say: String,
    #[schemars(description = "L'identifiant de l'entrée qui doit répondre.")]
    pub(super) expect: String,
    #[serde(default)]
    #[schemars(description = "true : la perdre est une erreur, pas un simple avertissement.")]
    pub(super) must: bool,
}

/// A text per language.
pub(super) type Texts = Ordered<String>;

/// A list per language.
pub(super) type Lists = Ordered<Vec<String>>;

/// A date, or a text per language.
pub(super) type AsOf = OneOrEach<Date, String>;

/// A date, or a date per language.
pub(super) type Checked = OneOrEach<Date, Date>;
