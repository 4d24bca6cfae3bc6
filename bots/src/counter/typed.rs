//! What is typed instead of tapped: the number or the label of a choice shown with the last reply.

use guichet_core::Action;

use crate::store::Offer;

/// The choice that a message stands for, if it is nothing but its number or its label.
pub(super) fn choice(text: &str, offers: &[Offer]) -> Option<Action> {
    let typed = bare(text);
    let by_number = || {
        let number: usize = typed.parse().ok()?;
        offers.get(number.checked_sub(1)?)
    };
    let by_label = || offers.iter().find(|offer| bare(&offer.label) == typed);
    let offer = by_number().or_else(by_label)?;
    Some(offer.action.clone())
}

/// Lower case, without the marks around: `" 2. "` and `"2"` are the same, so are `Médiathèque !` and `médiathèque`.
fn bare(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

#[cfg(test)]
mod tests {
    use guichet_core::EntryId;

    use super::*;

    #[test]
    fn numbers_and_labels_but_nothing_longer() {
        let offers: Vec<_> = ["Médiathèque", "Aucune de ces réponses"]
            .iter()
            .map(|label| Offer {
                label: (*label).into(),
                action: EntryId::parse(&label.len().to_string()).map_or(Action::Menu, Action::Open),
            })
            .collect();
        for (typed, expected) in [
            ("1", Some(0)),
            ("2.", Some(1)),
            (" médiathèque ! ", Some(0)),
            ("aucune de ces réponses", Some(1)),
            ("3", None),
            ("0", None),
            ("-", None),
            ("17", None),
            ("la médiathèque est ouverte ?", None),
        ] {
            let expected = expected.map(|index: usize| offers[index].action.clone());
            assert_eq!(choice(typed, &offers), expected, "{typed}");
        }
        assert_eq!(choice("!", &[]), None);
    }
}
