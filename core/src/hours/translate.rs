//! Hours as French and English staff write them, rewritten in OpenStreetMap's syntax.
//!
//! ```text
//! Lu-Ve 8h30-12h, 13h30-17h30            Mo-Fr 08:30-12:00,13:30-17:30
//! du mardi au samedi de 9 h à 12 h       Tu-Sa 09:00-12:00
//! fermé le lundi, sauf jours fériés      Mo off; PH off
//! ```
//! What can be read in two ways is refused: staff then see it, citizens never do.

use chrono::Weekday;

use super::{
    HoursError,
    draft::Draft,
    lexer::{Kind, Token, tokens},
    reader::Reader,
    vocabulary::Word,
};

/// The hours in OpenStreetMap's syntax.
pub(super) fn to_osm(text: &str) -> Result<String, HoursError> {
    let rules = Reader::read(resolved(tokens(text)))?;
    if rules.is_empty() {
        return Err(HoursError::Empty);
    }
    Ok(render(rules))
}

/// Whether the text holds "mar" where it may mean mardi, which OpenStreetMap would read as March.
pub(super) fn may_mean_tuesday(text: &str) -> bool {
    let doubtful = tokens(text)
        .iter()
        .filter(|token| token.kind == Kind::Word(Word::TuesdayOrMarch))
        .count();
    let march = |token: &Token| token.kind == Kind::Word(Word::Month(3)) && token.text.eq_ignore_ascii_case("mar");
    doubtful > resolved(tokens(text)).iter().filter(|token| march(token)).count()
}

/// Where hours end before they start, in characters.
pub(super) fn past_midnight(text: &str) -> Option<usize> {
    let tokens = tokens(text);
    let mut spans = tokens.windows(3).filter_map(|window| match window {
        [from, link, to] if link.kind == Kind::Word(Word::To) => Some((from, to)),
        _ => None,
    });
    spans.find_map(|(from, to)| match (&from.kind, &to.kind) {
        (Kind::Time(start), Kind::Time(end)) if end <= start => Some(from.at),
        _ => None,
    })
}

/// The rules, exceptions behind what they are exceptions to.
fn render(mut rules: Vec<Draft>) -> String {
    rules.sort_by_key(Draft::rank);
    let mut osm = String::new();
    for (index, rule) in rules.iter().enumerate() {
        let earlier = rules.get(..index).unwrap_or_default();
        if !osm.is_empty() {
            osm.push_str(if rule.adds_to(earlier) { ", " } else { "; " });
        }
        osm.push_str(&rule.to_osm());
    }
    osm
}

/// The tokens, with "mar" read as what it is linked to: "mar-ven" are days, "jan-mar" are months.
fn resolved(mut tokens: Vec<Token>) -> Vec<Token> {
    let kinds: Vec<Kind> = tokens.iter().map(|token| token.kind.clone()).collect();
    let kind = |index: Option<usize>| index.and_then(|index| kinds.get(index));
    let link = |index: Option<usize>| matches!(kind(index), Some(Kind::Word(Word::To | Word::And)));
    for (index, token) in tokens.iter_mut().enumerate() {
        if token.kind != Kind::Word(Word::TuesdayOrMarch) {
            continue;
        }
        let [before, after] = [index.checked_sub(1), index.checked_add(1)];
        let beyond_before = before.filter(|_| link(before)).and_then(|at| at.checked_sub(1));
        let beyond_after = after.filter(|_| link(after)).and_then(|at| at.checked_add(1));
        let hour = link(after.map(|at| at + 1)) && matches!(kind(after.map(|at| at + 2)), Some(Kind::Time(_)));
        let numbered = matches!(kind(before), Some(Kind::Number(_) | Kind::Year(_)))
            || (matches!(kind(after), Some(Kind::Number(_))) && !hour);
        let linked = [kind(beyond_before), kind(beyond_after)];
        if numbered
            || linked
                .iter()
                .any(|kind| matches!(kind, Some(Kind::Word(Word::Month(_)))))
        {
            token.kind = Kind::Word(Word::Month(3));
        } else if linked.iter().any(|kind| matches!(kind, Some(Kind::Word(Word::Day(_))))) {
            token.kind = Kind::Word(Word::Day(Weekday::Tue));
        }
    }
    tokens
}
