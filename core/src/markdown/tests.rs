//! What becomes of the Markdown that staff write.

use proptest::prelude::*;

use super::*;

fn plain(text: &str) -> String {
    Markdown::parse(text).plain_text()
}

fn links(text: &str) -> Vec<(String, String)> {
    Markdown::parse(text).links().collect()
}

fn pair(text: &str, url: &str) -> (String, String) {
    (text.into(), url.into())
}

#[test]
fn styles_become_spans() {
    let text = Markdown::parse("Ne **cliquez** *pas*.");
    let Some(Block::Paragraph(spans)) = text.blocks().first() else {
        panic!("{text:?}");
    };
    let emphasised = Span {
        emphasis: true,
        ..Span::plain("pas")
    };
    let expected = [
        Span::plain("Ne "),
        Span::strong("cliquez"),
        Span::plain(" "),
        emphasised,
        Span::plain("."),
    ];
    assert_eq!(spans, &expected);
}

#[test]
fn lists_are_flattened_and_numbered() {
    assert_eq!(plain("1. un\n2. deux\n   - trois\n"), "1. un\n2. deux\n3. trois");
    assert_eq!(
        plain("Avant :\n\n- un\n\n  suite\n- deux\n\nAprès."),
        "Avant :\n\n- un\nsuite\n- deux\n\nAprès."
    );
}

#[test]
fn what_chat_cannot_show_becomes_plain_text() {
    assert_eq!(plain("# Titre\nTexte"), "Titre\n\nTexte");
    assert!(matches!(
        Markdown::parse("# Titre").blocks().first(),
        Some(Block::Paragraph(spans)) if spans == &[Span::strong("Titre")]
    ));
    assert_eq!(plain("Tapez `1234` puis <b>OK</b>"), "Tapez 1234 puis <b>OK</b>");
    assert_eq!(
        plain("![plan de la mairie](https://exemple.fr/plan.png)"),
        "plan de la mairie"
    );
    assert_eq!(plain("<div>bloc</div>"), "<div>bloc</div>");
    assert_eq!(plain("> cité\n\n    code"), "cité\n\ncode");
    assert_eq!(plain("un\n\n---\n\ndeux"), "un\n\ndeux");
}

#[test]
fn breaks_are_kept_apart() {
    assert_eq!(plain("une ligne\nla même"), "une ligne la même");
    assert_eq!(plain("une ligne  \nune autre"), "une ligne\nune autre");
}

#[test]
fn links_are_listed_with_their_visible_text() {
    assert_eq!(
        links("Voir [le **site**](https://exemple.fr/a) ou <https://autre.fr>."),
        [
            pair("le site", "https://exemple.fr/a"),
            pair("https://autre.fr", "https://autre.fr")
        ]
    );
}

#[test]
fn bare_addresses_are_links_too_because_applications_make_them_so() {
    assert_eq!(
        links("Allez sur cybermalveillance.gouv.fr, ou https://17cyber.gouv.fr/x.\n\n- exemple.org"),
        [
            pair("cybermalveillance.gouv.fr", "https://cybermalveillance.gouv.fr"),
            pair("https://17cyber.gouv.fr/x", "https://17cyber.gouv.fr/x"),
            pair("exemple.org", "https://exemple.org"),
        ]
    );
    assert_eq!(links("Appelez le 03.21.61.30.80 avant 8.30"), []);
}

#[test]
fn a_link_that_shows_another_address_is_listed_under_what_it_shows() {
    assert_eq!(
        links("[exemple.fr](https://ailleurs.fr)"),
        [pair("exemple.fr", "https://ailleurs.fr")]
    );
}

proptest! {
    #[test]
    fn any_text_is_read(text in r"\PC{0,200}|[-*_`<>\[\]()#!&;:/.\\ \n\ta1é]{0,120}") {
        let parsed = Markdown::parse(&text);
        for block in parsed.blocks() {
            prop_assert!(!block.plain_text().trim().is_empty());
        }
        parsed.links().for_each(drop);
    }

    #[test]
    fn no_word_is_lost(words in proptest::collection::vec("[a-zàâéèêîôùç']{1,8}", 1..20), gaps in "[ \n*_#>-]{20}") {
        let text: Vec<String> = words.iter().zip(gaps.chars()).map(|(w, g)| format!("{w} {g}")).collect();
        let shown = plain(&text.join(" "));
        let mut rest = shown.as_str();
        for word in &words {
            let found = rest.split_once(word.as_str());
            prop_assert!(found.is_some(), "{word} of {text:?} is not in {shown:?}");
            rest = found.unwrap().1;
        }
    }
}
