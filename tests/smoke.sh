#!/usr/bin/env bash
# Asks a running Pushback, on this machine or deployed, one request of each kind, and checks what
# it answers: a line a check, exit 1 if any answer is wrong. It knows no model's figures.
set -euo pipefail
export LC_ALL=C

DAY=2026-12-23T18:30
FLIGHT='{"flights":[{"carrier":"DL","origin":"JFK","destination":"LAX","departure":"'$DAY'"}]}'
THREE_MISTAKES='{"flights":[{"carrier":"DL","origin":"JFK1","departure":"tomorrow"}]}'
JSON='Content-Type: application/json'
PROBLEM='application/problem+json'
CHECKS=(health contract routes predict query mistakes unknown_path wrong_method wrong_media)
ORIGIN_CHECKS=(own_origin preflight foreign_origin)

URL=
ORIGIN=
CLOSED=
SECONDS_EACH=20

usage() {
  cat <<'TEXT'
Usage: tests/smoke.sh [--origin ORIGIN | --closed] [--timeout SECONDS] URL

Ask the Pushback at URL one request of each kind and check its answers.

  --origin ORIGIN    a page's origin that may read the answers: check the CORS headers too
  --closed           ask one request alone, which has to be refused (401 or 403)
  --timeout SECONDS  how long one request may take (20); it is made once more when it fails
  --help             show this

Example:
  tests/smoke.sh http://localhost:8000
  tests/smoke.sh --origin https://www.pushback.example https://api.pushback.example
TEXT
}

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

misuse() {
  say "$* See tests/smoke.sh --help."
  exit 2
}

need() { command -v "$1" >/dev/null || fail "This test needs $1: install it and try again."; }

# --- asking -------------------------------------------------------------------------------------

# ask PATH [CURL OPTION...]: sets STATUS (000: none), HEAD and BODY, the latter without white space.
ask() {
  local path=$1
  shift
  rm -f "$FOLDER/head" "$FOLDER/body"
  STATUS=$(curl --silent --show-error --proto '=http,https' --max-time "$SECONDS_EACH" \
    --retry 1 --retry-delay 1 --retry-connrefused --dump-header "$FOLDER/head" \
    --output "$FOLDER/body" --write-out '%{http_code}' "$@" "$URL$path" 2>"$FOLDER/error") ||
    STATUS=000
  touch "$FOLDER/head" "$FOLDER/body"
  HEAD=$(tr -d '\r' <"$FOLDER/head" | awk '/^HTTP\// { n = 0 } { line[n++] = $0 }
    END { for (i = 0; i < n; i++) print line[i] }') # those of the last answer
  BODY=$(tr -d '\0[:space:]' <"$FOLDER/body")
}

# --- expecting: each prints what is wrong and returns 1 -----------------------------------------

wrong() {
  printf '%s' "$*"
  return 1
}

status_is() {
  [ "$STATUS" != 000 ] || wrong "no answer ($(tail -n 1 "$FOLDER/error"))" || return
  [ "$STATUS" = "$1" ] || wrong "the status is $STATUS, not $1: ${BODY:0:200}"
}

says() {
  grep -qF -- "$1" <<<"$BODY" || wrong "the answer lacks $1: ${BODY:0:200}"
}

has_header() {
  grep -qixE -- "$1: *$2" <<<"$HEAD" || wrong "there is no header like $1: $2"
}

is_problem() {
  status_is "$1" && has_header content-type "${PROBLEM/+/\\+}.*" && says "\"status\":$1"
}

is_prediction() {
  local outcomes
  outcomes=$(grep -o '"outcomes":{[^}]*}' <<<"$BODY") || true
  [ "$(grep -c . <<<"$outcomes")" = 1 ] ||
    wrong "one prediction was expected: ${BODY:0:200}" || return
  tr '{,}' '\n' <<<"$outcomes" | awk -F: '
    $1 ~ /^"(on_time|late_15|late_30|late_60|late_120|cancelled)"$/ {
      count++; sum += $2; if ($2 < 0 || $2 > 1) count = -9
    }
    END { exit !(count == 6 && sum > 0.99999 && sum < 1.00001) }' ||
    wrong "six chances that sum to 1 were expected: $outcomes"
}

# --- the checks ---------------------------------------------------------------------------------

health() {
  ask /health # not /healthz: Cloud Run keeps some paths that end in z for itself
  status_is 200 && says '"status":"ok"'
}

contract() {
  ask /contract
  status_is 200 && says '"version":' && says '"fields":{' && says '"outcomes":[' &&
    has_header cache-control '.*max-age=.*'
}

routes() {
  ask '/routes?origin=JFK'
  status_is 200 && says '"origin":"JFK"' && says '"destination":"' && says '"years":[' &&
    has_header cache-control '.*max-age=.*'
}

predict() {
  ask /predict --header "$JSON" --data "$FLIGHT"
  status_is 200 && says '"model":{"version":"' && is_prediction
}

query() {
  ask "/predict?carrier=DL&origin=JFK&destination=LAX&departure=$DAY"
  status_is 200 && is_prediction && has_header cache-control '.*max-age=.*'
}

mistakes() {
  ask /predict --header "$JSON" --data "$THREE_MISTAKES"
  # shellcheck disable=SC2016 # the dollar is JSON path's
  is_problem 422 && says '"path":"$.flights[0].origin"' &&
    says '"path":"$.flights[0].destination"' && says '"path":"$.flights[0].departure"'
}

unknown_path() {
  ask /no-such-path
  is_problem 404
}

wrong_method() {
  ask /predict --request DELETE
  is_problem 405 && has_header allow '.*POST.*'
}

wrong_media() {
  ask /predict --header 'Content-Type: text/plain' --data "$FLIGHT"
  is_problem 415
}

own_origin() {
  ask /contract --header "Origin: $ORIGIN"
  status_is 200 && has_header access-control-allow-origin "${ORIGIN//./\\.}" &&
    has_header vary '.*Origin.*'
}

preflight() {
  ask /predict --request OPTIONS --header "Origin: $ORIGIN" \
    --header 'Access-Control-Request-Method: POST' \
    --header 'Access-Control-Request-Headers: content-type'
  status_is 204 && has_header access-control-allow-origin "${ORIGIN//./\\.}" &&
    has_header access-control-allow-methods '.*POST.*' &&
    has_header access-control-allow-headers '.*content-type.*'
}

foreign_origin() {
  ask /contract --header 'Origin: https://elsewhere.invalid'
  status_is 200 || return
  ! has_header access-control-allow-origin '.*' >/dev/null ||
    wrong "an origin that is not allowed may read the answer"
}

# --- running them -------------------------------------------------------------------------------

check() {
  local reason
  if reason=$("$1"); then
    printf 'ok    %s\n' "${1//_/ }"
  else
    printf 'FAIL  %s: %s\n' "${1//_/ }" "$reason"
    return 1
  fi
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h)
        usage
        exit
        ;;
      --closed) CLOSED=1 ;;
      --origin | --timeout)
        [ $# -gt 1 ] || misuse "$1 needs a value."
        if [ "$1" = --origin ]; then ORIGIN=$2; else SECONDS_EACH=$2; fi
        shift
        ;;
      -*) misuse "There is no option $1." ;;
      *)
        [ -z "$URL" ] || misuse "Give one URL."
        URL=${1%/}
        ;;
    esac
    shift
  done
  [[ $URL =~ ^https?://. ]] || misuse "Give the URL of a Pushback, like http://localhost:8000."
  [[ $SECONDS_EACH =~ ^[1-9][0-9]*$ ]] || misuse "--timeout is $SECONDS_EACH: give whole seconds."
}

main() {
  local name failed=0
  read_arguments "$@"
  need curl
  FOLDER=$(mktemp -d)
  trap 'rm -rf "$FOLDER"' EXIT
  ask /contract
  [ "$STATUS" != 000 ] || fail "Nothing answers at $URL: $(tail -n 1 "$FOLDER/error")"
  if [ -n "$CLOSED" ]; then
    [[ $STATUS =~ ^40[13]$ ]] || fail "$URL is not closed: it answers a request with $STATUS, not 401 or 403"
    say "$URL is closed"
    return
  fi
  [ -z "$ORIGIN" ] || CHECKS+=("${ORIGIN_CHECKS[@]}")
  for name in "${CHECKS[@]}"; do
    check "$name" || failed=$((failed + 1))
  done
  [ "$failed" = 0 ] || fail "$failed of ${#CHECKS[@]} checks failed at $URL"
  say "All is well at $URL"
}

main "$@"
