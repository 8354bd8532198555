//! Files: what the reader saves, drops and chooses.

use crate::browser::document;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;
use web_sys::BlobPropertyBag;
use web_sys::CanvasRenderingContext2d;
use web_sys::HtmlAnchorElement;
use web_sys::HtmlCanvasElement;
use web_sys::Url;

/// Offers `text` to be saved under a name.
pub fn save(name: &str, kind: &str, text: &str) {
    let properties = BlobPropertyBag::new();
    properties.set_type(kind);
    let parts = Array::of1(&text.into());
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&parts, &properties) {
        offer(name, &blob);
    }
}

fn offer(name: &str, blob: &Blob) {
    let Ok(address) = Url::create_object_url_with_blob(blob) else {
        return;
    };
    let link = document()
        .and_then(|document| document.create_element("a").ok())
        .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    // The browser has taken what it saves by then.
    let _ = Url::revoke_object_url(&address);
}

/// A line of a legend on a saved picture: its colour and its name.
pub type Named = (String, String);

/// What stands around a canvas on a saved picture.
#[derive(Clone, Debug)]
pub struct Mount {
    /// Above it.
    pub title: String,
    /// Below it.
    pub legend: Vec<Named>,
    /// CSS family of both.
    pub font: String,
    /// Colours of the ground and of texts.
    pub ground: String,
    /// See there.
    pub ink: String,
    /// What stands over it.
    pub notes: Vec<Note>,
}

/// Something that was noted over a canvas.
#[derive(Clone, Debug)]
pub struct Note {
    /// Where, from the canvas' left top corner: left, top, width and height in CSS px.
    pub area: (f64, f64, f64, f64),
    /// Its colour.
    pub colour: String,
    /// How it is drawn.
    pub form: Form,
}

/// How a note is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A line of dashes from top to bottom.
    Line,
    /// A tint.
    Span,
    /// A small triangle that points down.
    Mark,
}

/// Length of a dash and of the gap after it, strength of a tint, half the width and the height of a mark.
const DASH: f64 = 3.0;
const TINT: f64 = 0.1;
const MARK: (f64, f64) = (4.5, 7.0);

/// Space around, and height of a line, in CSS px.
const EDGE: f64 = 12.0;
const LINE: f64 = 20.0;
/// Side of a legend's square, and the space behind it and behind its name.
const SQUARE: f64 = 10.0;
const GAP: f64 = 6.0;
const APART: f64 = 16.0;

/// Offers the first canvas that `selector` finds to be saved as PNG, with its title and legend; false where the browser
/// has no such canvas or refuses.
#[must_use]
pub fn save_canvas(name: &str, selector: &str, ratio: f64, mount: &Mount) -> bool {
    paste(selector, ratio, mount)
        .and_then(|canvas| {
            let name = name.to_owned();
            let ready = Closure::once_into_js(move |blob: Option<Blob>| {
                if let Some(blob) = blob {
                    offer(&name, &blob);
                }
            });
            canvas.to_blob(ready.unchecked_ref()).ok()
        })
        .is_some()
}

fn paste(selector: &str, ratio: f64, mount: &Mount) -> Option<HtmlCanvasElement> {
    let document = document()?;
    let drawn = document.query_selector(selector).ok()??;
    let drawn = drawn.dyn_into::<HtmlCanvasElement>().ok()?;
    let canvas = document.create_element("canvas").ok()?;
    let canvas = canvas.dyn_into::<HtmlCanvasElement>().ok()?;
    let pen = canvas.get_context("2d").ok()??;
    let pen = pen.dyn_into::<CanvasRenderingContext2d>().ok()?;
    let (wide, high) = (
        f64::from(drawn.width()) / ratio,
        f64::from(drawn.height()) / ratio,
    );
    let font = format!("12px {}", mount.font);
    pen.set_font(&font);
    let mut at = (EDGE, EDGE + LINE + GAP + high + GAP);
    let mut places = Vec::new();
    for (colour, name) in &mount.legend {
        let width = pen.measure_text(name).map_or(0.0, |text| text.width());
        let width = SQUARE + GAP + width;
        if at.0 > EDGE && at.0 + width > EDGE + wide {
            at = (EDGE, at.1 + LINE);
        }
        places.push((at, colour, name));
        at.0 += width + APART;
    }
    let bottom = if places.is_empty() { at.1 } else { at.1 + LINE };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let pixels = |length: f64| (length * ratio) as u32;
    canvas.set_width(pixels(wide + 2.0 * EDGE));
    canvas.set_height(pixels(bottom + EDGE));
    pen.scale(ratio, ratio).ok()?;
    pen.set_fill_style_str(&mount.ground);
    pen.fill_rect(0.0, 0.0, wide + 2.0 * EDGE, bottom + EDGE);
    pen.set_text_baseline("middle");
    pen.set_fill_style_str(&mount.ink);
    pen.set_font(&format!("600 14px {}", mount.font));
    pen.fill_text(&mount.title, EDGE, EDGE + LINE / 2.0).ok()?;
    pen.set_font(&font);
    for ((left, top), colour, name) in places {
        let middle = top + LINE / 2.0;
        pen.set_fill_style_str(colour);
        pen.fill_rect(left, middle - SQUARE / 2.0, SQUARE, SQUARE);
        pen.set_fill_style_str(&mount.ink);
        pen.fill_text(name, left + SQUARE + GAP, middle).ok()?;
    }
    let top = EDGE + LINE + GAP;
    pen.draw_image_with_html_canvas_element_and_dw_and_dh(&drawn, EDGE, top, wide, high)
        .ok()?;
    pen.translate(EDGE, top).ok()?;
    for note in &mount.notes {
        draw_note(&pen, note);
    }
    Some(canvas)
}

fn draw_note(pen: &CanvasRenderingContext2d, note: &Note) {
    let (left, top, width, height) = note.area;
    pen.set_fill_style_str(&note.colour);
    match note.form {
        Form::Line => {
            let mut y = top;
            while y < top + height {
                pen.fill_rect(left, y, 1.0, DASH.min(top + height - y));
                y += 2.0 * DASH;
            }
        }
        Form::Span => {
            pen.set_global_alpha(TINT);
            pen.fill_rect(left, top, width, height);
            pen.set_global_alpha(1.0);
        }
        Form::Mark => {
            let (x, y) = (left + width / 2.0, top + height / 2.0);
            pen.begin_path();
            pen.move_to(x - MARK.0, y - MARK.1 / 2.0);
            pen.line_to(x + MARK.0, y - MARK.1 / 2.0);
            pen.line_to(x, y + MARK.1 / 2.0);
            pen.fill();
        }
    }
}

/// A file that was dropped or chosen.
#[derive(Clone, Debug)]
pub struct Given(web_sys::File);

impl Given {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its size in bytes.
    #[must_use]
    pub fn size(&self) -> f64 {
        self.0.size()
    }

    /// What is in it; none where the browser cannot read it.
    pub async fn text(&self) -> Option<String> {
        JsFuture::from(self.0.text()).await.ok()?.as_string()
    }
}

/// The files chosen in the field that this event is of; the field is emptied, so that the same file can be chosen again.
#[must_use]
pub fn chosen(event: &web_sys::Event) -> Vec<Given> {
    let field = event
        .target()
        .and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok());
    let Some(field) = field else {
        return Vec::new();
    };
    let files = given(field.files());
    field.set_value("");
    files
}

/// What happens to files that are dragged.
#[derive(Clone, Debug)]
pub enum Dragged {
    /// They are over the page.
    Over,
    /// They left it.
    Away,
    /// They were dropped on it.
    Dropped(Vec<Given>),
}

/// Listens to files that are dragged, until it is dropped itself.
pub struct Drag(Closure<dyn Fn(web_sys::DragEvent)>);

const DRAGGING: [&str; 3] = ["dragover", "dragleave", "drop"];

impl Drop for Drag {
    fn drop(&mut self) {
        if let Some(document) = document() {
            for kind in DRAGGING {
                let listener = self.0.as_ref().unchecked_ref();
                let _ = document.remove_event_listener_with_callback(kind, listener);
            }
        }
    }
}

/// Calls back for files that are dragged over the page and dropped on it.
#[must_use]
pub fn on_drag(call: impl Fn(Dragged) + 'static) -> Drag {
    let listener = Closure::<dyn Fn(web_sys::DragEvent)>::new(move |event: web_sys::DragEvent| {
        let Some(carried) = event.data_transfer() else {
            return;
        };
        if !carried.types().iter().any(|kind| kind == "Files") {
            return;
        }
        match event.type_().as_str() {
            "dragover" => {
                event.prevent_default();
                call(Dragged::Over);
            }
            // Leaving an element for one inside it is not leaving the page.
            "dragleave" if event.related_target().is_none() => call(Dragged::Away),
            "drop" => {
                event.prevent_default();
                call(Dragged::Dropped(given(carried.files())));
            }
            _ => {}
        }
    });
    if let Some(document) = document() {
        for kind in DRAGGING {
            let listener = listener.as_ref().unchecked_ref();
            let _ = document.add_event_listener_with_callback(kind, listener);
        }
    }
    Drag(listener)
}

fn given(files: Option<web_sys::FileList>) -> Vec<Given> {
    let Some(files) = files else {
        return Vec::new();
    };
    (0..files.length())
        .filter_map(|place| files.item(place).map(Given))
        .collect()
}
