#!/bin/sh
# Makes the virtual environment .venv and installs exactly what the named lock files say, hashes checked.
# With uv when it is there or can be had from PyPI, otherwise with pip. Usage: tools/install.sh LOCK...
set -eu

VENV=.venv
WHAT="Firstline needs Python 3.11 or newer with the venv module"

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    echo "$WHAT: install it (on Debian: apt-get install python3 python3-venv), or name it: make PYTHON=/path/to/python3" >&2
    exit 1
}

if [ ! -x "$VENV/bin/python" ] || ! "$VENV/bin/python" -c '' 2>/dev/null; then
    python=$(find_python)
    rm -rf "$VENV"
    echo "Making the virtual environment with $python."
    if ! "$python" -m venv "$VENV" >/dev/null 2>&1; then
        rm -rf "$VENV"
        echo "$WHAT, and $python has no working venv (on Debian: apt-get install python3-venv)." >&2
        exit 1
    fi
fi

pip="$VENV/bin/python -m pip install --quiet --disable-pip-version-check"
if command -v uv >/dev/null 2>&1; then
    uv="uv pip install --quiet --compile-bytecode --python $VENV/bin/python"
elif "$VENV/bin/python" -m uv --version >/dev/null 2>&1 || $pip uv >/dev/null 2>&1; then
    uv="$VENV/bin/python -m uv pip install --quiet --compile-bytecode --python $VENV/bin/python"
else
    uv=false
fi

# What uv cannot do here (certificates, proxies) pip may.
install() {
    $uv "$@" 2>build/install.log || $pip "$@" || {
        cat build/install.log >&2
        echo "The packages could not be installed: is the network there? Then run the same command again." >&2
        exit 1
    }
}

mkdir -p build
echo "Installing what $* name."
for lock in "$@"; do
    install --require-hashes -r "$lock"
done
install --no-deps --editable .
