//! Lines of any bytes, read in bounded memory.

use std::io::{BufRead, Read as _, Result};

/// The longest line that is kept, in bytes. A question is at most a pasted e-mail; a megabyte is no question.
const MAX_LINE_BYTES: u64 = 1 << 20;

/// One line of input.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Its bytes, without the line end.
    Complete(Vec<u8>),
    /// It is longer than [`MAX_LINE_BYTES`] and was read past.
    TooLong,
}

/// Reads the next line; `None` at the end.
pub(crate) fn next_line(input: &mut impl BufRead) -> Result<Option<Line>> {
    let mut bytes = Vec::new();
    if input.take(MAX_LINE_BYTES + 1).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.ends_with(b"\n") {
        bytes.pop();
        if bytes.ends_with(b"\r") {
            bytes.pop();
        }
    } else if bytes.len() as u64 > MAX_LINE_BYTES {
        skip_line(input)?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Complete(bytes)))
}

/// Reads up to the next line end and forgets it.
fn skip_line(input: &mut impl BufRead) -> Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let (end, length) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (true, at + 1),
            None => (buffer.is_empty(), buffer.len()),
        };
        input.consume(length);
        if end {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(mut input: &[u8]) -> Vec<Line> {
        std::iter::from_fn(|| next_line(&mut input).unwrap()).collect()
    }

    #[test]
    fn ends_of_all_kinds() {
        let complete = |text: &str| Line::Complete(text.as_bytes().to_vec());
        assert_eq!(lines(b""), []);
        assert_eq!(lines(b"a\r\n\nb"), [complete("a"), complete(""), complete("b")]);
        assert_eq!(lines(b"a\n"), [complete("a")]);
    }

    #[test]
    fn a_line_without_measure_is_read_past_and_the_next_one_counts() {
        let mut input = vec![b'x'; 3 << 20];
        input.extend(b"\nnext");
        assert_eq!(lines(&input), [Line::TooLong, Line::Complete(b"next".to_vec())]);
        assert_eq!(lines(&vec![b'x'; 2 << 20]), [Line::TooLong]);
    }
}
