//! Mounts the page in the browser; on the host there is nothing to run.
//!
//! Here the page is cut: what is reached through a function of [`split`] alone goes into a file of wasm of its own
//! (`scripts/split.sh`).

#[cfg(target_arch = "wasm32")]
fn main() {
    atalaya::ui::app::mount(
        || Box::pin(async { split::parts().await.ok() }),
        || Box::pin(async { split::pages().await.ok() }),
    );
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}

/// Where the wasm is cut. The library forbids unsafe code; the macro needs it for the call across the cut.
#[cfg(target_arch = "wasm32")]
#[allow(unsafe_code, reason = "the macro declares the function as an import")]
mod split {
    use atalaya::ui::pages::Pages;
    use atalaya::ui::parts::Parts;
    use wasm_split_helpers::SplitLoaderError;
    use wasm_split_helpers::wasm_split;

    #[wasm_split(parts, fallible)]
    pub(crate) fn parts() -> Result<&'static Parts, SplitLoaderError> {
        Ok(atalaya::ui::parts::parts())
    }

    #[wasm_split(pages, fallible)]
    pub(crate) fn pages() -> Result<&'static Pages, SplitLoaderError> {
        Ok(atalaya::ui::pages::pages())
    }
}
