#!/usr/bin/env bash
# From a clean clone to `toktrack` on PATH: install.sh [--tool-path DIR] [--framework-dependent] [--otlp]
# Builds natively for this machine where the toolchain is there, else framework-dependent. Run it again to update.
set -euo pipefail
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
fail() { # fail CODE MESSAGE…
    local code=$1; shift
    printf 'install.sh: %s\n' "$@" >&2
    exit "$code"
}

folder=
own=yes
native=yes
otlp=false
while [ $# -gt 0 ]; do
    case "$1" in
        --tool-path) folder=${2:-}; [ -n "$folder" ] || fail 2 "--tool-path needs a folder."; shift 2 ;;
        --tool-path=?*) folder=${1#*=}; shift ;;
        --framework-dependent) native=no; shift ;;
        --otlp) otlp=true; shift ;;
        -h|--help) sed -n '2,3s/^# //p' "$here/install.sh"; exit 0 ;;
        *) fail 2 "'$1' is unknown. It takes --tool-path DIR, --framework-dependent and --otlp." ;;
    esac
done

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) runtime=linux-x64 ;;
    Linux-aarch64) runtime=linux-arm64 ;;
    Darwin-arm64) runtime=osx-arm64 ;;
    Darwin-x86_64) runtime=osx-x64 ;;
    MINGW*|MSYS*|CYGWIN*) fail 2 "this is Windows: run install.ps1 in PowerShell instead." ;;
    *) runtime= ;;
esac

# All that can be known to go wrong is asked before minutes are spent on building.
command -v dotnet >/dev/null || fail 1 "no 'dotnet' on PATH. The .NET SDK 10 is needed: https://dotnet.microsoft.com/download"
target=(--global)
uninstall="dotnet tool uninstall toktrack --global"
[ -n "$folder" ] || { folder=${DOTNET_CLI_HOME:-$HOME}/.dotnet/tools; own=no; }
{ mkdir -p -- "$folder" && [ -w "$folder" ]; } 2>/dev/null || fail 1 "cannot write to $folder. Choose a folder of yours: install.sh --tool-path DIR"
folder=$(CDPATH='' cd -- "$folder" && pwd)
if [ $own = yes ]; then
    target=(--tool-path "$folder")
    uninstall="dotnet tool uninstall toktrack --tool-path '$folder'"
fi
program=$folder/toktrack
cd -- "$here" # a global.json where the user happens to stand chooses no SDK for us
dotnet --version >/dev/null 2>&1 || fail 1 "the .NET SDK 10 is needed (https://dotnet.microsoft.com/download), but 'dotnet --version' says:" "$(dotnet --version 2>&1 | head -n 6)"
[ -w "$here" ] || fail 1 "cannot write to $here, where the build puts its files. Clone the repository to a folder of yours."
if [ -e "$program" ] && [ ! -d "$folder/.store/toktrack" ]; then
    fail 1 "$program is there and was not installed by this script. Remove it, or choose another folder: install.sh --tool-path DIR"
fi

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
packages=$work/packages
mkdir "$packages"

# What was built is installed to one side first and has to start there: an older toktrack is only removed for one that works.
works() {
    rm -rf -- "$work/trial"
    version=$(ls "$packages" | sed -n 's/^toktrack\.\([0-9].*\)\.nupkg$/\1/p')
    dotnet tool install toktrack --tool-path "$work/trial" --version "$version" --source "$packages" >"$work/log" 2>&1 &&
        "$work/trial/toktrack" --version >"$work/log" 2>&1
}

reason() { # the linker's own words before those of the build about them
    grep -m1 -oE '(^|[ /])(ld|ld\.lld|clang|gcc|cc)(: error)?: .{0,200}' "$work/log" | sed 's|^[ /]||' | grep . ||
        grep -m1 -oE 'error [A-Z]+[0-9]+: .{0,200}' "$work/log" || tail -n 1 "$work/log"
}

keep_log() {
    local kept
    kept=$(mktemp "${TMPDIR:-/tmp}/toktrack-build.XXXXXX")
    cp -- "$work/log" "$kept"
    printf '%s' "$kept"
}

why=
if [ $native = no ]; then
    why="as asked"
elif [ -z "$runtime" ]; then
    why="native builds are for x64 and arm64 on Linux and macOS, and this is $(uname -s) on $(uname -m)"
elif [ "${runtime%%-*}" = osx ] && ! xcode-select -p >/dev/null 2>&1; then
    why="Apple's command line tools were not found; after 'xcode-select --install' the build is native and starts in milliseconds"
elif ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
    why="no clang or gcc was found; with one of them and the zlib headers the build is native and starts in milliseconds"
else
    echo "Building toktrack for this machine; this takes a minute or two …"
    if ! TOKTRACK_INSTRUCTION_SET=native TOKTRACK_OTLP=$otlp TOKTRACK_VERBOSITY=normal ./pack.sh "$packages" "$runtime" >"$work/log" 2>&1; then
        why="the native build failed ($(reason)); the whole log is $(keep_log)"
    elif ! works; then
        why="the native program does not start here: $(reason)"
    fi
fi

kind="native, $runtime"
if [ -n "$why" ]; then
    kind="framework-dependent"
    echo "Building toktrack framework-dependent: $why"
    rm -f -- "$packages"/*.nupkg
    dotnet pack . -c Release -o "$packages" --nologo --verbosity quiet >"$work/log" 2>&1 || fail 1 "the build failed: $(reason)" "The whole log is $(keep_log)"
    works || fail 1 "what was built does not start, so nothing was installed: $(cat "$work/log")"
fi

old=$(dotnet tool list "${target[@]}" | awk '$1 == "toktrack" { print $2 }')
[ -z "$old" ] || dotnet tool uninstall toktrack "${target[@]}" >/dev/null
dotnet tool install toktrack "${target[@]}" --version "$version" --source "$packages" >"$work/log" 2>&1 || fail 1 "installing to $folder failed:" "$(cat "$work/log")"

case "$old" in
    '') done="is installed" ;;
    "$version") done="was built again and replaces the one that was there" ;;
    *) done="replaces $old" ;;
esac
echo "toktrack $("$program" --version) ($kind) $done: $program"
found=$(command -v toktrack || true)
if [ -n "$found" ] && [ ! "$found" -ef "$program" ]; then
    echo "But 'toktrack' runs $found, which stands before it on PATH."
elif [ -z "$found" ]; then
    echo "To run it as 'toktrack', add its folder to PATH, here and in your shell's profile: export PATH=\"\$PATH:$folder\""
fi
echo "To remove it: $uninstall"
