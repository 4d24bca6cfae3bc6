use guichet_core::{
    Action, EntryId, Locale,
    reply::{Choice, ReplyKind, Span},
};

use super::*;
use crate::discord::{button::MAX_LABEL, press::Press};

fn reply(sections: Vec<Section>) -> Reply {
    Reply {
        locale: Locale::FRENCH,
        kind: ReplyKind::Answer,
        ids: Vec::new(),
        banner: None,
        sections,
        choices: Vec::new(),
    }
}

fn section(paragraphs: usize, length: usize) -> Section {
    let paragraph = |_| Block::text("é_ ".repeat(length / 3));
    Section {
        title: Some("Titre".into()),
        blocks: (0..paragraphs).map(paragraph).collect(),
        freshness: vec!["Information : jeudi".into()],
        ..Section::default()
    }
}

fn thumbs() -> [Choice; 2] {
    [true, false].map(|helped| Choice {
        label: "👍".into(),
        action: Action::Vote(EntryId::parse("a").unwrap(), helped),
    })
}

fn said(reply: &Reply) -> Vec<Page> {
    pages(reply, &thumbs(), &Interface::new(&[Locale::FRENCH]))
}

#[test]
fn title_text_source_and_freshness() {
    let mut section = section(1, 6);
    section.sources = vec!["https://17cyber.gouv.fr".into()];
    let pages = said(&reply(vec![section]));
    let [page] = pages.as_slice() else { panic!("{pages:?}") };
    let [card] = page.cards.as_slice() else {
        panic!("{page:?}")
    };
    assert_eq!(
        (card.title.as_str(), card.footer.as_str()),
        ("Titre", "Information : jeudi")
    );
    assert!(card.text.ends_with("\nhttps://17cyber.gouv.fr"), "{}", card.text);
}

#[test]
fn every_limit_holds_whatever_the_length() {
    for (sections, paragraphs, length) in [(1, 1, 9_000), (1, 40, 400), (3, 3, 1_500), (12, 1, 300), (25, 1, 4_000)] {
        let mut reply = reply(vec![section(paragraphs, length); sections]);
        reply.banner = Some(vec![Span::strong("b".repeat(length))]);
        let pages = said(&reply);
        let letters = |text: &str| text.chars().filter(|c| *c == 'é').count();
        let shown: usize = pages.iter().flat_map(|p| &p.cards).map(|c| letters(&c.text)).sum();
        assert_eq!(shown, sections * paragraphs * (length / 3), "a word was lost");
        for page in pages {
            assert!(units(&page.content) <= MAX_CONTENT);
            assert!((1..=MAX_EMBEDS).contains(&page.cards.len()));
            assert!(page.cards.iter().map(Card::size).sum::<usize>() <= MAX_MESSAGE);
            assert!(page.cards.iter().all(|card| units(&card.text) <= MAX_TEXT));
        }
    }
}

#[test]
fn buttons_are_on_the_last_page_and_none_is_there_twice() {
    let mut reply = reply(vec![section(40, 400)]);
    let open = |id: &str| Choice {
        label: "x".repeat(200),
        action: Action::Open(EntryId::parse(id).unwrap()),
    };
    reply.choices = vec![open("a"), open("b"), open("a")];
    let pages = said(&reply);
    assert!(pages.len() > 1);
    let (last, others) = pages.split_last().unwrap();
    assert!(others.iter().all(|page| page.rows().is_empty()));
    assert_eq!(last.buttons.len(), 3);
    let [CreateActionRow::Buttons(row), CreateActionRow::Buttons(thumbs)] = &last.rows()[..] else {
        panic!()
    };
    assert_eq!((row.len(), thumbs.len()), (2, 2), "the thumbs are a row of their own");
    assert!(last.buttons.iter().all(|button| units(&button.label) <= MAX_LABEL));
}

#[test]
fn the_thumbs_have_room_below_however_many_buttons_there_are() {
    for (count, rows) in [(0, 1), (1, 2), (20, 5), (40, 5)] {
        let id = |number| EntryId::parse(&format!("a{number}")).unwrap();
        let page = Page {
            buttons: (0..count)
                .map(|n| Button::new("x", Press::Act(Action::Open(id(n)))))
                .collect(),
            thumbs: thumbs().iter().map(Button::of).collect(),
            ..Page::default()
        };
        let shown = page.rows();
        assert_eq!(shown.len(), rows, "{count} buttons");
        let Some(CreateActionRow::Buttons(last)) = shown.last() else {
            panic!()
        };
        assert_eq!(last.len(), 2, "{count} buttons");
    }
}

#[test]
fn shortening_never_breaks_a_character() {
    assert_eq!(shortened("été 😀😀", 6), "été…");
    assert_eq!(shortened("été 😀😀", 8), "été 😀😀");
}
