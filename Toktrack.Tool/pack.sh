#!/usr/bin/env bash
# Packs the tool: pack.sh OUT [RUNTIME…]      (default runtimes: this machine's own and `any`)
# One pointer package, one native package for each runtime, the framework-dependent one for `any`. Environment:
#   TOKTRACK_FRAMEWORK        framework of the native builds; default: net10.0 where its native pack is to be had, else net9.0
#   TOKTRACK_INSTRUCTION_SET  what the native code may use; default: x86-64-v3 (AVX2) on x64
#   TOKTRACK_VERBOSITY        how much the build tells: quiet, minimal, normal …; default: quiet
#   TOKTRACK_OTLP             true to have native builds send metrics by OTLP, which makes them larger; default: false
set -euo pipefail
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
[ $# -gt 0 ] || { echo "pack.sh: where to? pack.sh OUT [RUNTIME…]" >&2; exit 2; }
case "$1" in /*) out=$1 ;; *) out=$PWD/$1 ;; esac
shift
cd -- "$here" # a global.json where the user happens to stand chooses no SDK for us

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) own=linux-x64 ;;
    Linux-aarch64) own=linux-arm64 ;;
    Darwin-arm64) own=osx-arm64 ;;
    Darwin-x86_64) own=osx-x64 ;;
    *) own=win-x64 ;;
esac
[ $# -gt 0 ] || set -- "$own" any

framework=${TOKTRACK_FRAMEWORK:-}
native=()
for runtime in "$@"; do [ "$runtime" = any ] || native+=("$runtime"); done
if [ ${#native[@]} -gt 0 ] && [ -z "$framework" ]; then
    framework=net10.0
    if ! dotnet restore "$here" -r "${native[0]}" -p:ToktrackNative=true --verbosity quiet >/dev/null 2>&1; then
        framework=net9.0
        rm -rf "$here"/obj/native "$here"/../Toktrack.Scanner/obj/native
    fi
fi

pack() { # pack RUNTIMES [OPTION…]
    local runtimes=$1; shift
    dotnet pack "$here" -c Release -o "$out" --nologo --verbosity "${TOKTRACK_VERBOSITY:-quiet}" -p:ToktrackPack=true "-p:ToktrackRuntimes=$runtimes" "$@"
}

if [ ${#native[@]} -eq 0 ]; then
    pack any # the pointer and the package it points to
    exit
fi

all=$(IFS=+; echo "$*")
aot=(-p:ToktrackNative=true "-p:ToktrackFramework=$framework" "-p:ToktrackOtlp=${TOKTRACK_OTLP:-false}")
[ -z "${TOKTRACK_INSTRUCTION_SET:-}" ] || aot+=("-p:IlcInstructionSet=$TOKTRACK_INSTRUCTION_SET")
for runtime in "$@"; do
    if [ "$runtime" = any ]; then pack any -r any; else pack "$all" -r "$runtime" "${aot[@]}"; fi
done
pack "$all" "${aot[@]}" # the pointer alone: natively built packages are never made along with it
