//! The problems in French, for staff who have never seen YAML: what is wrong, and what to type instead.

use super::{Expected, MAX_LISTED, Problem, Words};

/// The words of a problem.
#[expect(clippy::too_many_lines, reason = "a table: one row a problem")]
pub(super) fn words(problem: &Problem) -> Words {
    use Problem as P;
    match problem {
        // Files.
        P::UnreadableFolder { folder, reason } => row(
            format!("le dossier « {folder} » ne peut pas être lu"),
            "",
            format!("le système répond : {reason}"),
        ),
        P::UnreadableFile { reason } => row(
            "ce fichier ne peut pas être lu",
            "",
            format!("le système répond : {reason}"),
        ),
        P::NoFiles { folder } => row(
            format!("aucun fichier .yaml dans le dossier « {folder} »"),
            "",
            "indiquez le dossier de la FAQ avec `--faq DOSSIER`",
        ),
        P::FileTooLarge { limit } => row(
            format!("ce fichier dépasse {} Kio", limit / 1024),
            "",
            "partagez-le en plusieurs fichiers .yaml dans le même dossier",
        ),
        P::FolderTooLarge { limit } => row(
            format!("les fichiers du dossier dépassent ensemble {} Mio", limit / 1024 / 1024),
            "",
            "retirez les questions et les fichiers qui ne servent plus",
        ),
        P::NotUtf8 { guess } => row(
            format!("ce fichier n'est pas enregistré en UTF-8, mais sans doute en {guess}"),
            "illisible à partir d'ici",
            "dans le Bloc-notes : Fichier > Enregistrer sous, puis Codage : UTF-8",
        ),
        P::ControlCharacter { character } => row(
            format!("caractère invisible interdit ({character})"),
            "",
            "effacez ce caractère, ou retapez le mot",
        ),
        P::EmptyFile => row("ce fichier ne contient rien d'autre que des commentaires", "", ""),

        // YAML.
        P::Syntax { reason } => row(
            "ce fichier n'est pas du YAML lisible",
            "la lecture s'arrête ici",
            format!("comparez cette ligne et celle du dessus avec une entrée qui marche (le lecteur dit : {reason})"),
        ),
        P::Tab => row(
            "une tabulation, alors que seules des espaces sont permises",
            "tabulation",
            "remplacez-la par des espaces",
        ),
        P::UnclosedQuote => row(
            "des guillemets s'ouvrent et ne se ferment pas",
            "ouverts ici",
            "ajoutez le même guillemet à la fin du texte",
        ),
        P::Indentation => row(
            "cette ligne n'est pas alignée avec celles qui l'entourent",
            "la lecture s'arrête ici",
            "mettez autant d'espaces au début de la ligne que devant les lignes du même niveau",
        ),
        P::UnclosedBracket => row(
            "des crochets [ ] ou des accolades { } mal fermés",
            "à vérifier à partir d'ici",
            "vérifiez que chaque texte est entre guillemets, qu'une virgule le sépare du suivant, et que ] ou } ferme la liste",
        ),
        P::MissingComma => row(
            "il manque une virgule entre deux textes",
            "devant ce texte",
            "séparez les textes par une virgule et une espace",
        ),
        P::MissingSpace { line } => row("il manque une espace après les deux-points", "", write(line)),
        P::Backslash => row(
            "une barre oblique inversée \\ dans un texte entre guillemets doubles",
            "",
            "retirez-la, ou doublez-la : \\\\",
        ),
        P::ApostropheInQuotes { line } => row(
            "une apostrophe ferme le texte, parce qu'il est entre apostrophes",
            "le texte s'arrête à sa deuxième apostrophe",
            write(line),
        ),
        P::TextAfterQuote { line } => row(
            "le texte continue après le guillemet qui le ferme",
            "un guillemet de trop",
            line.as_ref().map_or_else(
                || "retirez le guillemet du milieu, ou écrivez-le \\\"".to_owned(),
                |line| write(line),
            ),
        ),
        P::ColonInText { line } => row(
            "un texte qui contient « : » doit être entre guillemets",
            "lu comme une clé suivie d'une valeur",
            write(line),
        ),
        P::ReservedStart { character, line } => row(
            format!("un texte qui commence par {character} doit être entre guillemets"),
            "signe réservé du YAML",
            write(line),
        ),
        P::HashCutsText { lost, line } => row(
            format!("le texte est coupé : « {lost} » est lu comme un commentaire"),
            "le texte s'arrête ici",
            write(line),
        ),
        P::NoBreakSpace { indent, line } => row(
            "une espace insécable, que le YAML ne prend pas pour une espace",
            "",
            match indent {
                Some(_) if line.is_empty() => "videz cette ligne".to_owned(),
                Some(count) => {
                    let spaces = if *count < 2 {
                        "espace ordinaire"
                    } else {
                        "espaces ordinaires"
                    };
                    format!("commencez la ligne par {count} {spaces}, puis écrivez :\n{line}")
                }
                None => format!("écrivez, avec des espaces ordinaires :\n{line}"),
            },
        ),
        P::NullText { word, line } => row(
            format!("« {word} » veut dire « rien » en YAML"),
            "",
            format!("retirez-le, ou {}", write(line)),
        ),
        P::YamlWord { word, line } => row(
            format!("« {word} » sans guillemets se lit comme vrai ou faux dans d'autres outils"),
            "",
            write(line),
        ),
        P::FlagWord { word, line } => row(
            format!("« {word} » sans guillemets ressemble à un vrai ou faux"),
            "lu comme un texte",
            write(line),
        ),
        P::LooksLikeNumber { text, line } => row(
            format!("« {text} » sans guillemets se lit comme un nombre ou une heure dans d'autres outils"),
            "",
            write(line),
        ),
        P::SmartQuotes { line } => row(
            "ces guillemets font partie du texte : seuls les guillemets droits \" délimitent",
            "seront affichés tels quels",
            write(line),
        ),
        P::MissingDash { line } => row(
            "chaque ligne d'une liste commence par un tiret du clavier (-) et une espace",
            "",
            write(line),
        ),
        P::MissingColon { line } => row("il manque les deux-points après la clé", "", write(line)),
        P::CommaInText => row(
            "la virgule coupe le texte, parce qu'il est entre accolades ou crochets",
            "lu comme un texte à part",
            "mettez tout le texte entre guillemets droits : {fr: \"…, …\"}",
        ),
        P::NotIndented { key, above } => row(
            format!("« {key} » appartient à « {above} », et n'est pas décalée"),
            "pas assez d'espaces devant",
            format!("ajoutez deux espaces devant, pour la décaler par rapport à « {above} »"),
        ),
        P::Anchor => row(
            "les signes & et * au début d'une valeur sont réservés",
            "",
            "mettez le texte entre guillemets droits, ou retirez ce signe",
        ),
        P::Tag => row(
            "le signe ! au début d'une valeur est réservé",
            "",
            "mettez le texte entre guillemets droits, ou retirez ce signe",
        ),
        P::SecondDocument => row(
            "un second document commence ici",
            "tout ce qui suit serait perdu",
            "retirez la ligne `---`, ou faites deux fichiers",
        ),
        P::TooDeep => row(
            "trop de niveaux imbriqués",
            "",
            "vérifiez le nombre d'espaces au début des lignes, et les crochets",
        ),
        P::TooManyValues { limit } => row(
            format!("plus de {limit} valeurs dans un fichier"),
            "",
            "partagez-le en plusieurs fichiers .yaml dans le même dossier",
        ),
        P::ComplexKey => row(
            "une clé doit être un mot",
            "ce n'est pas un mot",
            "vérifiez les crochets, les accolades et les tirets de cette ligne",
        ),
        P::DuplicateKey { key } => twice(
            format!("la clé « {key} » est écrite deux fois au même endroit"),
            "deuxième fois",
            "première fois",
            "gardez-en une ; si une nouvelle entrée devait commencer, il manque un tiret devant",
        ),

        // Keys and values.
        P::UnknownKey { key, nearest, known } => row(
            format!("clé inconnue : « {key} »"),
            nearest
                .as_ref()
                .map_or_else(String::new, |n| format!("vouliez-vous dire `{n}` ?")),
            possible(known),
        ),
        P::MisplacedKey { key } => row(
            format!("« {key} » est décalée : elle se lit comme une langue"),
            "trop d'espaces devant",
            "retirez des espaces pour l'aligner sur la clé du dessus",
        ),
        P::MissingKey { key } => row(
            format!("il manque la clé « {key} »"),
            "dans ce bloc",
            format!("ajoutez une ligne `{key}: …`"),
        ),
        P::EmptyValue { key } => row(
            format!("rien n'est écrit après « {key} »"),
            "valeur manquante",
            "écrivez une valeur, ou retirez la ligne",
        ),
        P::WrongType {
            expected,
            found,
            example,
        } => row(
            format!("ici, il faut {}, et non {}", kind(*expected), kind(*found)),
            "",
            match (expected, example) {
                (_, Some(example)) => format!("écrivez : {example}"),
                (Expected::Text, None) if *found == Expected::List => {
                    "pour un texte de plusieurs lignes, écrivez `|` après la clé, et gardez les lignes dessous"
                        .to_owned()
                }
                (Expected::Text, None) => {
                    "mettez le texte entre guillemets droits, sur la même ligne que sa clé".to_owned()
                }
                (Expected::List, None) => "mettez chaque élément sur sa ligne, après un tiret et une espace".to_owned(),
                (Expected::Languages, None) => "écrivez la langue devant chaque texte : `fr: \"…\"`".to_owned(),
                (Expected::Keys, None) => "écrivez une ligne `clé: valeur` par information".to_owned(),
                (Expected::Flag, None) => String::new(),
            },
        ),
        P::BadValue {
            value,
            nearest,
            allowed,
        } => row(
            format!("« {value} » n'est pas une valeur possible"),
            nearest
                .as_ref()
                .map_or_else(String::new, |n| format!("vouliez-vous dire `{n}` ?")),
            format!("valeurs possibles : {}", list(allowed)),
        ),
        P::BadDate { value, rewritten } => row(
            format!("« {value} » n'est pas une date lisible"),
            "année-mois-jour",
            rewritten.as_ref().map_or_else(
                || "écrivez-la comme ceci : 2026-11-20".to_owned(),
                |date| format!("écrivez : {date}"),
            ),
        ),
        P::Refused { reason } => row(
            "ce fichier n'est pas lisible",
            "la lecture s'arrête ici",
            format!("le lecteur dit : {reason}"),
        ),

        // The town.
        P::NoTown => row(
            "aucun fichier ne décrit la commune",
            "",
            "ajoutez dans un fichier : town: {name: \"…\", timezone: Europe/Paris, languages: [fr]}",
        ),
        P::TwoTowns => twice(
            "la commune est décrite deux fois",
            "deuxième fois",
            "première fois",
            "gardez un seul bloc `town`",
        ),
        P::NoEntries => row(
            "ni service ni entrée : le guichet n'aurait rien à répondre",
            "",
            "ajoutez au moins une entrée sous `entries:`",
        ),
        P::BadTimezone { value, nearest } => row(
            format!("fuseau horaire inconnu : « {value} »"),
            "",
            format!("écrivez : timezone: {}", nearest.as_deref().unwrap_or("Europe/Paris")),
        ),
        P::NoLanguages => row("aucune langue", "", "écrivez : languages: [fr]"),
        P::BadLanguage { value } => row(
            format!("« {value} » n'est pas un code de langue, ou y est déjà"),
            "",
            "un code a deux ou trois lettres minuscules : fr, en, nl",
        ),
        P::BadDomain { value } => row(
            format!("« {value} » n'est pas un nom de site"),
            "",
            "écrivez le nom seul, sans https:// ni barre oblique : service-public.fr",
        ),
        P::BadEmail { value } => row(
            format!("« {value} » n'est pas une adresse e-mail"),
            "",
            "par exemple : accueil@exemple.fr",
        ),
        P::BadPhone { value } => row(
            format!("« {value} » n'est pas un numéro de téléphone"),
            "",
            "écrivez le numéro seul, entre guillemets : \"03 21 00 00 00\"",
        ),

        // Entries and services.
        P::BadId { id } => row(
            format!("« {id} » ne peut pas servir d'identifiant"),
            "",
            "de 1 à 56 lettres sans accent, chiffres ou tirets, sans espace : carte-identite",
        ),
        P::DuplicateId { id } => twice(
            format!("l'identifiant « {id} » est utilisé deux fois"),
            "déjà pris",
            "première utilisation",
            "donnez un autre identifiant à l'une des deux",
        ),
        P::UnknownId { id, nearest } => row(
            format!("aucune entrée et aucun service n'a l'identifiant « {id} »"),
            nearest
                .as_ref()
                .map_or_else(String::new, |n| format!("vouliez-vous dire `{n}` ?")),
            "écrivez l'`id` exact d'une entrée ou d'un service, ou retirez-le",
        ),
        P::NotAService { id } => row(
            format!("« {id} » n'est pas un service"),
            "c'est une entrée",
            "`part_of` attend l'`id` d'un service",
        ),
        P::Cycle { ids } => row(
            format!("ces services dépendent l'un de l'autre en rond : {}", ids.join(" → ")),
            "",
            "retirez un des `part_of`",
        ),
        P::SelfReference { id } => row(format!("« {id} » renvoie à lui-même"), "", "retirez-le de `see_also`"),
        P::NoAnswer => row(
            "cette entrée n'a pas de réponse",
            "",
            "ajoutez `answer:` avec un texte par langue",
        ),
        P::TwoAnswers => row(
            "cette entrée a `answer` et `shows` à la fois",
            "",
            "gardez l'un des deux",
        ),
        P::NoQuestions => row(
            "aucune question : personne ne tombera sur cette réponse",
            "",
            "ajoutez des exemples de ce que les habitants écrivent",
        ),
        P::DuplicateQuestion { id } => twice(
            format!("cette question est déjà celle de « {id} »"),
            "deuxième fois",
            "première fois",
            "gardez-la dans l'entrée dont la réponse convient",
        ),
        P::BadHours { french, .. } => row(
            "horaires illisibles",
            "",
            french.strip_prefix("horaires : ").unwrap_or(french),
        ),

        // Texts.
        P::EmptyText => row("ce texte est vide", "", "écrivez le texte, ou retirez la ligne"),
        P::MissingLanguage { language } => row(
            format!("il manque le texte dans la langue principale (« {language} »)"),
            "",
            format!("ajoutez une ligne `{language}: …`"),
        ),
        P::UnknownLanguage { language, known } => row(
            format!("« {language} » n'est pas une langue de la commune"),
            "",
            format!("langues de la commune : {}", list(known)),
        ),
        P::MissingTranslation { language } => row(
            format!("pas de traduction (« {language} ») : le texte principal sera affiché"),
            "",
            format!("ajoutez une ligne `{language}: …`"),
        ),
        P::UnknownPlaceholder { placeholder, nearest } => row(
            format!("« {placeholder} » ne correspond à rien"),
            nearest
                .as_ref()
                .map_or_else(String::new, |n| format!("vouliez-vous dire `{n}` ?")),
            "écrivez {id-du-service.phone}, .name, .hours, .status ou .address, ou bien {town.name}",
        ),
        P::EmptyPlaceholder { placeholder } => row(
            format!("« {placeholder} » n'a pas de valeur"),
            "ce service ne le dit pas",
            "complétez la fiche du service, ou écrivez la phrase autrement",
        ),
        P::PlaceholderHere { placeholder } => row(
            format!("« {placeholder} » ne sera pas remplacé ici"),
            "",
            "écrivez la valeur elle-même",
        ),
        P::UnknownGap { gap, known } => row(
            format!("« {gap} » ne sera pas remplacé dans cette phrase"),
            "",
            if known.is_empty() {
                "cette phrase n'a rien à remplacer : retirez les accolades".to_owned()
            } else {
                format!("possibles ici : {}", list(known))
            },
        ),
        P::AnswerTooLong { length, limit } => row(
            format!("texte trop long : {length} caractères, au plus {limit}"),
            "",
            "raccourcissez-le, ou partagez-le en deux",
        ),
        P::Mention { text } => row(format!("« {text} » alerterait des gens sur Discord"), "", "retirez-le"),
        P::HiddenCharacter { character } => row(
            format!("caractère invisible dans le texte ({character})"),
            "",
            "effacez ce mot et retapez-le",
        ),
        P::LinkNotAllowed { host, none_allowed } => row(
            format!("lien vers un site que la commune n'a pas autorisé : {host}"),
            "",
            if *none_allowed {
                format!("si ce site est sûr, ajoutez sous `town:` la ligne `links: [{host}]`")
            } else {
                format!("si ce site est sûr, ajoutez {host} à `town.links`")
            },
        ),
        P::LinkNotHttps { .. } => row("lien sans https", "", "l'adresse doit commencer par https://"),
        P::LinkDisguised { .. } => row(
            "adresse déguisée",
            "nom d'utilisateur, port, numéro ou lettres étrangères",
            "écrivez une adresse simple, comme https://www.service-public.fr",
        ),
        P::LinkTextLies { shown, host } => row(
            format!("le lien montre {shown} et mène à {host}"),
            "",
            "montrez l'adresse où mène le lien, ou un texte sans adresse",
        ),
        P::EmailNotOfficial { email } => row(
            format!("adresse e-mail qui n'est pas officielle : {email}"),
            "",
            "ajoutez-la à `town.official.emails`, ou retirez-la",
        ),
        P::SourceNotHttps { .. } => row(
            "cette source n'est pas une adresse https",
            "",
            "copiez l'adresse complète de la page : https://…",
        ),

        // The town's own regression questions.
        P::CheckLost { expect, got } | P::CheckMissed { expect, got } => row(
            format!("cette question devrait mener à « {expect} », et {}", outcome(got)),
            "",
            format!("ajoutez cette façon de demander aux questions de « {expect} », ou corrigez `expect`"),
        ),

        // What deserves a look.
        P::NoDate => row(
            "aucune date : l'habitant ne saura pas de quand est cette information",
            "",
            "ajoutez `as_of: 2026-11-20`, ici ou sous `town:`",
        ),
        P::ThinEntry { questions, wanted } => row(
            format!(
                "{questions} question{} : c'est peu pour être bien compris",
                if *questions > 1 { "s" } else { "" }
            ),
            "",
            format!("donnez-en au moins {wanted}, avec des mots différents"),
        ),
        P::ReviewPassed { date } => row(
            format!("à revoir depuis le {date}"),
            "la réponse est donnée « à confirmer »",
            "vérifiez le texte, puis mettez une nouvelle date",
        ),
        P::TranslationOlder { language } => row(
            format!("la traduction (« {language} ») a été vérifiée avant le texte principal"),
            "",
            "relisez-la, puis mettez la date du jour",
        ),
        P::TypedPhone { phone, placeholder } => row(
            format!("{phone} est déjà dans la fiche d'un service"),
            "",
            format!("écrivez {placeholder} : le numéro se changera en un seul endroit"),
        ),
        P::StrangerPhone { phone } => row(
            format!("{phone} n'est le numéro d'aucun service ni d'aucune ligne officielle"),
            "",
            "vérifiez-le, puis ajoutez-le à `town.official.phones` ou à la fiche du service",
        ),
        P::NearlySameQuestion { id } => twice(
            format!("cette question est presque la même qu'une question de « {id} »"),
            "ici",
            "et là",
            "gardez-la seulement dans l'entrée dont la réponse convient, ou précisez l'une des deux",
        ),
        P::UnreachableEntry {
            id,
            rival,
            lost,
            questions,
        } => twice(
            format!("une question posée comme celle-ci ne mène pas à « {id} », mais à « {rival} »"),
            "n'est reconnue que mot pour mot",
            "trop semblable",
            format!(
                "c'est le cas de {lost} des {questions} questions de « {id} » : réunissez les deux entrées, ou donnez à \
                 chacune des questions qui ne vont qu'à elle"
            ),
        ),
        P::Contradiction { service, status } => twice(
            format!("cette phrase semble contredire l'état de « {service} » (status: {status})"),
            "dit le contraire",
            "l'état donné",
            "corrigez la phrase, ou le mot après `status:`",
        ),
        P::OpenCounter {
            service,
            status,
            inherited,
        } => twice(
            format!("« {service} » n'est pas assuré (status: {status}), et son guichet est donné pour ouvert"),
            "l'habitant lira « Sur place : oui »",
            "l'état donné",
            if *inherited {
                format!("ajoutez à « {service} » la ligne `channels: {{counter: closed}}`, ou corrigez son `status:`")
            } else {
                "écrivez `counter: closed`, ou corrigez le mot après `status:`".to_owned()
            },
        ),
    }
}

fn row(message: impl Into<String>, label: impl Into<String>, help: impl Into<String>) -> Words {
    Words {
        message: message.into(),
        label: label.into(),
        related: String::new(),
        help: help.into(),
    }
}

fn twice(message: impl Into<String>, label: &str, related: &str, help: impl Into<String>) -> Words {
    Words {
        related: related.to_owned(),
        ..row(message, label, help)
    }
}

/// The corrected line, to copy.
fn write(line: &str) -> String {
    format!("écrivez :\n{line}")
}

/// The keys that may stand in a place, unless they are too many to be read.
fn possible(known: &[String]) -> String {
    if known.len() > MAX_LISTED {
        String::new()
    } else {
        format!("clés possibles ici : {}", list(known))
    }
}

/// What happens to a message instead.
fn outcome(got: &[String]) -> String {
    match got {
        [] => "reste sans réponse".to_owned(),
        [one] => format!("mène à « {one} »"),
        several => format!("laisse choisir entre {}", list(several)),
    }
}

fn list(words: &[String]) -> String {
    words.join(", ")
}

const fn kind(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "un texte",
        Expected::Flag => "true ou false",
        Expected::List => "une liste",
        Expected::Keys => "des lignes « clé: valeur »",
        Expected::Languages => "un texte par langue",
    }
}
