#!/usr/bin/env bash
# From a clean clone to `toktrack` on PATH: install.sh [--tool-path DIR] [--framework-dependent] [--otlp]
# Builds natively for this machine where the toolchain is there, else framework-dependent. Run it again to update.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=(--global)
native=yes
otlp=false
while [ $# -gt 0 ]; do
    case "$1" in
        --tool-path) target=(--tool-path "${2:?--tool-path needs a folder}"); shift 2 ;;
        --framework-dependent) native=no; shift ;;
        --otlp) otlp=true; shift ;;
        -h|--help) sed -n '2,3s/^# //p' "$0"; exit 0 ;;
        *) echo "install.sh does not know '$1'. It takes --tool-path DIR, --framework-dependent and --otlp." >&2; exit 2 ;;
    esac
done

command -v dotnet >/dev/null || { echo "The .NET SDK 10 is needed: https://dotnet.microsoft.com/download" >&2; exit 1; }
packages=$(mktemp -d)
trap 'rm -rf "$packages"' EXIT

why=
if [ $native = no ]; then
    why="as asked"
elif [ "$(uname -s)" = Linux ] && ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
    why="no clang or gcc was found; with one of them and the zlib headers the build is native and starts in milliseconds"
fi

if [ -z "$why" ]; then
    echo "Building toktrack for this machine; this takes a minute or two …"
    case "$(uname -s)-$(uname -m)" in
        Linux-x86_64) runtime=linux-x64 ;;
        Linux-aarch64) runtime=linux-arm64 ;;
        Darwin-arm64) runtime=osx-arm64 ;;
        *) runtime=osx-x64 ;;
    esac
    if ! TOKTRACK_INSTRUCTION_SET=native TOKTRACK_OTLP=$otlp "$here/pack.sh" "$packages" "$runtime" >"$packages/log" 2>&1; then
        why="the native build failed: $(grep -m1 -oE 'error [A-Z]+[0-9]+: .{0,160}' "$packages/log" || tail -n 1 "$packages/log")"
        rm -f "$packages"/*.nupkg
    fi
fi

if [ -n "$why" ]; then
    echo "Building toktrack framework-dependent ($why)."
    dotnet pack "$here" -c Release -o "$packages" --nologo --verbosity quiet
fi

version=$(ls "$packages" | sed -n 's/^toktrack\.\([0-9].*\)\.nupkg$/\1/p')
dotnet tool uninstall toktrack "${target[@]}" >/dev/null 2>&1 || true
dotnet tool install toktrack "${target[@]}" --version "$version" --source "$packages" >/dev/null
if [ "${target[0]}" = --global ]; then
    program=$HOME/.dotnet/tools/toktrack
    case ":$PATH:" in *":$HOME/.dotnet/tools:"*) ;; *) echo "Add $HOME/.dotnet/tools to PATH to run it as 'toktrack'." ;; esac
else
    program=${target[1]}/toktrack
fi

echo "toktrack $("$program" --version) is installed: $program"
