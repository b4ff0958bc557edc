#!/bin/sh
# Bundle the page's libraries anew: needs node and npm; writes sigma.min.js and LICENSES.txt beside this script.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp entry.js package.json "$work"
(cd "$work" && npm install --no-audit --no-fund --silent)
"$work/node_modules/.bin/esbuild" "$work/entry.js" --bundle --minify --format=iife --global-name=lib \
  --legal-comments=none --charset=utf8 --target=es2020 --outfile=sigma.min.js
: > LICENSES.txt
for name in sigma graphology graphology-layout-forceatlas2 graphology-utils events; do
  folder="$work/node_modules/$name"
  {
    printf '%s %s\n\n' "$name" "$(sed -n 's/.*"version": "\(.*\)".*/\1/p' "$folder/package.json" | head -1)"
    cat "$folder"/LICENSE*
    printf '\n\n'
  } >> LICENSES.txt
done
