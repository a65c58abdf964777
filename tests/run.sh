#!/usr/bin/env bash
# Installs what the tests need, builds everything and runs every suite. Needs the .NET SDK, on Debian or Ubuntu; elsewhere install the rest
# yourself. Tests whose dependency is unavailable are skipped, by name and with the reason. The last line counts all suites together.
set -uo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'TEXT'
tests/run.sh            all suites
tests/run.sh --quick    only tests that start no processes and take no seconds: for the inner loop, some 90 s after the build
tests/run.sh --full     all suites, the heavy tests in their full size: before each release
tests/run.sh --soak     the soak alone, for SCIMBUS_SOAK_MINUTES (20) from SCIMBUS_SOAK_SEED (a random one) on SCIMBUS_SOAK_STORE (Sqlite
                        or MongoDb); what happens is told in TestResults/soak-story.log meanwhile
SCIMBUS_BROKER=4        before any of these: on RabbitMQ 4, in a container or from Debian 13's package in a root of its own (as root)
tests/run.sh NAME ...   the suites whose names contain one of these, such as Ingress; builds only what they need
TEXT
}

configuration=Release
results="$PWD/TestResults"
names=()
for argument in "$@"; do
  case $argument in
    --quick) export SCIMBUS_QUICK=1 ;;
    --full) export SCIMBUS_FULL=1 ;;
    --soak) export SCIMBUS_SOAK=1 SCIMBUS_SOAK_STORY="$results/soak-story.log"; names+=(Scim.Bus.Soak) ;;
    -*) usage; [ "$argument" = --help ]; exit ;;
    *) names+=("$argument") ;;
  esac
done

say() { printf '\n== %s\n' "$*"; }
for part in tests/run/*.sh; do
  # shellcheck source=/dev/null
  . "$part"
done
export -f say run_job run_quietly compilation_of run_dotnet_suite run_node_suite install_node_packages
export configuration results

rm -rf "$results" && mkdir -p "$results"
# Stopping this run stops everything that it started.
trap 'stop_compiler; for job in $(jobs -p); do kill -- "-$job" 2>/dev/null; done; exit 130' INT TERM
command -v dotnet >/dev/null || { echo "The .NET SDK is missing: global.json says which one."; exit 1; }
export PATH="$PATH:/usr/sbin" DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
# Tests start hundreds of processes that live for seconds: profile-guided optimization costs a fifth of their time and never pays off.
export DOTNET_TieredPGO=0
# Guarding compiled code against writes costs a tenth of the time until a service is ready, and two fifths of the kernel's part of it.
export DOTNET_EnableWriteXorExecute=0
# Room for 64 MiB of new objects: what lives for seconds hardly collects.
export DOTNET_GCgen0size=4000000

mapfile -t jobs < <(suites)
target=Scim.Bus.sln
if [ "${#names[@]}" -gt 0 ]; then
  mapfile -t jobs < <(for name in "${names[@]}"; do printf '%s\n' "${jobs[@]}" | grep -i -- "$name"; done | sort -u)
  [ "${#jobs[@]}" -gt 0 ] || { echo "No suite is named like that. There are:"; suites; exit 2; }
  [ "${#jobs[@]}" -eq 1 ] && target="tests/${jobs[0]}"
elif [ -z "${SCIMBUS_QUICK:-}" ]; then
  # The build enforces all style rules except white space.
  jobs+=(format stand-ins)
fi

if [ -z "${SCIMBUS_QUICK:-}" ]; then
  install_missing node:nodejs npm:npm chromium-headless-shell:chromium-headless-shell promtool:prometheus /usr/share/unicode/UnicodeData.txt:unicode-data
  command -v chromium-headless-shell >/dev/null || install_missing chromium:chromium
  has_docker || [ -n "${ConnectionStrings__RabbitMq:-}" ] || install_missing rabbitmq-server:rabbitmq-server
  prepare_broker
fi

say "Build"
# Not in a pipe, whose new shell would keep the compiler's id to itself: then stopping this run could not stop the compiler.
build "$target" > >(tee "$results/build.log") 2>&1
echo $? >"$results/build.exit"
[ "$(cat "$results/build.exit")" = 0 ] || finish build
built=$SECONDS

run_all "${jobs[@]}"
printf '\nThe build took %d s, the tests %d s.\n' "$built" "$((SECONDS - built))"
finish "${jobs[@]}"
