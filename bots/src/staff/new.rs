//! `guichet new`: the first files of another town's FAQ.

mod template;

use std::{
    fs,
    io::{self, BufReader},
};

use anyhow::{Context as _, Result};
use chrono::Utc;
use guichet_core::Locale;

use super::{Session, Told, schema};
use crate::{
    Exit,
    cli::New,
    language::Language,
    lines::{Line, next_line},
};
use template::Template;

/// The files, as templates.
const FILES: [(&str, &str); 3] = [
    ("town.yaml", include_str!("new/town.yaml")),
    ("services.yaml", include_str!("new/services.yaml")),
    ("questions.yaml", include_str!("new/questions.yaml")),
];

/// What must be known of a town.
struct Town {
    name: String,
    languages: Vec<Locale>,
    phone: Option<String>,
}

/// Asks what the options do not say, and writes the files into a new or empty folder.
pub(crate) fn new(options: &New, session: &mut Session<'_, '_>) -> Result<Exit> {
    let language = Language::of(session.environment, options.languages.first().copied());
    let folder = &options.folder;
    if fs::read_dir(folder).is_ok_and(|mut items| items.next().is_some()) {
        let folder = folder.display();
        let text = language.pick(
            format!("guichet : le dossier {folder} n'est pas vide."),
            format!("guichet: the folder {folder} is not empty."),
        );
        writeln!(session.streams.errors, "{text}")?;
        return Err(Told(Exit::Unusable).into());
    }
    let town = ask(options, language, session)?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let template = Template {
        languages: &town.languages,
        name: &town.name,
        phone: town.phone.as_deref(),
        timezone: &options.timezone,
        today: Utc::now().date_naive(),
    };
    for (name, text) in FILES {
        let path = folder.join(name);
        fs::write(&path, template.fill(text)).with_context(|| path.display().to_string())?;
    }
    let path = folder.join("schema.json");
    fs::write(&path, schema::text()?).with_context(|| path.display().to_string())?;
    let folder = folder.display();
    let next = language.pick(
        format!(
            "La FAQ de {} est prête dans {folder}.\nEt maintenant :\n  guichet --faq {folder} chat",
            town.name
        ),
        format!(
            "The FAQ of {} is ready in {folder}.\nAnd now:\n  guichet --faq {folder} chat",
            town.name
        ),
    );
    writeln!(session.streams.output, "{next}")?;
    Ok(Exit::Success)
}

/// The town from the options, the rest from whoever sits there.
fn ask(options: &New, language: Language, session: &mut Session<'_, '_>) -> Result<Town> {
    let mut input = BufReader::new(&mut *session.streams.input);
    let output = &mut session.streams.output;
    let mut question = |text: &str| -> io::Result<String> {
        write!(output, "{text} ")?;
        output.flush()?;
        Ok(match next_line(&mut input)? {
            Some(Line::Complete(bytes)) => String::from_utf8_lossy(&bytes).trim().to_owned(),
            Some(Line::TooLong) | None => String::new(),
        })
    };
    let name = match &options.name {
        Some(name) => name.clone(),
        None => question(language.pick("Le nom de la commune ?", "The name of the town?"))?,
    };
    let languages = if options.languages.is_empty() {
        let typed = question(language.pick(
            "Ses langues, fr ou en, ou les deux (fr,en) ?",
            "Its languages, fr or en, or both (fr,en)?",
        ))?;
        typed.split([',', ' ']).filter_map(Locale::parse).collect()
    } else {
        options.languages.clone()
    };
    let phone = match &options.phone {
        Some(phone) => phone.clone(),
        None => question(language.pick(
            "Le téléphone de la mairie (vide si inconnu) ?",
            "The town hall's phone number (empty if unknown)?",
        ))?,
    };
    writeln!(output)?;
    let is_known = |locale: &Locale| [Locale::FRENCH, Locale::ENGLISH].contains(locale);
    if name.trim().is_empty() || languages.is_empty() || !languages.iter().all(is_known) {
        let text = language.pick(
            "il faut le nom de la commune, et ses langues : fr, en ou fr,en. Les autres s'ajoutent ensuite à la main.",
            "the name of the town is needed, and its languages: fr, en or fr,en. Others are added by hand afterwards.",
        );
        writeln!(session.streams.errors, "{} {text}", language.program())?;
        return Err(Told(Exit::Unusable).into());
    }
    Ok(Town {
        name,
        languages,
        phone: Some(phone).filter(|phone| !phone.trim().is_empty()),
    })
}
