#!/usr/bin/env bash
# Starts the function and, before it, nginx (nginx.conf): what function/Dockerfile runs. When either
# ends, so does the other, and the engine starts the container anew.
set -euo pipefail

# The port that callers ask, and the one where nginx asks the function.
HOST=${HOST:-0.0.0.0}
PORT=${PORT:-8080}
FUNCTION_PORT=${FUNCTION_PORT:-8081}
SCRATCH=${TMPDIR:-/tmp}
HERE=$(dirname "${BASH_SOURCE[0]}")

start_function() {
  HOST=127.0.0.1 PORT=$FUNCTION_PORT functions-framework &
  FUNCTION=$!
  until (: <"/dev/tcp/127.0.0.1/$FUNCTION_PORT") 2>/dev/null; do
    kill -0 "$FUNCTION" 2>/dev/null || return 0
    sleep 0.05
  done
}

start_nginx() {
  sed -e "s|@LISTEN@|$HOST:$PORT|" -e "s|@FUNCTION@|127.0.0.1:$FUNCTION_PORT|" \
    -e "s|@SCRATCH@|$SCRATCH|" "$HERE/nginx.conf" >"$SCRATCH/nginx.conf"
  nginx -e stderr -c "$SCRATCH/nginx.conf" &
  NGINX=$!
}

# What is being answered is answered first: nginx takes no more, and ends with the last answer.
stop() {
  trap '' TERM INT
  [ -z "$NGINX" ] || { kill -QUIT "$NGINX" && wait "$NGINX"; } 2>/dev/null || true
  kill -TERM "$FUNCTION" 2>/dev/null || true
  wait "$FUNCTION" || true
  exit "$1"
}

main() {
  FUNCTION='' NGINX=''
  trap 'stop 0' TERM INT
  start_function
  kill -0 "$FUNCTION" 2>/dev/null || wait "$FUNCTION"
  start_nginx
  wait -n || stop $?
  stop 1
}

main
