#!/bin/sh
# Makes sure that the browser tests have a Chromium: best the one without windows, which takes half the processor time;
# else the installed one, Playwright's, or one installed now.
set -eu

PYTHON=.venv/bin/python
BEST=chromium-headless-shell

have() {
    command -v "$1" >/dev/null 2>&1
}

have_one() {
    [ -n "${FIRSTLINE_CHROMIUM:-}" ] && [ -x "$FIRSTLINE_CHROMIUM" ] && return 0
    for name in $BEST chromium chromium-browser google-chrome google-chrome-stable; do
        have "$name" && return 0
    done
    "$PYTHON" - <<'END'
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not os.path.exists(playwright.chromium.executable_path))
END
}

installed() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1
}

if [ -n "${FIRSTLINE_CHROMIUM:-}" ] || have $BEST; then
    have_one && exit 0
fi
TRIED=.venv/.chromium  # once: where the system has no such package, asking again at each run helps nobody
if [ "$(id -u)" = 0 ] && have apt-get && [ ! -f $TRIED ]; then
    echo "The browser tests are quickest with $BEST: installing it."
    apt-get update -qq >/dev/null 2>&1 || true
    installed $BEST || have_one || installed chromium || true
    touch $TRIED
elif ! have_one; then
    echo "The browser tests need Chromium: installing it."
    "$PYTHON" -m playwright install chromium >/dev/null 2>&1 || true
fi
have_one || {
    echo "Chromium could not be installed. Run: apt-get install $BEST, or: $PYTHON -m playwright install chromium" >&2
    exit 1
}
