#!/usr/bin/env bash
# Sees to it that a pipeline (CI is set) has what stands before the function in its container: nginx
# on PATH, else Debian's package. Nothing is installed elsewhere, for the package starts a server on
# port 80: the tests of slow clients are skipped there. Quiet when nginx is there.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

has_nginx() { command -v nginx >/dev/null; }

from_debian() {
  say "Installing Debian's nginx"
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo -n)
  "${root[@]}" apt-get update -qq &&
    "${root[@]}" apt-get install -y -qq --no-install-recommends nginx >/dev/null
}

main() {
  has_nginx && return
  [ -n "${CI:-}" ] || {
    say "The tests of slow clients are skipped: they need nginx on PATH."
    return
  }
  from_debian || true
  has_nginx || {
    say "The tests of slow clients need nginx. Install it so that 'nginx' is on PATH."
    exit 1
  }
}

main
