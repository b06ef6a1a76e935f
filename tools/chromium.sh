#!/bin/sh
# Makes sure that the browser tests have a Chromium: the installed one, Playwright's, or one installed now.
set -eu

PYTHON=.venv/bin/python

have_one() {
    [ -n "${FIRSTLINE_CHROMIUM:-}" ] && [ -x "$FIRSTLINE_CHROMIUM" ] && return 0
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    "$PYTHON" - <<'END'
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not os.path.exists(playwright.chromium.executable_path))
END
}

have_one && exit 0
echo "The browser tests need Chromium: installing it."
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } \
        >/dev/null 2>&1 || true
else
    "$PYTHON" -m playwright install chromium >/dev/null 2>&1 || true
fi
have_one || {
    echo "Chromium could not be installed. Run: apt-get install chromium, or: $PYTHON -m playwright install chromium" >&2
    exit 1
}
