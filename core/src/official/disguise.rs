//! What two addresses that a reader takes for one another have in common.

use unicode_normalization::char::is_combining_mark;
use unicode_security::skeleton;

use crate::text::fold;

/// The text as the eye reads it: case, accents, look-alike letters (Unicode Technical Standard 39) and digits that
/// stand for letters are one.
pub(super) fn seen(text: &str) -> String {
    let folded: String = fold(text).chars().map(letter_of).collect();
    let skeleton = skeleton(&folded).filter(|c| !is_combining_mark(*c));
    let seen: String = skeleton.flat_map(char::to_lowercase).map(letter_of).collect();
    // The table makes `rn` of every `m`, but leaves `w` alone.
    seen.replace("vv", "w")
}

/// The same without dots, hyphens and underscores.
pub(super) fn tight(text: &str) -> String {
    seen(text).chars().filter(|c| !matches!(c, '.' | '-' | '_')).collect()
}

/// The letter that a digit or a sign is written for. `i` and `l` are one: their capitals are told apart by nobody.
const fn letter_of(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '|' | '!' | 'i' => 'l',
        '3' => 'e',
        '4' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        c => c,
    }
}

/// A host with its internationalised labels (`xn--`) in their own letters.
pub(super) fn decoded(host: &str) -> String {
    let labels = host.split('.').map(|label| {
        let encoded = label.strip_prefix("xn--");
        encoded
            .and_then(idna::punycode::decode_to_string)
            .unwrap_or_else(|| label.to_owned())
    });
    labels.collect::<Vec<_>>().join(".")
}

/// A text with its `%2e` and the like as characters, twice over, since links are wrapped in links.
pub(super) fn unescaped(text: &str) -> String {
    let once = unescaped_once(text);
    if once.contains('%') {
        unescaped_once(&once)
    } else {
        once
    }
}

fn unescaped_once(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let escaped = behind
            .split_at_checked(2)
            .filter(|_| *first == b'%')
            .and_then(|(hex, behind)| {
                let digit = |hex: &u8| char::from(*hex).to_digit(16);
                let value = hex.iter().try_fold(0, |value, hex| Some(value * 16 + digit(hex)?));
                Some((u8::try_from(value?).ok()?, behind))
            });
        let (byte, behind) = escaped.unwrap_or((*first, behind));
        bytes.push(byte);
        rest = behind;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disguises_look_alike() {
        for (one, other) in [
            ("cnil.fr", "CNIL.fr"),
            ("cnil.fr", "cni1.fr"),
            ("cnil.fr", "cnіl.fr"),
            ("cnil.fr", "сnil.fr"),
            ("service", "serv1ce"),
            ("mairie", "rnairie"),
            ("ville", "vi11e"),
            ("webmail", "vvebmail"),
            ("17cyber", "l7cyber"),
            ("commune", "cοmmune"),
        ] {
            assert_eq!(seen(one), seen(other), "{one} {other}");
        }
        assert_ne!(seen("cnil.fr"), seen("cnal.fr"));
        assert_eq!(tight("service-public.gouv.fr"), tight("servicepublic-gouv.fr"));
    }

    #[test]
    fn codes_are_read() {
        assert_eq!(decoded("xn--e1aybc.fr"), "тест.fr");
        assert_eq!(decoded("xn--!!.fr"), "xn--!!.fr");
        assert_eq!(unescaped("cnil%2Efr"), "cnil.fr");
        assert_eq!(unescaped("cnil%252Efr%"), "cnil.fr%");
        assert_eq!(unescaped("cnil%+efr%é"), "cnil%+efr%é", "no code");
    }
}
