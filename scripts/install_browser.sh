#!/bin/sh
# Installs Debian's Chromium and its driver where they are missing: the browser tests drive the real page with them.
set -eu
if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
    exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null; then
    as_root="sudo"
else
    echo "The browser tests need Chromium. Ask an administrator for: apt-get install chromium chromium-driver" >&2
    exit 1
fi
echo "Installing Chromium for the browser tests ..."
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq chromium chromium-driver >/dev/null
