//! Why there is no answer, where, and what to do. Which of these is said when is decided in `reason`.

use crate::words::Told;
use crate::words::reason::Asked;
use crate::words::reason::Spot;

/// Texts of failures.
#[derive(Clone, Copy, Debug)]
pub struct Failures {
    pub unreachable: fn(&Asked<'_>) -> Told,
    pub unreachable_elsewhere: fn(&Asked<'_>) -> Told,
    pub timed_out: fn(&Asked<'_>, seconds: &str) -> Told,
    pub not_let_in: fn(&Asked<'_>, code: u16, text: &str) -> Told,
    pub not_there: fn(&Asked<'_>, code: u16, text: &str) -> Told,
    pub too_often: fn(&Asked<'_>, code: u16, text: &str) -> Told,
    pub behind_proxy: fn(&Asked<'_>, code: u16, text: &str) -> Told,
    pub failed: fn(&Asked<'_>, code: u16, text: &str) -> Told,
    pub other_status: fn(&Asked<'_>, code: u16, text: &str) -> Told,
    pub cut_off: fn(&Asked<'_>, bytes: usize) -> Told,
    pub a_page: fn(&Asked<'_>, begins: &str) -> Told,
    pub bad_query: fn(&Asked<'_>, spot: Option<Spot>, message: &str) -> Told,
    pub too_many_points: fn(&Asked<'_>) -> Told,
    pub query_timed_out: fn(&Asked<'_>, message: &str) -> Told,
    pub refused: fn(&Asked<'_>, message: &str) -> Told,
    pub shape: fn(&Asked<'_>, at: &str, expected: &str) -> Told,
    pub not_recorded: fn(&Asked<'_>) -> Told,
    pub no_such_source: fn(&Asked<'_>) -> Told,
    pub open_query: &'static str,
    pub open_sources: &'static str,
}

pub static ENGLISH: Failures = Failures {
    unreachable: |asked| Told {
        title: format!("{} did not answer", asked.source),
        detail: format!(
            "No answer came from {}. Check that it runs and that you are online, then retry.",
            asked.address
        ),
    },
    unreachable_elsewhere: |asked| Told {
        title: format!("{} did not answer", asked.source),
        detail: format!(
            "No answer came from {}: it is down, its name is wrong, or it does not allow this page to ask (CORS). Check it, or let this page's web server forward to it.",
            asked.address
        ),
    },
    timed_out: |asked, seconds| Told {
        title: format!("{} did not answer in {seconds}", asked.source),
        detail: format!("Retry, choose a shorter range, or check {}.", asked.address),
    },
    not_let_in: |asked, code, text| Told {
        title: format!("{} did not let this page in", asked.source),
        detail: format!(
            "{} answered {}. Log in again, or ask who may read it.",
            asked.address,
            status(code, text)
        ),
    },
    not_there: |asked, code, text| Told {
        title: format!("{} is not at its address", asked.source),
        detail: format!(
            "{} answered {}. Check its url in config.json.",
            asked.address,
            status(code, text)
        ),
    },
    too_often: |asked, code, text| Told {
        title: format!("{} is asked too often", asked.source),
        detail: format!(
            "{} answered {}. It is asked again by itself; refresh less often.",
            asked.address,
            status(code, text)
        ),
    },
    behind_proxy: |asked, code, text| Told {
        title: format!("{} is not reached by its proxy", asked.source),
        detail: format!(
            "{} answered {}. It may be starting and is asked again by itself. If it stays so, check that it runs.",
            asked.address,
            status(code, text)
        ),
    },
    failed: |asked, code, text| Told {
        title: format!("{} failed to answer", asked.source),
        detail: format!(
            "{} answered {}. Retry; if it stays so, look into its log.",
            asked.address,
            status(code, text)
        ),
    },
    other_status: |asked, code, text| Told {
        title: format!("{} did not accept the request", asked.source),
        detail: format!(
            "{} answered {}. Check its url in config.json and its log.",
            asked.address,
            status(code, text)
        ),
    },
    cut_off: |asked, bytes| Told {
        title: format!("The answer of {} broke off", asked.source),
        detail: format!(
            "It ends after {} bytes. Retry; if it breaks off again, check the limits of the proxy at {}.",
            super::number::english(bytes),
            asked.address
        ),
    },
    a_page: |asked, begins| Told {
        title: format!("{} sent something that is no answer", asked.source),
        detail: format!(
            "{} sent “{begins}”. It may be a login page: log in again, or check its url in config.json.",
            asked.address
        ),
    },
    bad_query: |asked, spot, message| Told {
        title: format!("{} refused the query", asked.source),
        detail: full_stop(&match spot {
            Some(Spot { line: 1, column }) => {
                format!("{}, character {column}: {message}", english_query(asked))
            }
            Some(Spot { line, column }) => format!(
                "{}, line {line}, character {column}: {message}",
                english_query(asked)
            ),
            None => format!("{}: {message}", english_query(asked)),
        }),
    },
    too_many_points: |asked| Told {
        title: format!("{} refused the query", asked.source),
        detail: format!(
            "{} asks for more points than the source gives. Choose a shorter range or a longer step.",
            english_query(asked)
        ),
    },
    query_timed_out: |asked, message| Told {
        title: format!("{} gave up on the query", asked.source),
        detail: format!(
            "{}: {} Choose a shorter range or a simpler query.",
            english_query(asked),
            full_stop(message)
        ),
    },
    refused: |asked, message| Told {
        title: format!("{} could not answer", asked.source),
        detail: format!(
            "{}: {} Copy query, in the menu of the panel, gives what was asked.",
            english_query(asked),
            full_stop(message)
        ),
    },
    shape: |asked, at, expected| Told {
        title: format!("{} sent an answer of another shape", asked.source),
        detail: format!(
            "`{at}` is not {expected}. Check in config.json that its kind is right and that {} leads to it.",
            asked.address
        ),
    },
    not_recorded: |asked| Told {
        title: "The demo has no recording of this".to_owned(),
        detail: format!(
            "{}: the demo has recorded only the queries of its dashboards. Name a real source in config.json to ask anything.",
            english_query(asked)
        ),
    },
    no_such_source: |asked| Told {
        title: format!("There is no source {}", asked.source),
        detail: "config.json has none of that id. Add it there, or choose another source."
            .to_owned(),
    },
    open_query: "Open query",
    open_sources: "Open sources",
};

pub static SPANISH: Failures = Failures {
    unreachable: |asked| Told {
        title: format!("{} no ha respondido", asked.source),
        detail: format!(
            "No ha llegado respuesta de {}. Comprueba que funciona y que tienes conexión, y reintenta.",
            asked.address
        ),
    },
    unreachable_elsewhere: |asked| Told {
        title: format!("{} no ha respondido", asked.source),
        detail: format!(
            "No ha llegado respuesta de {}: está caído, su nombre está mal o no permite que esta página pregunte (CORS). Revísalo, o haz que el servidor web de esta página le reenvíe.",
            asked.address
        ),
    },
    timed_out: |asked, seconds| Told {
        title: format!("{} no ha respondido en {seconds}", asked.source),
        detail: format!(
            "Reintenta, elige un intervalo más corto o revisa {}.",
            asked.address
        ),
    },
    not_let_in: |asked, code, text| Told {
        title: format!("{} no ha dejado entrar a esta página", asked.source),
        detail: format!(
            "{} ha respondido {}. Inicia sesión de nuevo o pregunta quién puede leerlo.",
            asked.address,
            status(code, text)
        ),
    },
    not_there: |asked, code, text| Told {
        title: format!("{} no está en su dirección", asked.source),
        detail: format!(
            "{} ha respondido {}. Revisa su url en config.json.",
            asked.address,
            status(code, text)
        ),
    },
    too_often: |asked, code, text| Told {
        title: format!("Se pregunta a {} con demasiada frecuencia", asked.source),
        detail: format!(
            "{} ha respondido {}. Se le vuelve a preguntar solo; actualiza con menos frecuencia.",
            asked.address,
            status(code, text)
        ),
    },
    behind_proxy: |asked, code, text| Told {
        title: format!("El proxy no llega a {}", asked.source),
        detail: format!(
            "{} ha respondido {}. Quizá esté arrancando; se le vuelve a preguntar solo. Si sigue así, comprueba que funciona.",
            asked.address,
            status(code, text)
        ),
    },
    failed: |asked, code, text| Told {
        title: format!("{} ha fallado al responder", asked.source),
        detail: format!(
            "{} ha respondido {}. Reintenta; si sigue así, mira su registro.",
            asked.address,
            status(code, text)
        ),
    },
    other_status: |asked, code, text| Told {
        title: format!("{} no ha aceptado la petición", asked.source),
        detail: format!(
            "{} ha respondido {}. Revisa su url en config.json y su registro.",
            asked.address,
            status(code, text)
        ),
    },
    cut_off: |asked, bytes| Told {
        title: format!("La respuesta de {} se ha cortado", asked.source),
        detail: format!(
            "Termina tras {} bytes. Reintenta; si se corta otra vez, revisa los límites del proxy en {}.",
            super::number::spanish(bytes),
            asked.address
        ),
    },
    a_page: |asked, begins| Told {
        title: format!("{} ha enviado algo que no es una respuesta", asked.source),
        detail: format!(
            "{} ha enviado «{begins}». Puede ser una página de acceso: inicia sesión de nuevo o revisa su url en config.json.",
            asked.address
        ),
    },
    bad_query: |asked, spot, message| Told {
        title: format!("{} ha rechazado la consulta", asked.source),
        detail: full_stop(&match spot {
            Some(Spot { line: 1, column }) => {
                format!("{}, carácter {column}: {message}", spanish_query(asked))
            }
            Some(Spot { line, column }) => format!(
                "{}, línea {line}, carácter {column}: {message}",
                spanish_query(asked)
            ),
            None => format!("{}: {message}", spanish_query(asked)),
        }),
    },
    too_many_points: |asked| Told {
        title: format!("{} ha rechazado la consulta", asked.source),
        detail: format!(
            "{}: pide más puntos de los que da la fuente. Elige un intervalo más corto o un paso más largo.",
            spanish_query(asked)
        ),
    },
    query_timed_out: |asked, message| Told {
        title: format!("{} ha abandonado la consulta", asked.source),
        detail: format!(
            "{}: {} Elige un intervalo más corto o una consulta más sencilla.",
            spanish_query(asked),
            full_stop(message)
        ),
    },
    refused: |asked, message| Told {
        title: format!("{} no ha podido responder", asked.source),
        detail: format!(
            "{}: {} Copiar consulta, en el menú del panel, da lo que se preguntó.",
            spanish_query(asked),
            full_stop(message)
        ),
    },
    shape: |asked, at, expected| Told {
        title: format!("{} ha enviado una respuesta con otra forma", asked.source),
        detail: format!(
            "`{at}` no tiene la forma esperada ({expected}). Comprueba en config.json que su kind es correcto y que {} lleva hasta allí.",
            asked.address
        ),
    },
    not_recorded: |asked| Told {
        title: "La demo no tiene grabado esto".to_owned(),
        detail: format!(
            "{}: la demo solo ha grabado las consultas de sus tableros. Indica una fuente real en config.json para preguntar lo que quieras.",
            spanish_query(asked)
        ),
    },
    no_such_source: |asked| Told {
        title: format!("No hay ninguna fuente {}", asked.source),
        detail: "config.json no tiene ninguna con ese id. Añádela allí o elige otra fuente."
            .to_owned(),
    },
    open_query: "Abrir la consulta",
    open_sources: "Abrir las fuentes",
};

fn status(code: u16, text: &str) -> String {
    let text = text.trim();
    // Proxies repeat the code in their text.
    if text.is_empty() || text.starts_with(&code.to_string()) {
        return if text.is_empty() {
            code.to_string()
        } else {
            text.to_owned()
        };
    }
    format!("{code} {text}")
}

fn full_stop(message: &str) -> String {
    let message = message.trim();
    let ended = message.ends_with(['.', '?', '!', '…']);
    format!("{message}{}", if ended { "" } else { "." })
}

fn english_query(asked: &Asked<'_>) -> String {
    match asked.query {
        "" => "The query".to_owned(),
        query => format!("Query {query}"),
    }
}

fn spanish_query(asked: &Asked<'_>) -> String {
    match asked.query {
        "" => "La consulta".to_owned(),
        query => format!("Consulta {query}"),
    }
}
