//! The page of log lines and its tabs.

use crate::data::level::Level;
use crate::query::logql::lint::Wrong;
use crate::words::number::english;
use crate::words::number::plural;
use crate::words::number::spanish;

/// Texts of log lines.
#[derive(Clone, Copy, Debug)]
pub struct Logs {
    pub title: &'static str,
    pub level: fn(level: Option<Level>) -> &'static str,
    pub levels: &'static str,
    pub tabs: &'static str,
    pub lines: &'static str,
    pub patterns: &'static str,
    pub errors: &'static str,
    pub audit: &'static str,
    pub query: &'static str,
    pub query_form: &'static str,
    pub run: &'static str,
    pub offers: &'static str,
    pub filters: &'static str,
    pub clear: &'static str,
    pub remove: fn(filter: &str) -> String,
    pub text_filter: &'static str,
    pub not_filters: &'static str,
    pub wrong: fn(wrong: &Wrong) -> String,
    pub volume: &'static str,
    pub per: fn(length: &str) -> String,
    pub volume_failed: &'static str,
    pub no_source: &'static str,
    pub no_source_detail: &'static str,
    pub source: &'static str,
    pub loaded: fn(total: Option<usize>, loaded: usize, newest: bool) -> String,
    pub found: fn(found: usize, loaded: usize) -> String,
    pub reads: fn(bytes: &str, streams: usize) -> String,
    pub costly: fn(bytes: &str) -> String,
    pub costly_detail: &'static str,
    pub run_anyway: &'static str,
    pub find: &'static str,
    pub wrap: &'static str,
    pub newest_first: &'static str,
    pub oldest_first: &'static str,
    pub fold: fn(way: usize) -> &'static str,
    pub view: &'static str,
    pub pretty: &'static str,
    pub colours: &'static str,
    pub nanos: &'static str,
    pub download: &'static str,
    pub as_text: &'static str,
    pub as_json: &'static str,
    pub as_csv: &'static str,
    pub live: &'static str,
    pub live_no_demo: &'static str,
    pub pause: &'static str,
    pub go_on: &'static str,
    pub following: &'static str,
    pub paused: fn(waiting: usize) -> String,
    pub connecting: &'static str,
    pub reconnecting: fn(seconds: i64) -> String,
    pub refused: &'static str,
    pub closed: fn(reason: &str) -> String,
    pub dropped: fn(lines: usize) -> String,
    pub missed: &'static str,
    pub open: fn(time: &str) -> String,
    pub close: fn(time: &str) -> String,
    pub keep: fn(name: &str, value: &str) -> String,
    pub leave_out: fn(name: &str, value: &str) -> String,
    pub column: fn(name: &str) -> String,
    pub no_column: fn(name: &str) -> String,
    pub context: &'static str,
    pub context_of: fn(stream: &str) -> String,
    pub more_before: &'static str,
    pub more_after: &'static str,
    pub trace: &'static str,
    pub copy: &'static str,
    pub link: &'static str,
    pub whole: fn(bytes: &str) -> String,
    pub clipped: fn(bytes: &str) -> String,
    pub fields: &'static str,
    pub fields_of: fn(lines: usize) -> String,
    pub find_field: &'static str,
    pub line_fields: &'static str,
    pub keep_only: &'static str,
    pub lines_with: fn(lines: usize) -> String,
    pub more_values: fn(values: usize) -> String,
    pub loading: &'static str,
    pub end: &'static str,
    pub crowded: fn(time: &str) -> String,
    pub none: &'static str,
    pub none_detail: &'static str,
    pub none_found: fn(text: &str) -> String,
    pub retry: &'static str,
    pub line_gone: &'static str,
    pub count: &'static str,
    pub trend: &'static str,
    pub first: &'static str,
    pub last: &'static str,
    pub services: &'static str,
    pub what: &'static str,
    pub counted_here: fn(lines: usize, all: bool) -> String,
    pub load_more: &'static str,
    pub show_lines: &'static str,
    pub no_errors: &'static str,
    pub from_server: &'static str,
    pub audit_types: &'static str,
    pub rotations: &'static str,
    pub rotated: fn(service: &str, age: &str) -> String,
    pub no_rotation: &'static str,
}

pub static ENGLISH: Logs = Logs {
    title: "Logs",
    level: |level| match level {
        Some(Level::Critical) => "fatal",
        Some(Level::Error) => "error",
        Some(Level::Warning) => "warn",
        Some(Level::Info) => "info",
        Some(Level::Debug) => "debug",
        Some(Level::Trace) => "trace",
        Some(Level::Unknown) | None => "no level",
    },
    levels: "Levels",
    tabs: "What is shown",
    lines: "Lines",
    patterns: "Patterns",
    errors: "Errors",
    audit: "Audit",
    query: "LogQL query",
    query_form: "Log query",
    run: "Run",
    offers: "What may come next",
    filters: "Filters",
    clear: "Clear all",
    remove: |filter| format!("Remove {filter}"),
    text_filter: "Lines with this text",
    not_filters: "This query is no list of filters. It is asked as it is written.",
    wrong: |wrong| match wrong {
        Wrong::NotLines => {
            "A query for lines begins with a selector, such as {service=\"backend\"}.".to_owned()
        }
        Wrong::Selector => {
            "The selector does not go on so: label, =, text in quotes, then a comma or }."
                .to_owned()
        }
        Wrong::Quotes => {
            "A quote is missing, or a backslash stands before a letter that means nothing."
                .to_owned()
        }
        Wrong::Stage => {
            "Behind the selector comes |= or |~ with a text, or | with a stage.".to_owned()
        }
        Wrong::ChoosesNothing => {
            "Loki wants at least one label that is not empty. Use .+ in place of .*".to_owned()
        }
        Wrong::UnknownLabel(label) => format!("No stream has the label {label}."),
        Wrong::PlainPattern(label) => {
            format!("{label} is compared with a pattern that has nothing special: = is quicker.")
        }
        Wrong::Unread(name) => {
            format!("Nothing before {name} reads fields. Put | json or | logfmt before it.")
        }
    },
    volume: "Volume",
    per: |length| format!("lines per {length}"),
    volume_failed: "The volume could not be counted.",
    no_source: "No source has log lines",
    no_source_detail: "Add a source of kind loki to config.json.",
    source: "Source",
    loaded: |total, loaded, newest| match total {
        Some(total) if total > loaded => format!(
            "{} {} match, {}{} loaded",
            english(total),
            plural(total, "line", "lines"),
            if newest { "newest " } else { "" },
            english(loaded)
        ),
        _ => format!(
            "{} {} loaded",
            english(loaded),
            plural(loaded, "line", "lines")
        ),
    },
    found: |found, loaded| format!("{} of {} loaded lines", english(found), english(loaded)),
    reads: |bytes, streams| {
        format!(
            "Reads about {bytes} of {} {}",
            english(streams),
            plural(streams, "stream", "streams")
        )
    },
    costly: |bytes| format!("This query would read about {bytes}"),
    costly_detail: "Choose a shorter range or more labels, or run it all the same.",
    run_anyway: "Run all the same",
    find: "Find in what is loaded",
    wrap: "Wrap long lines",
    newest_first: "Newest first",
    oldest_first: "Oldest first",
    fold: |way| match way {
        0 => "Show repeats",
        1 => "Fold equal lines",
        2 => "Fold but for numbers",
        _ => "Fold by signature",
    },
    view: "How lines look",
    pretty: "JSON in several lines",
    colours: "Colours of terminals",
    nanos: "Nanoseconds",
    download: "Download what is shown",
    as_text: "Text",
    as_json: "JSON lines",
    as_csv: "CSV",
    live: "Live",
    live_no_demo: "The demo has recorded lines only: nothing new is written.",
    pause: "Pause",
    go_on: "Go on",
    following: "Following",
    paused: |waiting| match waiting {
        0 => "Paused".to_owned(),
        _ => format!("Paused, {} new", english(waiting)),
    },
    connecting: "Connecting",
    reconnecting: |seconds| format!("The connection broke. It is tried again in {seconds} s."),
    refused: "No live connection came about. The proxy has to forward WebSockets, and Loki follows ten at a time. It is tried again.",
    closed: |reason| format!("Loki ended the live connection: {reason}"),
    dropped: |lines| {
        format!(
            "Loki left out {} {}: too many came at once.",
            english(lines),
            plural(lines, "line", "lines")
        )
    },
    missed: "Lines came while the page was paused, more than it keeps: the oldest of them are left out.",
    open: |time| format!("Open the line of {time}"),
    close: |time| format!("Close the line of {time}"),
    keep: |name, value| format!("Keep only {name} = {value}"),
    leave_out: |name, value| format!("Leave out {name} = {value}"),
    column: |name| format!("Show {name} as a column"),
    no_column: |name| format!("Take the column {name} away"),
    context: "Context",
    context_of: |stream| format!("Before and after it in {stream}"),
    more_before: "More before",
    more_after: "More after",
    trace: "Trace",
    copy: "Copy",
    link: "Link to this line",
    whole: |bytes| format!("Show all {bytes}"),
    clipped: |bytes| format!("{bytes} more"),
    fields: "Fields",
    fields_of: |lines| format!("of {} {}", english(lines), plural(lines, "line", "lines")),
    find_field: "Find a field",
    line_fields: "Fields of this line",
    keep_only: "Keep only",
    lines_with: |lines| plural(lines, "line", "lines").to_owned(),
    more_values: |values| format!("{} more", english(values)),
    loading: "Loading older lines",
    end: "That is all in this range.",
    crowded: |time| {
        format!(
            "At {time} more lines share one nanosecond than Loki gives at once. Some of them are not here; add a filter to see them."
        )
    },
    none: "No lines",
    none_detail: "Nothing in this range fits the query. Choose a longer range or take a filter away.",
    none_found: |text| {
        format!("No loaded line has “{text}”. Only what is loaded was looked through.")
    },
    retry: "Retry",
    line_gone: "The linked line is not there. Loki may have deleted it, or the query leaves it out.",
    count: "Count",
    trend: "Trend",
    first: "First seen",
    last: "Last seen",
    services: "Services",
    what: "What happened",
    counted_here: |lines, all| {
        let lines_text = format!(
            "{} loaded {}",
            english(lines),
            plural(lines, "line", "lines")
        );
        match all {
            true => format!("Counted here over {lines_text}: all in this range."),
            false => format!("Counted here over the newest {lines_text}. There are older ones."),
        }
    },
    load_more: "Load older lines",
    show_lines: "Show its lines",
    no_errors: "No error in this range",
    from_server: "Counted by Loki.",
    audit_types: "Events",
    rotations: "Key rotations",
    rotated: |service, age| format!("{service}: {age} ago"),
    no_rotation: "No key was rotated in what is loaded.",
};

pub static SPANISH: Logs = Logs {
    title: "Registros",
    level: |level| match level {
        Some(Level::Critical) => "fatal",
        Some(Level::Error) => "error",
        Some(Level::Warning) => "warn",
        Some(Level::Info) => "info",
        Some(Level::Debug) => "debug",
        Some(Level::Trace) => "trace",
        Some(Level::Unknown) | None => "sin nivel",
    },
    levels: "Niveles",
    tabs: "Qué se muestra",
    lines: "Líneas",
    patterns: "Patrones",
    errors: "Errores",
    audit: "Auditoría",
    query: "Consulta LogQL",
    query_form: "Consulta de registros",
    run: "Ejecutar",
    offers: "Lo que puede seguir",
    filters: "Filtros",
    clear: "Quitar todo",
    remove: |filter| format!("Quitar {filter}"),
    text_filter: "Líneas con este texto",
    not_filters: "Esta consulta no es una lista de filtros. Se pregunta tal como está escrita.",
    wrong: |wrong| match wrong {
        Wrong::NotLines => {
            "Una consulta de líneas empieza con un selector, como {service=\"backend\"}.".to_owned()
        }
        Wrong::Selector => {
            "El selector no sigue así: etiqueta, =, texto entre comillas y luego una coma o }."
                .to_owned()
        }
        Wrong::Quotes => {
            "Falta una comilla, o una barra invertida precede a una letra que no significa nada."
                .to_owned()
        }
        Wrong::Stage => {
            "Detrás del selector va |= o |~ con un texto, o | con una etapa.".to_owned()
        }
        Wrong::ChoosesNothing => {
            "Loki pide al menos una etiqueta que no esté vacía. Usa .+ en lugar de .*".to_owned()
        }
        Wrong::UnknownLabel(label) => format!("Ningún flujo tiene la etiqueta {label}."),
        Wrong::PlainPattern(label) => {
            format!("{label} se compara con un patrón sin nada especial: = es más rápido.")
        }
        Wrong::Unread(name) => {
            format!("Nada lee campos antes de {name}. Pon | json o | logfmt delante.")
        }
    },
    volume: "Volumen",
    per: |length| format!("líneas cada {length}"),
    volume_failed: "No se ha podido contar el volumen.",
    no_source: "Ninguna fuente tiene registros",
    no_source_detail: "Añade una fuente de kind loki a config.json.",
    source: "Fuente",
    loaded: |total, loaded, newest| match total {
        Some(total) if total > loaded => format!(
            "{} {}; {} {}{}",
            spanish(total),
            plural(total, "línea coincide", "líneas coinciden"),
            plural(loaded, "cargada", "cargadas"),
            spanish(loaded),
            if newest { " de las más recientes" } else { "" }
        ),
        _ => format!(
            "{} {}",
            spanish(loaded),
            plural(loaded, "línea cargada", "líneas cargadas")
        ),
    },
    found: |found, loaded| format!("{} de {} líneas cargadas", spanish(found), spanish(loaded)),
    reads: |bytes, streams| {
        format!(
            "Lee unos {bytes} de {} {}",
            spanish(streams),
            plural(streams, "flujo", "flujos")
        )
    },
    costly: |bytes| format!("Esta consulta leería unos {bytes}"),
    costly_detail: "Elige un intervalo más corto o más etiquetas, o ejecútala de todos modos.",
    run_anyway: "Ejecutar de todos modos",
    find: "Buscar en lo cargado",
    wrap: "Partir las líneas largas",
    newest_first: "Recientes primero",
    oldest_first: "Antiguas primero",
    fold: |way| match way {
        0 => "Mostrar repeticiones",
        1 => "Plegar líneas iguales",
        2 => "Plegar salvo números",
        _ => "Plegar por signatura",
    },
    view: "Aspecto de las líneas",
    pretty: "JSON en varias líneas",
    colours: "Colores de terminal",
    nanos: "Nanosegundos",
    download: "Descargar lo que se ve",
    as_text: "Texto",
    as_json: "Líneas JSON",
    as_csv: "CSV",
    live: "En vivo",
    live_no_demo: "La demo solo tiene líneas grabadas: no se escribe nada nuevo.",
    pause: "Pausar",
    go_on: "Seguir",
    following: "Siguiendo",
    paused: |waiting| match waiting {
        0 => "En pausa".to_owned(),
        _ => format!(
            "En pausa, {} {}",
            spanish(waiting),
            plural(waiting, "nueva", "nuevas")
        ),
    },
    connecting: "Conectando",
    reconnecting: |seconds| format!("La conexión se ha cortado. Se reintenta en {seconds} s."),
    refused: "No se ha logrado una conexión en vivo. El proxy debe reenviar WebSockets, y Loki sigue diez a la vez. Se reintenta.",
    closed: |reason| format!("Loki ha cerrado la conexión en vivo: {reason}"),
    dropped: |lines| {
        format!(
            "Loki ha omitido {} {}: llegaban demasiadas a la vez.",
            spanish(lines),
            plural(lines, "línea", "líneas")
        )
    },
    missed: "Durante la pausa han llegado más líneas de las que la página guarda: las más antiguas se omiten.",
    open: |time| format!("Abrir la línea de {time}"),
    close: |time| format!("Cerrar la línea de {time}"),
    keep: |name, value| format!("Dejar solo {name} = {value}"),
    leave_out: |name, value| format!("Excluir {name} = {value}"),
    column: |name| format!("Mostrar {name} como columna"),
    no_column: |name| format!("Quitar la columna {name}"),
    context: "Contexto",
    context_of: |stream| format!("Antes y después en {stream}"),
    more_before: "Más antes",
    more_after: "Más después",
    trace: "Traza",
    copy: "Copiar",
    link: "Enlace a esta línea",
    whole: |bytes| format!("Mostrar los {bytes}"),
    clipped: |bytes| format!("{bytes} más"),
    fields: "Campos",
    fields_of: |lines| format!("de {} {}", spanish(lines), plural(lines, "línea", "líneas")),
    find_field: "Buscar un campo",
    line_fields: "Campos de esta línea",
    keep_only: "Dejar solo",
    lines_with: |lines| plural(lines, "línea", "líneas").to_owned(),
    more_values: |values| format!("{} más", spanish(values)),
    loading: "Cargando líneas anteriores",
    end: "Eso es todo en este intervalo.",
    crowded: |time| {
        format!(
            "A las {time} comparten un nanosegundo más líneas de las que Loki da de una vez. Faltan algunas; añade un filtro para verlas."
        )
    },
    none: "Ninguna línea",
    none_detail: "Nada en este intervalo cumple la consulta. Elige un intervalo más largo o quita un filtro.",
    none_found: |text| {
        format!("Ninguna línea cargada tiene «{text}». Solo se ha buscado en lo cargado.")
    },
    retry: "Reintentar",
    line_gone: "La línea del enlace no está. Puede que Loki la haya borrado o que la consulta la excluya.",
    count: "Número",
    trend: "Tendencia",
    first: "Primera vez",
    last: "Última vez",
    services: "Servicios",
    what: "Qué ha pasado",
    counted_here: |lines, all| {
        let lines_text = format!(
            "{} {}",
            spanish(lines),
            plural(lines, "línea cargada", "líneas cargadas")
        );
        match all {
            true => format!("Contado aquí sobre {lines_text}: todas las del intervalo."),
            false => format!("Contado aquí sobre {lines_text}, las más recientes. Hay anteriores."),
        }
    },
    load_more: "Cargar anteriores",
    show_lines: "Ver sus líneas",
    no_errors: "Ningún error en este intervalo",
    from_server: "Contado por Loki.",
    audit_types: "Eventos",
    rotations: "Rotaciones de claves",
    rotated: |service, age| format!("{service}: hace {age}"),
    no_rotation: "Ninguna clave se ha rotado en lo cargado.",
};
