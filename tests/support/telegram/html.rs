//! Reads Telegram's HTML as strictly as Telegram does, for the tags that the counter uses.

/// The text that is left when the markup is read, or why it cannot be read.
pub(super) fn read(html: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&', '>']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        if from.starts_with('>') {
            return Err("a bare >".into());
        }
        let end = if from.starts_with('<') { '>' } else { ';' };
        let (_, inner) = from.split_at(1);
        let Some((inside, after)) = inner.split_once(end) else {
            return Err(format!("no {end}"));
        };
        rest = after;
        if end == ';' {
            text.push(entity(inside)?);
        } else if let Some(name) = inside.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes nothing"));
            }
        } else {
            open.push(tag(inside)?);
        }
    }
    text.push_str(rest);
    match open.as_slice() {
        [] => Ok(text),
        open => Err(format!("{open:?} stay open")),
    }
}

fn entity(name: &str) -> Result<char, String> {
    match name {
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "amp" => Ok('&'),
        "quot" => Ok('"'),
        other => Err(format!("&{other};")),
    }
}

fn tag(inside: &str) -> Result<&str, String> {
    match inside {
        "b" | "i" => Ok(inside),
        link => {
            let address = link.strip_prefix("a href=\"").and_then(|rest| rest.strip_suffix('"'));
            match address {
                Some(address) if address.starts_with("https://") && !address.contains(['"', '<', ' ']) => Ok("a"),
                _ => Err(format!("<{link}>")),
            }
        }
    }
}

#[test]
fn only_what_telegram_reads_is_read() {
    assert_eq!(read("<b>a</b> &lt; <a href=\"https://x.fr\">b</a>").unwrap(), "a < b");
    for wrong in [
        "<b>a",
        "a</b>",
        "<b><i>a</b></i>",
        "a & b",
        "a > b",
        "a < b",
        "<u>a</u>",
        "<a href=\"http://x\">b</a>",
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
}
