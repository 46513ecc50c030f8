#!/usr/bin/env bash
# Makes requirements.lock and requirements-dev.lock anew from pyproject.toml, in throw-away environments.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
torch="torch==2.13.0"

freeze() { "$scratch/venv/bin/pip" freeze --all | sed -E 's/\+cpu$//' | grep -vE '^(pip|unescosearch)[= @]'; }

python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet "$torch" "setuptools>=77"
"$scratch/venv/bin/pip" install --quiet ".[build,fetch]" "$torch"
{
    echo "# What \`make setup\` installs: the program with its extras build and fetch, pinned. Made by scripts/lock.sh."
    freeze
} >requirements.lock
"$scratch/venv/bin/pip" install --quiet --constraint requirements.lock ".[dev]"
{
    echo "# What developing needs besides requirements.lock, pinned. Made by scripts/lock.sh."
    echo "--constraint requirements.lock"
    freeze | grep -vxF -f requirements.lock
} >requirements-dev.lock
