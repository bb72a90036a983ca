#!/usr/bin/env bash
# Makes sure that Chromium and fonts for Chinese text are there, for the journeys and the screenshots.
set -euo pipefail

if { command -v chromium || command -v google-chrome; } >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q .; then
	exit 0
fi
"$(dirname "$0")/apt.sh" chromium fontconfig fonts-noto-cjk
