use guichet_core::{Action, EntryId, Locale};
use proptest::prelude::*;

use super::*;
use crate::testing::assistant;

fn reply(sections: Vec<Section>, choices: &[&str]) -> Reply {
    let choice = |label: &&str| Choice {
        label: (*label).to_owned(),
        action: Action::Open(EntryId::parse("mairie").unwrap()),
    };
    Reply {
        locale: Locale::FRENCH,
        kind: ReplyKind::Clarify,
        ids: Vec::new(),
        banner: None,
        sections,
        choices: choices.iter().map(choice).collect(),
    }
}

#[test]
fn a_section_in_all_its_parts() {
    let section = Section {
        id: None,
        title: Some("Médiathèque".into()),
        blocks: vec![
            Block::Paragraph(vec![
                Span::plain("Ouverte "),
                Span::strong("aujourd'hui"),
                Span::plain("."),
            ]),
            Block::List {
                ordered: true,
                items: vec![vec![Span::plain("un")], vec![Span::plain("deux")]],
            },
        ],
        freshness: vec!["Information : jeudi".into()],
        sources: vec!["https://cybermalveillance.gouv.fr/".into()],
    };
    let letters = render(assistant(), &reply(vec![section], &[]), &[], false);
    assert_eq!(
        letters.messages[0].html,
        "<b>Médiathèque</b>\n\nOuverte <b>aujourd'hui</b>.\n\n1. un\n2. deux\n\n<i>Information : jeudi</i>\n\nPour en savoir \
         plus :\n<a href=\"https://cybermalveillance.gouv.fr/\">cybermalveillance.gouv.fr</a>"
    );
    assert!(letters.messages[0].plain.contains("Ouverte aujourd'hui."));
    assert_eq!(letters.keyboard, None);
}

#[test]
fn choices_are_buttons_in_private_and_numbers_among_strangers() {
    let section = Section {
        title: Some("Quoi ?".into()),
        ..Section::default()
    };
    let reply = reply(
        vec![section],
        &["Mairie", "CCAS", "Une étiquette plus longue que les autres", "Menu"],
    );
    let private = render(assistant(), &reply, &[], false);
    let rows: Vec<_> = private.keyboard.unwrap().inline_keyboard.iter().map(Vec::len).collect();
    assert_eq!(rows, [2, 1, 1]);
    let public = render(assistant(), &reply, &[], true);
    assert_eq!(public.keyboard, None);
    assert!(
        public.messages[0].html.contains("1. Mairie\n2. CCAS\n"),
        "{}",
        public.messages[0].html
    );
}

#[test]
fn thumbs_stand_in_a_row_of_their_own_below_the_choices() {
    let thumb = |helped| Choice {
        label: if helped { "👍".into() } else { "👎".into() },
        action: Action::Vote(EntryId::parse("mairie").unwrap(), helped),
    };
    let reply = reply(vec![Section::default()], &["CCAS"]);
    let letters = render(assistant(), &reply, &[thumb(true), thumb(false)], false);
    let rows: Vec<_> = letters.keyboard.unwrap().inline_keyboard.iter().map(Vec::len).collect();
    assert_eq!(rows, [1, 2]);
    assert_eq!(render(assistant(), &reply, &[thumb(true)], true).keyboard, None);
}

proptest! {
    #[test]
    fn whatever_staff_write_fits_and_is_escaped(
        texts in prop::collection::vec("[<>&\"a-zé🦀 \n]{0,3000}", 0..6),
        label in "\\PC{1,80}",
    ) {
        let sections = texts.iter().map(|text| Section {
            blocks: vec![Block::text(text.as_str())],
            ..Section::default()
        });
        let letters = render(assistant(), &reply(sections.collect(), &[&label]), &[], false);
        for message in &letters.messages {
            prop_assert!(units(&message.plain) <= LONGEST_MESSAGE);
            prop_assert!(!message.plain.trim().is_empty());
            let unescaped = message.html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            prop_assert_eq!(&unescaped, &message.plain);
            prop_assert!(!message.html.contains(['<', '>', '"']));
        }
        for button in letters.keyboard.unwrap().inline_keyboard.iter().flatten() {
            let teloxide::types::InlineKeyboardButtonKind::CallbackData(data) = &button.kind else {
                panic!("a button without data");
            };
            prop_assert!((1..=64).contains(&data.len()));
        }
    }
}
