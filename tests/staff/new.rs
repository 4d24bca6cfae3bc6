//! `guichet new`: a FAQ for another town, sound from the first minute.

use std::fs;

use guichet::Exit;

use crate::support::program::guichet;

#[test]
fn every_combination_of_answers_gives_a_faq_without_any_complaint() {
    for languages in ["fr", "en", "fr,en", "en,fr"] {
        for phone in ["03 00 00 00 00", ""] {
            let folder = tempfile::tempdir().unwrap();
            let faq = folder.path().join("faq");
            let name = "L'Étang: \"Neuf\" #1";
            let arguments = ["--name", name, "--languages", languages, "--phone", phone];
            let output = guichet(["new".as_ref(), faq.as_os_str()])
                .also(&arguments)
                .run()
                .success();
            assert!(output.contains("chat"), "{output}");
            let check = guichet(["check"]).on(&faq).run();
            assert_eq!(
                (check.exit, check.errors.as_str()),
                (Exit::Success, ""),
                "{languages}: {}",
                check.output
            );
            let warned = ["avertissement", "warning", "attention"]
                .iter()
                .any(|word| check.output.contains(word));
            assert!(!warned, "{languages} {phone}: {}", check.output);
            let questions = fs::read_to_string(faq.join("questions.yaml")).unwrap();
            assert!(
                questions.contains("    # checked: "),
                "how to note a verification is shown: {questions}"
            );
            assert!(
                !questions.contains("    checked: "),
                "nobody has verified anything yet: {questions}"
            );
            let welcome = guichet(["chat"]).on(&faq).run().success();
            assert!(welcome.contains(name), "{welcome}");
            let question = if languages.starts_with("fr") {
                "la mairie est-elle ouverte ?"
            } else {
                "is the town hall open?"
            };
            let answer = guichet(["ask", question]).on(&faq).run().success();
            assert_eq!(answer.contains("03 00 00 00 00"), !phone.is_empty(), "{answer}");
        }
    }
}

#[test]
fn what_is_not_given_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let faq = folder.path().join("faq");
    let program = guichet(["new".as_ref(), faq.as_os_str()]).with("LANG", "fr_FR.UTF-8");
    let output = program.input("Valmont\nfr, en\n01 02 03 04 05\n").run().success();
    assert!(output.starts_with("Le nom de la commune ? "), "{output}");
    let town = fs::read_to_string(faq.join("town.yaml")).unwrap();
    assert!(
        town.contains("  name: \"Valmont\"\n") && town.contains("[fr, en]"),
        "{town}"
    );
    assert!(
        town.contains("# La commune.") && !town.contains("# The town."),
        "{town}"
    );
}

#[test]
fn nothing_is_written_over_and_nothing_is_guessed() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let taken = guichet(["new".as_ref(), folder.path().as_os_str()]).run();
    assert_eq!((taken.exit, taken.output.as_str()), (Exit::Unusable, ""));
    assert!(taken.errors.contains("not empty"), "{}", taken.errors);

    let faq = folder.path().join("faq");
    for answers in ["\n\n\n", "Valmont\n\n\n", "Valmont\nde\n\n", ""] {
        let outcome = guichet(["new".as_ref(), faq.as_os_str()]).input(answers).run();
        assert_eq!(outcome.exit, Exit::Unusable, "{answers:?}");
        assert!(!faq.exists(), "{answers:?}");
    }
    let zone = guichet(["new".as_ref(), faq.as_os_str()])
        .also(&["--timezone", "Europe/Valmont"])
        .run();
    assert_eq!(zone.exit, Exit::Unusable);
}
