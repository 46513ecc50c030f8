#!/bin/sh
# Installs what the tests of scans and of Arabic PDFs need, where it is missing: Debian's Tesseract with some languages,
# and a font. Where it cannot be installed the tests are skipped, and say so.
set -eu
packages="tesseract-ocr tesseract-ocr-ara tesseract-ocr-fra fonts-dejavu-core"
if [ -f /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] && command -v tesseract >/dev/null && [ "$(tesseract --list-langs 2>/dev/null | grep -cxE 'ara|eng|fra')" -eq 3 ]; then
    exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null; then
    as_root="sudo"
else
    echo "Tests of scans and of Arabic are skipped. For them: apt-get install $packages" >&2
    exit 0
fi
echo "Installing Tesseract and a font for the tests ..."
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq $packages >/dev/null
