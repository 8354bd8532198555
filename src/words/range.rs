//! The range picker and the time zone.

/// Texts of the range picker.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    pub title: fn(name: &str) -> String,
    pub find: &'static str,
    pub none_found: fn(text: &str) -> String,
    pub absolute: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub span: fn(from: &str, to: &str) -> String,
    pub apply: &'static str,
    pub copy: &'static str,
    pub paste: &'static str,
    pub nothing_to_paste: &'static str,
    pub recent: &'static str,
    pub reversed: &'static str,
    pub zoom_out: &'static str,
    pub back: &'static str,
    pub forward: &'static str,
    pub zone: &'static str,
    pub change_zone: &'static str,
    pub browser_zone: &'static str,
    pub utc: &'static str,
    pub search_zone: &'static str,
    pub no_zone: fn(text: &str) -> String,
}

pub static ENGLISH: Range = Range {
    title: |name| format!("Time range: {name}"),
    find: "Find, or type 3d, 90m",
    none_found: |text| {
        format!("No range is called “{text}”. Type a length such as 3d or 90m, or now-1d/d.")
    },
    absolute: "Absolute range",
    from: "From",
    to: "To",
    span: |from, to| format!("{from} to {to}"),
    apply: "Apply",
    copy: "Copy",
    paste: "Paste",
    nothing_to_paste: "The clipboard holds no range.",
    recent: "Recent",
    reversed: "The end is before the start.",
    zoom_out: "Zoom out",
    back: "One range back",
    forward: "One range on",
    zone: "Time zone",
    change_zone: "Change",
    browser_zone: "Browser time",
    utc: "UTC",
    search_zone: "Search time zones",
    no_zone: |text| format!("No time zone is called “{text}”. Type a city such as Madrid."),
};

pub static SPANISH: Range = Range {
    title: |name| format!("Intervalo: {name}"),
    find: "Busca, o escribe 3d, 90m",
    none_found: |text| {
        format!(
            "Ningún intervalo se llama «{text}». Escribe una duración como 3d o 90m, o now-1d/d."
        )
    },
    absolute: "Intervalo absoluto",
    from: "Desde",
    to: "Hasta",
    span: |from, to| format!("{from} a {to}"),
    apply: "Aplicar",
    copy: "Copiar",
    paste: "Pegar",
    nothing_to_paste: "El portapapeles no contiene un intervalo.",
    recent: "Recientes",
    reversed: "El final es anterior al principio.",
    zoom_out: "Alejar",
    back: "Un intervalo atrás",
    forward: "Un intervalo adelante",
    zone: "Zona horaria",
    change_zone: "Cambiar",
    browser_zone: "Hora del navegador",
    utc: "UTC",
    search_zone: "Buscar zonas horarias",
    no_zone: |text| {
        format!("Ninguna zona horaria se llama «{text}». Escribe una ciudad, como Madrid.")
    },
};
