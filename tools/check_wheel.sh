#!/bin/sh
# Builds the wheel, installs it into a clean virtual environment elsewhere, and sees `firstline run` answer there.
set -eu

work=$(mktemp -d)
running=
finish() {
    if [ -n "$running" ]; then
        kill -TERM "$running" 2>/dev/null || true
        wait "$running" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap finish EXIT
chmod 755 "$work"
here=$(pwd)
make --no-print-directory wheel
wheel=$(ls -t dist/firstline-*.whl | head -n 1)
echo "Installing $wheel into a clean virtual environment."
python=$(.venv/bin/python -c 'import sys; print(sys._base_executable)')
if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --python "$python" "$work/venv"
    uv pip install --quiet --python "$work/venv/bin/python" -c requirements.lock "$here/$wheel"
else
    "$python" -m venv "$work/venv"
    # With hashes in the constraints pip would ask for one of our own wheel too.
    sed -e '/--hash=/d' -e 's/ \\$//' requirements.lock >"$work/constraints.txt"
    "$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check -c "$work/constraints.txt" "$here/$wheel"
fi
port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cd "$work"
unset DATABASE_URL FIRSTLINE_DEMO || true
FIRSTLINE_HOME="$work/home" FIRSTLINE_PORT="$port" "$work/venv/bin/firstline" run >"$work/out" 2>&1 &
running=$!
for _ in $(seq 1 120); do
    grep -q "^Firstline is running at http://127.0.0.1:$port" "$work/out" && break
    kill -0 "$running" 2>/dev/null || break
    sleep 1
done
cat "$work/out"
"$work/venv/bin/python" "$here/tools/first_page.py" "http://127.0.0.1:$port"
kill -TERM "$running"
wait "$running"
running=
[ ! -e "$work/home/postgres/data/postmaster.pid" ] || { echo "PostgreSQL did not stop cleanly." >&2; exit 1; }
echo "The wheel works: first page reached, everything stopped cleanly."
