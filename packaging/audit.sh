#!/usr/bin/env bash
# Asks pip-audit for known vulnerabilities of what runs, builds, packs and publishes: the locks of these names.
#
#   packaging/audit.sh [OPTION...]   options go to pip-audit, such as --vulnerability-service osv
#
# Promises: every pin is asked for, also those of other systems and Pythons. Fails where one has a known vulnerability,
# and where it could not be asked. Needs the network, so it is not a part of `make test`. A finding that does not concern
# us goes to IGNORED, with the reason beside it. Not asked for: what these packages contain that is not a Python package
# (Qt, ICU, OpenSSL); the bill of materials has their versions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly IGNORED=() # such as --ignore-vuln GHSA-x84v-xcm2-53pg

FOLDER="$(mktemp -d)"
trap 'rm -rf "$FOLDER"' EXIT
sed 's/ ;[^\\]*/ /' packaging/locks/{run,build,package,publish}.txt >"$FOLDER/pins.txt" # without the markers: all are asked for
.venv/bin/python -m pip_audit --requirement "$FOLDER/pins.txt" --require-hashes --disable-pip --strict --desc off \
  --progress-spinner off --cache-dir "$FOLDER/cache" ${IGNORED[@]+"${IGNORED[@]}"} "$@"
