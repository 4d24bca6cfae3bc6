//! The help in French. The English of it stands beside the arguments themselves.

use clap::{Arg, Command};

use super::examples::PROGRAM;

/// How a help page is laid out: clap's own layout, with its one word in French.
const LAYOUT: &str = "{before-help}{about-with-newline}\nUtilisation : {usage}\n\n{all-args}{after-help}";

/// What each command does.
const COMMANDS: &[(&str, &str)] = &[
    (
        PROGRAM,
        "Le guichet d'information d'une mairie : il répond aux habitants avec les textes que la mairie a écrits",
    ),
    ("chat", "Discuter avec le guichet dans ce terminal"),
    ("run", "Servir les plateformes dont le jeton est configuré"),
    (
        "ask",
        "Poser une question, ou beaucoup, et afficher ce qu'un habitant lirait",
    ),
    (
        "check",
        "Vérifier la FAQ : chaque problème avec son fichier, sa ligne et sa colonne",
    ),
    (
        "preview",
        "Montrer ce qui change pour les habitants depuis une autre version de la FAQ",
    ),
    (
        "gaps",
        "Montrer ce que les gens demandent et que la FAQ ne sait pas dire",
    ),
    (
        "stats",
        "Montrer combien de questions sont posées et répondues, et ce qui a aidé",
    ),
    (
        "status",
        "Montrer ce qui est servi en ce moment, et ce qui ne va pas dans le dossier de la FAQ",
    ),
    (
        "schema",
        "Afficher le schéma JSON des fichiers de la FAQ, pour les éditeurs de texte",
    ),
    (
        "set",
        "Changer les informations d'un service dans son fichier, datées du jour, et montrer ce que lisent alors les habitants",
    ),
    ("new", "Commencer la FAQ d'une autre commune"),
    ("help", "Afficher cette aide, ou celle d'une commande"),
];

/// The command, the argument, what it takes (empty for a switch), and what it is for. A row of the program holds for every
/// command that has none of its own.
const ARGUMENTS: &[(&str, &str, &str, &str)] = &[
    (PROGRAM, "help", "", "Afficher l'aide"),
    (PROGRAM, "version", "", "Afficher la version"),
    (
        PROGRAM,
        "faq",
        "DOSSIER",
        "Le dossier de la FAQ ; sinon GUICHET_FAQ, sinon `faq`",
    ),
    (
        PROGRAM,
        "log",
        "FORME",
        "La forme du journal d'un guichet qui sert : text (par défaut) ou json",
    ),
    (PROGRAM, "lang", "fr|en", "La langue du rapport"),
    ("chat", "lang", "fr|en", "La langue de l'application de l'habitant"),
    (
        "ask",
        "text",
        "TEXTE",
        "La question, entre guillemets ou non ; sans elle, toute l'entrée standard est un seul message",
    ),
    ("ask", "lang", "fr|en", "La langue de l'application de l'habitant"),
    (
        "ask",
        "at",
        "AAAA-MM-JJ HH:MM",
        "Demander à cette heure des horloges de la commune plutôt que maintenant",
    ),
    ("ask", "json", "", "Afficher la décision et la réponse en JSON"),
    (
        "ask",
        "explain",
        "",
        "Dire pourquoi : les mots compris, les réponses possibles, ce qui a compté",
    ),
    (
        "ask",
        "batch",
        "",
        "Lire un objet JSON par ligne, `{\"text\": \"…\", \"lang\": \"fr\"}`, et en écrire un par ligne",
    ),
    ("check", "dir", "DOSSIER", "Le dossier à vérifier, au lieu de --faq"),
    (
        "check",
        "format",
        "FORME",
        "Pour les gens (text, par défaut), pour des scripts (json, un objet par ligne), pour les annotations de GitHub \
         (github)",
    ),
    ("check", "lang", "fr|en", "La langue des messages"),
    (
        "check",
        "watch",
        "",
        "Vérifier de nouveau à chaque enregistrement d'un fichier, jusqu'à Ctrl-C",
    ),
    (
        "preview",
        "against",
        "ANCIENNE",
        "Avec quoi comparer : un dossier, ou une révision git du dossier de la FAQ (HEAD par défaut)",
    ),
    (
        "preview",
        "min_people",
        "N",
        "Des questions restées sans réponse, rejouer celles que tant de personnes différentes ont posées (3 par défaut)",
    ),
    (
        "gaps",
        "min_people",
        "N",
        "Combien de personnes différentes doivent avoir demandé quelque chose de semblable le même jour (3 par défaut)",
    ),
    (
        "gaps",
        "days",
        "N",
        "De combien de jours, aujourd'hui compris (30 par défaut)",
    ),
    ("gaps", "json", "", "Afficher en JSON"),
    ("gaps", "csv", "", "Afficher en CSV, pour un tableur"),
    (
        "stats",
        "days",
        "N",
        "De combien de jours, aujourd'hui compris (30 par défaut)",
    ),
    (
        "stats",
        "csv",
        "",
        "Afficher en CSV : une ligne par jour, plateforme, genre et entrée",
    ),
    ("set", "service", "SERVICE", "L'identifiant du service"),
    (
        "set",
        "changes",
        "CLÉ=VALEUR",
        "Ce qui change : `status=suspended`, `note.fr=…`, `channels.phone=open`",
    ),
    ("set", "lang", "fr|en", "La langue des messages"),
    ("new", "folder", "DOSSIER", "Le dossier à écrire : nouveau, ou vide"),
    ("new", "name", "NOM", "Le nom de la commune"),
    (
        "new",
        "languages",
        "fr,en",
        "Ses langues ; la première est obligatoire partout",
    ),
    (
        "new",
        "phone",
        "NUMÉRO",
        "Le numéro de téléphone de la mairie ; vide s'il est inconnu",
    ),
    (
        "new",
        "timezone",
        "FUSEAU",
        "Où sont ses horloges (Europe/Paris par défaut)",
    ),
];

/// The program with its help in French.
pub(super) fn translated(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let about = COMMANDS.iter().find(|(of, _)| *of == name).map(|(_, about)| *about);
    let command = command
        .mut_subcommands(translated)
        .mut_args(|argument| argument_in_french(&name, argument))
        .help_template(LAYOUT)
        // clap sets a colon behind a heading, French a space before it.
        .subcommand_help_heading("Commandes ")
        .subcommand_value_name("COMMANDE");
    match about {
        Some(about) => command.about(about).long_about(None),
        None => command,
    }
}

fn argument_in_french(command: &str, argument: Arg) -> Arg {
    let heading = if argument.is_positional() {
        "Arguments "
    } else {
        "Options "
    };
    // Below a heading of its own, clap would sort positional arguments by name.
    let place = argument.get_index();
    let argument = match place {
        Some(place) => argument.display_order(place),
        None => argument,
    };
    let argument = argument.help_heading(heading);
    let Some((value, help)) = row(command, argument.get_id().as_str()) else {
        return argument;
    };
    let argument = argument
        .help(help)
        .long_help(None)
        // Said in the text.
        .hide_default_value(true)
        .hide_possible_values(true);
    if value.is_empty() {
        argument
    } else {
        argument.value_name(value)
    }
}

/// The value's name and the help of an argument.
fn row(command: &str, id: &str) -> Option<(&'static str, &'static str)> {
    let of = |name: &str| ARGUMENTS.iter().find(|row| (row.0, row.1) == (name, id));
    of(command).or_else(|| of(PROGRAM)).map(|row| (row.2, row.3))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    /// The program's commands and itself, as clap completes them.
    fn commands() -> Vec<Command> {
        let mut program = Cli::command();
        program.build();
        let commands = program.get_subcommands().filter(|command| command.get_name() != "help");
        commands.cloned().chain([program.clone()]).collect()
    }

    #[test]
    fn everything_that_is_shown_in_english_has_its_french() {
        for command in commands() {
            let name = command.get_name();
            assert!(COMMANDS.iter().any(|(of, _)| *of == name), "{name}");
            for argument in command.get_arguments() {
                let id = argument.get_id().as_str();
                let (value, _) = row(name, id).unwrap_or_else(|| panic!("{name} {id}"));
                assert_eq!(value.is_empty(), !argument.get_action().takes_values(), "{name} {id}");
            }
        }
    }

    #[test]
    fn nothing_is_translated_that_is_not_there() {
        let commands = commands();
        for (name, id, ..) in ARGUMENTS {
            let has = |command: &Command| command.get_arguments().any(|argument| argument.get_id() == *id);
            let of = |command: &&Command| command.get_name() == *name || *name == PROGRAM;
            assert!(commands.iter().filter(of).any(has), "{name} {id}");
        }
    }
}
