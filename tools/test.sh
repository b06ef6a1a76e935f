#!/bin/sh
# The whole suite but the architecture tests, which `make check` runs. The last line is what pytest summed up.
# Three processes on two cores: tests that wait for a browser, a start or a restart leave room for another one.
# Arguments are handed to pytest, and then nothing is left out.
set -eu

PYTHON=.venv/bin/python
mkdir -p build
# Far above what the suite takes: what hangs outside of any test ends, and shows where it was.
BOUND=
ALL=
[ $# -gt 0 ] || ALL="--ignore tests/architecture"
! command -v timeout >/dev/null 2>&1 || BOUND="timeout --foreground --signal=ABRT --kill-after=60 3000"
rm -f build/pytest.status
{
    $BOUND "$PYTHON" -m pytest --durations=15 -n 3 --dist loadfile --no-loadscope-reorder \
        $ALL "$@" || echo $? >build/pytest.status
} 2>&1 | tee build/pytest.log
grep -E '^(FAILED|ERROR) ' build/pytest.log || true
grep -E '^=+ .* in [0-9.]+s.* =+$' build/pytest.log | tail -n 1
[ ! -f build/pytest.status ]
