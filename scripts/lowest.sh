#!/usr/bin/env bash
# Runs the tests on the lowest versions that pyproject.toml allows, in a throw-away environment of PYTHON; what is
# given on the command line goes to pytest. PyTorch is the one of scripts/lock.sh: each brings several gigabytes.
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
torch=$(sed -n 's/^torch="\(.*\)"$/\1/p' scripts/lock.sh)
python="$scratch/venv/bin/python"

"${PYTHON:-python3}" -m venv "$scratch/venv"
"$python" -m pip install --quiet --no-deps "$torch" uv
echo "$torch" >"$scratch/torch.txt"
# Wheels only: some of the oldest releases come as source in Rust or C, which a machine of ours need not compile.
"$python" -m uv pip install --quiet --python "$python" --resolution lowest-direct --only-binary :all: \
    --constraint "$scratch/torch.txt" --requirement pyproject.toml --extra build --extra fetch --extra bench --extra dev
"$python" -m pip install --quiet --no-deps --editable .
"$python" -m uv pip freeze --python "$python"
"$python" -m pytest -m "not browser and not relevance" "$@"
