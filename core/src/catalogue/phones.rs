//! Phone numbers in running text, as they are printed in France.

/// Words in front of a short number that make it one to call ("appelez le 3018").
const CALLING: &[&str] = &[
    "le", "au", "du", "appelez", "composez", "numéro", "call", "on", "dial", "number", "the",
];

/// Whether a word in front of a short number makes it one to call.
pub(crate) fn is_calling_word(word: &str) -> bool {
    CALLING.contains(&word)
}

/// Whether a text is one phone number: digits with what separates them, at least the two of an emergency number.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    (2..=15).contains(&digits)
        && text
            .chars()
            .enumerate()
            .all(|(at, c)| c.is_ascii_digit() || is_separator(c) || (at == 0 && c == '+') || matches!(c, '(' | ')'))
}

/// A number without what separates its digits, in its national form: `+33 3 21` is `0321`.
pub(super) fn canonical(phone: &str) -> String {
    let international = phone.trim_start().starts_with('+');
    let phone = phone.replace("(0)", "");
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let behind_country = if international {
        digits.strip_prefix("33")
    } else {
        digits.strip_prefix("0033")
    };
    behind_country.map_or(digits.clone(), |national| format!("0{national}"))
}

/// Every phone number of a text, as written: ten digits from 0, the same with +33, and short numbers that one is
/// told to call. Amounts, years and dates are none.
pub(super) fn find(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text
        .get(from..)
        .and_then(|rest| rest.find(is_start))
        .map(|at| from + at)
    {
        let run = run_at(text, start);
        let glued = text
            .get(..start)
            .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == '/'));
        if !glued && is_called(run, text.get(..start).unwrap_or_default()) {
            found.push(run);
        }
        from = start + run.len().max(1);
    }
    found
}

const fn is_start(c: char) -> bool {
    c.is_ascii_digit() || c == '+'
}

const fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '.' | '-' | '\u{a0}' | '\u{202f}' | '\u{2011}')
}

/// Digits and single separators from `start` on.
fn run_at(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let mut end = 0;
    let mut separated = false;
    for (at, c) in rest.char_indices() {
        if c.is_ascii_digit() || (at == 0 && c == '+') {
            end = at + c.len_utf8();
            separated = false;
        } else if is_separator(c) && !separated {
            separated = true;
        } else {
            break;
        }
    }
    rest.get(..end).unwrap_or_default()
}

fn is_called(run: &str, before: &str) -> bool {
    let digits = canonical(run);
    let told = || {
        let word = before
            .trim_end_matches(|c: char| !c.is_alphanumeric())
            .rsplit(|c: char| !c.is_alphanumeric())
            .next();
        word.is_some_and(|word| CALLING.contains(&word.to_lowercase().as_str()))
    };
    match digits.len() {
        10 => digits.starts_with('0') && !digits.starts_with("00"),
        4 => digits.starts_with('3') && told(),
        6 => digits.starts_with("116") || digits.starts_with("118"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_as_written() {
        let text =
            "Appelez le 03 21 61 30 80, le +33 3.21.61.30.81 ou le **3018** ; en 2024, 3000 euros, le 12 09 2024.";
        assert_eq!(find(text), ["03 21 61 30 80", "+33 3.21.61.30.81", "3018"]);
        assert_eq!(find("116 006 ou 0321613080 x0321613080"), ["116 006", "0321613080"]);
        assert_eq!(find("de 8h30 à 12h, 62330 Isbergues, 0,34 €/min"), Vec::<&str>::new());
    }

    #[test]
    fn forms_of_one_number_are_equal() {
        for form in [
            "03 21 61 30 80",
            "0321613080",
            "+33 3 21 61 30 80",
            "+33 (0)3 21 61 30 80",
            "0033321613080",
        ] {
            assert_eq!(canonical(form), "0321613080", "{form}");
        }
    }

    #[test]
    fn what_is_a_phone_number() {
        assert!(is_phone("15") && is_phone("+33 (0)3 21 61 30 80") && is_phone("0 892 705 705"));
        assert!(!is_phone("") && !is_phone("à demander") && !is_phone("1") && !is_phone("03 21 61 30 8O"));
    }
}
