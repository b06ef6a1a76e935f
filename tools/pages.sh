#!/bin/sh
# Builds the page scripts and styles into firstline/kit/static/kit/dist.
set -eu

if [ ! -f frontend/node_modules/.installed ] || [ frontend/package-lock.json -nt frontend/node_modules/.installed ]; then
    echo "Installing what frontend/package-lock.json names."
    tools/npm.sh ci --no-audit --no-fund --loglevel=error || {
        echo "The packages of the pages could not be installed: is the network there? Then run the same command again." >&2
        exit 1
    }
    touch frontend/node_modules/.installed
fi
echo "Building page scripts and styles."
mkdir -p build
if ! tools/npm.sh run --silent build >build/pages.log 2>&1; then
    cat build/pages.log >&2
    echo "The page scripts and styles could not be built; the reason stands above." >&2
    exit 1
fi
