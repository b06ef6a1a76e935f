#!/bin/sh
# Runs the tests that count with tracing on, then holds the limits: every line and branch of rules and services, 95 % of
# all. What is missing is printed.
set -eu

PYTHON=.venv/bin/python
rm -f .coverage .coverage.*
"$PYTHON" -m coverage run -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder --counted
"$PYTHON" -m coverage combine --quiet
failed=
"$PYTHON" -m coverage report --skip-covered --sort=cover | tail -n 40
"$PYTHON" -m coverage report --fail-under=95 --format=total >/dev/null || {
    echo "Coverage is below 95 %." >&2
    failed=1
}
"$PYTHON" -m coverage report --skip-covered --show-missing --fail-under=100 \
    --include='firstline/*/rules/*,firstline/*/rules.py,firstline/*/services/*,firstline/*/services.py' || {
    echo "Rules and services have lines or branches that no test reaches." >&2
    failed=1
}
[ -z "$failed" ]
