#!/usr/bin/env bash
# Sees to it that the end-to-end tests have a browser: a Chromium on PATH, else Playwright's own,
# else Debian's package. Quiet when there is one.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

has_browser() {
  local name
  for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && return
  done
  python -c '
import pathlib, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as driver:
    sys.exit(not pathlib.Path(driver.chromium.executable_path).exists())'
}

from_playwright() {
  say "Installing Playwright's Chromium"
  timeout 300 playwright install chromium >/dev/null 2>&1
}

from_debian() {
  say "Installing Debian's Chromium"
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  "${root[@]}" apt-get update -qq && "${root[@]}" apt-get install -y -qq chromium-headless-shell >/dev/null
}

main() {
  has_browser && return
  from_playwright || from_debian || true
  has_browser || {
    say "The tests need a browser. Install Chromium so that 'chromium' is on PATH."
    exit 1
  }
}

main
