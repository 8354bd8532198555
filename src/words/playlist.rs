//! Dashboards that follow each other by themselves.

/// Texts of playlists.
#[derive(Clone, Copy, Debug)]
pub struct Playlist {
    pub name: &'static str,
    pub play: fn(count: usize) -> String,
    pub every: &'static str,
    pub place: fn(place: usize, all: usize) -> String,
    pub next: &'static str,
    pub previous: &'static str,
    pub pause: &'static str,
    pub resume: &'static str,
    pub stop: &'static str,
}

pub static ENGLISH: Playlist = Playlist {
    name: "Playlist",
    play: |count| format!("Play {count}"),
    every: "Each is shown for",
    place: |place, all| format!("{place} of {all}"),
    next: "Next dashboard",
    previous: "Previous dashboard",
    pause: "Stay here",
    resume: "Go on",
    stop: "End playlist",
};

pub static SPANISH: Playlist = Playlist {
    name: "Lista de reproducción",
    play: |count| format!("Reproducir {count}"),
    every: "Cada uno se muestra",
    place: |place, all| format!("{place} de {all}"),
    next: "Tablero siguiente",
    previous: "Tablero anterior",
    pause: "Quedarse aquí",
    resume: "Continuar",
    stop: "Terminar la lista",
};
