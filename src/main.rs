//! Mounts the page in the browser; on the host there is nothing to run.
//!
//! Here the page is cut in two: what is reached through [`split`] alone goes into a second file of wasm (`scripts/dist`).

#[cfg(target_arch = "wasm32")]
fn main() {
    atalaya::ui::app::mount(|| Box::pin(async { split::parts().await.ok() }));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

/// Where the wasm is cut. The library forbids unsafe code; the macro needs it for the call across the cut.
#[cfg(target_arch = "wasm32")]
#[allow(unsafe_code, reason = "the macro declares the function as an import")]
mod split {
    use atalaya::ui::parts::Parts;
    use wasm_split_helpers::SplitLoaderError;
    use wasm_split_helpers::wasm_split;

    #[wasm_split(parts, fallible)]
    pub(crate) fn parts() -> Result<&'static Parts, SplitLoaderError> {
        Ok(atalaya::ui::parts::parts())
    }
}
