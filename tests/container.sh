#!/bin/bash
# Proves the image: builds it, runs it read-only and without privileges, and looks at it from outside and from inside.
# Needs root on a Debian with buildah, podman, runc and mmdebstrap; exits with 77 and one sentence where it cannot run.
# What was fetched is kept in CONTAINER_CACHE (else /var/tmp/stratum-container) for a week.
set -euo pipefail
cd "$(dirname "$0")/.."

BASE=localhost/python:3.13-slim-trixie
CACHE=${CONTAINER_CACHE:-/var/tmp/stratum-container}
PYTHON=$([ -x .venv/bin/python ] && echo .venv/bin/python || echo python3)
WORK=$(mktemp -d)
NAME=stratum-proof-$$
STORE=(--root "$WORK/root" --runroot "$WORK/runroot")

say() { printf '%s\n' "$*"; }
skip() { say "Not proven: $*"; exit 77; }
fail() { say "FAILED: $*"; box logs "$NAME" 2>&1 | tail -n 30; exit 1; }
box() { podman "${STORE[@]}" --runtime runc --cgroup-manager cgroupfs "$@"; }
build() { buildah "${STORE[@]}" build --pull-never --isolation chroot --format docker "$@" >"$WORK/build.log" 2>&1; }
inside() { box exec "$NAME" "$@"; }
now() { date +%s%3N; }

clean_up() {
    box rm --force --time 1 "$NAME" >/dev/null 2>&1 || true
    buildah "${STORE[@]}" rm --all >/dev/null 2>&1 || true
    umount --lazy "$WORK/root/overlay" >/dev/null 2>&1 || true
    rm -rf "$WORK"
}
trap clean_up EXIT

# visit PATH [FIELD=VALUE…]: prints the status of a page, fetched or posted to, and leaves its text in $WORK/page.
visit() {
    "$PYTHON" - "$WORK/page" "localhost:$PORT" "$@" <<'PY'
import http.client, sys
from pathlib import Path
from urllib.parse import urlencode

file, site, path, *fields = sys.argv[1:]
body = urlencode([tuple(field.split("=", 1)) for field in fields]) or None
headers = {"Origin": f"http://{site}", "Content-Type": "application/x-www-form-urlencoded"} if body else {}
server = http.client.HTTPConnection(site, timeout=10)
try:
    server.request("POST" if body else "GET", path, body, headers)
    answer = server.getresponse()
    Path(file).write_bytes(answer.read())
    print(answer.status)
except (OSError, http.client.HTTPException):
    print("nothing")
PY
}
expect() { # STATUS PATH [FIELD=VALUE…]
    local wanted=$1 got; shift
    got=$(visit "$@")
    [ "$got" = "$wanted" ] || fail "$1 answered $got instead of $wanted"
}
found() { grep -o -- "$1" "$WORK/page" | sort -u; } # in the page last visited

# 1. What is needed

[ "$(id -u)" = 0 ] || skip "building without a daemon needs root."
for tool in buildah podman runc mmdebstrap; do
    command -v "$tool" >/dev/null || skip "$tool is missing: apt install buildah podman runc mmdebstrap."
done
unshare --mount true 2>/dev/null || skip "this machine lets no process mount anything."
PORT=$("$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

mkdir -p "$CACHE"
find "$CACHE" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -rf {} +
WHEELS=$CACHE/wheels-$(cat requirements.txt requirements-fonts.txt | sha256sum | cut -c 1-12)
if [ ! -d "$WHEELS" ]; then
    "$PYTHON" -m pip download --quiet --python-version 3.13 --only-binary=:all: --require-hashes \
        -r requirements-fonts.txt -d "$WHEELS.part" 2>"$WORK/pip.log" || skip "the Python packages cannot be downloaded."
    mv "$WHEELS.part" "$WHEELS"
fi
if [ ! -f "$CACHE/base.tar" ]; then
    mmdebstrap --quiet --variant=minbase --include=python3,python3-venv,ca-certificates trixie "$CACHE/base.part.tar" \
        || skip "Debian's packages cannot be downloaded."
    mv "$CACHE/base.part.tar" "$CACHE/base.tar"
fi

# 2. The image. The base stands in for Docker's: the same Debian, its own Python 3.13.

mkdir "$WORK/base" "$WORK/etc"
ln "$CACHE/base.tar" "$WORK/base/" 2>/dev/null || cp "$CACHE/base.tar" "$WORK/base/"
printf 'FROM scratch\nADD base.tar /\n' >"$WORK/base/Dockerfile"
build -t "$BASE" "$WORK/base" || { tail -n 20 "$WORK/build.log"; skip "this machine lets buildah build nothing."; }

printf '[global]\nno-index = true\nfind-links = /wheels\ndisable-pip-version-check = true\n' >"$WORK/etc/pip.conf"
echo 'Acquire::Check-Valid-Until "false";' >"$WORK/etc/apt.conf" # a mirror that stands still is good enough here
started=$(now)
build -v "$WHEELS:/wheels:ro" -v "$WORK/etc/pip.conf:/etc/pip.conf:ro" \
    -v "$WORK/etc/apt.conf:/etc/apt/apt.conf.d/99proof:ro" -t stratum . \
    || { tail -n 40 "$WORK/build.log"; say "FAILED: the image does not build"; exit 1; }
size() { box image inspect --format '{{.Size}}' "$1"; }
say "Built in $((($(now) - started) / 1000)) s; $((($(size stratum) - $(size "$BASE")) / 1000000)) MB above the base."

# 3. A modest container

start_new() {
    box run --detach --name "$NAME" --network host --env PORTAL_PORT="$PORT" --volume "$NAME:/data" \
        --read-only --tmpfs /tmp --cap-drop all --security-opt no-new-privileges --memory 256m --pids-limit 100 \
        --ulimit nofile=4096:4096 --ulimit nproc=4096:4096 stratum
}
wait_until_ready() { # NAME OF THE START, MOST SECONDS
    local started; started=$(now)
    until [ "$(visit /readyz)" = 200 ]; do
        [ "$(box inspect --format '{{.State.Running}}' "$NAME")" = true ] || fail "the container ended at its $1 start"
        [ $(($(now) - started)) -lt $(($2 * 1000)) ] || fail "the $1 start took more than $2 s"
        sleep 0.05
    done
    say "Ready $(($(now) - started)) ms after its $1 start."
}

start_new >"$WORK/run.log" 2>&1 || { cat "$WORK/run.log"; skip "this machine lets podman run nothing."; }
wait_until_ready first 30
box healthcheck run "$NAME" >/dev/null || fail "the health check says unhealthy"

# 4. From outside: pages, styles, typefaces, an account

expect 200 /
expect 200 /healthz
expect 200 /sitemap.xml
lesson=$(found '/lessons/[a-z0-9/-]*' | sed -n 1p)
[ -n "$lesson" ] || fail "the sitemap names no lesson"
expect 200 "$lesson"
found '<h1' >/dev/null || fail "$lesson has no heading"
found '/static/fonts/inter' >/dev/null || fail "$lesson asks for no typeface"
for file in $(found '/static/[^"#?]*'); do expect 200 "$file"; done
expect 302 /accounts/signup/ username=proof "password1=a lake above nine birches"

# 5. From inside: no privileges, a sound SQLite, nothing written where it should not be

[ "$(inside id -u)" = 10001 ] || fail "it runs as uid $(inside id -u)"
# shellcheck disable=SC2016 # for the shell inside
inside sh -c 'for each in /proc/[0-9]*/status; do grep -q "^CapEff:.0*$" "$each" || exit 1; done' || fail "it has capabilities"
inside grep -q '^NoNewPrivs:.1$' /proc/1/status || fail "it may gain privileges"
inside python -c 'import sqlite3, sys; sys.exit(sqlite3.sqlite_version_info < (3, 51, 3))' || fail "its SQLite is too old"
! inside touch /app/x 2>/dev/null || fail "/app can be written to"
written=$(box diff "$NAME" | grep -vE '^[AC] /(data|tmp|dev|etc|etc/hosts|etc/hostname|etc/resolv\.conf|etc/mtab|proc|run|run/.*|sys|var|var/tmp)$' || true)
[ -z "$written" ] || fail "written outside /data and /tmp: $written"
say "Memory and processes: $(box stats --no-stream --format '{{.MemUsage}}, {{.PIDs}}' "$NAME")."
say "SQLite $(inside python -c 'import sqlite3; print(sqlite3.sqlite_version)'), uid 10001, no capabilities, read-only."

# 6. Stopped, started again, and everything still there

start_again() { box start "$NAME" >/dev/null 2>"$WORK/start.log" || { cat "$WORK/start.log"; fail "it does not start again"; }; }
stop_after() { # WHEN, THE CODES THAT ARE RIGHT
    local started code; started=$(now)
    box kill --signal TERM "$NAME" >/dev/null
    code=$(timeout 10 podman "${STORE[@]}" wait "$NAME") || fail "10 s after SIGTERM, $1, it still ran"
    [[ " $2 " = *" $code "* ]] || fail "SIGTERM, $1, ended it with $code"
    say "Ended $(($(now) - started)) ms after SIGTERM, $1, with $code."
}
stop_after "at work" 0
start_again
wait_until_ready second 30
expect 302 /accounts/login/ login=proof "password=a lake above nine birches"
expect 200 /accounts/login/ login=proof password=wrong
stop_after "at work" 0
for moment in 0.2 0.8 1.6; do
    start_again
    sleep "$moment"
    stop_after "$moment s after the start" "0 143"
done
say "Proven."
