//! The command line as scripts and clerks use it: what is printed where, and the exit code.

mod language;

use guichet::Exit;
use serde_json::Value;

use crate::support::program::{Outcome, catalogue, guichet};

fn small_town(arguments: &[&str]) -> crate::support::program::Program {
    guichet(arguments).on(&catalogue("small-town"))
}

fn json_lines(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_faq_folder_is_an_option_on_both_sides_or_a_variable() {
    let folder = catalogue("small-town").into_os_string().into_string().unwrap();
    let question = "la piscine est-elle ouverte ?";
    let expected = small_town(&["ask", question]).run().success();
    assert!(expected.contains("Piscine"), "{expected}");
    for arguments in [["--faq", &folder, "ask", question], ["ask", question, "--faq", &folder]] {
        // The option is stronger than the variable.
        let outcome = guichet(arguments).with("GUICHET_FAQ", "/nowhere").run();
        assert_eq!(outcome.success(), expected);
    }
}

#[test]
fn a_question_need_not_be_quoted() {
    let quoted = small_town(&["ask", "dois-je changer mon mot de passe ?"])
        .run()
        .success();
    let words = ["ask", "dois-je", "changer", "mon", "mot", "de", "passe", "?"];
    assert_eq!(small_town(&words).run().success(), quoted);
    assert!(quoted.contains("Changez d'abord le mot de passe"), "{quoted}");
    let piped = small_town(&["ask"]).input("dois-je changer mon mot de passe ?\n").run();
    assert_eq!(piped.success(), quoted);
}

#[test]
fn the_language_of_the_citizen_is_followed_and_an_unspoken_one_refused() {
    let english = small_town(&["ask", "--lang", "en", "password"]).run().success();
    assert!(english.contains("mailbox first"), "{english}");
    let german = small_town(&["ask", "--lang", "de", "password"]).run();
    assert_eq!((german.exit, german.output.as_str()), (Exit::Unusable, ""));
    assert!(german.errors.contains("fr, en"), "{}", german.errors);
}

#[test]
fn a_question_can_be_asked_at_another_time() {
    let at = |time| small_town(&["ask", "la mairie est-elle ouverte ?", "--at", time]).run();
    let open = at("2026-11-24 10:00").success();
    let closed = at("2026-11-24 18:00").success();
    assert!(open.contains("ouvert en ce moment, jusqu'à"), "{open}");
    assert!(closed.contains("fermé en ce moment"), "{closed}");
    assert_eq!(at("2026-11-24T10:00").success(), open);
    let wrong = at("demain");
    assert_eq!((wrong.exit, wrong.output.as_str()), (Exit::Unusable, ""));
}

#[test]
fn the_see_also_is_listed_below_the_answer() {
    let output = small_town(&["ask", "j'ai reçu un message suspect"]).run().success();
    assert!(output.ends_with("À lire aussi :\n  - Mots de passe\n"), "{output}");
}

#[test]
fn json_holds_the_decision_and_the_wording() {
    let output = small_town(&["ask", "--json", "dois-je changer mon mot de passe ?"])
        .run()
        .success();
    let answer: Value = serde_json::from_str(&output).unwrap();
    assert_eq!(answer["verdict"], "answer");
    assert_eq!(answer["ids"], serde_json::json!(["mot-de-passe"]));
    assert_eq!(answer["lang"], "fr");
    assert_eq!(answer["candidates"][0]["id"], "mot-de-passe");
    assert_eq!(answer["candidates"][0]["confidence"], answer["confidence"]);
    assert!(
        answer["reply"].as_str().unwrap().contains("Changez d'abord"),
        "{answer}"
    );
}

#[test]
fn a_batch_answers_in_order() {
    let input = r#"{"text": "dois-je changer mon mot de passe ?"}
{"text": "password", "lang": "en"}

{"text": "la piscine est-elle ouverte ?", "lang": null}
"#;
    let answers = json_lines(&small_town(&["ask", "--batch"]).input(input).run().success());
    let summary: Vec<_> = answers
        .iter()
        .map(|a| (a["ids"][0].as_str().unwrap(), a["lang"].as_str().unwrap()))
        .collect();
    assert_eq!(
        summary,
        [("mot-de-passe", "fr"), ("mot-de-passe", "en"), ("piscine", "fr")]
    );
}

#[test]
fn a_bad_line_of_a_batch_costs_only_itself() {
    let mut input = b"{\"text\": \"password\"}\nnot json\n{\"text\": 3}\n{\"lang\": \"fr\"}\n\xff\xfe\n".to_vec();
    input.extend(b"{\"text\": \"password\", \"lang\": \"klingon\"}\n");
    input.extend(vec![b'x'; 2 << 20]);
    input.extend(b"\n{\"text\": \"piscine\"}");
    let Outcome { exit, output, errors } = small_town(&["ask", "--batch"]).input(input).run();
    assert_eq!(exit, Exit::Failure);
    let ids: Vec<_> = json_lines(&output)
        .iter()
        .map(|answer| answer["ids"][0].clone())
        .collect();
    assert_eq!(ids, ["mot-de-passe", "piscine"]);
    let lines: Vec<_> = errors.lines().collect();
    assert_eq!(lines.len(), 6, "{errors}");
    for (line, number) in lines.iter().zip(2..) {
        assert!(line.starts_with(&format!("guichet : ligne {number} : ")), "{line}");
        for english in ["expected", "line ", "missing", "column"] {
            assert!(!line.contains(english), "{line}");
        }
    }
    assert!(
        lines[0].contains("ce n'est pas du JSON à partir du caractère 2."),
        "{errors}"
    );
    assert!(lines[2].contains("il y manque le message sous \"text\""), "{errors}");
}

#[test]
fn a_question_without_a_word_is_an_error() {
    for (arguments, input) in [
        (&["ask"][..], ""),
        (&["ask"], " \n"),
        (&["ask", ""], ""),
        (&["ask", "--json", " "], ""),
    ] {
        let outcome = small_town(arguments).input(input).run();
        assert_eq!(
            (outcome.exit, outcome.output.as_str()),
            (Exit::Unusable, ""),
            "{arguments:?}"
        );
        assert!(
            outcome.errors.starts_with("guichet : aucune question."),
            "{}",
            outcome.errors
        );
    }
}

#[test]
fn without_a_faq_every_command_says_what_to_do() {
    for arguments in [&["ask", "bonjour"][..], &["chat"], &["check"], &["ask", "--batch"]] {
        for (lang, expected) in [
            ("fr_FR.UTF-8", "pas de dossier de FAQ"),
            ("en_US.UTF-8", "there is no FAQ folder"),
        ] {
            let outcome = guichet(arguments)
                .with("GUICHET_FAQ", "/nowhere")
                .with("LANG", lang)
                .run();
            assert_eq!(
                (outcome.exit, outcome.output.as_str()),
                (Exit::Unusable, ""),
                "{arguments:?}"
            );
            assert!(outcome.errors.contains(expected), "{}", outcome.errors);
            assert!(outcome.errors.contains("/nowhere"), "{}", outcome.errors);
        }
    }
}

#[test]
fn a_wrong_command_line_is_an_error_and_help_is_not() {
    let wrong = guichet(["chek"]).run();
    assert_eq!((wrong.exit, wrong.output.as_str()), (Exit::Unusable, ""));
    assert!(
        wrong.errors.contains("check"),
        "the nearest command is named: {}",
        wrong.errors
    );
    for command in [None, Some("ask"), Some("chat"), Some("run"), Some("check")] {
        let help = guichet(command.into_iter().chain(["--help"])).run().success();
        assert!(help.contains("Examples:") && !help.contains('\u{1b}'), "{help}");
    }
    let coloured = guichet(["--help"]).in_colour().run().success();
    assert!(coloured.contains('\u{1b}'), "{coloured}");
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    struct Closed;
    impl std::io::Write for Closed {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::BrokenPipe.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let folder = catalogue("small-town").into_os_string();
    for arguments in [
        &["ask", "piscine"][..],
        &["ask", "--json", "piscine"],
        &["ask", "--batch"],
        &["chat"],
        &["--help"],
    ] {
        let mut errors = Vec::new();
        let mut input: &[u8] = b"{\"text\": \"piscine\"}\n";
        let mut streams = guichet::Streams {
            input: &mut input,
            output: &mut Closed,
            errors: &mut errors,
            interactive: false,
            colour: false,
            colour_errors: false,
        };
        let all = std::iter::once("guichet").chain(arguments.iter().copied());
        let exit = guichet::run(
            all,
            &|name| (name == "GUICHET_FAQ").then(|| folder.clone()),
            &mut streams,
        );
        assert_eq!((exit, errors.as_slice()), (Exit::Success, &b""[..]), "{arguments:?}");
    }
}

#[test]
fn a_broken_faq_is_drawn_with_its_line_whatever_the_command() {
    let folder = catalogue("invalid").join("value-bad-status");
    for arguments in [&["ask", "bonjour"][..], &["chat"], &["gaps"], &["preview"]] {
        let outcome = guichet(arguments).on(&folder).run();
        assert_eq!(
            (outcome.exit, outcome.output.as_str()),
            (Exit::Failure, ""),
            "{arguments:?}"
        );
        assert!(
            outcome.errors.contains(" --> ") && outcome.errors.contains("^^^"),
            "{}",
            outcome.errors
        );
    }
}
