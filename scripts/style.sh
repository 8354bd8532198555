#!/bin/sh
# Joins the layers of style/ into the two sheets that index.html names: what the first chart needs, and what comes later.
# Their numbers are their order. Comments and indents stay behind.
set -eu
cd "${TRUNK_SOURCE_DIR:-$(dirname "$0")/..}"
mkdir -p target/style
for sheet in first later; do
  cat style/$sheet/*.css | perl -0777 -pe '
    s{/\*.*?\*/}{}gs; s{\s+}{ }g; s{ ?([{};,]) ?}{$1}g; s{: }{:}g; s{;\}}{\}}g;
  ' >target/style/$sheet.css.new
  # An unchanged file keeps its time, so that a watching trunk does not build for ever.
  cmp -s target/style/$sheet.css.new target/style/$sheet.css || cp target/style/$sheet.css.new target/style/$sheet.css
  rm target/style/$sheet.css.new
done
