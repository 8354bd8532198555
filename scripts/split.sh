#!/bin/sh
# Cuts the page: a first file of wasm with all that the first chart needs, and a file for each split function of
# src/main.rs with what is reached through it alone; what several of those share is a file too (`chunk_…`), fetched with
# any of them. Trunk has bound the whole; what it made is replaced by these, under names that follow from what cargo
# built, so that files which belong together are cached and replaced together.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${CARGO_TARGET_DIR:-$TRUNK_SOURCE_DIR/target}
whole=$target/wasm32-unknown-unknown/release/atalaya-page.wasm
work=$target/split
id=$(sha256sum "$whole" | cut -c1-16)
rm -rf "$work"
mkdir -p "$work"
if command -v node >/dev/null; then
  # Without Node the files are larger, nothing else.
  node "$here/quiet.mjs" "$whole" "$work/quiet.wasm"
  whole=$work/quiet.wasm
fi
wasm-split-cli "$whole" "$work" --target web --out-name atalaya-page
wasm-bindgen "$work/atalaya-page.wasm" --target web --no-typescript --keep-lld-exports \
  --out-dir "$work/bound" --out-name atalaya-page

# What stays is what the script still names, and what the second file takes from the first.
perl -0777 -pi -e '
  # Comments and indents, which no reader of the page reads.
  s{^\s*/\*\*.*?\*/\n}{}gms; s{^\s*//[^\n]*\n}{}gm; s{^[ \t]+}{}gm; s{\n+}{\n}g;
' "$work/bound/atalaya-page.js"
cat "$work/bound/atalaya-page.js" "$work/__wasm_split.js" | perl -0777 -ne '
  my %kept = map { $_ => 1 } /\bwasm\.([A-Za-z_\$][\w\$]*)/g;
  $kept{$_} = 1 for map { /[\w\$]+/g } /const \{([^}]*)\} = initSync/g;
  my @names = sort keys %kept;
  print "[{\"name\":\"page\",\"root\":true,\"reaches\":[", join(",", map { "\"$_\"" } @names), "]}",
    (map { ",{\"name\":\"$_\",\"export\":\"$_\"}" } @names), "]";
' >"$work/kept.json"
if command -v wasm-metadce >/dev/null; then
  wasm-metadce -g "$work/bound/atalaya-page_bg.wasm" --graph-file="$work/kept.json" -o "$work/page.wasm" >/dev/null
else
  # Older wasm-opt packages lack it: some kilobytes more, nothing else.
  cp "$work/bound/atalaya-page_bg.wasm" "$work/page.wasm"
fi

if command -v node >/dev/null; then node "$here/short.mjs" "$work/page.wasm" "$work/bound/atalaya-page.js"; fi

cd "$TRUNK_STAGING_DIR"
trunk_js=$(ls atalaya-page-*.js)
trunk_wasm=$(ls atalaya-page-*_bg.wasm)
rm "$trunk_js" "$trunk_wasm"
# Measured with brotli: -O2 travels in fewer bytes than -Oz, what local-cse saves costs more than it brings, and functions
# of one caller are better left alone where they are large. Nothing lies in the first kilobyte of memory: there the stack
# ends. Older wasm-opt packages cannot leave a pass out, or order functions.
passes='-O2 --low-memory-unused --one-caller-inline-max-function-size=20' skip='' by_name=''
if wasm-opt --help | grep -q -e --skip-pass; then skip=--skip-pass=local-cse; fi
if wasm-opt --help | grep -q -e --reorder-functions-by-name; then by_name=--reorder-functions-by-name; fi
smallest() {
  # shellcheck disable=SC2086 # none is no word
  wasm-opt $passes $skip "$1" -o "$work/named.wasm"
  if command -v node >/dev/null; then
    wasm-opt --strip-debug "$work/named.wasm" -o "$work/stripped.wasm"
    node "$here/order.mjs" "$work/stripped.wasm" "$work/named.wasm"
  fi
  # shellcheck disable=SC2086
  wasm-opt $by_name --strip-debug "$work/named.wasm" -o "$2"
}
smallest "$work/page.wasm" "page-$id.wasm"
for file in "$work"/split_*.wasm; do
  name=${file##*/split_}
  smallest "$file" "${name%.wasm}-$id.wasm"
done
for file in "$work"/chunk_*.wasm; do
  [ ! -e "$file" ] || smallest "$file" "$(basename "$file" .wasm)-$id.wasm"
done
sed -e "/^import /s#\./__wasm_split\.js#./cut-$id.js#" -e "s#atalaya-page_bg\.wasm#page-$id.wasm#" "$work/bound/atalaya-page.js" >"page-$id.js"
# The page says itself when the second file does not come; a line in the console says nothing more.
sed -e 's#console\.error(e);##' -e "s#\./atalaya-page\.js#./page-$id.js#" -e "s#\./split_\([a-z_]*\)\.wasm#./\1-$id.wasm#" -e "s#\./\(chunk_[0-9]*\)\.wasm#./\1-$id.wasm#" -e 's#^[[:space:]]*//.*##' \
  "$work/__wasm_split.js" | grep -v '^$' >"cut-$id.js"
sed -i -e "s#\(<link rel=\"modulepreload\" href=\"[^\"]*\)$trunk_js\(\"[^>]*>\)#&\1cut-$id.js\2#" -e "s#$trunk_js#page-$id.js#g" -e "s#$trunk_wasm#page-$id.wasm#g" index.html
