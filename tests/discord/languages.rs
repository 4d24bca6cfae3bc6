//! Which language somebody is answered in: that of their Discord, unless they clearly write in another.

use guichet_core::Locale;

use super::{
    acts::question,
    counter::{Counter, POOL, assert_says},
};
use crate::support::discord::{Said, command};

const CHANNEL: u64 = 300;
const ENGLISH_POOL: &str = "is the swimming pool open at the moment?";
/// A name: it is of no language.
const NAME: &str = "Valmont";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_language_is_that_of_the_persons_discord_unless_the_message_is_clearly_in_another() {
    let counter = Counter::open().await;
    let cases = [
        ("fr", POOL, Locale::FRENCH),
        ("fr", ENGLISH_POOL, Locale::ENGLISH),
        ("en-US", POOL, Locale::FRENCH),
        ("en-GB", ENGLISH_POOL, Locale::ENGLISH),
        // A language that the town does not speak is answered in the town's first, or in that of the message.
        ("de", POOL, Locale::FRENCH),
        ("de", ENGLISH_POOL, Locale::ENGLISH),
    ];
    for ((tag, words, locale), channel) in cases.into_iter().zip((CHANNEL..).step_by(2)) {
        let answer = counter.answer(question(channel, tag, words)).await;
        assert_says(&answer, &counter.entry("piscine", locale));
    }
    let unknown = [
        ("fr", Locale::FRENCH),
        ("en-US", Locale::ENGLISH),
        ("de", Locale::FRENCH),
    ];
    for ((tag, locale), channel) in unknown.into_iter().zip((CHANNEL + 50..).step_by(2)) {
        let answer = counter.answer(question(channel, tag, NAME)).await;
        let town = counter.town.get();
        let utterance = guichet_core::Utterance::new(NAME, chrono::Utc::now()).in_locale(Some(locale));
        assert_says(&answer, &town.reply(&utterance));
        assert_eq!(town.reply(&utterance).locale, locale, "{tag}");
        let contact = counter.answer(command(channel, true, tag, "services", None)).await;
        assert_says(&contact, &counter.entry("services", locale));
    }
    counter.fake.assert_clean();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_direct_message_is_answered_below_it_in_its_language() {
    let counter = Counter::open().await;
    for (question, locale) in [(POOL, Locale::FRENCH), (ENGLISH_POOL, Locale::ENGLISH)] {
        let id = counter.fake.say(&Said::privately(CHANNEL, question));
        let answer = counter.fake.reply_to(CHANNEL, id).await;
        assert_says(&answer, &counter.entry("piscine", locale));
        assert!(!super::counter::is_private(&answer));
    }
    counter.fake.assert_clean();
}
