//! The words that tell whether a service is open or closed: folded, in French and English.

/// Says behind a name that something is shut, accents folded.
pub(super) const CLOSED: &[&str] = &[
    "est ferme",
    "sont ferme",
    "reste ferme",
    "restent ferme",
    "est suspendu",
    "sont suspendu",
    "is closed",
    "are closed",
    "remains closed",
    "is suspended",
    "are suspended",
];

/// Says behind a name that something works.
pub(super) const OPEN: &[&str] = &[
    "est ouvert",
    "sont ouvert",
    "reste ouvert",
    "restent ouvert",
    "fonctionne normalement",
    "fonctionnent normalement",
    "is open",
    "are open",
    "remains open",
    "works normally",
    "is working normally",
    "is operating normally",
];

/// What a clause starts with that means the service without naming it.
pub(super) const ITSELF: &[&str] = &[
    "le service est",
    "le service reste",
    "ce service est",
    "service",
    "nous sommes",
    "nous restons",
    "il est",
    "il reste",
    "elle est",
    "elle reste",
    "tout est",
    "the service is",
    "this service is",
    "we are",
    "we remain",
    "it is",
    "everything is",
];

/// Words for shut behind such a start, in all their forms.
pub(super) const SHUT: &[&str] = &[
    "ferme",
    "fermee",
    "fermes",
    "fermees",
    "suspendu",
    "suspendue",
    "suspendus",
    "suspendues",
    "closed",
    "suspended",
];

/// Words for open behind such a start, in all their forms.
pub(super) const WORKING: &[&str] = &["ouvert", "ouverte", "ouverts", "ouvertes", "open"];

/// Behind "shut" or "open" these tell of an hour, a day or a door, not of how the service is at the moment.
pub(super) const AT_TIMES: &[&str] = &[
    "a",
    "au",
    "aux",
    "ce",
    "cet",
    "cette",
    "chaque",
    "de",
    "des",
    "durant",
    "entre",
    "exceptionnellement",
    "le",
    "les",
    "pendant",
    "tous",
    "toutes",
    "at",
    "between",
    "during",
    "each",
    "every",
    "from",
    "in",
    "on",
    "over",
    "this",
    "to",
];

/// Invitations to come, which nobody can follow when the service is shut.
pub(super) const INVITATIONS: &[&str] = &[
    "venez sur place",
    "venez au guichet",
    "venez a l' accueil",
    "presentez vous",
    "vous pouvez venir",
    "vous pouvez vous y rendre",
    "fonctionne normalement",
    "fonctionnent normalement",
    "come in person",
    "come to the desk",
    "come to the counter",
    "you can come",
    "you can go there",
    "works normally",
    "is working normally",
    "is operating normally",
];

/// Words with which a sentence about a named service does not simply say how things are.
pub(super) const HEDGES: &[&str] = &[
    "?", " pas ", " plus ", " si ", " ne ", "n'", " not ", " if ", " sauf ", " except ", " ou ", " or ", " on ",
];

/// Words with which a whole sentence tells of conditions, of habits, of the past or of the future.
pub(super) const ELSEWHERE: &[&str] = &[
    "?",
    " si ",
    " if ",
    " sauf ",
    " except ",
    " habituel",
    " d' habitude ",
    " en temps normal ",
    " normalement ouvert",
    " usual",
    " normally open",
    " etait ",
    " was ",
    " sera ",
    " seront ",
    " will ",
    " rouvr",
    " reouv",
    " reopen",
    " a partir ",
    " a compter ",
    " des le ",
    " des que ",
    " quand ",
    " lorsque ",
    " when ",
    " once ",
    " until then ",
];

/// Words that turn what a clause says into its contrary.
pub(super) const NEGATIONS: &[&str] = &[" pas ", " plus ", " ne ", " n' ", " ni ", " not ", " no ", " nor "];

/// The days, on which a service may be closed without being so now.
pub(super) const DAYS: &[&str] = &[
    " le lundi",
    " le mardi",
    " le mercredi",
    " le jeudi",
    " le vendredi",
    " le samedi",
    " le dimanche",
];

/// Words that may stand before "shut" and "open" and change nothing.
pub(super) const ADVERBS: &[&str] = &[
    "actuellement",
    "provisoirement",
    "temporairement",
    "totalement",
    "currently",
    "temporarily",
    "entirely",
];
