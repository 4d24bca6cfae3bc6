//! The language in which the program speaks to staff.

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
