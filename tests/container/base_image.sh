#!/usr/bin/env bash
# Makes a base image for function/Dockerfile where none can be pulled: a small Debian with Python,
# of this machine's own release and from the mirror that its apt uses.
#
#   tests/container/base_image.sh podman pushback-base
set -euo pipefail

PACKAGES=python3,python3-pip,ca-certificates

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

need() { command -v "$1" >/dev/null || fail "A base image cannot be made without $1."; }

# The mirror of a release, as apt knows it.
mirror_of() {
  # shellcheck disable=SC2016 # apt fills these in
  apt-get indextargets --format '$(CODENAME) $(SITE)' 'Created-By: Packages' |
    awk -v release="$1" '$1 == release { print $2; exit }'
}

# What a package manager needs and a base image does not; pip may then write beside Debian's own.
slim() {
  rm -rf "$1"/var/cache/apt/*.bin "$1"/var/cache/apt/archives/* "$1"/var/lib/apt/lists/*
  rm -f "$1"/usr/lib/python3*/EXTERNALLY-MANAGED
}

make_image() {
  local engine=$1 name=$2 release mirror
  # shellcheck source=/dev/null
  release=$(. /etc/os-release && printf '%s' "${VERSION_CODENAME:-}")
  mirror=$(mirror_of "$release")
  [ -n "$mirror" ] || fail "apt has no mirror of the release '$release'."
  say "Making the base image $name from $mirror ($release), about two minutes"
  debootstrap --variant=minbase --include="$PACKAGES" "$release" "$FOLDER/root" "$mirror" \
    >"$FOLDER/log" 2>&1 || fail "debootstrap failed: $(tail -n 1 "$FOLDER/log")"
  slim "$FOLDER/root"
  tar -C "$FOLDER/root" -c . | "$engine" import - "$name" >"$FOLDER/log" 2>&1 ||
    fail "$engine import failed: $(tail -n 1 "$FOLDER/log")"
}

main() {
  [ $# = 2 ] || fail "Usage: tests/container/base_image.sh ENGINE NAME"
  need apt-get
  need debootstrap
  [ "$(id -u)" = 0 ] || fail "A base image cannot be made without being root: debootstrap needs it."
  FOLDER=$(mktemp -d)
  trap 'rm -rf --one-file-system "$FOLDER"' EXIT
  make_image "$@"
}

main "$@"
