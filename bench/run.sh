#!/bin/sh
# Builds the benchmark's page and runs it in headless Chromium: our half and the other's in the same page.
# Usage: bench/run.sh [word]   only the works whose name has the word; all without
set -eu
cd "$(dirname "$0")/.."
CACHE="${ATALAYA_CACHE:-$HOME/.cache/atalaya}/bench"
TARGET="${CARGO_TARGET_DIR:-target}"
UPLOT=1.6.32
OPT="${WASM_OPT:-wasm-opt}"

for tool in cargo node npm wasm-bindgen "$OPT" chromedriver; do
    command -v "$tool" >/dev/null || { echo "bench: $tool is missing from PATH (make setup installs it)" >&2; exit 1; }
done
if ! grep -qs "\"version\": \"$UPLOT\"" "$CACHE/node_modules/uplot/package.json"; then
    echo "bench: getting uPlot $UPLOT into $CACHE"
    mkdir -p "$CACHE"
    npm install --silent --no-save --prefix "$CACHE" "uplot@$UPLOT"
fi
cargo build --quiet --release --target wasm32-unknown-unknown --features bench --bin atalaya-bench
PKG="$TARGET/bench-page"
wasm-bindgen --target web --no-typescript --out-dir "$PKG" "$TARGET/wasm32-unknown-unknown/release/atalaya-bench.wasm"
"$OPT" -Os "$PKG/atalaya-bench_bg.wasm" -o "$PKG/atalaya-bench_bg.wasm"
mkdir -p target
node bench/run.mjs "$PKG" "$CACHE/node_modules/uplot/dist" target/bench.json "${1:-}"
