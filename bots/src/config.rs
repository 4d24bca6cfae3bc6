//! What the operator set: tokens, addresses, folders. The only file that reads the environment.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::bail;
use guichet_core::Locale;
use reqwest::Url;

use crate::{bilingual::Bilingual, secret::Token, systemd::ServiceManager};

/// Everything that is configured from outside.
#[derive(Clone, Debug)]
pub struct Config {
    /// The Telegram bot, if there is one.
    pub telegram: Option<Account>,
    /// The Discord bot, if there is one.
    pub discord: Option<Account>,
    /// The folder of the store; created when needed.
    pub data: PathBuf,
    /// The folder of the FAQ.
    pub faq: PathBuf,
    /// `RUST_LOG`: how much the log says.
    pub log: Option<String>,
    /// The service manager that started us, if it wants to know how we are.
    pub service_manager: Option<ServiceManager>,
}

/// A bot's account on one platform.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its token.
    pub token: Token,
    /// The server to talk to; the platform's public one if not set.
    pub api: Option<Url>,
}

impl Config {
    /// Reads the process's environment. The error lists every problem, not only the first, and never a token.
    pub fn from_env() -> anyhow::Result<Self> {
        Self::read(environment)
    }

    /// Reads the configuration from any source of variables.
    pub fn read(var: impl Fn(&str) -> Option<OsString>) -> anyhow::Result<Self> {
        let mut problems = Vec::new();
        let mut account = |platform: &str, is_token: fn(&str) -> bool| {
            account(platform, is_token, &var).unwrap_or_else(|problem| {
                problems.push(problem);
                None
            })
        };
        let telegram = account("TELEGRAM", is_telegram_token);
        let discord = account("DISCORD", is_discord_token);
        if !problems.is_empty() {
            bail!(Bilingual::lines(&problems));
        }
        Ok(Self {
            telegram,
            discord,
            data: data(&var),
            faq: faq(&var),
            log: set(&var, "RUST_LOG").and_then(|filter| filter.into_string().ok()),
            service_manager: service_manager(&var),
        })
    }
}

impl Config {
    /// Whether there is anything to serve.
    #[must_use]
    pub const fn has_platform(&self) -> bool {
        self.telegram.is_some() || self.discord.is_some()
    }
}

/// The folder of the FAQ.
pub(crate) fn faq(var: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    set(var, "GUICHET_FAQ").map_or_else(|| "faq".into(), PathBuf::from)
}

/// The folder of the store.
pub(crate) fn data(var: impl Fn(&str) -> Option<OsString>) -> PathBuf {
    set(var, "GUICHET_DATA").map_or_else(|| "data".into(), PathBuf::from)
}

/// The language of the computer, from the variables of POSIX, the strongest first; `None` for `C` and `POSIX`.
pub(crate) fn locale(var: impl Fn(&str) -> Option<OsString>) -> Option<Locale> {
    let strongest = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| set(&var, name))?;
    Locale::parse(strongest.to_str()?)
}

/// The process's own environment.
#[must_use]
pub fn environment(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// How to reach systemd, as it says itself. What it did not mean for this process is left alone.
fn service_manager(var: &impl Fn(&str) -> Option<OsString>) -> Option<ServiceManager> {
    let text = |name| set(var, name).and_then(|value| value.into_string().ok());
    let ours = text("WATCHDOG_PID").is_none_or(|id| id == std::process::id().to_string());
    let watchdog = text("WATCHDOG_USEC")
        .filter(|_| ours)
        .and_then(|time| time.parse().ok());
    Some(ServiceManager {
        socket: text("NOTIFY_SOCKET")?,
        watchdog: watchdog.filter(|time| *time > 0).map(Duration::from_micros),
    })
}

/// A variable, unless it is empty: `VAR=` in a service file means "not set".
fn set(var: impl Fn(&str) -> Option<OsString>, name: &str) -> Option<OsString> {
    var(name).filter(|value| !value.is_empty())
}

/// One platform's token and address; `None` without a token.
fn account(
    platform: &str,
    is_token: impl Fn(&str) -> bool,
    var: &impl Fn(&str) -> Option<OsString>,
) -> Result<Option<Account>, Bilingual> {
    let (plain, file, address) = (
        format!("{platform}_BOT_TOKEN"),
        format!("{platform}_BOT_TOKEN_FILE"),
        format!("{platform}_API_URL"),
    );
    let token = match (set(var, &plain), set(var, &file)) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => {
            return Err(Bilingual::new(
                format!("{plain} et {file} sont remplies toutes les deux : n'en gardez qu'une"),
                format!("{plain} and {file} are both set: keep one"),
            ));
        }
        (Some(token), None) => token.into_string().map_err(|_| no_text(&plain))?,
        (None, Some(path)) => read_token(&file, Path::new(&path))?,
    };
    let token = Token::new(&token);
    if !is_token(token.expose()) {
        return Err(Bilingual::new(
            format!(
                "{plain} (ou {file}) ne contient pas de jeton : copiez-le à nouveau, en entier et sans rien d'autre"
            ),
            format!("{plain} (or {file}) does not hold a token: copy it again, all of it, and nothing else"),
        ));
    }
    let api = set(var, &address).map(|text| url(&address, text)).transpose()?;
    Ok(Some(Account { token, api }))
}

/// Whether this can be a token of Telegram: the bot's number, a colon, a secret.
fn is_telegram_token(text: &str) -> bool {
    text.split_once(':').is_some_and(|(number, secret)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) && is_secret(secret)
    })
}

/// Whether this can be a token of Discord: three secrets with dots between them.
fn is_discord_token(text: &str) -> bool {
    text.split('.').count() == 3 && text.split('.').all(is_secret)
}

/// The letters of a token. It travels in addresses and headers: anything else is a pasting accident.
fn is_secret(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    !text.is_empty() && text.bytes().all(allowed)
}

/// Reads the token file that the variable `name` names. Its group may read it, as with a credential of systemd; every
/// user of the machine may not.
fn read_token(name: &str, path: &Path) -> Result<String, Bilingual> {
    let shown = path.display();
    let unreadable = |error: io::Error| {
        Bilingual::new(
            format!("{name} : le fichier {shown} ne peut pas être lu. Le système dit : {error}"),
            format!("{name}: cannot read {shown}: {error}"),
        )
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;

        let mode = fs::metadata(path).map_err(unreadable)?.permissions().mode();
        if mode & 0o007 != 0 {
            return Err(Bilingual::new(
                format!(
                    "{name} : le fichier {shown} est ouvert à tous les utilisateurs de cet ordinateur. Réservez-le à \
                     votre compte : chmod 600 {shown}"
                ),
                format!("{name}: {shown} is open to every user of this machine: chmod 600 {shown}"),
            ));
        }
    }
    fs::read_to_string(path).map_err(unreadable)
}

/// An address of a server, `http` or `https`.
fn url(name: &str, text: OsString) -> Result<Url, Bilingual> {
    let text = text.into_string().map_err(|_| no_text(name))?;
    let url = Url::parse(&text).map_err(|problem| {
        Bilingual::new(
            format!("{name} n'est pas une adresse : elle doit commencer par http:// ou https://"),
            format!("{name} is not an address: {problem}"),
        )
    })?;
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(Bilingual::new(
            format!("{name} doit commencer par http:// ou https://"),
            format!("{name} must start with http:// or https://"),
        ));
    }
    Ok(url)
}

/// A variable that holds other bytes than letters.
fn no_text(name: &str) -> Bilingual {
    Bilingual::new(
        format!("{name} contient autre chose que du texte : copiez sa valeur à nouveau"),
        format!("{name} is not text"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> anyhow::Result<Config> {
        Config::read(|name| {
            let found = variables.iter().find(|(key, _)| *key == name)?;
            Some(found.1.into())
        })
    }

    #[test]
    fn defaults_need_nothing() {
        let config = read(&[("TELEGRAM_BOT_TOKEN", "")]).unwrap();
        assert!(config.telegram.is_none() && config.discord.is_none());
        assert_eq!((config.data, config.faq), ("data".into(), "faq".into()));
    }

    #[test]
    fn a_token_and_an_address() {
        let config = read(&[
            ("TELEGRAM_BOT_TOKEN", "12:abc\n"),
            ("TELEGRAM_API_URL", "http://127.0.0.1:3000"),
        ])
        .unwrap();
        let account = config.telegram.unwrap();
        assert_eq!(account.token.expose(), "12:abc");
        assert_eq!(account.api.unwrap().as_str(), "http://127.0.0.1:3000/");
    }

    #[test]
    fn all_problems_at_once_and_no_token_in_them() {
        let problems = read(&[
            ("TELEGRAM_BOT_TOKEN", "12:canary canary"),
            ("DISCORD_BOT_TOKEN", "canary.canary.canary"),
            ("DISCORD_API_URL", "ftp://x"),
        ])
        .unwrap_err()
        .to_string();
        assert_eq!(problems.lines().count(), 2, "{problems}");
        assert!(!problems.contains("canary"), "{problems}");
    }

    #[test]
    fn what_cannot_be_a_token_is_refused_and_line_ends_are_nothing() {
        let accepted = |name, token| read(&[(name, token)]).is_ok();
        for token in ["12:abc", "12:a-b_C\n", " 12:abc\r\n"] {
            assert!(accepted("TELEGRAM_BOT_TOKEN", token), "{token:?}");
        }
        for token in [
            "abc", "12", ":abc", "12:", "a:b", "12:a b", "12:a\nb", "12:a:b", "12:é", "a.b.c", " ",
        ] {
            assert!(!accepted("TELEGRAM_BOT_TOKEN", token), "{token:?}");
        }
        assert!(accepted("DISCORD_BOT_TOKEN", "a-b_1.C.d\n"));
        for token in [
            "abc",
            "a.b",
            "a..c",
            "a.b.c.d",
            "Bot a.b.c",
            "a.b.\nc",
            "a.b.é",
            "12:abc",
        ] {
            assert!(!accepted("DISCORD_BOT_TOKEN", token), "{token:?}");
        }
    }

    #[test]
    fn the_strongest_variable_gives_the_language() {
        let of = |variables: &[(&str, &'static str)]| {
            locale(|name| {
                let found = variables.iter().find(|(key, _)| *key == name)?;
                Some(found.1.into())
            })
        };
        let both = [("LC_ALL", ""), ("LC_MESSAGES", "en_US.UTF-8"), ("LANG", "fr_FR.UTF-8")];
        assert_eq!(of(&both), Some(Locale::ENGLISH));
        assert_eq!(of(&[("LANG", "fr_FR.UTF-8")]), Some(Locale::FRENCH));
        assert_eq!(of(&[("LANG", "C.UTF-8")]), None);
        assert_eq!(of(&[("LC_ALL", "POSIX"), ("LANG", "fr_FR.UTF-8")]), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_token_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token");
        fs::write(&path, "12:abc\n").unwrap();
        let variables = [("TELEGRAM_BOT_TOKEN_FILE", path.to_str().unwrap())];
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(read(&variables).unwrap_err().to_string().contains("chmod 600"));
        for mode in [0o600, 0o440] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(read(&variables).unwrap().telegram.unwrap().token.expose(), "12:abc");
        }
    }
}
