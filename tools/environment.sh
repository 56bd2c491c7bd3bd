#!/bin/sh
# Puts the packages of requirements/dev.txt into .venv, and okrpress itself as the sources that lie
# here. `make` calls it when the lock changed.
# PYTHON=… chooses the interpreter; without it the first of 3.11 or newer on the PATH is taken.
set -eu

lock=requirements/dev.txt
stamp=.venv/.locked

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

fail() {
    printf 'error: %s\n  help: %s\n' "$1" "$2" >&2
    exit 1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        new_enough "$PYTHON" ||
            fail "PYTHON=$PYTHON does not run, or is older than Python 3.11" "name another one"
        echo "$PYTHON"
        return
    fi
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if new_enough "$name"; then
            echo "$name"
            return
        fi
    done
    fail "no Python 3.11 or newer on the PATH" \
        "install one (Debian 12: apt-get install python3 python3-venv), or: make PYTHON=/path/to/python3"
}

version() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo none
}

# A .venv that a lock was installed into is made anew, so that nothing of an older lock stays in it.
# One that somebody made by hand is kept, if it is of the same Python.
make_venv() {
    if [ ! -f "$stamp" ] && [ "$(version .venv/bin/python)" = "$(version "$python")" ]; then
        clear=
    else
        clear=--clear
    fi
    if "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        "$python" -m venv $clear .venv
    elif "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m venv $clear --without-pip .venv
        "$python" -m pip --python .venv/bin/python install --quiet pip
    else
        fail "$python can make no virtual environment: its ensurepip is missing, and so is pip" \
            "Debian, Ubuntu: apt-get install python$(version "$python")-venv; elsewhere: install Python's ensurepip"
    fi
}

python=$(find_python)
make_venv
echo "installing $(grep -c '==' "$lock") packages into .venv for $(.venv/bin/python --version)"
rm -f "$stamp"
# The lock names all there is, so nothing is to be resolved: older pips take a package that another
# one wants with an extra in its newest version, which the lock does not know.
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
    --no-compile --no-deps --require-hashes --requirement "$lock"
missing=$(.venv/bin/python -m pip check --disable-pip-version-check) \
    || fail "$lock is not whole: $missing" "make it again: make lock"
pwd >"$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/okrpress.pth"
touch "$stamp"
