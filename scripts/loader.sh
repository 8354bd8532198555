#!/bin/sh
# Trunk starts the page with an inline script, which the page's Content-Security-Policy forbids: move it to a file with a
# hashed name. Also tell the page the path it is served under, which it cannot know on a deep address.
set -eu
cd "$TRUNK_STAGING_DIR"
base=${TRUNK_PUBLIC_URL:-/}
script=$(perl -0777 -ne 'print $1 if m{<script type="module"[^>]*>\s*(.*?)\s*</script>}s' index.html)
[ -n "$script" ] || {
  echo "loader.sh: found no inline script in index.html; did trunk change?" >&2
  exit 1
}
name="start-$(printf '%s\n' "$script" | sha256sum | cut -c1-16).js"
printf '%s\n' "$script" >"$name"
BASE=$base NAME=$name perl -0777 -pi -e '
  s{<script type="module"[^>]*>.*?</script>}{<script type="module" src="$ENV{BASE}$ENV{NAME}"></script>}s;
  s{(<meta name="base" content=")[^"]*}{$1$ENV{BASE}};
  # Not asked for until the page wants it, see ui/hook/later.rs.
  s{<link rel="stylesheet" (href="[^"]*later-[0-9a-f]+\.css")}{<link rel="later" $1};
  s{href="/(config\.json|mark\.svg)"}{href="$ENV{BASE}$1"}g;
' index.html
