//! Tables for spreadsheets.

/// One line of a table, ended as RFC 4180 says.
pub(super) fn line(cells: &[&str]) -> String {
    let cells: Vec<_> = cells.iter().map(|text| cell(text)).collect();
    cells.join(",") + "\r\n"
}

/// A cell, quoted where needed. A text that a spreadsheet would run as a formula gets an apostrophe, which spreadsheets
/// take as "this is text": what citizens typed is in these tables.
fn cell(text: &str) -> String {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    if text.contains([',', ';', '"', '\n', '\r']) || !guard.is_empty() {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_are_text() {
        assert_eq!(line(&["a", "b c", ""]), "a,b c,\r\n");
        assert_eq!(
            line(&["a,b", "say \"yes\"", "x\ny"]),
            "\"a,b\",\"say \"\"yes\"\"\",\"x\ny\"\r\n"
        );
        assert_eq!(line(&["=HYPERLINK(1)", "-1"]), "\"'=HYPERLINK(1)\",\"'-1\"\r\n");
    }
}
