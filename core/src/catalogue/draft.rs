//! A file whose broken lines are mended one after the other, so that a parser can go on behind the first fault. Lines
//! keep their numbers, and every place can be told in the file as it was written.

use std::ops::Range;

use super::text::Text;
use crate::diagnostic::Diagnostic;

/// The lines of a file, some of them mended or left out.
pub(super) struct Draft<'a> {
    /// The file as written.
    pub(super) original: &'a Text,
    /// The file as mended so far.
    pub(super) text: Text,
    /// For each line, what stands there instead.
    mended: Vec<Option<String>>,
    /// The bytes of the original that were left out.
    pub(super) cuts: Vec<Range<usize>>,
}

impl<'a> Draft<'a> {
    /// A file as it is.
    pub(super) fn new(original: &'a Text) -> Self {
        Self {
            original,
            text: Text::new(&original.file, original.content.clone()),
            mended: vec![None; original.line_count()],
            cuts: Vec::new(),
        }
    }

    /// Whether the file is no longer what was written.
    pub(super) fn is_mended(&self) -> bool {
        self.mended.iter().any(Option::is_some)
    }

    /// The lines that are no longer what was written, counted from 1.
    pub(super) fn mended_lines(&self) -> Vec<usize> {
        let lines = (1..).zip(&self.mended);
        lines
            .filter_map(|(number, mended)| mended.as_ref().map(|_| number))
            .collect()
    }

    /// Whether one of these lines is no longer what was written.
    pub(super) fn has_mended(&self, lines: &Range<usize>) -> bool {
        let lines = self.mended.get(lines.clone()).unwrap_or_default();
        lines.iter().any(Option::is_some)
    }

    /// Puts other lines in the place of some; lines count from 0.
    pub(super) fn mend(&mut self, lines: impl IntoIterator<Item = (usize, String)>) {
        for (line, text) in lines {
            if let Some(mended) = self.mended.get_mut(line) {
                *mended = Some(text);
            }
        }
        let mut content = String::with_capacity(self.original.content.len());
        for (number, mended) in self.mended.iter().enumerate() {
            let (whole, line) = (self.original.whole_line(number), self.original.line(number).1);
            let end = whole.get(line.len()..).unwrap_or_default();
            content += mended.as_deref().unwrap_or(line);
            content += end;
        }
        self.text = Text::new(&self.original.file, content);
    }

    /// Leaves lines out.
    pub(super) fn cut(&mut self, lines: Range<usize>) {
        let bytes = self.original.line(lines.start).0..self.original.line(lines.end).0;
        self.cuts.push(bytes);
        self.mend(lines.map(|line| (line, String::new())));
    }

    /// A problem found in the mended text, at its place in the original.
    pub(super) fn told(&self, problem: Diagnostic) -> Diagnostic {
        let place = problem.place.as_ref().map(|place| {
            let (start, end) = (self.original(place.start), self.original(place.end));
            self.original.place(start..end)
        });
        Diagnostic { place, ..problem }
    }

    /// The byte of the original that a byte of the mended text stands for.
    pub(super) fn original(&self, at: usize) -> usize {
        let number = self.text.line_of(at);
        let (start, old) = self.original.line(number);
        let (new_start, new) = self.text.line(number);
        let column = at.saturating_sub(new_start);
        if self.mended.get(number).is_none_or(Option::is_none) {
            return start + column;
        }
        let same_start = common(old.bytes(), new.bytes());
        let shorter = old.len().min(new.len()) - same_start;
        let same_end = common(old.bytes().rev(), new.bytes().rev()).min(shorter);
        let behind = new.len().saturating_sub(column);
        start
            + if column <= same_start {
                column
            } else if behind <= same_end {
                old.len() - behind
            } else {
                column.min(old.len() - same_end)
            }
    }
}

/// How many bytes both have in common from their start.
fn common(a: impl Iterator<Item = u8>, b: impl Iterator<Item = u8>) -> usize {
    a.zip(b).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::folder::SourceFile;

    #[test]
    fn places_in_mended_lines_are_told_in_the_original() {
        let text = Text::read(&SourceFile::new("a.yaml", "é: 1\r\nfr: Horaires : 8h\r\nfin: ù\r\n")).unwrap();
        let mut draft = Draft::new(&text);
        draft.mend([(1, "fr: \"Horaires : 8h\"".to_owned())]);
        assert_eq!(draft.text.content, "é: 1\r\nfr: \"Horaires : 8h\"\r\nfin: ù\r\n");
        let at = |text: &str, word: &str| text.find(word).unwrap();
        for word in ["é", "fr", "fin", "ù"] {
            let place = draft.original(at(&draft.text.content, word));
            assert_eq!(place, at(&text.content, word), "{word}");
        }
        let value = draft.original(at(&draft.text.content, "\"Hor"));
        assert_eq!(value, at(&text.content, "Hor"));
        draft.cut(0..2);
        assert_eq!(draft.text.content, "\r\n\r\nfin: ù\r\n");
        assert_eq!(draft.original(at(&draft.text.content, "fin")), at(&text.content, "fin"));
        let cut = draft.cuts.first().unwrap();
        assert_eq!((cut.start, cut.end), (0, at(&text.content, "fin")));
    }
}
