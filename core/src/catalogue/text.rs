//! A file's bytes as text, with its lines; what is not plain UTF-8 text is refused before any parser sees it.

use std::ops::Range;

use super::folder::{MAX_FILE_BYTES, SourceFile, whole};
use crate::diagnostic::{Diagnostic, Place, Problem};

/// The text of one file, without a byte order mark.
#[derive(Debug)]
pub(super) struct Text {
    /// The file's name.
    pub(super) file: String,
    /// Its content, with spaces in the place of control characters.
    pub(super) content: String,
    /// The control characters that were found.
    pub(super) problems: Vec<Diagnostic>,
    /// Where each line starts, in bytes.
    lines: Vec<usize>,
}

impl Text {
    /// Checks size, encoding and control characters.
    pub(super) fn read(source: &SourceFile) -> Result<Self, Box<Diagnostic>> {
        if source.bytes.len() as u64 > MAX_FILE_BYTES {
            let problem = Problem::FileTooLarge { limit: MAX_FILE_BYTES };
            return Err(Box::new(Diagnostic::new(Some(whole(&source.path)), problem)));
        }
        let bytes = source.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&source.bytes);
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(&source.path, text.to_owned()).without_controls()),
            Err(error) => {
                // The replacement character that stands for the fault is three bytes long.
                let start = error.valid_up_to();
                let text = Self::new(&source.path, String::from_utf8_lossy(bytes).into_owned());
                let guess = guess_encoding(bytes);
                // A line of UTF-16 shown as UTF-8 is noise.
                let place = if guess == UTF_16 {
                    whole(&source.path)
                } else {
                    text.place(start..start + 3)
                };
                Err(Box::new(Diagnostic::new(Some(place), Problem::NotUtf8 { guess })))
            }
        }
    }

    /// A text that needs no checking.
    pub(super) fn new(file: &str, text: String) -> Self {
        let starts = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        Self {
            file: file.to_owned(),
            content: text,
            problems: Vec::new(),
            lines,
        }
    }

    fn without_controls(mut self) -> Self {
        // Tabs have a message of their own, and a carriage return is half of a Windows line end.
        let is_refused = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || c == '\u{feff}';
        let mut found = self.content.char_indices().filter(|(_, c)| is_refused(*c)).peekable();
        if found.peek().is_none() {
            return self;
        }
        let told = found.map(|(start, character)| {
            let place = self.place(start..start + character.len_utf8());
            let character = format!("U+{:04X}", u32::from(character));
            Diagnostic::new(Some(place), Problem::ControlCharacter { character })
        });
        self.problems = told.collect();
        // As many spaces as it has bytes: all places stay where they are.
        let spaced = |c: char| {
            if is_refused(c) {
                " ".repeat(c.len_utf8())
            } else {
                c.to_string()
            }
        };
        self.content = self.content.chars().map(spaced).collect();
        self
    }

    /// Line and column of a span, both from 1, the column in characters.
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        let start = self.floor(span.start);
        let line = self.lines.partition_point(|at| *at <= start).max(1);
        let line_start = self.lines.get(line - 1).copied().unwrap_or_default();
        Place {
            file: self.file.clone(),
            line,
            column: self.slice(line_start..start).chars().count() + 1,
            start,
            end: self.floor(span.end).max(start),
        }
    }

    /// The span without what stands on further lines, and without spaces at its end.
    pub(super) fn first_line(&self, span: Range<usize>) -> Range<usize> {
        let line = self.slice(span.clone()).lines().next().unwrap_or_default();
        span.start..span.start + line.trim_end_matches([' ', '\t', '\r']).len()
    }

    /// The line, without its end, that holds this byte, and where it starts.
    pub(super) fn line_at(&self, at: usize) -> (usize, &str) {
        self.line(self.line_of(at))
    }

    /// The number of the line that holds this byte, counted from 0.
    pub(super) fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// How many lines there are; behind the last line break stands one more.
    pub(super) const fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// A line by its number, counted from 0: where it starts, and what it holds without its end. Behind the last line
    /// there is nothing.
    pub(super) fn line(&self, number: usize) -> (usize, &str) {
        let start = self.lines.get(number).copied().unwrap_or(self.content.len());
        (start, self.whole_line(number).trim_end_matches(['\n', '\r']))
    }

    /// A line by its number, counted from 0, with its end.
    pub(super) fn whole_line(&self, number: usize) -> &str {
        let start = self.lines.get(number).copied().unwrap_or(self.content.len());
        let end = self.lines.get(number + 1).copied().unwrap_or(self.content.len());
        self.slice(start..end)
    }

    /// What the line of this byte holds between its spaces.
    pub(super) fn content_at(&self, at: usize) -> Range<usize> {
        let (start, line) = self.line_at(at);
        let content = line.trim();
        let start = start + line.len() - line.trim_start().len();
        start..start + content.len()
    }

    /// Where the line starts that lies `count` lines above the one of this byte.
    pub(super) fn lines_above(&self, at: usize, count: usize) -> usize {
        let line = self.lines.partition_point(|start| *start <= at);
        self.lines
            .get(line.saturating_sub(count + 1))
            .copied()
            .unwrap_or_default()
    }

    /// A piece of the text; empty when the range is not one.
    pub(super) fn slice(&self, span: Range<usize>) -> &str {
        self.content.get(span).unwrap_or_default()
    }

    /// The last character boundary at or before this byte.
    fn floor(&self, at: usize) -> usize {
        let at = at.min(self.content.len());
        (0..=at)
            .rev()
            .find(|i| self.content.is_char_boundary(*i))
            .unwrap_or_default()
    }
}

/// What Windows calls "Unicode".
const UTF_16: &str = "UTF-16";

/// What the file is likely to be: the encodings that Windows editors offer beside UTF-8.
fn guess_encoding(bytes: &[u8]) -> &'static str {
    let is_utf_16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") || bytes.contains(&0);
    if is_utf_16 { UTF_16 } else { "Windows-1252 (ANSI)" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Text, Box<Diagnostic>> {
        Text::read(&SourceFile::new("a.yaml", bytes))
    }

    #[test]
    fn a_byte_order_mark_is_dropped() {
        assert_eq!(read("\u{feff}à: b".as_bytes()).unwrap().content, "à: b");
    }

    #[test]
    fn columns_count_characters() {
        let text = read("é: à\r\nœ: ù".as_bytes()).unwrap();
        let at = text.content.find('ù').unwrap();
        let place = text.place(at..at + 2);
        assert_eq!((place.line, place.column, place.start), (2, 4, at));
    }

    #[test]
    fn latin_1_is_named_with_its_line() {
        let problem = read(b"a: b\nc: caf\xe9\n").unwrap_err();
        assert_eq!(
            problem.problem,
            Problem::NotUtf8 {
                guess: "Windows-1252 (ANSI)"
            }
        );
        assert_eq!(problem.place.unwrap().to_string(), "a.yaml:2:7");
    }

    #[test]
    fn utf_16_is_refused_and_control_characters_are_told() {
        let utf_16: Vec<u8> = "\u{feff}a: é".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf_16).unwrap_err().problem, Problem::NotUtf8 { guess: "UTF-16" });
        let text = read("a: b\0\nc: \u{85}d\u{7}".as_bytes()).unwrap();
        let told: Vec<_> = text
            .problems
            .iter()
            .map(|it| it.place.as_ref().unwrap().to_string())
            .collect();
        assert_eq!(told, ["a.yaml:1:5", "a.yaml:2:4", "a.yaml:2:6"]);
        assert_eq!(text.content, "a: b \nc:   d ");
    }
}
