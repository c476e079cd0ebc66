#!/usr/bin/env bash
# Puts the signing certificate into a keychain of its own, on a build machine that is thrown away afterwards.
#
# MACOS_CERTIFICATE (PKCS #12 in base64) and MACOS_CERTIFICATE_PASSPHRASE; without them nothing is done, and it is
# said. NOTARY_KEY (a .p8 file in base64), if given, becomes a file. What later steps need is added to GITHUB_ENV:
# MACOS_IDENTITY, NOTARY_KEY_FILE. Never run yet: there is no certificate.
# `security` takes passphrases on its command line only, where every process of the machine can read them.
set -euo pipefail

if [ -z "${MACOS_CERTIFICATE:-}" ] || [ -z "${MACOS_CERTIFICATE_PASSPHRASE:-}" ]; then
  echo "not signed: no certificate (MACOS_CERTIFICATE, MACOS_CERTIFICATE_PASSPHRASE not set)"
  exit 0
fi

umask 077
readonly FOLDER="${RUNNER_TEMP:?}/signing"
readonly KEYCHAIN="$FOLDER/signing.keychain-db"
mkdir "$FOLDER"
PASSPHRASE="$(openssl rand -hex 32)"

base64 --decode <<<"$MACOS_CERTIFICATE" >"$FOLDER/certificate.p12"
security create-keychain -p "$PASSPHRASE" "$KEYCHAIN"
security set-keychain-settings -lut 21600 "$KEYCHAIN"
security unlock-keychain -p "$PASSPHRASE" "$KEYCHAIN"
security import "$FOLDER/certificate.p12" -k "$KEYCHAIN" -P "$MACOS_CERTIFICATE_PASSPHRASE" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$PASSPHRASE" "$KEYCHAIN" >/dev/null
rm "$FOLDER/certificate.p12"
# shellcheck disable=SC2046 # a list of keychains, each in quotes that are taken off
security list-keychains -d user -s "$KEYCHAIN" $(security list-keychains -d user | tr -d '"')

IDENTITY="$(security find-identity -v -p codesigning "$KEYCHAIN" | sed -n 's/.*"\(Developer ID Application: .*\)"/\1/p' | head -n 1)"
if [ -z "$IDENTITY" ]; then
  echo "keychain: the certificate is not a Developer ID Application" >&2
  exit 1
fi
echo "MACOS_IDENTITY=$IDENTITY" >>"${GITHUB_ENV:?}"

if [ -n "${NOTARY_KEY:-}" ]; then
  base64 --decode <<<"$NOTARY_KEY" >"$FOLDER/notary.p8"
  echo "NOTARY_KEY_FILE=$FOLDER/notary.p8" >>"$GITHUB_ENV"
fi
echo "signing as: $IDENTITY"
