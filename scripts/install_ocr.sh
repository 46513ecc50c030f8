#!/bin/sh
# Installs Debian's Tesseract with the languages of the tests where it is missing: the tests read scans with it. Where
# it cannot be installed they are skipped, and say so.
set -eu
if command -v tesseract >/dev/null && [ "$(tesseract --list-langs 2>/dev/null | grep -cxE 'ara|eng|fra')" -eq 3 ]; then
    exit 0
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null; then
    as_root="sudo"
else
    echo "The tests of scans are skipped. For them: apt-get install tesseract-ocr tesseract-ocr-ara tesseract-ocr-fra" >&2
    exit 0
fi
echo "Installing Tesseract for the tests of scans ..."
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq tesseract-ocr tesseract-ocr-ara tesseract-ocr-fra >/dev/null
