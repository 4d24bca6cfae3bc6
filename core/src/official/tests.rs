//! The comparison with a small official list of a made-up town.

mod hostile;
mod lists;
mod replies;

use chrono::{DateTime, Utc};
use proptest::prelude::*;

use super::*;
use crate::{Assistant, Locale, catalogue::SourceFile};

const TOWN: &str = r#"
town:
  name: "Ville-sur-Lys"
  timezone: "Europe/Paris"
  languages: [fr, en]
  links: [cnil.fr]
  as_of: {fr: "situation de jeudi", en: "as of Thursday"}
  official:
    phones:
      - {value: "03 21 00 30 80", label: {fr: "standard de la mairie", en: "town hall switchboard"}}
      - {value: "33700", label: {fr: "signalement des SMS", en: "reporting of texts"}}
      - {value: "0 892 705 705", label: {fr: "opposition bancaire", en: "card blocking"}}
      - {value: "116 006", label: {fr: "aide aux victimes", en: "help for victims"}}
      - {value: "17", label: {fr: "police, en urgence", en: "police, emergency"}}
      - {value: "112", label: {fr: "urgence", en: "emergency"}}
    domains:
      - {value: "ville-sur-lys.fr", label: {fr: "site de la commune", en: "town website"}}
      - {value: "service-public.gouv.fr", label: {fr: "site de l'administration", en: "administration"}}
      - {value: "17cyber.gouv.fr", label: {fr: "17Cyber", en: "17Cyber"}}
    emails:
      - {value: "accueil@ville-sur-lys.fr", label: {fr: "accueil de la mairie", en: "town hall front desk"}}
"#;

const ENTRIES: &str = r#"
services:
  - {id: mediatheque, name: {fr: Médiathèque, en: Library}, status: normal, phone: "03 21 00 39 72", questions: {fr: [la médiathèque est-elle ouverte ?, la bibliothèque prête des livres], en: [is the library open, can I borrow books]}}
entries:
  - id: email-suspect
    title: {fr: "E-mail suspect", en: "Suspicious e-mail"}
    signals: [suspicious-email]
    questions: {fr: [j'ai reçu un e-mail bizarre, mail suspect de la mairie], en: [I got a strange e-mail, suspicious mail]}
    answer: {fr: "Ne cliquez sur aucun lien.", en: "Do not click any link."}
  - id: urgence
    title: {fr: "Urgence", en: "Emergency"}
    priority: urgent
    signals: [danger]
    questions: {fr: [au secours, il y a le feu], en: [help me, there is a fire]}
    answer: {fr: "Appelez le 112.", en: "Call 112."}
  - id: passeport
    title: {fr: "Passeport", en: "Passport"}
    questions: {fr: [refaire mon passeport, rendez-vous passeport], en: [renew my passport, passport appointment]}
    answer: {fr: "À l'accueil.", en: "At the front desk."}
"#;

fn assistant() -> Assistant {
    let files = [
        SourceFile::new("town.yaml", TOWN),
        SourceFile::new("entries.yaml", ENTRIES),
    ];
    Assistant::from_files(&files).unwrap()
}

fn registry() -> Registry {
    Registry::new(assistant().catalogue())
}

fn now() -> DateTime<Utc> {
    "2026-09-10T08:00:00Z".parse().unwrap()
}

fn is_official(finding: &Finding) -> bool {
    matches!(finding.standing, Standing::Official(_))
}

/// The standing of the only thing that a text holds: `=label`, `~label`, `town`, `no`.
fn standing(registry: &Registry, text: &str) -> String {
    let findings = registry.inspect(text);
    let [finding] = findings.as_slice() else {
        return format!("{} findings", findings.len());
    };
    match &finding.standing {
        Standing::Official(official) => format!("={}", official.label.get(Locale::FRENCH)),
        Standing::LooksLike(official) => format!("~{}", official.label.get(Locale::FRENCH)),
        Standing::BearsTownName => "town".to_owned(),
        Standing::NotListed => "no".to_owned(),
    }
}

proptest! {
    #[test]
    fn any_text_is_inspected(text in "(\\PC|[0-9@. +/:%-]|https://|cnil\\.fr|xn--|03 21 ){0,60}") {
        let registry = registry_once();
        let findings = registry.inspect(&text);
        prop_assert!(findings.len() <= text.len());
        if !has_something_to_check(&text) {
            prop_assert!(findings.is_empty());
        }
    }

    #[test]
    fn words_alone_hold_nothing(text in "[a-zé' ,!?]{0,200}") {
        prop_assert!(!has_something_to_check(&text));
    }
}

fn registry_once() -> &'static Registry {
    static REGISTRY: std::sync::LazyLock<Registry> = std::sync::LazyLock::new(registry);
    &REGISTRY
}
