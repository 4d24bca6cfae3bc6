//! A reply as the text of a terminal.

use guichet_core::{
    Action, Interface, Phrase, Reply,
    reply::{Block, Choice, ReplyKind, Section, Span},
};

use crate::terminal::{BOLD, DIM, ITALIC, RESET};

/// How choices are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// By a number that can be typed.
    Numbers,
    /// By a dash, where nothing can be typed back.
    Bullets,
}

/// The whole reply, its choices below it. Without colour it is the plain text of the core.
pub(crate) fn reply(reply: &Reply, interface: &Interface, marks: Marks, colour: bool) -> String {
    let mut parts = Vec::new();
    if colour {
        parts.extend(reply.banner.as_deref().map(spans));
        parts.extend(reply.sections.iter().flat_map(section));
    } else {
        parts.push(reply.plain_text());
    }
    parts.push(choices(reply, interface, marks));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// The lines of the choices, under "see also" when they follow an answer. A number is the choice's place in the reply,
/// which is how a typed number is read. Thumbs are for the platforms; what leads nowhere but on is not listed where
/// nothing can be typed.
fn choices(reply: &Reply, interface: &Interface, marks: Marks) -> String {
    let is_topic = |choice: &Choice| matches!(choice.action, Action::Open(_) | Action::Choose(_));
    let numbered = (1..).zip(&reply.choices);
    let mut lines: Vec<_> = numbered
        .filter_map(|(number, choice)| match marks {
            Marks::Numbers if matches!(choice.action, Action::Vote(..)) => None,
            Marks::Numbers => Some(format!("  {number}. {}", choice.label)),
            Marks::Bullets => is_topic(choice).then(|| format!("  - {}", choice.label)),
        })
        .collect();
    if reply.kind == ReplyKind::Answer && reply.choices.iter().any(is_topic) {
        lines.insert(0, interface.text(Phrase::SeeAlso, reply.locale).to_owned());
    }
    lines.join("\n")
}

/// The parts of a section, with a bold title and dim small print.
fn section(section: &Section) -> Vec<String> {
    let mut parts = Vec::new();
    parts.extend(section.title.as_ref().map(|title| format!("{BOLD}{title}{RESET}")));
    parts.extend(section.blocks.iter().map(block));
    parts.extend(section.freshness.iter().map(|line| format!("{DIM}{line}{RESET}")));
    if !section.sources.is_empty() {
        parts.push(format!("{DIM}{}{RESET}", section.sources.join("\n")));
    }
    parts
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => spans(text),
        Block::List { ordered, items } => {
            let lines = items.iter().zip(1..).map(|(item, number)| {
                let mark = if *ordered {
                    format!("{number}. ")
                } else {
                    "- ".to_owned()
                };
                mark + &spans(item)
            });
            lines.collect::<Vec<_>>().join("\n")
        }
    }
}

/// Running text with its styles; a link is written out unless its text already shows it.
fn spans(spans: &[Span]) -> String {
    spans.iter().map(span).collect()
}

fn span(span: &Span) -> String {
    let bold = if span.strong { BOLD } else { "" };
    let italic = if span.emphasis { ITALIC } else { "" };
    let reset = if span.strong || span.emphasis { RESET } else { "" };
    let text = format!("{bold}{italic}{}{reset}", span.text);
    match &span.link {
        Some(link) if !link.contains(span.text.as_str()) => format!("{text} ({link})"),
        _ => text,
    }
}
