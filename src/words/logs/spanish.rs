//! The page of log lines in Spanish.

use crate::data::level::Level;
use crate::query::logql::lint::Wrong;
use crate::words::logs::Logs;
use crate::words::number::plural;
use crate::words::number::spanish;

/// All of it.
pub(super) const TEXTS: Logs = Logs {
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
    number: spanish,
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
    format: "Formatear",
    format_detail: "Escribir la consulta como lo haría Loki",
    history: "Consultas anteriores",
    no_history: "En este navegador aún no se ha hecho ninguna consulta.",
    forget: "Olvidarlas",
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
    group: |group| match group {
        0 => "Etiquetas del flujo",
        1 => "Metadatos estructurados",
        _ => "Campos de la línea",
    },
    statistics: |field| format!("Estadísticas de {field}"),
    tallied: |lines, of, (different, more)| {
        format!(
            "En {} de {} {}, {}{} {}",
            spanish(lines),
            spanish(of),
            plural(of, "línea cargada", "líneas cargadas"),
            if more { "más de " } else { "" },
            spanish(different),
            plural(different, "valor", "valores")
        )
    },
    numbers: |least, mean, most| format!("Mínimo {least}, media {mean}, máximo {most}"),
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
    not_lines: "Esta consulta no pide líneas",
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
