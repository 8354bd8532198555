//! Asking again: now, by itself, or not.

/// Texts of the refresh group.
#[derive(Clone, Copy, Debug)]
pub struct Refresh {
    pub now: &'static str,
    pub choose: &'static str,
    pub off: &'static str,
    pub every: fn(length: &str) -> String,
    pub pause: &'static str,
    pub go_on: &'static str,
    pub paused: &'static str,
    pub hidden: &'static str,
}

pub static ENGLISH: Refresh = Refresh {
    now: "Refresh now",
    choose: "How often to refresh",
    off: "Off",
    every: |length| format!("Refresh every {length}"),
    pause: "Pause",
    go_on: "Go on",
    paused: "Refreshing is paused.",
    hidden: "Paused while this tab was hidden.",
};

pub static SPANISH: Refresh = Refresh {
    now: "Actualizar ahora",
    choose: "Cada cuánto actualizar",
    off: "No",
    every: |length| format!("Actualizar cada {length}"),
    pause: "Pausar",
    go_on: "Seguir",
    paused: "La actualización está en pausa.",
    hidden: "En pausa mientras la pestaña estaba oculta.",
};
