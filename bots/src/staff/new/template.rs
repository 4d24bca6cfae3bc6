//! The templates of a new FAQ: lines that are kept or dropped, with gaps to fill.
//!
//! `[fr]` at the start of a line keeps it for a town that speaks French, `[#fr]` for one whose first language it is (that
//! is what comments are written in), `[phone]` for one whose number is known; several conditions must all hold.

use chrono::NaiveDate;
use guichet_core::Locale;

/// What a template is filled with.
pub(super) struct Template<'a> {
    pub(super) languages: &'a [Locale],
    pub(super) name: &'a str,
    pub(super) phone: Option<&'a str>,
    pub(super) timezone: &'a str,
    pub(super) today: NaiveDate,
}

impl Template<'_> {
    /// The text of a file.
    pub(super) fn fill(&self, template: &str) -> String {
        template
            .lines()
            .filter_map(|line| self.line(line))
            .map(|line| line + "\n")
            .collect()
    }

    fn line(&self, line: &str) -> Option<String> {
        let (conditions, text) = line
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'))
            .unwrap_or(("", line));
        let conditions = conditions.replace('#', " #");
        conditions
            .split_whitespace()
            .all(|condition| self.holds(condition))
            .then(|| self.gaps(text))
    }

    fn holds(&self, condition: &str) -> bool {
        match condition.strip_prefix('#') {
            Some(first) => self.languages.first().is_some_and(|locale| locale.code() == first),
            None if condition == "phone" => self.phone.is_some(),
            None => self.languages.iter().any(|locale| locale.code() == condition),
        }
    }

    fn gaps(&self, text: &str) -> String {
        // Quoted as JSON, which is YAML: whatever was typed stays a text.
        let quoted = |text: &str| serde_json::Value::from(text.trim()).to_string();
        let is_french = self.languages.first() == Some(&Locale::FRENCH);
        let codes: Vec<_> = self.languages.iter().map(Locale::code).collect();
        text.replace("{name}", &quoted(self.name))
            .replace("{phone}", &quoted(self.phone.unwrap_or_default()))
            .replace("{timezone}", self.timezone)
            .replace("{languages}", &format!("[{}]", codes.join(", ")))
            .replace("{today}", &self.today.to_string())
            .replace("{town_hall}", if is_french { "mairie" } else { "town-hall" })
            .replace(
                "{suspicious}",
                if is_french {
                    "message-suspect"
                } else {
                    "suspicious-message"
                },
            )
    }
}
