#!/bin/sh
# Joins the layers of style/ into the one sheet that index.html links; their numbers are their order.
set -eu
cd "${TRUNK_SOURCE_DIR:-$(dirname "$0")/..}"
mkdir -p target/style
cat style/*.css >target/style/atalaya.css.new
# An unchanged file keeps its time, so that a watching trunk does not build for ever.
cmp -s target/style/atalaya.css.new target/style/atalaya.css || cp target/style/atalaya.css.new target/style/atalaya.css
rm target/style/atalaya.css.new
