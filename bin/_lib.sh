# Shared by the scripts beside it; not run by itself. Every step says nothing when there is nothing to do.
# SAMESHEET_NO_APT=1 turns every use of apt off.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
VENV=$ROOT/.venv
PY=$VENV/bin/python
export UV_PYTHON_DOWNLOADS=never PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$@"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# --- Debian packages -------------------------------------------------------------------------------

can_apt() {
  [ "${SAMESHEET_NO_APT:-0}" != 1 ] && command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# apt_install PACKAGE...: quiet, and once more after an update when the lists are old.
apt_install() {
  can_apt || return 1
  say "Installing with apt: $*"
  local get=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
  as_root "${get[@]}" install --yes --no-install-recommends "$@" >/dev/null 2>&1 && return
  as_root "${get[@]}" update >/dev/null 2>&1 || true
  as_root "${get[@]}" install --yes --no-install-recommends "$@" >/dev/null
}

# --- Python ----------------------------------------------------------------------------------------

find_python() {
  local name
  for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || continue
    command -v "$name"
    return
  done
  fail "Same Sheet needs Python 3.11, 3.12 or 3.13 and found none. Install it: apt install python3"
}

ensure_venv() {
  "$PY" -c 'import pip' 2>/dev/null && return
  local python minor
  python=$(find_python)
  minor=$("$python" -c 'import sys; print("3.%d" % sys.version_info.minor)')
  "$python" -c 'import ensurepip, venv' 2>/dev/null || apt_install "python$minor-venv" \
    || fail "Python's venv module is missing. Install it, then start again: apt install python$minor-venv"
  say "Making .venv with Python $minor"
  "$python" -m venv --clear "$VENV"
}

digest() { cat "$@" | sha256sum | cut -d' ' -f1; }

# ensure_requirements base|dev: hashed requirements, only when the lock files or the Python have changed.
ensure_requirements() {
  local kind=$1 stamp=$VENV/.installed-$1 now
  now=$(digest "$PY" requirements/tools.txt requirements/base.txt "requirements/$kind.txt")
  [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
  say "Installing Python packages ($kind)"
  "$PY" -m pip install -qq --require-hashes -r requirements/tools.txt
  "$VENV/bin/uv" pip install --quiet --python "$PY" --require-hashes -r "requirements/$kind.txt"
  [ "$kind" = base ] || digest "$PY" requirements/tools.txt requirements/base.txt requirements/base.txt \
    >"$VENV/.installed-base"
  say "$now" >"$stamp"
}

# --- Style and fonts -------------------------------------------------------------------------------

ensure_assets() {
  local stamp=static/vendor/.installed now
  now=$(digest package-lock.json .npmrc bin/_assets.py)
  [ "$(cat "$stamp" 2>/dev/null)" = "$now" ] && return
  say "Installing style and fonts"
  "$PY" bin/_assets.py
  say "$now" >"$stamp"
}

# --- Pango, which sets the PDFs --------------------------------------------------------------------

has_pango() {
  "$PY" - 2>/dev/null <<'PYTHON'
import ctypes
for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libfontconfig.so.1"):
    ctypes.CDLL(name)
PYTHON
}

ensure_pango() {
  has_pango && return
  apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 || true
  has_pango || fail "PDFs need Pango. Install it, then start again:" \
    "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
}

# set_up base|dev: everything that runs the product, or that and everything that checks it.
set_up() {
  ensure_venv
  ensure_requirements "$1"
  ensure_assets
  ensure_pango
}
