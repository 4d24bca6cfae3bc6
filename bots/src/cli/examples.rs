//! What stands at the end of each command's help: how it ends, and how it is typed. A table, both languages side by side.

use clap::Command;

use crate::language::Language;

/// The name of the program in the tables, beside those of its commands.
pub(super) const PROGRAM: &str = "guichet";

/// The command, its text in French, its text in English.
const EXAMPLES: &[(&str, &str, &str)] = &[
    (
        PROGRAM,
        "\
Exemples :
  guichet                                      discuter ici, ou servir quand un jeton de bot est configuré
  guichet ask la mairie est ouverte ?          une question, une réponse
  guichet check                                vérifier la FAQ, avec la ligne de chaque problème
  guichet --faq /srv/faq run                   servir les plateformes dont le jeton est configuré",
        "\
Examples:
  guichet                                      chat here, or serve when a bot token is configured
  guichet ask la mairie est ouverte ?          one question, one answer
  guichet check                                check the FAQ, with the line of every problem
  guichet --faq /srv/faq run                   serve the platforms whose token is configured",
    ),
    (
        "chat",
        "\
Dans la discussion, tapez une question, le numéro d'un choix, ou une commande :
  /services      les services de la commune et leur fonctionnement
  /aide, /help   ce qu'on peut demander
  /quitter, /quit

Exemples :
  guichet chat
  printf 'la mairie est ouverte ?\\n1\\n' | guichet chat --lang fr",
        "\
In the chat, type a question, the number of a choice, or a command:
  /services      the town's services and how they work
  /aide, /help   what can be asked
  /quitter, /quit

Examples:
  guichet chat
  printf 'la mairie est ouverte ?\\n1\\n' | guichet chat --lang fr",
    ),
    (
        "run",
        "\
Il faut TELEGRAM_BOT_TOKEN ou DISCORD_BOT_TOKEN (ou le même nom suivi de _FILE : un fichier qui contient le jeton).

Exemples :
  TELEGRAM_BOT_TOKEN_FILE=/run/secrets/telegram guichet run
  guichet --faq /srv/faq --log json run",
        "\
Needs TELEGRAM_BOT_TOKEN or DISCORD_BOT_TOKEN (or the same with _FILE: a file that holds the token).

Examples:
  TELEGRAM_BOT_TOKEN_FILE=/run/secrets/telegram guichet run
  guichet --faq /srv/faq --log json run",
    ),
    (
        "ask",
        "\
Exemples :
  guichet ask la médiathèque est ouverte ?
  guichet ask \"I got a strange e-mail from the town hall\" --lang en
  guichet ask \"la mairie est ouverte ?\" --at \"2026-12-25 10:00\"
  guichet ask --explain mon rdv de demain tient toujours
  guichet ask --json \"qui est derrière l'attaque ?\"
  guichet ask < message-suspect.txt
  guichet ask --batch < questions.jsonl > reponses.jsonl

Par lots : une ligne lue, une ligne écrite, dans le même ordre. Une ligne qui n'est pas un tel objet est signalée
avec son numéro, et le code de sortie est alors 1.",
        "\
Examples:
  guichet ask la médiathèque est ouverte ?
  guichet ask \"I got a strange e-mail from the town hall\" --lang en
  guichet ask \"la mairie est ouverte ?\" --at \"2026-12-25 10:00\"
  guichet ask --explain mon rdv de demain tient toujours
  guichet ask --json \"qui est derrière l'attaque ?\"
  guichet ask < suspicious-message.txt
  guichet ask --batch < questions.jsonl > answers.jsonl

Batch: one line in, one line out, in the same order. A line that is not such an object is reported
with its number, and the exit code is then 1.",
    ),
    (
        "check",
        "\
Code de sortie : 0 rien de grave (des avertissements au plus), 1 des erreurs, 2 le dossier ne peut pas être lu.

Exemples :
  guichet check
  guichet check --watch
  guichet check /srv/faq --lang en
  guichet check --format github",
        "\
Exit code: 0 nothing wrong (warnings at most), 1 errors, 2 the folder cannot be read.

Examples:
  guichet check
  guichet check --watch
  guichet check /srv/faq --lang en
  guichet check --format github",
    ),
    (
        "preview",
        "\
Code de sortie : 0 aucune question importante n'a perdu sa réponse, 1 une question de `checks:` marquée
`must: true` l'a perdue, 2 l'autre version ne peut pas être lue.

Exemples :
  guichet preview                          depuis la dernière version enregistrée dans git
  guichet preview --against v1.2           depuis une étiquette git
  guichet preview --against ../faq-live    par rapport à une copie",
        "\
Exit code: 0 no important question lost its answer, 1 a question of `checks:` marked `must: true` did,
2 the other version cannot be read.

Examples:
  guichet preview                          since the last commit
  guichet preview --against v1.2           since a tag
  guichet preview --against ../faq-live    since a copy",
    ),
    (
        "gaps",
        "\
Lit GUICHET_DATA (`data` par défaut), même pendant que le guichet répond. Les questions sont gardées 30 jours, sans
leurs auteurs, données personnelles masquées.

Exemples :
  guichet gaps
  guichet gaps --min-people 1         dans une petite commune
  guichet gaps --days 7 --csv > questions.csv",
        "\
Reads GUICHET_DATA (default `data`), also while the counter runs. Questions are kept for 30 days, without
their authors, personal data masked.

Examples:
  guichet gaps
  guichet gaps --min-people 1         in a small town
  guichet gaps --days 7 --csv > gaps.csv",
    ),
    (
        "stats",
        "\
Lit GUICHET_DATA (`data` par défaut), même pendant que le guichet répond.

Exemples :
  guichet stats
  guichet stats --days 7
  guichet stats --csv > statistiques.csv",
        "\
Reads GUICHET_DATA (default `data`), also while the counter runs.

Examples:
  guichet stats
  guichet stats --days 7
  guichet stats --csv > stats.csv",
    ),
    (
        "status",
        "\
Code de sortie : 0 le guichet est ouvert partout et sa FAQ est sans erreur, 1 sinon.

Exemples :
  guichet status",
        "\
Exit code: 0 the counter is open everywhere and its FAQ is sound, 1 otherwise.

Examples:
  guichet status",
    ),
    (
        "schema",
        "\
Exemples :
  guichet schema > faq/schema.json
puis, en première ligne de chaque fichier de la FAQ :
  # yaml-language-server: $schema=schema.json",
        "\
Examples:
  guichet schema > faq/schema.json
then, as the first line of each file of the FAQ:
  # yaml-language-server: $schema=schema.json",
    ),
    (
        "set",
        "\
Les commentaires et la mise en page du fichier restent comme ils sont. Rien n'est écrit si le résultat ne passe pas
`guichet check`.

Exemples :
  guichet set mediatheque status=suspended
  guichet set mairie status=adapted note.fr=\"Venez avec une pièce d'identité.\" note.en=\"Bring an ID.\"
  guichet set ccas channels.phone=closed as_of=2026-11-20",
        "\
Comments and layout of the file stay as they are. Nothing is written unless the result passes `guichet check`.

Examples:
  guichet set mediatheque status=suspended
  guichet set mairie status=adapted note.fr=\"Venez avec une pièce d'identité.\" note.en=\"Bring an ID.\"
  guichet set ccas channels.phone=closed as_of=2026-11-20",
    ),
    (
        "new",
        "\
Demande ce qui n'est pas donné.

Exemples :
  guichet new faq
  guichet new faq-lillers --name Lillers --languages fr,en --phone \"03 00 00 00 00\"",
        "\
Asks for what is not given.

Examples:
  guichet new faq
  guichet new faq-lillers --name Lillers --languages fr,en --phone \"03 00 00 00 00\"",
    ),
];

/// The program with the examples of each command, in a language.
pub(super) fn added(command: Command, language: Language) -> Command {
    let text = of(command.get_name()).map(|(french, english)| language.pick(french, english));
    command
        .mut_subcommands(|command| added(command, language))
        .after_help(text.unwrap_or_default())
}

/// The texts of a command.
fn of(name: &str) -> Option<(&'static str, &'static str)> {
    let row = EXAMPLES.iter().find(|(command, ..)| *command == name);
    row.map(|(_, french, english)| (*french, *english))
}
