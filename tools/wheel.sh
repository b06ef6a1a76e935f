#!/bin/sh
# Builds the wheel with uv, or with pip where there is no uv.
set -eu

rm -f dist/*.whl
if command -v uv >/dev/null 2>&1; then
    uv build --quiet --wheel --out-dir dist
elif .venv/bin/python -m uv --version >/dev/null 2>&1; then
    .venv/bin/python -m uv build --quiet --wheel --out-dir dist
else
    .venv/bin/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
fi
ls dist/*.whl
