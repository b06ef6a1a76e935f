#!/bin/sh
# The whole suite on two processes, then coverage with its limits. The last line is what pytest summed up.
# Arguments are handed to pytest; with any, the limits of coverage are left out, for a part says nothing about all.
set -eu

PYTHON=.venv/bin/python
mkdir -p build
# Far above what the suite takes: what hangs outside of any test ends, and shows where it was.
BOUND=
! command -v timeout >/dev/null 2>&1 || BOUND="timeout --foreground --signal=ABRT --kill-after=60 3000"
rm -f .coverage .coverage.* build/pytest.status
{
    $BOUND "$PYTHON" -m coverage run -m pytest --durations=15 -n 2 --dist loadfile --no-loadscope-reorder "$@" || echo $? >build/pytest.status
} 2>&1 | tee build/pytest.log
failed=0
[ ! -f build/pytest.status ] || failed=1
"$PYTHON" -m coverage combine --quiet
if [ $# -eq 0 ]; then
    tools/coverage_gate.sh || failed=1
else
    "$PYTHON" -m coverage report | tail -n 1
fi
grep -E '^(FAILED|ERROR) ' build/pytest.log || true
grep -E '^=+ .* in [0-9.]+s.* =+$' build/pytest.log | tail -n 1
exit $failed
