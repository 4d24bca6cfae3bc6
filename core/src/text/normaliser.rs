//! Folds a text to what two people who mean the same word both write: lower case, no accents, no tricks.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// How much of a message is read, in characters. Long stories fit; a flood does not cost more than one of them.
pub const MAX_CHARS: usize = 2_000;

/// How many characters are left of them when compatibility forms are unified. Nobody's message grows twofold; of a
/// ligature that stands for a sentence (`ﷺ`) a page would become twenty.
pub(crate) const MAX_UNIFIED_CHARS: usize = 2 * MAX_CHARS;

/// The text as it is compared: at most [`MAX_CHARS`] characters, compatibility forms unified (NFKC), lower case,
/// accents and invisible characters dropped, `œ` and `æ` spelled out, one kind of apostrophe, and letters of other
/// alphabets that look Latin replaced. The loss is wanted: the result is for matching only, never for showing.
///
/// ```
/// assert_eq!(guichet_core::text::fold("Où est l’ÉCOLE, ma sœur\u{200b} ?"), "ou est l'ecole, ma soeur ?");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().take(MAX_CHARS) {
        match common(c) {
            Some(letter) => folded.push(letter),
            None => return fold_any(text),
        }
    }
    folded
}

/// What a character of everyday French and English folds to; `None` leaves it to [`fold_any`]. Nine texts out of ten
/// hold nothing else, and this is twenty times faster.
const fn common(c: char) -> Option<char> {
    Some(match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        ' '..='_' | 'a'..='~' | '\n' | '«' | '»' | '€' | '°' | '“' | '”' | '–' | '—' => c,
        '`' | '’' | '‘' => '\'',
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'ç' | 'Ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        _ => return None,
    })
}

/// The whole of Unicode.
fn fold_any(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let unified = text.chars().take(MAX_CHARS).nfkc().take(MAX_UNIFIED_CHARS);
    for c in unified.flat_map(char::to_lowercase).nfd() {
        if is_combining_mark(c) || is_invisible(c) {
            continue;
        }
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            // The stroke of these is no combining mark, though whoever lacks the key leaves it out.
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'đ' => folded.push('d'),
            '’' | '‘' | 'ʼ' | '`' | '´' | '′' | '＇' => folded.push('\''),
            c if c.is_control() && c != '\n' => folded.push(' '),
            c => folded.push(latin_twin(c)),
        }
    }
    folded
}

/// Zero-width, direction-changing and other format characters: they only hide or reorder words.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The Latin letter that a Cyrillic or Greek one is mistaken for (Unicode Technical Standard 39, the pairs that look
/// alike in lower case), or the character itself.
const fn latin_twin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'ӏ' => 'l',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'υ' => 'u',
        'ν' | 'ѵ' => 'v',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' => 'y',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tricks_are_seen_through() {
        assert_eq!(fold("𝐌𝐀𝐈𝐑𝐈𝐄"), "mairie");
        assert_eq!(fold("mаіrіе"), "mairie", "Cyrillic letters");
        assert_eq!(fold("m\u{202e}ai\u{200d}rie"), "mairie");
        assert_eq!(fold("e\u{301}\u{301}\u{301}cole"), "ecole");
        assert_eq!(fold("POŁKNĄŁ"), "polknal");
    }

    proptest! {
        #[test]
        fn the_short_way_and_the_long_way_agree(text in "[ -~àâçéèêëîïôöùûü’«»€°–—]*") {
            prop_assert_eq!(fold(&text), fold_any(&text));
        }

        #[test]
        fn any_text_folds_to_text_without_controls(text in ".*") {
            prop_assert!(!fold(&text).chars().any(|c| c.is_control() && c != '\n'));
        }
    }

    #[test]
    fn no_character_makes_a_long_text() {
        // A ligature of eighteen letters, and a syllable that falls into three.
        for c in ["\u{fdfa}", "각"] {
            let folded = fold(&c.repeat(3 * MAX_CHARS));
            assert!(folded.chars().count() <= 3 * MAX_UNIFIED_CHARS, "{c}");
        }
    }
}
