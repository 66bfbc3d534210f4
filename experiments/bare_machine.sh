#!/usr/bin/env bash
# Sets cxsim up as on a bare and awkward machine, runs it, and checks what a newcomer meets:
# no venv module, a home that cannot be written, a path with spaces and accents, an install cut
# in the middle, no network once installed, and a wheel used from another folder.
#
#     experiments/bare_machine.sh             takes some minutes; PYTHON=python3.12 chooses another
#     experiments/bare_machine.sh test        and runs the whole test suite there
set -euo pipefail
PYTHON=${PYTHON:-python3}
checkout=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
house="$work/Casa de Íñigo Álvarez"

say() { printf '\n== %s\n' "$*"; }
fail() { echo "FAILED: $*"; exit 1; }

say 'copy the checkout'
mkdir "$house"
(cd "$checkout" && git ls-files -z --cached --others --exclude-standard | tar --null -cT - -f -) |
    tar -xf - -C "$house"
cd "$house"

say 'hide venv and ensurepip, and make the home a plain file, which nobody can write in'
mkdir "$work/hidden"
for module in venv ensurepip; do
    echo 'raise ImportError("hidden")' >"$work/hidden/$module.py"
done
export PYTHONPATH="$work/hidden"
for file in "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf"; do
    # What tells pip its index must stay; the home is all that goes.
    if [ -f "$file" ]; then export PIP_CONFIG_FILE=${PIP_CONFIG_FILE:-$file}; fi
done
touch "$work/home"
export HOME="$work/home"
unset XDG_CACHE_HOME CXSIM_CACHE

say 'cut the install in the middle: first this program alone, then with all its steps'
cut_when() { # PATTERN PROCESS: kill the install once a file like that appears
    until compgen -G "$1" >/dev/null; do kill -0 $! && sleep .1; done
    kill -9 -- "$2"
    wait $! || true
    [ ! -e .venv/installed.txt ] || fail 'the install was over before it could be cut'
}
$PYTHON install.py &
cut_when '.venv/pyvenv.cfg' $!
setsid $PYTHON install.py &
cut_when '.venv/lib/*/site-packages/numpy' -$!

say 'make run'
make run PYTHON="$PYTHON" | tee "$work/first.txt"
[ -n "$(find results -name report.html)" ] || fail 'no page was written'
[ -z "$(find . -path ./.venv -prune -o -name '*.egg-info' -print)" ] || fail 'litter'

say 'a finished install is left alone'
[ -z "$($PYTHON install.py)" ] || fail 'it was installed again'
time $PYTHON install.py

say 'make run again, without a network where that can be shut off'
if unshare --net true 2>/dev/null; then shut='unshare --net'; else shut=''; fi
time $shut make run PYTHON="$PYTHON"

say 'a wheel, from an empty folder'
$PYTHON -m pip wheel -qq --no-deps --wheel-dir "$work/wheel" .
$PYTHON -m pip install -qq --no-deps --target "$work/site" "$work"/wheel/*.whl
mkdir "$work/empty"
(
    cd "$work/empty"
    PYTHONPATH="$work/site" "$house/.venv/bin/python" -c \
        'import sys; from cxsim.door import main; sys.exit(main())' do=show >"$work/shown.txt"
    [ -s "$work/shown.txt" ] || fail 'the wheel shows no case'
    [ -z "$(ls -A)" ] || fail 'showing a case wrote something'
)

if [ "${1:-}" = test ]; then
    say 'make test'
    make test PYTHON="$PYTHON"
fi
say 'all holds'
