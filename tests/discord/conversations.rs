//! Messages: direct ones and mentions.

use guichet_core::{Locale, Phrase};

use super::counter::{Counter, POOL, RULES, assert_says, button, is_private, quick, text};
use crate::support::discord::{Author, Said, tap};

const CHANNEL: u64 = 500;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mention_is_answered_and_nothing_else_in_a_channel() {
    let counter = Counter::open().await;
    let ignored = [
        Said::publicly(CHANNEL, POOL),
        Said {
            author: Author::OtherBot,
            ..Said::mentioning(CHANNEL, POOL)
        },
    ];
    let ignored: Vec<u64> = ignored.iter().map(|said| counter.fake.say(said)).collect();
    let id = counter.fake.say(&Said::mentioning(CHANNEL, POOL));
    let answer = counter.fake.reply_to(CHANNEL, id).await;
    let privileged = (1 << 1) | (1 << 8) | (1 << 15);
    assert_eq!(
        counter.fake.with(|state| state.intents) & privileged,
        0,
        "members, presences, message content"
    );
    assert_says(&answer, &counter.entry("piscine", Locale::FRENCH));
    // The last one was answered, so the earlier ones would have been too.
    let posted = counter.fake.with(|state| state.posted(CHANNEL));
    assert_eq!(posted.len(), 1, "{posted:#?}");
    for id in ignored {
        assert!(counter.fake.with(|state| state.replies_to(CHANNEL, id)).is_empty());
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bare_mention_gets_the_welcome_and_a_picture_a_fixed_answer() {
    let counter = Counter::open().await;
    let id = counter.fake.say(&Said::mentioning(CHANNEL, ""));
    let answer = counter.fake.reply_to(CHANNEL, id).await;
    assert_says(&answer, &counter.town.get().welcome(Locale::FRENCH, chrono::Utc::now()));
    let photo = Said {
        attachment: true,
        ..Said::privately(CHANNEL + 1, "")
    };
    let id = counter.fake.say(&photo);
    let answer = text(&counter.fake.reply_to(CHANNEL + 1, id).await);
    let expected = counter.phrase(Phrase::Media, Locale::FRENCH);
    assert!(answer.contains(expected.split(':').next().unwrap()), "{answer}");
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_answer_comes_in_several_messages_with_every_paragraph_once() {
    let counter = Counter::open().await;
    let id = counter
        .fake
        .say(&Said::privately(CHANNEL, "quel est le règlement intérieur ?"));
    let parts = counter
        .fake
        .until("all parts of a long answer", |state| {
            let parts = state.replies_to(CHANNEL, id);
            let whole: String = parts.iter().map(text).collect();
            whole.contains(&format!("Règle {RULES} ")).then_some(parts)
        })
        .await;
    assert!(parts.len() > 1);
    let whole: String = parts.iter().map(text).collect();
    for number in 1..=RULES {
        assert_eq!(
            whole.matches(&format!("Règle {number} ")).count(),
            1,
            "paragraph {number}"
        );
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_button_leads_on_even_after_a_restart_and_a_stale_one_to_the_menu() {
    let mut counter = Counter::open().await;
    let id = counter
        .fake
        .say(&Said::privately(CHANNEL, "j'ai reçu un message suspect"));
    let shown = counter.fake.reply_to(CHANNEL, id).await;
    let see_also = button(&shown, "Mots de passe");
    for session in 2..4 {
        let answer = counter.answer(tap(CHANNEL, false, "fr", &shown, &see_also)).await;
        assert_says(&answer, &counter.entry("mot-de-passe", Locale::FRENCH));
        counter.close().await;
        counter.start(quick());
        counter.fake.ready(session).await;
    }
    let stale = counter.phrase(Phrase::StaleButton, Locale::ENGLISH);
    for forged in [
        "g1a 1o:gone",
        "g0a 1o:piscine",
        "g1p fr gone",
        "g1v 1 1 fr gone",
        "<@1> @everyone",
    ] {
        let friendly = counter.answer(tap(CHANNEL, true, "en-GB", &shown, forged)).await;
        assert!(is_private(&friendly), "{forged}");
        assert!(text(&friendly).contains(&stale), "{forged}: {friendly:#}");
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_writes_too_fast_is_told_once_and_others_are_answered() {
    let counter = Counter::open().await;
    let ids: Vec<u64> = (0..12)
        .map(|_| counter.fake.say(&Said::privately(CHANNEL, POOL)))
        .collect();
    let other = counter.fake.say(&Said::privately(CHANNEL + 10, POOL));
    counter.fake.reply_to(CHANNEL + 10, other).await;
    let told = counter
        .fake
        .until("eight answers and a notice", |state| {
            let replies: Vec<_> = ids.iter().flat_map(|id| state.replies_to(CHANNEL, *id)).collect();
            (replies.len() == 9).then_some(replies)
        })
        .await;
    let too_fast = counter.phrase(Phrase::TooFast, Locale::FRENCH);
    let beginning = too_fast.split('.').next().unwrap();
    assert_eq!(told.iter().filter(|reply| text(reply).contains(beginning)).count(), 1);
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_cries_for_help_is_heard_in_the_middle_of_a_flood_once_a_minute() {
    const CRY: &str = "au secours, il y a le feu";
    let counter = Counter::open().await;
    let help = counter.entry("danger", Locale::FRENCH);
    let too_fast = counter.phrase(Phrase::TooFast, Locale::FRENCH);
    let notice = too_fast.split('.').next().unwrap();
    let replies = async |channel: u64, ids: &[u64], count: usize| {
        counter
            .fake
            .until("the replies", |state| {
                let replies: Vec<_> = ids.iter().flat_map(|id| state.replies_to(channel, *id)).collect();
                (replies.len() >= count).then_some(replies)
            })
            .await
    };
    let flood: Vec<u64> = (0..12)
        .map(|_| counter.fake.say(&Said::privately(CHANNEL, POOL)))
        .collect();
    replies(CHANNEL, &flood, 9).await;
    let cry = counter.fake.say(&Said::privately(CHANNEL, CRY));
    assert_says(&counter.fake.reply_to(CHANNEL, cry).await, &help);
    // A flood of nothing but cries: as many answers as to any other, and one.
    let cries: Vec<u64> = (0..60)
        .map(|_| counter.fake.say(&Said::privately(CHANNEL + 10, CRY)))
        .collect();
    counter
        .fake
        .until("all are stored", |_| {
            (counter.stored().len() == 12 + 1 + 60).then_some(())
        })
        .await;
    let told = replies(CHANNEL + 10, &cries, 10).await;
    let (notices, answers): (Vec<_>, Vec<_>) = told.iter().partition(|reply| text(reply).contains(notice));
    assert_eq!((notices.len(), answers.len()), (1, 9));
    for answer in answers {
        assert_says(answer, &help);
    }
    counter.fake.assert_clean();
}
