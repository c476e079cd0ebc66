#!/usr/bin/env bash
# Fetches what AppImages are made with into a folder: appimagetool, and the runtime that each of them begins with.
#
#   packaging/linux/appimage_tools.sh FOLDER
#
# For the release workflow: no package registry has either. Both are taken by version and by SHA-256; those below
# are the ones that several other projects pin. appimagetool is an AppImage itself and is unpacked, as build
# machines have no FUSE. What later steps need is added to GITHUB_PATH and GITHUB_ENV (APPIMAGE_RUNTIME).
set -euo pipefail

readonly TOOL_VERSION=1.9.1
readonly RUNTIME_VERSION=20251108
readonly SITE=https://github.com/AppImage

case "$(uname -m)" in
  x86_64)
    TOOL_SHA256=ed4ce84f0d9caff66f50bcca6ff6f35aae54ce8135408b3fa33abfc3cb384eb0
    RUNTIME_SHA256=2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d
    ;;
  aarch64)
    TOOL_SHA256=f0837e7448a0c1e4e650a93bb3e85802546e60654ef287576f46c71c126a9158
    RUNTIME_SHA256=00cbdfcf917cc6c0ff6d3347d59e0ca1f7f45a6df1a428a0d6d8a78664d87444
    ;;
  *)
    echo "appimage: nothing is known for $(uname -m)" >&2
    exit 1
    ;;
esac

# fetch ADDRESS SHA256 FILE: the file appears only if it is what it should be.
fetch() {
  curl --fail --silent --show-error --location --proto '=https' --tlsv1.2 --retry 3 --output "$3.part" "$1"
  echo "$2  $3.part" | sha256sum --check --quiet
  mv "$3.part" "$3"
}

mkdir -p "${1:?the folder}"
cd "$1"
fetch "$SITE/appimagetool/releases/download/$TOOL_VERSION/appimagetool-$(uname -m).AppImage" "$TOOL_SHA256" tool
fetch "$SITE/type2-runtime/releases/download/$RUNTIME_VERSION/runtime-$(uname -m)" "$RUNTIME_SHA256" runtime
chmod 755 tool
./tool --appimage-extract >/dev/null
echo "$PWD/squashfs-root/usr/bin" >>"${GITHUB_PATH:?}"
echo "APPIMAGE_RUNTIME=$PWD/runtime" >>"${GITHUB_ENV:?}"
