//! What is wrong in `config.json`.

use crate::config::problem::Expected;
use crate::config::problem::Problem;

/// Texts about the configuration.
#[derive(Clone, Copy, Debug)]
pub struct Config {
    pub problem: fn(problem: &Problem) -> String,
    pub rest_works: &'static str,
    pub demo_shown: &'static str,
    pub unreadable: fn(status: u16) -> String,
    pub unreachable: &'static str,
    pub no_sources: &'static str,
}

pub static ENGLISH: Config = Config {
    problem: |problem| {
        let place = format!("config.json, line {}: ", problem.line);
        let at = code(&problem.at);
        let is = match problem.found.as_str() {
            "" if at.is_empty() => String::new(),
            "" => format!("{at} is missing; "),
            found if at.is_empty() => format!("the file is {found}; "),
            found => format!("{at} is {found}; "),
        };
        let meant = |nearest: &Option<&str>| {
            nearest.map_or(String::new(), |word| format!(" Did you mean {word}?"))
        };
        let said = match &problem.expected {
            Expected::Json => format!("character {} is not JSON.", problem.column),
            Expected::MoreJson => "the file ends too early.".to_owned(),
            Expected::Object => format!("{is}expected an object {{ }}."),
            Expected::List => format!("{is}expected a list [ ]."),
            Expected::Text => format!("{is}expected text in quotation marks."),
            Expected::OneOf { words, nearest } => {
                format!("{is}expected {}.{}", listed(words, "or"), meant(nearest))
            }
            Expected::KnownKey { keys, nearest } => {
                let meant = match nearest {
                    Some(_) => meant(nearest),
                    None => format!(" Known here: {}.", keys.join(", ")),
                };
                format!("{at} is no key of this file.{meant}")
            }
            Expected::Unique => format!("{is}it is there twice. The first one counts."),
            Expected::Address => {
                format!("{is}expected a relative address, or http(s)://, without a query.")
            }
            Expected::NoSecret => {
                format!(
                    "{at} looks like a secret and is not used. Everyone can read this file: let the web server add it."
                )
            }
            Expected::Header => format!("{is}expected an HTTP header in plain characters."),
            Expected::Length => format!("{is}expected a length of time such as \"30s\"."),
            Expected::Refresh => {
                format!("{is}expected \"off\" or at least \"1s\", such as \"30s\".")
            }
            Expected::Time => format!("{is}expected a time such as \"now-6h\"."),
            Expected::Zone => {
                format!("{is}expected \"browser\", \"utc\" or a zone such as \"Europe/Madrid\".")
            }
            Expected::Colour => format!("{is}expected a colour such as \"#2b6cb0\"."),
            Expected::Count { least, most } => {
                format!("{is}expected a whole number from {least} to {most}.")
            }
        };
        place + &said
    },
    rest_works: "The rest of config.json works.",
    demo_shown: "Recorded answers are shown until it is corrected.",
    unreadable: |status| {
        format!(
            "config.json did not come: the server answered {status}. Recorded answers are shown."
        )
    },
    unreachable: "config.json did not come: no answer, or it broke off. Recorded answers are shown; reload to try again.",
    no_sources: "config.json has no source that works. Add one to sources.",
};

pub static SPANISH: Config = Config {
    problem: |problem| {
        let place = format!("config.json, línea {}: ", problem.line);
        let at = code(&problem.at);
        let is = match problem.found.as_str() {
            "" if at.is_empty() => String::new(),
            "" => format!("falta {at}; "),
            found if at.is_empty() => format!("el archivo es {}; ", angled(found)),
            found => format!("{at} es {}; ", angled(found)),
        };
        let meant = |nearest: &Option<&str>| {
            nearest.map_or(String::new(), |word| format!(" ¿Querías decir {word}?"))
        };
        let said = match &problem.expected {
            Expected::Json => format!("el carácter {} no es JSON.", problem.column),
            Expected::MoreJson => "el archivo termina demasiado pronto.".to_owned(),
            Expected::Object => format!("{is}se esperaba un objeto {{ }}."),
            Expected::List => format!("{is}se esperaba una lista [ ]."),
            Expected::Text => format!("{is}se esperaba un texto entre comillas."),
            Expected::OneOf { words, nearest } => {
                format!("{is}se esperaba {}.{}", listed(words, "o"), meant(nearest))
            }
            Expected::KnownKey { keys, nearest } => {
                let meant = match nearest {
                    Some(_) => meant(nearest),
                    None => format!(" Aquí se conocen: {}.", keys.join(", ")),
                };
                format!("{at} no es una clave de este archivo.{meant}")
            }
            Expected::Unique => format!("{is}está dos veces. Vale la primera."),
            Expected::Address => {
                format!("{is}se esperaba una dirección relativa, o http(s)://, sin consulta.")
            }
            Expected::NoSecret => {
                format!(
                    "{at} parece un secreto y no se usa. Cualquiera puede leer este archivo: que lo añada el servidor web."
                )
            }
            Expected::Header => format!("{is}se esperaba una cabecera HTTP en caracteres simples."),
            Expected::Length => format!("{is}se esperaba una duración como «30s»."),
            Expected::Refresh => format!("{is}se esperaba «off» o al menos «1s», como «30s»."),
            Expected::Time => format!("{is}se esperaba un momento como «now-6h»."),
            Expected::Zone => {
                format!("{is}se esperaba «browser», «utc» o una zona como «Europe/Madrid».")
            }
            Expected::Colour => format!("{is}se esperaba un color como «#2b6cb0»."),
            Expected::Count { least, most } => {
                format!("{is}se esperaba un número entero de {least} a {most}.")
            }
        };
        place + &said
    },
    rest_works: "El resto de config.json funciona.",
    demo_shown: "Se muestran respuestas grabadas hasta que se corrija.",
    unreadable: |status| {
        format!(
            "No ha llegado config.json: el servidor ha respondido {status}. Se muestran respuestas grabadas."
        )
    },
    unreachable: "config.json no ha llegado: sin respuesta, o se ha cortado. Se muestran respuestas grabadas; recarga para reintentar.",
    no_sources: "config.json no tiene ninguna fuente que funcione. Añade una a sources.",
};

/// A place in the file, marked as code.
fn code(at: &str) -> String {
    if at.is_empty() {
        String::new()
    } else {
        format!("`{at}`")
    }
}

/// `a, b or c`
fn listed(words: &[&str], or: &str) -> String {
    match words {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} {or} {last}", first.join(", ")),
    }
}

/// JSON's quotation marks as Spanish ones.
fn angled(found: &str) -> String {
    let inner = found
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.map_or_else(|| found.to_owned(), |inner| format!("«{inner}»"))
}
