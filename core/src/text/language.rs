//! Which of the town's languages a message is written in: its function words decide.

use std::collections::HashMap;

use crate::Locale;

/// Words that carry the grammar of a language, folded. The lists of languages that a town does not speak are there to
/// recognise that it does not.
const FUNCTION_WORDS: &[(&str, &str)] = &[
    (
        "fr",
        "le la les l un une des du de d ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur \
      leurs je j tu il elle on nous vous ils elles se me te lui eux moi toi qui que qu quoi quel quelle quels quelles dont \
      ou quand comment pourquoi combien est es suis sont etes etait ete sera a ai as avons avez ont aurai fait faire \
      peut peux pouvez puis dois doit faut faudrait voudrais veux veut ne pas plus jamais rien personne aussi encore \
      deja toujours tout tous toute toutes et mais donc or ni car si avec sans pour par dans sur sous chez vers entre \
      depuis pendant avant apres aujourdhui hier demain maintenant y en au aux cela ca ici bonjour bonsoir merci svp \
      quelqu aller allez vais va ch cha",
    ),
    (
        "en",
        "the a an this that these those my your his her its our their i you he she it we they me him us them who \
      which what where when how why is are am was were be been being has have had do does did will would can could \
      should shall may might must not no never nothing and but or so because if with without for by in on at from to \
      of about into over under between since during before after today yesterday tomorrow now here there please hello \
      hi thanks thank any some still also just really get got want need know",
    ),
    (
        "de",
        "der die das den dem ein eine einen einem und ist sind war nicht ich du er wir ihr sie mein dein sein mit \
      von zu auf fur ist wie wo wann warum was wer kann konnen haben hat habe heute morgen bitte danke guten tag noch \
      auch aber oder wenn dass im am zum zur uber nach bei aus",
    ),
    (
        "nl",
        "het een van ik je jij hij wij jullie zij mijn zijn is niet met voor op aan naar bij uit hoe waar wanneer \
      waarom wat wie kan kunnen heb heeft hebben vandaag morgen alstublieft dank goedendag nog ook maar of als dat \
      dit deze mag moet wordt open gemeentehuis",
    ),
    (
        "es",
        "el los las un una unos unas y es esta estan son no yo tu usted ellos mi su con por para como donde cuando \
      porque que quien puedo puede tengo tiene hoy manana gracias hola buenos dias todavia tambien pero si del al \
      ayuntamiento abierto hay",
    ),
    (
        "it",
        "il lo gli uno una e sono non io tu lei noi voi loro mio tuo suo con per come dove quando perche che chi \
      posso puo ho ha oggi domani grazie ciao buongiorno ancora anche ma se del della di nel alla comune aperto",
    ),
    (
        "pt",
        "o os uma e nao eu voce ele ela nos meu seu com por para como onde quando porque que quem posso pode tenho \
      tem hoje amanha obrigado ola bom dia ainda tambem mas se do da no na camara aberta esta",
    ),
    (
        "pl",
        "i w na z do nie jest sa czy jak gdzie kiedy dlaczego co kto moge mam ma dzis jutro prosze dziekuje dzien \
      dobry jeszcze tez ale lub jesli ze moj moja urzad otwarty",
    ),
    (
        "ro",
        "si in nu este sunt eu tu noi voi ei meu cu pentru cum unde cand ce cine pot poate am are azi maine va rog \
      multumesc buna ziua inca dar sau daca primaria deschis",
    ),
    (
        "tr",
        "ve bir bu ne nasil nerede zaman neden kim ben sen biz siz degil var yok mi bugun yarin lutfen tesekkurler \
      merhaba icin ile belediye acik",
    ),
];

/// By how many function words a foreign language must win: one in a French message is a name or a slip.
const FOREIGN_LEAD: f32 = 2.0;

/// By how many one of the town's languages must win: the half of a word that another language shares is enough.
const SPOKEN_LEAD: f32 = 0.4;

/// Tells the languages apart.
pub(crate) struct Languages {
    spoken: Vec<Locale>,
    /// Word -> the languages whose grammar it carries.
    words: HashMap<&'static str, Vec<Locale>>,
}

/// What the words of a message say about its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Guess {
    /// One of the town's languages.
    Spoken(Locale),
    /// Another language.
    Foreign,
    /// The words do not tell.
    Unclear,
}

impl Languages {
    /// For a town that speaks these languages.
    pub(crate) fn new(spoken: &[Locale]) -> Self {
        let mut words: HashMap<&str, Vec<Locale>> = HashMap::new();
        for (code, list) in FUNCTION_WORDS {
            let Some(locale) = Locale::parse(code) else { continue };
            for word in list.split_whitespace() {
                let languages = words.entry(word).or_default();
                if !languages.contains(&locale) {
                    languages.push(locale);
                }
            }
        }
        Self {
            spoken: spoken.to_vec(),
            words,
        }
    }

    /// The language that most function words of the message belong to. A word of several languages counts a share for
    /// each.
    pub(crate) fn guess<'a>(&self, message: impl Iterator<Item = &'a str>) -> Guess {
        let mut counts: Vec<(Locale, f32)> = Vec::new();
        for word in message {
            let Some(languages) = self.words.get(word) else {
                continue;
            };
            let share = 1.0 / languages.len() as f32;
            for language in languages {
                match counts.iter_mut().find(|(l, _)| l == language) {
                    Some((_, count)) => *count += share,
                    None => counts.push((*language, share)),
                }
            }
        }
        let best = |spoken: bool| {
            let side = counts.iter().filter(|(l, _)| self.spoken.contains(l) == spoken);
            side.fold((Locale::FRENCH, 0.0, 0.0), |(best, most, second), (l, n)| {
                if *n > most {
                    (*l, *n, most)
                } else {
                    (best, most, n.max(second))
                }
            })
        };
        let (spoken, most, second) = best(true);
        let (_, foreign, _) = best(false);
        if foreign >= most + FOREIGN_LEAD {
            Guess::Foreign
        } else if most > second + SPOKEN_LEAD {
            Guess::Spoken(spoken)
        } else {
            Guess::Unclear
        }
    }
}

/// The folded words that carry grammar in the given language.
pub(crate) fn function_words(locale: Locale) -> impl Iterator<Item = &'static str> {
    let lists = FUNCTION_WORDS.iter().filter(move |(code, _)| *code == locale.code());
    lists.flat_map(|(_, list)| list.split_whitespace())
}
