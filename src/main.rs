//! Mounts the page in the browser; on the host there is nothing to run.

#[cfg(target_arch = "wasm32")]
fn main() {
    atalaya::ui::app::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
