#!/usr/bin/env bash
# Makes what the verbs of the Makefile need: the system's packages, and .venv from the locks.
#
#   packaging/setup.sh run     what the window and the terminal need
#   packaging/setup.sh package the same, and what builds the bundles: nothing of the tests
#   packaging/setup.sh check   what run needs, and the locked tools of `make check` and `make package`
#   packaging/setup.sh test    the same, the system's packages that packaging and the tests need, and the
#                              environments of the programs that sign with our keys (clients.sh)
#   packaging/setup.sh fuzz    what check needs, and the fuzzer
#
# Promises: installs from PyPI only what a lock has a hash of; installs system packages only as root
# on Debian and its children, elsewhere says what is missing; does nothing twice. A stamp is left in
# .venv where nothing is missing, so that make need not even ask again.
# Refuses: a Python older than 3.11; tests on a Debian without their packages.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly LEVEL="${1:-run}"
readonly VENV=.venv
readonly LOCKS=packaging/locks
readonly RUN_PACKAGES=packaging/linux/run-packages.txt
readonly PACKAGE_PACKAGES=packaging/linux/package-packages.txt
readonly TEST_PACKAGES=packaging/linux/test-packages.txt
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
export UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=1 UV_NO_CACHE=1 UV_LINK_MODE=copy

COMPLETE=yes

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "set-up: $*"
  exit 1
}

# --- system packages ---------------------------------------------------------------------------

is_debian() { command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; }

is_root() { [ "$(id -u)" -eq 0 ]; }

is_known() { apt-cache show --no-all-versions "$1" >/dev/null 2>&1; }

# The lines of the lists without comments: one or more names of a package, then perhaps a command.
entries() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@"; }

installed_packages() {
  # shellcheck disable=SC2016 # the format is dpkg-query's
  dpkg-query -W -f='${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p'
}

# The entries that nothing on this system satisfies.
missing_entries() {
  local installed names command name found
  installed=" $(installed_packages | tr '\n' ' ') "
  entries "$@" | while read -r names command; do
    found=
    for name in ${names//|/ }; do
      case "$installed" in *" $name "*) found=yes ;; esac
    done
    if [ -z "$found" ] && [ -n "$command" ] && command -v "$command" >/dev/null; then found=yes; fi
    [ -n "$found" ] || printf '%s\n' "$names"
  done
}

# The entries as names on one line: of several the first that apt knows, else the last.
package_names() {
  local names name line=
  while read -r names; do
    for name in ${names//|/ }; do
      if [ "$name" = "$names" ] || is_known "$name"; then break; fi
    done
    line="$line $name"
  done <<<"$1"
  printf '%s\n' "${line# }"
}

apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" </dev/null
}

# Without lists apt neither knows a package nor can choose between two names.
fetch_lists_if_needed() {
  local name
  for name in $(package_names "$1"); do
    if ! is_known "$name"; then
      apt update >/dev/null 2>&1 || true
      return
    fi
  done
}

# apt_install PACKAGE...: once more with fresh lists where the ones at hand name files that are gone.
apt_install() {
  local log
  log="$(mktemp)"
  if apt install -y --no-install-recommends "$@" >"$log" 2>&1 ||
    { apt update && apt install -y --no-install-recommends "$@"; } >>"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  tail -n 20 "$log" >&2
  rm -f "$log"
  return 1
}

# install_or_say ENTRIES: true if their packages are there in the end.
install_or_say() {
  local names
  if ! is_root; then
    say "Missing Debian packages. Install them with:"
    say "  sudo apt-get install --no-install-recommends $(package_names "$1")"
    return 1
  fi
  fetch_lists_if_needed "$1"
  names="$(package_names "$1")"
  say "Installing Debian packages: $names"
  # shellcheck disable=SC2086 # a list of names
  apt_install $names || {
    say "set-up: apt-get could not install them."
    return 1
  }
}

# The lists that the level needs.
package_lists() {
  printf '%s\n' "$RUN_PACKAGES"
  case "$LEVEL" in package | test) printf '%s\n' "$PACKAGE_PACKAGES" ;; esac
  if [ "$LEVEL" = test ]; then printf '%s\n' "$TEST_PACKAGES"; fi
}

system_packages() {
  local missing
  if ! is_debian; then
    describe_other_system
    return
  fi
  # shellcheck disable=SC2046 # a list of names
  missing="$(missing_entries $(package_lists))"
  if [ -z "$missing" ] || install_or_say "$missing"; then return; fi
  COMPLETE=no
  if [ "$LEVEL" = run ]; then
    say "Going on: the terminal works without them, the window may not."
  else
    fail "$LEVEL needs these packages."
  fi
}

describe_other_system() {
  case "$(uname -s)-$LEVEL" in
    Linux-package | Linux-test) say "Not Debian: $LEVEL needs what $(package_lists | paste -sd' ') name." ;;
    Linux-*) say "Not Debian: the window needs Qt's xcb libraries, named in $RUN_PACKAGES." ;;
    Darwin-test) say "macOS: the desktop tests need an X server and run on Linux only." ;;
  esac
}

# --- Python ------------------------------------------------------------------------------------

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  local candidate
  if [ -n "${PYTHON:-}" ]; then
    is_new_enough "$PYTHON" || fail "PYTHON=$PYTHON is not a Python 3.11 or newer."
    printf '%s\n' "$PYTHON"
    return
  fi
  for candidate in python3 python3.13 python3.12 python3.11; do
    if is_new_enough "$candidate"; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

# An older release whose python3 is too old (Ubuntu 22.04) has a newer one beside it.
newer_python() {
  if is_debian && install_or_say "$(printf '%s\n' python3.11 python3.11-venv)"; then
    find_python && return
  fi
  fail "Python 3.11 or newer is needed: install one, or name it: make PYTHON=/path/to/python3.12 ..."
}

require_venv_module() {
  local version
  if "$1" -c 'import ensurepip, venv' 2>/dev/null; then return; fi
  version="$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
  if is_debian && install_or_say "python$version-venv"; then return; fi
  fail "this Python has no venv module (on Debian: apt-get install python$version-venv)."
}

# Whole: its Python runs and is new enough, and it is where it was made (its scripts name the place).
is_venv_whole() {
  is_new_enough "$VENV/bin/python" && grep -qF "$PWD/$VENV/" "$VENV/bin/pip" 2>/dev/null
}

make_venv() {
  local python
  if is_venv_whole; then return; fi
  python="$(find_python)" || python="$(newer_python)"
  require_venv_module "$python"
  say "Making $VENV with $("$python" --version)"
  "$python" -m venv --clear "$VENV"
}

pip() { "$VENV/bin/python" -m pip -qq "$@" </dev/null; }

# once FILE COMMAND...: not again until FILE differs from what it was then (a copy of it is kept).
once() {
  local file="$1" copy="$VENV/.done-${1##*/}"
  shift
  if cmp -s "$file" "$copy"; then return; fi
  "$@"
  cp "$file" "$copy"
}

install_lock() {
  say "Installing from $1"
  install --require-hashes -r "$1"
}

install_project() { install --no-build-isolation --no-deps -e .; }

# Whoever tests installs many times of what runs: uv, from its own lock, takes a fifth of the time for it. It keeps no
# cache, whose files it would not compare with the lock again. Whoever only runs or packs has what pip installs.
install() {
  case "$LEVEL" in
    check | test | fuzz) "$VENV/bin/python" -m uv -q pip install --python "$VENV/bin/python" "$@" </dev/null ;;
    *) pip install "$@" ;;
  esac
}

install_uv() { pip install --no-compile --require-hashes -r "$LOCKS/publish.txt"; }

python_packages() {
  make_venv
  case "$LEVEL" in check | test | fuzz) once "$LOCKS/publish.txt" install_uv ;; esac
  once "$LOCKS/run.txt" install_lock "$LOCKS/run.txt"
  once "$LOCKS/build.txt" install_lock "$LOCKS/build.txt"
  once pyproject.toml install_project
  case "$LEVEL" in
    package) once "$LOCKS/package.txt" install_lock "$LOCKS/package.txt" ;;
    check | test | fuzz) once "$LOCKS/test.txt" install_lock "$LOCKS/test.txt" ;;
  esac
  if [ "$LEVEL" = test ]; then bash packaging/clients.sh test; fi
  if [ "$LEVEL" = fuzz ]; then once "$LOCKS/fuzz.txt" install_lock "$LOCKS/fuzz.txt"; fi
}

case "$LEVEL" in
  run | package | check | test | fuzz) ;;
  *) fail "unknown level $LEVEL: run, package, check, test or fuzz." ;;
esac
system_packages
python_packages
if [ "$COMPLETE" = yes ]; then
  touch "$VENV/.ready-run"
  case "$LEVEL" in
    package) touch "$VENV/.ready-package" ;;
    check | fuzz) touch "$VENV/.ready-check" "$VENV/.ready-$LEVEL" ;;
    test) touch "$VENV/.ready-check" "$VENV/.ready-package" "$VENV/.ready-test" ;;
  esac
fi
