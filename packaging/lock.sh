#!/usr/bin/env bash
# Writes the five locks from pyproject.toml: exact versions and hashes for every supported Python and
# system, no addresses. Options go to uv, for example --upgrade; without them pins stay while they fit.
#
# One resolution, seen five ways: build.txt and test.txt are constrained by run.txt, package.txt and fuzz.txt
# by test.txt, so that what is tested is what runs and what is shipped. uv.lock and pylock.toml would record
# the registry's addresses: not used.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

compile() {
  .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-strip-extras --no-header -p 3.11 "$@"
}

compile pyproject.toml -o packaging/locks/run.txt "$@"
compile --group build -c packaging/locks/run.txt -o packaging/locks/build.txt "$@"
compile pyproject.toml --group test --group build --group package -c packaging/locks/run.txt \
  -o packaging/locks/test.txt "$@"
compile --group package -c packaging/locks/test.txt -o packaging/locks/package.txt "$@"
compile --group fuzz -c packaging/locks/test.txt -o packaging/locks/fuzz.txt "$@"
