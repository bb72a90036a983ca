#!/usr/bin/env bash
# Runs a command and fails when it changes the tree: tools/unchanged.sh COMMAND [ARGUMENT...]
#
# It compares contents, not commits, so that it also works in the middle of other changes.
set -euo pipefail
cd "$(dirname "$0")/.."

before=$(mktemp) after=$(mktemp)
trap 'rm -f "$before" "$after"' EXIT

contents() {
	git ls-files -z --cached --others --exclude-standard | sort -z |
		while IFS= read -r -d '' file; do
			[ -f "$file" ] && printf '%s\0' "$file"
		done | xargs -0 sha256sum
}

contents >"$before"
"$@"
contents >"$after"
if ! diff "$before" "$after" >/dev/null; then
	echo "these files changed; commit them with what caused it:" >&2
	diff "$before" "$after" | sed -n 's/^[<>] [0-9a-f]*  /  /p' | sort -u >&2
	exit 1
fi
