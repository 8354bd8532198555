//! What was not understood in a link.

use crate::route::Problem;
use crate::route::Why;
use crate::words::number::english;
use crate::words::number::spanish;

/// Texts about links.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    pub problem: fn(problem: &Problem) -> String,
    pub dismiss: &'static str,
}

pub static ENGLISH: Link = Link {
    problem: |Problem { param, value, why }| {
        let not = |what| {
            format!("The link says {param}={value}, which is not {what}. The default is shown.")
        };
        match why {
            Why::Time => not("a time such as now-6h"),
            Why::Length => not("a length such as 30s"),
            Why::Zone => not("a time zone such as Europe/Madrid"),
            Why::Panel => not("a panel's number"),
            Why::Theme => not("light, dark or system"),
            Why::Language => not("a language of this page: en or es"),
            Why::Repeated => {
                format!("The link says {param} twice. The first one counts, {value} does not.")
            }
            Why::TooLong(limit) => {
                format!(
                    "In the link {param} is longer than {} bytes. It is left out.",
                    english(*limit)
                )
            }
            Why::TooMany(limit) => {
                format!(
                    "The link has more than {} parameters. From {param} on they are left out.",
                    english(*limit)
                )
            }
        }
    },
    dismiss: "Dismiss",
};

pub static SPANISH: Link = Link {
    problem: |Problem { param, value, why }| {
        let not = |what| {
            format!(
                "El enlace dice {param}={value}, que no es {what}. Se muestra lo predeterminado."
            )
        };
        match why {
            Why::Time => not("un momento como now-6h"),
            Why::Length => not("una duración como 30s"),
            Why::Zone => not("una zona horaria como Europe/Madrid"),
            Why::Panel => not("el número de un panel"),
            Why::Theme => not("light, dark ni system"),
            Why::Language => not("un idioma de esta página: en o es"),
            Why::Repeated => {
                format!("El enlace dice {param} dos veces. Vale la primera, {value} no.")
            }
            Why::TooLong(limit) => {
                format!(
                    "En el enlace, {param} tiene más de {} bytes. Se omite.",
                    spanish(*limit)
                )
            }
            Why::TooMany(limit) => {
                format!(
                    "El enlace tiene más de {} parámetros. Se omiten desde {param}.",
                    spanish(*limit)
                )
            }
        }
    },
    dismiss: "Descartar",
};
