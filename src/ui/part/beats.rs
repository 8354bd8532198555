//! A history as bars: a wall with dips. One picture of a few paths, however many bars it has.
//!
//! [`Wall`] is a picture with a sentence. [`Walk`] can be gone through: by arrow keys, by pointing; what the chosen bar
//! says is written under it and read aloud.

use crate::browser::element;
use crate::health::beat::Beat;
use crate::health::beat::Piece;
use crate::time::Instant;
use crate::time::zone::Zone;
use crate::ui::hook::held::RwSignal;
use crate::ui::hook::shell::Shell;
use crate::ui::part::erased::follow;
use crate::ui::part::erased::on;
use crate::ui::part::figure;
use crate::words::Words;
use leptos::prelude::*;
use std::fmt::Write;
use std::sync::Arc;

/// Of the width of a bar and its gap, so much is bar.
const BAR: f64 = 0.72;

/// How high a beat is in a box of 100, and what the style calls it.
const HEIGHTS: [(Beat, u32, &str); 5] = [
    (Beat::Up, 100, "up"),
    (Beat::Degraded, 60, "degraded"),
    (Beat::Down, 34, "down"),
    (Beat::Maintenance, 100, "maintenance"),
    (Beat::NoData, 8, "none"),
];

/// What more is to be said about a piece; empty for nothing.
pub type About = Arc<dyn Fn(&Piece) -> String + Send + Sync>;

/// The bars, with a sentence as their name.
#[component]
pub fn Wall(
    /// From the oldest.
    pieces: Arc<Vec<Piece>>,
    /// What they show.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <span class="beats" role="img" aria-label=label>{picture(&pieces)}</span> }
}

/// The bars as something to go through. `about` adds to what a piece says.
#[component]
pub fn Walk(
    /// From the oldest.
    pieces: Arc<Vec<Piece>>,
    /// What they are of.
    #[prop(into)]
    label: String,
    /// The zone of its times.
    zone: Arc<Zone>,
    /// What more is to be said about a piece.
    #[prop(optional)]
    about: Option<About>,
) -> impl IntoView {
    let shell = Shell::here();
    let at = RwSignal::new(None::<usize>);
    let count = pieces.len();
    let last = count.saturating_sub(1);
    let told = {
        let pieces = Arc::clone(&pieces);
        move |index: usize| {
            let piece = pieces.get(index)?;
            let more = about.as_ref().map(|about| about(piece)).unwrap_or_default();
            Some(format!("{}{more}", say(&shell, piece, &zone)))
        }
    };
    let text = {
        let told = told.clone();
        move || told(at.get().unwrap_or(last)).unwrap_or_default()
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        let now = at.get_untracked().unwrap_or(last);
        let next = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
            "ArrowRight" | "ArrowUp" => (now + 1).min(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        // The page's own keys must not act on these.
        event.stop_propagation();
        at.set(Some(next));
    };
    let place = NodeRef::<leptos::html::Div>::new();
    let point = move |event: leptos::ev::PointerEvent| {
        let Some(element) = place.get_untracked() else {
            return;
        };
        let (x, _) = element::offset_in(&element, &event);
        let share = x / f64::from(element.offset_width()).max(1.0);
        // Casts of floats saturate; what lies beyond is the last one.
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss
        )]
        let index = (share * count as f64) as usize;
        at.set(Some(index.min(last)));
    };
    let shown = {
        let told = told.clone();
        move || at.get().and_then(&told)
    };
    #[allow(clippy::cast_precision_loss)]
    let mark = move || {
        at.get().map(|index| {
            let x = index as f64 + BAR / 2.0;
            view! {
                <svg class="beats-mark" viewBox=format!("0 0 {count} 100") preserveAspectRatio="none" aria-hidden="true">
                    <path d=format!("M{x:.2} 0V100")></path>
                </svg>
            }
        })
    };
    view! {
        <div
            class="beats"
            data-walk=""
            role="slider"
            tabindex="0"
            aria-label=format!("{label}. {}", shell.words().health().walk)
            aria-valuemin="1"
            aria-valuemax=count.max(1).to_string()
            aria-valuenow=Signal::derive(move || (at.get().unwrap_or(last) + 1).to_string())
            aria-valuetext=text
            node_ref=place
            on:keydown=on(key)
            on:pointermove=on(point)
            on:pointerleave=on(move |_| at.set(None))
            on:blur=on(move |_| at.set(None))
        >
            {picture(&pieces)}
            {follow(mark)}
        </div>
        <p class="beats-told num">{follow(move || shown().unwrap_or_default())}</p>
    }
}

/// What a piece says: when, how it was, the share of what was seen.
#[must_use]
pub fn say(shell: &Shell, piece: &Piece, zone: &Zone) -> String {
    const DAY: i64 = 86_400_000;
    let words = shell.words();
    let length = piece.range.to.0.saturating_sub(piece.range.from.0);
    let when = if length >= DAY {
        date(words, piece.range.from, zone)
    } else {
        words.moment(piece.range.from, Instant(piece.range.to.0), zone)
    };
    let share = piece.share.map(|share| figure::share(shell, share));
    (words.health().piece)(&when, (words.health().beat)(piece.beat), share.as_deref())
}

fn date(words: Words, at: Instant, zone: &Zone) -> String {
    // The middle of the day is on the same date whatever the clocks did.
    let noon = Instant(at.0.saturating_add(43_200_000));
    let exact = words.exact(noon, zone);
    exact.split(',').next().unwrap_or_default().to_owned()
}

#[allow(clippy::cast_precision_loss)]
fn picture(pieces: &[Piece]) -> impl IntoView + use<> {
    let mut paths: Vec<(String, String)> = Vec::new();
    for (beat, height, name) in HEIGHTS {
        let (mut bars, mut missing) = (String::new(), String::new());
        for (index, piece) in pieces.iter().enumerate() {
            if piece.beat != beat {
                continue;
            }
            let top = 100 - height;
            // Writing to a String cannot fail.
            let _ = write!(bars, "M{index} {top}h{BAR}v{height}h-{BAR}z");
            if matches!(beat, Beat::Degraded | Beat::Down) {
                let _ = write!(missing, "M{index} 0h{BAR}v{top}h-{BAR}z");
            }
        }
        for (name, path) in [
            (name.to_owned(), bars),
            (format!("{name}-missing"), missing),
        ] {
            if !path.is_empty() {
                paths.push((name, path));
            }
        }
    }
    // The box ends with the last bar, not with the gap after it.
    let width = pieces.len().max(1) as f64 - 1.0 + BAR;
    view! {
        <svg viewBox=format!("0 0 {width} 100") preserveAspectRatio="none" aria-hidden="true">
            {paths.into_iter().map(|(name, path)| view! { <path data-beat=name d=path></path> }).collect_view()}
        </svg>
    }
}
