//! Bars for numbers in a terminal.

/// The longest bar, in characters.
const WIDTH: usize = 30;

/// Eighths of a full block, from none to seven.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A bar for `value`, as long as [`WIDTH`] for `most`. Anything above zero shows.
pub(super) fn bar(value: i64, most: i64) -> String {
    let (value, most) = (usize::try_from(value).unwrap_or(0), usize::try_from(most).unwrap_or(0));
    if value == 0 || most == 0 {
        return String::new();
    }
    let eighths = (value * WIDTH * 8 / most).clamp(1, WIDTH * 8);
    let rest = EIGHTHS.get(eighths % 8).copied().unwrap_or_default();
    "█".repeat(eighths / 8) + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_in_proportion() {
        assert_eq!(bar(10, 10), "█".repeat(WIDTH));
        assert_eq!(bar(5, 10), "█".repeat(WIDTH / 2));
        assert_eq!(bar(1, 1000), "▏");
        assert_eq!(bar(0, 10), "");
        assert_eq!(bar(1, 0), "");
        assert_eq!(bar(1, 16), "█▉");
    }
}
