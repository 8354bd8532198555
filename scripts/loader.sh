#!/bin/sh
# Trunk starts the page with an inline script, which the page's Content-Security-Policy forbids: scripts/start.js takes its
# place, under a hashed name. Also tell the page the path it is served under, which it cannot know on a deep address.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "$TRUNK_STAGING_DIR"
base=${TRUNK_PUBLIC_URL:-/}
page=$(perl -0777 -ne 'print $1 if m{<script type="module"[^>]*>.*?from \x27([^\x27]*)\.js\x27}s' index.html)
[ -n "$page" ] || {
  echo "loader.sh: found no inline script in index.html; did trunk change?" >&2
  exit 1
}
PAGE=$page perl -pe 's{PAGE\.}{$ENV{PAGE}.}g; s{^//.*\n}{}; s{^\s+}{}' "$here/start.js" >start.js
name="start-$(sha256sum start.js | cut -c1-16).js"
mv start.js "$name"
BASE=$base NAME=$name perl -0777 -pi -e '
  s{<script type="module"[^>]*>.*?</script>}{<script type="module" src="$ENV{BASE}$ENV{NAME}"></script>}s;
  s{(<meta name="base" content=")[^"]*}{$1$ENV{BASE}};
  # Not asked for until the page wants it, see ui/hook/later.rs.
  s{<link rel="stylesheet" (href="[^"]*later-[0-9a-f]+\.css")}{<link rel="later" $1};
  s{href="/(config\.json|mark\.svg)"}{href="$ENV{BASE}$1"}g;
' index.html
