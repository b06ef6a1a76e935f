#!/bin/sh
# Reports coverage and fails below the limits: everything 95 %, every branch of rules and services. What is missing is
# printed.
set -eu

PYTHON=.venv/bin/python
"$PYTHON" -m coverage report --skip-covered --sort=cover | tail -n 40
"$PYTHON" -m coverage report --fail-under=95 --format=total >/dev/null || {
    echo "Coverage is below 95 %." >&2
    failed=1
}
"$PYTHON" -m coverage report --skip-covered --show-missing --fail-under=100 \
    --include='firstline/*/rules/*,firstline/*/rules.py,firstline/*/services/*,firstline/*/services.py' || {
    echo "A branch of rules or services is not tested." >&2
    failed=1
}
[ -z "${failed:-}" ]
