#!/bin/sh
# What a first `npm start` costs: a fresh clone of this repository's last commit, an empty npm cache.
# Prints the seconds until readers have a page and until everything is there, and what npm downloaded:
# packages as they travel, and their descriptions, which travel compressed and are counted unpacked.
#   sh scripts/first-start.sh [REPOSITORY]
set -eu
repository=${1:-$(cd "$(dirname "$0")/.." && pwd)}
folder=$(mktemp -d)
said="$folder/said"
end() {
  kill "$program" 2>/dev/null && wait "$program" || true
  rm -rf "$folder"
}
program=
trap end EXIT

git clone --quiet "$repository" "$folder/clone"
cd "$folder/clone"
export npm_config_cache="$folder/cache"
started=$(date +%s)
npm start -- --port 0 >"$said" 2>&1 &
program=$!

await() {
  until grep -q "$1" "$said"; do
    kill -0 "$program" 2>/dev/null || { cat "$said"; exit 1; }
    sleep 0.2
  done
  echo "$(($(date +%s) - started)) s: $2"
}

await 'Readers have' 'the first stories are on the site'
node -e 'fetch(process.argv[1]).then(({ status }) => process.exit(status === 200 ? 0 : 1))' \
  "$(sed -n 's/^Readers have the first stories at //p' "$said")"
await 'Ctrl-C stops everything' 'a contributor was answered, and the third story is there'
sed -n 's/^Installing dependencies.*… \(.*\)/\1 of this: the installation/p' "$said"
node -e '
  const { join } = require("node:path")
  const { readdirSync, readFileSync } = require("node:fs")
  const sums = { packages: 0, descriptions: 0 }
  for (const entry of readdirSync(process.argv[1], { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    sums[bytes.readUInt16BE(0) === 0x1f8b ? "packages" : "descriptions"] += bytes.length
  }
  for (const [what, sum] of Object.entries(sums)) console.log(`${(sum / 1e6).toFixed(1)} MB: ${what}`)
' "$folder/cache/_cacache/content-v2"
