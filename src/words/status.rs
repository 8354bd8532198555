//! States: a shape, a word, and only then a colour.

use crate::chart::scene::Status;

/// Words of states.
#[derive(Clone, Copy, Debug)]
pub struct Statuses {
    pub critical: &'static str,
    pub warning: &'static str,
    pub info: &'static str,
    pub ok: &'static str,
    pub unknown: &'static str,
    pub pending: &'static str,
    pub silenced: &'static str,
    pub no_data: &'static str,
    pub no_answer: &'static str,
    pub none: &'static str,
}

pub static ENGLISH: Statuses = Statuses {
    critical: "Critical",
    warning: "Warning",
    info: "Info",
    ok: "OK",
    unknown: "Unknown",
    pending: "Pending",
    silenced: "Silenced",
    no_data: "no data",
    no_answer: "no answer",
    none: "none",
};

pub static SPANISH: Statuses = Statuses {
    critical: "Crítico",
    warning: "Aviso",
    info: "Información",
    ok: "Correcto",
    unknown: "Desconocido",
    pending: "Pendiente",
    silenced: "Silenciado",
    no_data: "sin datos",
    no_answer: "sin respuesta",
    none: "ninguno",
};

impl Statuses {
    /// The word of a state.
    #[must_use]
    pub fn of(&self, status: Status) -> &'static str {
        match status {
            Status::Critical => self.critical,
            Status::Warning => self.warning,
            Status::Info => self.info,
            Status::Ok => self.ok,
            Status::Unknown => self.unknown,
            Status::Pending => self.pending,
            Status::Silenced => self.silenced,
        }
    }
}
