//! Conversations in the terminal, line by line.

use std::fmt::Write as _;

use crate::support::program::{Program, catalogue, guichet};

fn chat(arguments: &[&str]) -> Program {
    guichet([&["chat"], arguments].concat()).on(&catalogue("small-town"))
}

/// What the chat says first, and then to each line.
fn conversation(arguments: &[&str], lines: &[&str]) -> Vec<String> {
    let mut input = String::new();
    let mut said = String::new();
    let mut replies = Vec::new();
    for line in std::iter::once(None).chain(lines.iter().map(Some)) {
        if let Some(line) = line {
            writeln!(input, "{line}").unwrap();
        }
        let all = chat(arguments).input(input.clone()).run().success();
        replies.push(
            all.strip_prefix(&said)
                .expect("what was said is said")
                .trim_end()
                .to_owned(),
        );
        said = all;
    }
    replies
}

#[test]
fn it_says_who_it_is_what_can_be_asked_and_how_to_leave() {
    let welcome = &conversation(&[], &[])[0];
    assert!(welcome.starts_with("Bonjour."), "{welcome}");
    for expected in ["Valmont", "\n  1. ", "\n  4. ", "/aide", "/quitter"] {
        assert!(welcome.contains(expected), "{expected} is missing: {welcome}");
    }
    let english = &conversation(&["--lang", "en"], &[])[0];
    assert!(english.starts_with("Hello.") && english.contains("/quit"), "{english}");
}

#[test]
fn the_language_of_the_terminal_is_followed_where_the_town_speaks_it() {
    for (lang, start) in [
        ("en_GB.UTF-8", "Hello."),
        ("de_DE.UTF-8", "Bonjour."),
        ("C", "Bonjour."),
    ] {
        let output = chat(&[]).with("LANG", lang).run().success();
        assert!(output.starts_with(start), "{lang}: {output}");
    }
}

#[test]
fn a_question_is_answered_and_a_choice_is_typed_by_number_or_by_name() {
    let said = conversation(&[], &["j'ai reçu un message suspect", "1"]);
    assert!(said[1].contains("Ne cliquez pas"), "{}", said[1]);
    assert!(said[1].ends_with("À lire aussi :\n  1. Mots de passe"), "{}", said[1]);
    assert!(said[2].contains("Changez d'abord le mot de passe"), "{}", said[2]);
    let by_name = conversation(&[], &["j'ai reçu un message suspect", "mots de passe !"]);
    assert_eq!(by_name[2], said[2]);
}

#[test]
fn a_number_that_is_no_choice_keeps_the_choices() {
    let asked = "j'ai reçu un message suspect";
    let said = conversation(&[], &[asked, "99", "0", "1)"]);
    let count = said[1].lines().filter(|line| line.starts_with("  ")).count();
    assert!(count > 0, "{}", said[1]);
    for notice in &said[2..4] {
        let expected = format!("Choisissez un numéro de 1 à {count}, ou écrivez votre question.");
        assert_eq!(notice.trim(), expected);
    }
    assert_eq!(said[4], conversation(&[], &[asked, "1."])[2]);

    let english = conversation(&["--lang", "en"], &["I received a suspicious message", "99"]);
    assert!(english[2].contains("Choose a number from 1 to "), "{}", english[2]);
    let written = conversation(&[], &["I received a suspicious message", "99"]);
    assert!(written[2].contains("Choose a number from 1 to "), "{}", written[2]);
}

#[test]
fn commands_have_french_and_english_names() {
    let french = conversation(&[], &["/services", "/aide", "/menu"]);
    let english = conversation(&[], &["/SERVICES", "/help", "/start"]);
    assert_eq!(french, english);
    assert!(
        french[1].contains("Hôtel de ville") && french[1].contains("Piscine"),
        "{}",
        french[1]
    );
    assert!(french[2].contains("/services :"), "{}", french[2]);
    assert!(
        !french[2].contains("/effacer"),
        "nothing is kept, so there is nothing to forget: {}",
        french[2]
    );
    assert_eq!(french[3], french[0]);
}

#[test]
fn a_language_once_chosen_stays() {
    let said = conversation(&[], &["/langue", "2", "/services"]);
    assert!(said[2].contains("English"), "{}", said[2]);
    assert!(said[3].contains("Swimming pool"), "{}", said[3]);
}

#[test]
fn an_unknown_command_is_not_taken_for_a_question() {
    let said = conversation(&[], &["/piscine"]);
    assert!(said[1].contains("/aide") && !said[1].contains("Piscine"), "{}", said[1]);
}

#[test]
fn it_ends_when_asked_to_and_when_the_input_ends() {
    for end in ["/quitter", "/quit", "/q"] {
        let said = conversation(&[], &[end, "piscine"]);
        assert_eq!(said[1..], ["", ""], "{end}");
    }
}

#[test]
fn empty_lines_broken_bytes_and_endless_lines_do_no_harm() {
    let mut input = b"\n   \n\xff\xfe\xfd\n".to_vec();
    input.extend(vec![b'x'; 2 << 20]);
    input.extend(b"\ndois-je changer mon mot de passe ?");
    let output = chat(&[]).input(input).run().success();
    assert!(output.contains("Changez d'abord le mot de passe"), "{output}");
}

#[test]
fn styles_are_for_terminals_only() {
    let question = "j'ai reçu un message suspect\n";
    let plain = chat(&[]).input(question).run().success();
    let styled = chat(&[]).input(question).in_colour().run().success();
    assert!(
        !plain.contains('\u{1b}') && styled.contains("\u{1b}[1mNe cliquez pas\u{1b}[0m"),
        "{styled}"
    );
    let mut unstyled = String::new();
    for (number, part) in styled.split('\u{1b}').enumerate() {
        unstyled += if number == 0 {
            part
        } else {
            part.split_once('m').unwrap().1
        };
    }
    assert_eq!(unstyled, plain, "styles change nothing of the text");
}
