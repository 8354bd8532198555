#!/bin/sh
# Speed against the bars, in headless Chromium: our half and the other's in one page of the benchmark's own, and the whole
# product over the stack of scripts/live. The rows are printed and written to target/bench.json.
# Usage: bench/run.sh [word]   only the works whose name has the word; all without
set -eu
cd "$(dirname "$0")/.."
ONLY="${1:-}"
PAGE_WORKS="draw hover decode lines search held"
LIVE_WORKS="refresh hover scroll cold"
ALERT_WORKS="alerts rules"
HEALTH_WORKS="health checks"
LOG_WORKS="million tail"
CACHE="${ATALAYA_CACHE:-$HOME/.cache/atalaya}/bench"
TARGET="${CARGO_TARGET_DIR:-target}"
UPLOT=1.6.32
OPT="${WASM_OPT:-wasm-opt}"
PORTS_FROM="${ATALAYA_BENCH_PORTS_FROM:-8190}"

main() {
    for tool in cargo node npm wasm-bindgen "$OPT"; do
        command -v "$tool" >/dev/null || { echo "bench: $tool is missing from PATH (make setup installs it)" >&2; exit 1; }
    done
    CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
        { echo "bench: chromium is missing from PATH (make setup installs it)" >&2; exit 1; }
    export CHROMIUM
    mkdir -p target
    rm -f target/bench.json
    case $PAGE_WORKS in *"$ONLY"*) page ;; esac
    case $LIVE_WORKS in *"$ONLY"*) node bench/live.mjs "$TARGET/bench-live" "$PORTS_FROM" target/bench.json "$ONLY" ;; esac
    case $ALERT_WORKS in *"$ONLY"*) scripts/dist --if-stale && node bench/alerts.mjs dist "$PORTS_FROM" target/bench.json ;; esac
    case $HEALTH_WORKS in *"$ONLY"*) scripts/dist --if-stale && node bench/health.mjs dist "$PORTS_FROM" target/bench.json ;; esac
    case $LOG_WORKS in *"$ONLY"*) scripts/dist --if-stale && node bench/logs.mjs dist "$PORTS_FROM" target/bench.json "$ONLY" ;; esac
    [ -f target/bench.json ] || { echo "bench: no work has '$ONLY' in its name; works: $PAGE_WORKS $LIVE_WORKS $ALERT_WORKS $HEALTH_WORKS $LOG_WORKS" >&2; exit 1; }
    echo "written: target/bench.json"
}

page() {
    if ! grep -qs "\"version\": \"$UPLOT\"" "$CACHE/node_modules/uplot/package.json"; then
        echo "bench: getting uPlot $UPLOT into $CACHE"
        mkdir -p "$CACHE"
        npm install --silent --no-save --prefix "$CACHE" "uplot@$UPLOT"
    fi
    cargo build --quiet --release --target wasm32-unknown-unknown --features bench --bin atalaya-bench
    pkg="$TARGET/bench-page"
    wasm-bindgen --target web --no-typescript --out-dir "$pkg" "$TARGET/wasm32-unknown-unknown/release/atalaya-bench.wasm"
    "$OPT" -O2 "$pkg/atalaya-bench_bg.wasm" -o "$pkg/atalaya-bench_bg.wasm"
    node bench/run.mjs "$pkg" "$CACHE/node_modules/uplot/dist" target/bench.json "$ONLY"
}

main
