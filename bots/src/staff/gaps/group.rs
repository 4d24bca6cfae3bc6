//! Questions that are alike, taken together.

use std::collections::BTreeMap;

use guichet_core::{EntryId, Locale, text::fold};

use crate::store::{KeptGap, people};

/// How alike two questions must be, by the share of letter pairs that they have in common (Sørensen and Dice). Below it
/// stand questions that share a verb and little else; spelling mistakes and word order stay above.
const ALIKE: f64 = 0.6;

/// Questions that are alike.
#[derive(Debug)]
pub(super) struct Group<'a> {
    /// Its language.
    pub(super) locale: Locale,
    /// The wording that is most often used, of equals the latest.
    pub(super) wording: &'a str,
    /// How many different people asked, at least.
    pub(super) people: usize,
    /// How often it was asked.
    pub(super) asked: usize,
    /// The entry that is nearest most often.
    pub(super) nearest: Option<&'a EntryId>,
}

/// Groups questions, most asked first.
pub(super) fn groups(kept: &[KeptGap]) -> Vec<Group<'_>> {
    let mut members: Vec<(Locale, String, Vec<&KeptGap>)> = Vec::new();
    for gap in kept {
        let folded = fold(&gap.gap.masked);
        let alike = |(locale, other, _): &(Locale, String, _)| {
            *locale == gap.gap.locale && strsim::sorensen_dice(other, &folded) >= ALIKE
        };
        match members.iter_mut().find(|group| alike(group)) {
            Some((_, _, gaps)) => gaps.push(gap),
            None => members.push((gap.gap.locale, folded, vec![gap])),
        }
    }
    let mut groups: Vec<_> = members
        .iter()
        .map(|(locale, _, gaps)| Group::of(*locale, gaps))
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse((group.people, group.asked)));
    groups
}

impl<'a> Group<'a> {
    fn of(locale: Locale, gaps: &[&'a KeptGap]) -> Self {
        Self {
            locale,
            wording: most_frequent(gaps.iter().map(|gap| gap.gap.masked.as_str())).unwrap_or_default(),
            people: people(gaps.iter().copied()),
            asked: gaps.len(),
            nearest: most_frequent(gaps.iter().filter_map(|gap| gap.gap.nearest.first())),
        }
    }
}

/// The value that comes up most often, of equals the last.
fn most_frequent<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts = BTreeMap::new();
    for (place, value) in values.enumerate() {
        let (count, last) = counts.entry(value).or_insert((0, place));
        *count += 1;
        *last = place;
    }
    counts.into_iter().max_by_key(|(_, rank)| *rank).map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::store::{Gap, GapKind};

    fn gap(text: &str, author: i64) -> KeptGap {
        KeptGap {
            gap: Gap {
                kind: GapKind::Unknown,
                masked: text.into(),
                locale: Locale::FRENCH,
                nearest: EntryId::parse("mairie").into_iter().collect(),
            },
            day: NaiveDate::from_ymd_opt(2026, 11, 20).unwrap(),
            author,
        }
    }

    #[test]
    fn spelling_and_order_do_not_part_what_is_alike() {
        let kept = [
            gap("où trouver une place en crèche ?", 1),
            gap("quand passe le camion des poubelles ?", 1),
            gap("ou trouver une place en creche", 2),
            gap("Trouver une place en crèche, où ?", 3),
            gap("où trouver une place en crèche ?", 3),
        ];
        let groups = groups(&kept);
        let summary: Vec<_> = groups.iter().map(|g| (g.wording, g.people, g.asked)).collect();
        let expected = [
            ("où trouver une place en crèche ?", 3, 4),
            ("quand passe le camion des poubelles ?", 1, 1),
        ];
        assert_eq!(summary, expected);
        assert_eq!(groups[0].nearest.map(EntryId::as_str), Some("mairie"));
    }

    #[test]
    fn languages_are_kept_apart() {
        let mut english = gap("passport", 1);
        english.gap.locale = Locale::ENGLISH;
        assert_eq!(groups(&[gap("passport", 1), english]).len(), 2);
    }
}
