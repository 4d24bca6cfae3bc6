//! The language in which the program speaks to staff.

use std::ffi::OsStr;

use guichet::Exit;

use crate::support::program::{catalogue, guichet};

#[test]
fn the_help_is_in_the_language_of_the_computer() {
    let commands = [
        "chat", "run", "ask", "check", "preview", "gaps", "stats", "status", "schema", "set", "new",
    ];
    for command in [None].into_iter().chain(commands.map(Some)) {
        let help = |variable, value| {
            let arguments = command.into_iter().chain(["--help"]);
            guichet(arguments).with(variable, value).run().success()
        };
        for variable in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            let french = help(variable, "fr_FR.UTF-8");
            assert!(french.contains("Utilisation : guichet"), "{french}");
            assert!(
                french.contains("Options :\n") && french.contains("Exemples :\n"),
                "{french}"
            );
            for english in ["Usage", "Print ", "default:", "possible values", "Commands"] {
                assert!(!french.contains(english), "{english}:\n{french}");
            }
        }
        let english = help("LANG", "en_GB.UTF-8");
        assert!(
            english.contains("Usage: guichet") && english.contains("Examples:\n"),
            "{english}"
        );
    }
}

#[test]
fn a_wrong_command_line_is_explained_in_french() {
    for (arguments, expected) in [
        (&["chek"][..], "« chek » n'est pas une commande"),
        (&["check", "--wach"], "aide : vouliez-vous dire « --watch » ?"),
        (
            &["ask", "--lang", "klingon", "x"],
            "une langue s'écrit en deux ou trois lettres",
        ),
        (&["gaps", "--days", "99"], "un nombre de jours, de 1 à 30"),
        (&["stats", "--days", "0"], "un nombre de jours, de 1 à 3650"),
        (&["gaps", "--min-people", "x"], "écrivez un nombre entier"),
        (&["gaps", "--json", "--csv"], "« --json » ne va pas avec « --csv »"),
        (
            &["check", "--format", "xml"],
            "possibles : « text », « json », « github »",
        ),
        (&["check", "--format"], "il manque une valeur à « --format <FORME> »"),
        (&["set", "mairie"], "il manque « <CLÉ=VALEUR>... »"),
        (&["set", "mairie", "statut"], "écrivez clé=valeur"),
        (&["new", "--timezone", "Paris", "x"], "par exemple Europe/Paris"),
        (&["check", "--lang", "fr", "--lang", "fr"], "est donné deux fois"),
    ] {
        let outcome = guichet(arguments).with("LANG", "fr_FR.UTF-8").run();
        assert_eq!(
            (outcome.exit, outcome.output.as_str()),
            (Exit::Unusable, ""),
            "{arguments:?}"
        );
        assert!(
            outcome.errors.starts_with("erreur : ") && outcome.errors.contains(expected),
            "{arguments:?}: {}",
            outcome.errors
        );
    }
}

#[test]
fn without_a_locale_all_is_said_in_the_language_of_the_town() {
    let town = catalogue("small-town").into_os_string();
    for arguments in [
        &["--help"][..],
        &["status"],
        &["run"],
        &["chek"],
        &["check", "--wach"],
        &["ask", ""],
        &["set", "x", "status=closed"],
    ] {
        for locale in ["C.UTF-8", "fr_FR.UTF-8", "POSIX", ""] {
            let data = tempfile::tempdir().unwrap();
            let program = guichet(arguments)
                .with("GUICHET_FAQ", &town)
                .with("GUICHET_DATA", data.path());
            let outcome = program.with("LANG", locale).run();
            let said = outcome.output + &outcome.errors;
            assert!(!said.is_empty(), "{arguments:?}");
            for english in ["Usage", "error:", "guichet: ", "No counter"] {
                assert!(!said.contains(english), "{arguments:?}: {said}");
            }
        }
    }
}

/// A variable of the environment and its value.
type Variable = (&'static str, &'static str);

/// Ways to start the counter wrongly, and what is said about each: in French, in English.
const WRONG_STARTS: [(&[Variable], &str, &str); 7] = [
    (&[], "aucun jeton de bot n'est configuré", "no bot token is configured"),
    (
        &[("TELEGRAM_BOT_TOKEN", "12:abc"), ("TELEGRAM_BOT_TOKEN_FILE", "x")],
        "TELEGRAM_BOT_TOKEN et TELEGRAM_BOT_TOKEN_FILE sont remplies toutes les deux",
        "TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_TOKEN_FILE are both set",
    ),
    (
        &[("DISCORD_BOT_TOKEN", "abc")],
        "ne contient pas de jeton : copiez-le à nouveau",
        "does not hold a token: copy it again",
    ),
    (
        &[("DISCORD_BOT_TOKEN_FILE", "/nowhere/token")],
        "DISCORD_BOT_TOKEN_FILE : le fichier /nowhere/token ne peut pas être lu",
        "DISCORD_BOT_TOKEN_FILE: cannot read /nowhere/token",
    ),
    (
        &[("TELEGRAM_BOT_TOKEN", "12:abc"), ("TELEGRAM_API_URL", "://")],
        "TELEGRAM_API_URL n'est pas une adresse",
        "TELEGRAM_API_URL is not an address",
    ),
    (
        &[("TELEGRAM_BOT_TOKEN", "12:abc"), ("TELEGRAM_API_URL", "ftp://x")],
        "TELEGRAM_API_URL doit commencer par http:// ou https://",
        "TELEGRAM_API_URL must start with http:// or https://",
    ),
    (
        &[("TELEGRAM_BOT_TOKEN", "12"), ("DISCORD_BOT_TOKEN", "x")],
        "\nDISCORD_BOT_TOKEN (ou DISCORD_BOT_TOKEN_FILE) ne contient",
        "\nDISCORD_BOT_TOKEN (or DISCORD_BOT_TOKEN_FILE) does not",
    ),
];

#[test]
fn a_wrong_start_is_explained_in_the_language_of_the_computer_or_the_town() {
    let english_town = tempfile::tempdir().unwrap();
    let town = "town: {name: Smallton, timezone: Europe/London, languages: [en]}\n";
    std::fs::write(english_town.path().join("town.yaml"), town).unwrap();
    let french_town = catalogue("small-town");
    for (variables, french, english) in WRONG_STARTS {
        let said = |town: &OsStr, locale| {
            let start = guichet(["run"]).with("GUICHET_FAQ", town).with("LANG", locale);
            let start = variables
                .iter()
                .fold(start, |start, (name, value)| start.with(name, *value));
            let outcome = start.run();
            assert_ne!(outcome.exit, Exit::Success, "{variables:?}");
            outcome.errors
        };
        for (town, locale) in [
            (french_town.as_os_str(), "C"),
            (english_town.path().as_os_str(), "fr_FR.UTF-8"),
        ] {
            let said = said(town, locale);
            assert!(said.starts_with("guichet : ") && said.contains(french), "{said}");
        }
        let said = said(english_town.path().as_os_str(), "en_GB.UTF-8");
        assert!(said.starts_with("guichet: ") && said.contains(english), "{said}");
    }
}
