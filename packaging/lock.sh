#!/usr/bin/env bash
# Writes the fourteen locks from pyproject.toml: exact versions and hashes for every supported Python and
# system, no addresses. Options go to uv, for example --upgrade; without them pins stay while they fit.
#
#   packaging/lock.sh [OPTION...]   writes packaging/locks
#   packaging/lock.sh --check       writes nothing: compares with what would be written
#
# Promises of --check: the registry is asked for every version and every hash; of the locks themselves only
# the pins are kept in mind (uv would trust their hashes). Status 1 and the difference where a lock is not what
# pyproject.toml gives; status 2 where the registry did not answer.
#
# One resolution, seen six ways: build.txt and test.txt are constrained by run.txt, package.txt, publish.txt and
# fuzz.txt by test.txt, so that what is tested is what runs and what is shipped. The eight of clients-*, which tests/clients
# runs, are resolved by themselves; the one of npm is `packaging/clients.sh lock`. uv.lock and pylock.toml would record
# the registry's addresses: not used.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly UV="$PWD/.venv/bin/uv"
export UV_PYTHON_DOWNLOADS=never

# What the clients of clients-signers bring along and do not sign with: figures and clouds, 150 MB.
readonly BESIDE_SIGNING=(boto3 botocore jmespath numpy pandas progressbar2 python-utils s3transfer)

compile() {
  "$UV" pip compile --quiet --universal --generate-hashes --no-strip-extras --no-header --python-version 3.11 "$@"
}

# Joined by &&, because set -e does not hold where this is asked in a condition.
write_locks() {
  compile pyproject.toml -o packaging/locks/run.txt "$@" &&
    compile --group build -c packaging/locks/run.txt -o packaging/locks/build.txt "$@" &&
    compile pyproject.toml --group test --group build --group package -c packaging/locks/run.txt \
      -o packaging/locks/test.txt "$@" &&
    compile --group package -c packaging/locks/test.txt -o packaging/locks/package.txt "$@" &&
    compile --group publish -c packaging/locks/test.txt -o packaging/locks/publish.txt "$@" &&
    compile --group fuzz -c packaging/locks/test.txt -o packaging/locks/fuzz.txt "$@" &&
    write_client_locks "$@"
}

# Programs of other people in environments of their own: nothing of ours constrains them.
write_client_locks() {
  local name
  for name in python connector futures-connector node nautilus freqtrade; do
    compile --group "clients-$name" -o "packaging/locks/clients-$name.txt" "$@" || return
  done
  compile --no-deps --group clients-ibind -o packaging/locks/clients-ibind.txt "$@" &&
    compile "${BESIDE_SIGNING[@]/#/--no-emit-package=}" --group clients-signers \
      -o packaging/locks/clients-signers.txt "$@"
}

check_locks() {
  local copy="$1" project="$PWD"
  mkdir -p "$copy/packaging"
  cp pyproject.toml "$copy/"
  cp -R packaging/locks "$copy/packaging/"
  sed -i.old -e '/^ *--hash=/d' -e 's/ \\$//' "$copy"/packaging/locks/*.txt
  rm "$copy"/packaging/locks/*.old
  if ! (cd "$copy" && VIRTUAL_ENV="$project/.venv" write_locks --refresh); then
    printf '%s\n' "lock: could not be checked: the registry was not asked to the end, or nothing fits." >&2
    return 2
  fi
  if ! diff -r -u packaging/locks "$copy/packaging/locks"; then
    printf '%s\n' "lock: packaging/locks are not what pyproject.toml gives. Write them: make lock" >&2
    return 1
  fi
}

if [ "${1:-}" = --check ]; then
  COPY="$(mktemp -d)"
  trap 'rm -rf "$COPY"' EXIT
  check_locks "$COPY"
else
  write_locks "$@"
fi
